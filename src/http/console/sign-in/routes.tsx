import { ATTEMPT_MINUTES, allowAttempt } from '../../../actions/organizers/allow-attempt.ts';
import { requestOptions } from '../../../actions/organizers/passkey-ceremony.ts';
import { recover } from '../../../actions/organizers/recovery-codes.ts';
import { noteSignOut, signIn } from '../../../actions/organizers/sign-in.ts';
import type { Database } from '../../../storage/database.ts';
import type { ConsolePage, ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Field } from '../ui/fields.tsx';
import { Form } from '../ui/forms.tsx';
import { Problem } from '../ui/messages.tsx';
import { keepChallenge, sendOptions, takeChallenge } from './challenge.ts';
import { PASSKEY_SCRIPTS, PasskeyForm } from './passkey-form.tsx';

export interface SignInRoutesDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly origin: string;
}

/** Signing in with a passkey or a recovery code, and out. */
export function signInRoutes(deps: SignInRoutesDeps): readonly ConsoleRoute[] {
  const { database, now, origin } = deps;
  return [
    {
      method: 'GET',
      path: '/sign-in',
      permission: 'signed-out',
      handle: async (request) => {
        if (request.organizer !== undefined) return { kind: 'redirect', to: request.startPage };
        keepLanguage(request);
        return signInPage(request, origin, request.query.get('next'));
      },
    },
    {
      method: 'GET',
      path: '/sign-in/options',
      permission: 'signed-out',
      handle: async ({ session }) => {
        const options = await requestOptions(origin);
        keepChallenge(session, 'sign-in', options.challenge, now());
        return sendOptions(options);
      },
    },
    {
      method: 'POST',
      path: '/sign-in',
      permission: 'signed-out',
      handle: async (request) => {
        const { t, form, session } = request;
        const challenge = takeChallenge(session, 'sign-in', now());
        if (!(await allowAttempt(database.pool, request.place, now()))) return tooMany(request);
        const id =
          challenge === undefined ? undefined : await signIn(deps, { challenge, asserted: form.get('response') ?? '' });
        if (id === undefined) {
          const page = signInPage(request, origin, form.get('next'), t('console-sign-in-failed'));
          return { ...page, status: 422 };
        }
        await session.signIn(id);
        return { kind: 'redirect', to: safeNext(form.get('next')) ?? '/console/start' };
      },
    },
    {
      method: 'GET',
      path: '/start',
      permission: 'signed-in',
      handle: async ({ startPage }) => ({ kind: 'redirect', to: startPage }),
    },
    {
      // Asked while somebody writes (console.js): that they are busy is all that it is for.
      method: 'GET',
      path: '/here',
      permission: 'signed-in',
      handle: async () => ({ kind: 'fragment', body: <></>, status: 200 }),
    },
    {
      method: 'POST',
      path: '/sign-out',
      permission: 'signed-in',
      handle: async ({ session, organizer }) => {
        if (organizer !== undefined) await noteSignOut(deps, organizer.id);
        await session.signOut();
        return { kind: 'redirect', to: '/console/sign-in' };
      },
    },
    {
      method: 'GET',
      path: '/recover',
      permission: 'signed-out',
      handle: async (request) => recoverPage(request),
    },
    {
      method: 'POST',
      path: '/recover',
      permission: 'signed-out',
      handle: async (request) => {
        const { t, form, session } = request;
        if (!(await allowAttempt(database.pool, request.place, now()))) return tooMany(request);
        const code = form.get('code') ?? '';
        const recovered = await recover(deps, code);
        if (recovered === undefined) return { ...recoverPage(request, code, t('console-recover-failed')), status: 422 };
        await session.signIn(recovered.id, { underForce: recovered.underForce });
        return { kind: 'redirect', to: '/console/account', flash: t('console-recovered') };
      },
    },
  ];
}

/** Somebody who tries too often from one place. Nobody is told whether the last try was right. */
export function tooMany({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 429, message: t('console-too-many-attempts', { minutes: ATTEMPT_MINUTES }) };
}

/** A visitor's choice of language lasts until they have signed in, and have one of their own. */
export function keepLanguage({ query, session, language }: ConsoleRequest): void {
  if (query.has('lang')) session.keep('lang', language);
}

function signInPage(
  { t, csrf }: ConsoleRequest,
  origin: string,
  next: string | undefined,
  problem?: string,
): ConsolePage {
  return {
    kind: 'page',
    title: t('console-sign-in-title'),
    lead: t('console-sign-in-lead'),
    scripts: PASSKEY_SCRIPTS,
    body: (
      <>
        <Card>
          <PasskeyForm
            t={t}
            kind="get"
            action="/console/sign-in"
            options="/console/sign-in/options"
            origin={origin}
            csrf={csrf}
            button={t('console-sign-in-passkey')}
            problem={problem}
          >
            {safeNext(next) !== undefined && <input type="hidden" name="next" value={next} />}
          </PasskeyForm>
        </Card>
        <ul class="ways">
          <li>
            <a href="/console/recover">{t('console-recover-link')}</a>
          </li>
          <li>
            <a href="/console/join">{t('console-join-link')}</a>
          </li>
        </ul>
      </>
    ),
  };
}

function recoverPage({ t, csrf }: ConsoleRequest, code = '', problem?: string): ConsolePage {
  return {
    kind: 'page',
    title: t('console-recover-title'),
    lead: t('console-recover-lead'),
    back: { href: '/console/sign-in', label: t('console-sign-in') },
    body: (
      <Card>
        <Form action="/console/recover" csrf={csrf}>
          {problem !== undefined && <Problem text={problem} />}
          <Field
            name="code"
            label={t('console-recover-code')}
            hint={t('console-recover-hint')}
            value={code}
            required
            autofocus
            autocomplete="off"
            maxLength={60}
          />
          <button type="submit">{t('console-sign-in')}</button>
        </Form>
      </Card>
    ),
  };
}

/** Only pages of the console: a link must not send anybody elsewhere after they signed in. */
function safeNext(next: string | undefined): string | undefined {
  return next !== undefined && /^\/console(?:[/?][\w\-./?=&%~+:]*)?$/.test(next) && !next.includes('//')
    ? next
    : undefined;
}
