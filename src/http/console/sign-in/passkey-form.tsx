import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';

/** Scripts of a page with a `PasskeyForm`. */
export const PASSKEY_SCRIPTS = ['library/passkeys.js', 'sign-in.js'] as const;

/** A form that asks the browser for a passkey, or for a new one, before it is sent (assets/sign-in.js). */
export function PasskeyForm(props: {
  readonly t: Translate;
  readonly kind: 'create' | 'get';
  readonly action: string;
  /** Where the browser's instructions come from. */
  readonly options: string;
  readonly origin: string;
  readonly csrf: string;
  readonly button: string;
  readonly problem?: string | undefined;
  readonly children?: ComponentChildren;
}): VNode {
  const { t, kind, action, options, origin, csrf, button, problem, children } = props;
  return (
    <form
      method="post"
      action={action}
      data-passkey={kind}
      data-options={options}
      data-origin={origin}
      data-cancelled={t('console-passkey-cancelled')}
      data-unsupported={t('console-passkey-unsupported')}
      data-known={t('console-passkey-known')}
      data-failed={t('console-passkey-failed')}
    >
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="response" value="" />
      {children}
      <p class="box bad" role="alert" data-passkey-problem hidden={problem === undefined}>
        {problem}
      </p>
      <noscript>
        <p class="box warning">{t('console-passkey-noscript')}</p>
      </noscript>
      <button type="submit">{button}</button>
    </form>
  );
}
