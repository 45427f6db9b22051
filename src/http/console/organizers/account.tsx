import { z } from 'zod';
import { changeLanguage, endOtherSessions } from '../../../actions/organizers/manage.ts';
import { creationOptions } from '../../../actions/organizers/passkey-ceremony.ts';
import { addPasskey, passkeyName, removePasskey } from '../../../actions/organizers/passkeys.ts';
import { renewRecoveryCodes } from '../../../actions/organizers/recovery-codes.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import { countRecoveryCodes, listPasskeys, type PasskeyRow } from '../../../storage/passkeys.ts';
import type { ConsolePage, ConsoleRequest, ConsoleRoute, Organizer } from '../route.ts';
import { keepChallenge, sendOptions, takeChallenge } from '../sign-in/challenge.ts';
import { PASSKEY_SCRIPTS, PasskeyForm } from '../sign-in/passkey-form.tsx';
import { RecoveryCodes } from '../sign-in/recovery-codes.tsx';
import type { SignInRoutesDeps } from '../sign-in/routes.tsx';
import { Card, Facts, Table } from '../ui/data.tsx';
import { Select } from '../ui/fields.tsx';
import { Confirm, Form } from '../ui/forms.tsx';
import { Notice } from '../ui/messages.tsx';
import { Day } from './day.tsx';

const language = z.enum(LANGUAGES);

/** One's own page: language, passkeys, recovery codes, sessions. */
export function accountRoutes(deps: SignInRoutesDeps): readonly ConsoleRoute[] {
  const { database, now, origin } = deps;

  const show = async (request: ConsoleRequest, problem?: string): Promise<ConsolePage> => {
    const me = signedIn(request);
    const [passkeys, codes] = await Promise.all([
      listPasskeys(database.pool, me.id),
      countRecoveryCodes(database.pool, me.id),
    ]);
    return accountPage(request, me, { origin, passkeys, codes, problem });
  };
  const back = (flash: string) => ({ kind: 'redirect', to: '/console/account', flash }) as const;

  return [
    { method: 'GET', path: '/account', permission: 'signed-in', handle: (request) => show(request) },
    {
      method: 'POST',
      path: '/account/language',
      permission: 'signed-in',
      handle: async (request) => {
        const wanted = language.safeParse(request.form.get('language'));
        if (wanted.success) await changeLanguage(deps, signedIn(request).id, wanted.data);
        return { kind: 'redirect', to: '/console/account' };
      },
    },
    {
      method: 'GET',
      path: '/account/passkeys/options',
      permission: 'signed-in',
      handle: async (request) => {
        const me = signedIn(request);
        const options = await creationOptions(origin, me, await listPasskeys(database.pool, me.id));
        keepChallenge(request.session, 'add', options.challenge, now());
        return sendOptions(options);
      },
    },
    {
      method: 'POST',
      path: '/account/passkeys',
      permission: 'signed-in',
      handle: async (request) => {
        const { t, form, session } = request;
        const challenge = takeChallenge(session, 'add', now()) ?? '';
        const created = form.get('response') ?? '';
        if (await addPasskey(deps, { by: signedIn(request).id, challenge, created })) {
          return back(t('console-passkey-added'));
        }
        return { ...(await show(request, t('console-passkey-failed'))), status: 422 };
      },
    },
    {
      method: 'POST',
      path: '/account/passkeys/remove',
      permission: 'signed-in',
      handle: async (request) => {
        const { t, form } = request;
        const credentialId = Buffer.from(form.get('passkey') ?? '', 'hex');
        const done = await removePasskey(deps, { by: signedIn(request).id, credentialId });
        return done === 'last'
          ? { ...(await show(request, t('console-passkey-last'))), status: 422 }
          : back(t('console-passkey-removed'));
      },
    },
    {
      method: 'POST',
      path: '/account/codes',
      permission: 'signed-in',
      handle: async (request) => {
        const { t } = request;
        const codes = await renewRecoveryCodes(deps, signedIn(request).id);
        return {
          kind: 'page',
          title: t('console-codes-title'),
          lead: t('console-codes-lead'),
          back: { href: '/console/account', label: t('console-account') },
          body: (
            <Card>
              <RecoveryCodes t={t} codes={codes} />
            </Card>
          ),
        };
      },
    },
    {
      method: 'POST',
      path: '/account/sessions',
      permission: 'signed-in',
      handle: async (request) => {
        await endOtherSessions(deps, signedIn(request).id, request.session.tokenHash);
        return back(request.t('console-sessions-ended'));
      },
    },
  ];
}

/** The routes here ask for `signed-in`. */
function signedIn({ organizer }: ConsoleRequest): Organizer {
  if (organizer === undefined) throw new Error('a route for organizers was asked by nobody');
  return organizer;
}

interface Account {
  readonly origin: string;
  readonly passkeys: readonly PasskeyRow[];
  /** Recovery codes that are left. */
  readonly codes: number;
  readonly problem: string | undefined;
}

function accountPage(request: ConsoleRequest, me: Organizer, account: Account): ConsolePage {
  const { t, csrf, language: spoken } = request;
  const { origin, passkeys, codes, problem } = account;
  return {
    kind: 'page',
    title: t('console-account'),
    scripts: PASSKEY_SCRIPTS,
    body: (
      <>
        <Card>
          <Facts
            items={[
              [t('console-alias'), me.alias],
              [t('console-role'), t(`console-role-${me.role}`)],
            ]}
          />
          <Form action="/console/account/language" csrf={csrf} class="inline">
            <Select
              name="language"
              label={t('console-language')}
              value={spoken}
              options={LANGUAGES.map((one) => ({ value: one, label: t(`language-${one}`) }))}
            />
            <button type="submit" class="secondary">
              {t('console-save')}
            </button>
          </Form>
        </Card>

        <Card title={t('console-passkeys')}>
          <p>{t('console-passkeys-about')}</p>
          <Table
            caption={t('console-passkeys')}
            columns={[
              { label: t('console-passkey') },
              { label: t('console-passkey-added-on') },
              { label: t('console-actions'), hidden: true },
            ]}
            rows={passkeys.map((passkey) => [
              <code key="name">{passkeyName(passkey.credentialId)}</code>,
              <Day key="day" day={passkey.addedOn} language={spoken} />,
              passkeys.length > 1 && (
                <Confirm
                  key="remove"
                  label={t('console-remove')}
                  question={t('console-passkey-remove-question')}
                  confirm={t('console-remove')}
                  action="/console/account/passkeys/remove"
                  csrf={csrf}
                  fields={{ passkey: passkey.credentialId.toString('hex') }}
                  tone="bad"
                />
              ),
            ])}
          />
          <div class="after-table">
            <PasskeyForm
              t={t}
              kind="create"
              action="/console/account/passkeys"
              options="/console/account/passkeys/options"
              origin={origin}
              csrf={csrf}
              button={t('console-passkey-add')}
              problem={problem}
            />
          </div>
        </Card>

        <Card title={t('console-codes')}>
          {codes <= 2 && <Notice tone="warning">{t('console-codes-few')}</Notice>}
          <p>{t('console-codes-left', { count: codes })}</p>
          <Confirm
            label={t('console-codes-renew')}
            question={t('console-codes-renew-question')}
            confirm={t('console-codes-renew')}
            action="/console/account/codes"
            csrf={csrf}
          />
        </Card>

        <Card title={t('console-sessions')}>
          <p>{t('console-sessions-about')}</p>
          <Form action="/console/account/sessions" csrf={csrf}>
            <button type="submit" class="secondary">
              {t('console-sessions-end')}
            </button>
          </Form>
        </Card>
      </>
    ),
  };
}
