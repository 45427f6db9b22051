import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { Notice, Problem } from '../ui/messages.tsx';

/** Somebody saved it meanwhile: what was typed stays on the page; saving once more, knowingly, goes on from the newer one. */
export function conflictNotice(t: Translate, href: string): VNode {
  return (
    <Notice tone="warning" title={t('solidarity-conflict')}>
      <a href={href} target="_blank" rel="noopener">
        {t('solidarity-conflict-look')}
      </a>
    </Notice>
  );
}

/** Something is wrong at a field below. */
export function NotSaved({ t }: { readonly t: Translate }): VNode {
  return <Problem title={t('solidarity-not-saved')} text={t('solidarity-not-saved-text')} />;
}
