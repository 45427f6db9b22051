import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';
import { Actions } from '../ui/forms.tsx';

/** Codes to be written down: shown once, to be copied or saved. */
export function RecoveryCodes({ t, codes }: { readonly t: Translate; readonly codes: readonly string[] }): VNode {
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`Golos\n\n${codes.join('\n')}\n`)}`;
  return (
    <>
      <ol class="codes" id="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>{t('console-codes-force')}</p>
      <Actions>
        <button type="button" class="secondary" data-copy="#codes" data-copied={t('console-copied')} hidden>
          {t('console-copy')}
        </button>
        <a class="button secondary" href={file} download="golos-codes.txt">
          {t('console-save-file')}
        </a>
      </Actions>
    </>
  );
}
