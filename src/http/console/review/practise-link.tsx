import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';

/** Leads to the items that everybody reads before the first real one. */
export function PractiseLink({ t }: { readonly t: Translate }): VNode {
  return (
    <a class="button" href="/console/review/practice">
      {t('review-practise')}
    </a>
  );
}
