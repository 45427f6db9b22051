import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { allowAttempt } from '../../../actions/organizers/allow-attempt.ts';
import { invitationHash, openInvitation } from '../../../actions/organizers/invite.ts';
import { join } from '../../../actions/organizers/join.ts';
import { creationOptions } from '../../../actions/organizers/passkey-ceremony.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import { readAlias } from '../../../domain/organizers.ts';
import type { Role } from '../../../domain/permissions.ts';
import { findInvitation } from '../../../storage/organizers.ts';
import type { ConsolePage, ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Field, Select } from '../ui/fields.tsx';
import { Problem } from '../ui/messages.tsx';
import { keepChallenge, sendOptions, takeChallenge } from './challenge.ts';
import { PASSKEY_SCRIPTS, PasskeyForm } from './passkey-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { keepLanguage, type SignInRoutesDeps, tooMany } from './routes.tsx';

const language = z.enum(LANGUAGES);

interface JoinErrors {
  readonly alias?: string;
  readonly passkey?: string;
}

/** Accepting an invitation: its code, then an alias and a passkey, then the recovery codes. */
export function joinRoutes(deps: SignInRoutesDeps): readonly ConsoleRoute[] {
  const { database, now, origin } = deps;

  const invitationOf = async ({ session }: ConsoleRequest) => {
    const hash = session.kept('invitation');
    return hash === undefined ? undefined : findInvitation(database.pool, Buffer.from(hash, 'hex'), now());
  };
  const spent = ({ t }: ConsoleRequest): ConsoleReply => ({
    kind: 'redirect',
    to: '/console/join',
    flash: t('console-join-spent'),
  });

  return [
    {
      method: 'GET',
      path: '/join',
      permission: 'signed-out',
      handle: async (request) => {
        keepLanguage(request);
        return codePage(request);
      },
    },
    {
      method: 'POST',
      path: '/join',
      permission: 'signed-out',
      handle: async (request) => {
        const { t, form, session } = request;
        if (!(await allowAttempt(database.pool, request.place, now()))) return tooMany(request);
        const token = tokenOf(form.get('token') ?? '');
        if ((await openInvitation(deps, token)) === undefined) {
          return { ...codePage(request, t('console-join-spent')), status: 422 };
        }
        session.keep('invitation', invitationHash(token).toString('hex'));
        session.keep('joining', randomUUID());
        return { kind: 'redirect', to: '/console/join/passkey' };
      },
    },
    {
      method: 'GET',
      path: '/join/passkey',
      permission: 'signed-out',
      handle: async (request) => {
        const invitation = await invitationOf(request);
        return invitation === undefined ? spent(request) : joinPage(request, origin, invitation.role);
      },
    },
    {
      method: 'GET',
      path: '/join/options',
      permission: 'signed-out',
      handle: async (request) => {
        const { session, query } = request;
        const id = session.kept('joining');
        const alias = readAlias(query.get('alias'));
        if (id === undefined || (await invitationOf(request)) === undefined) return spent(request);
        // What is wrong with the alias is said when the form is sent; the passkey needs some name.
        const options = await creationOptions(origin, { id, alias: alias.ok ? alias.alias : 'Golos' }, []);
        keepChallenge(session, 'join', options.challenge, now());
        return sendOptions(options);
      },
    },
    {
      method: 'POST',
      path: '/join/passkey',
      permission: 'signed-out',
      handle: async (request) => {
        const { t, form, session } = request;
        const challenge = takeChallenge(session, 'join', now());
        const id = session.kept('joining');
        const invitation = await invitationOf(request);
        if (id === undefined || invitation === undefined) return spent(request);
        const joined = await join(deps, {
          tokenHash: invitation.tokenHash,
          id,
          alias: form.get('alias'),
          language: language.catch(request.language).parse(form.get('language')),
          challenge: challenge ?? '',
          created: form.get('response') ?? '',
        });
        if (joined.kind === 'joined') {
          await session.signIn(joined.id);
          return codesPage(request, joined.codes);
        }
        switch (joined.why) {
          case 'invitation':
            return spent(request);
          case 'alias-odd':
            return joinPage(request, origin, invitation.role, { alias: t('console-alias-odd') });
          case 'alias-taken':
            return joinPage(request, origin, invitation.role, { alias: t('console-alias-taken') });
          case 'passkey':
            return joinPage(request, origin, invitation.role, { passkey: t('console-passkey-failed') });
        }
      },
    },
  ];
}

/** A code, or the whole link with the code at its end. */
function tokenOf(text: string): string {
  return text.trim().replace(/^.*#/s, '');
}

function codePage({ t, csrf, form }: ConsoleRequest, problem?: string): ConsolePage {
  return {
    kind: 'page',
    title: t('console-join-title'),
    lead: t('console-join-lead'),
    back: { href: '/console/sign-in', label: t('console-sign-in') },
    scripts: ['sign-in.js'],
    body: (
      <Card>
        <form method="post" action="/console/join" data-invitation novalidate>
          <input type="hidden" name="_csrf" value={csrf} />
          {problem !== undefined && <Problem text={problem} />}
          <Field
            name="token"
            label={t('console-join-code')}
            hint={t('console-join-hint')}
            value={form.get('token')}
            autocomplete="off"
          />
          <button type="submit">{t('console-go-on')}</button>
        </form>
      </Card>
    ),
  };
}

function joinPage(request: ConsoleRequest, origin: string, role: Role, errors?: JoinErrors): ConsolePage {
  const { t, csrf, form } = request;
  return {
    kind: 'page',
    title: t('console-join-passkey-title'),
    lead: t('console-join-passkey-lead', { role: t(`console-role-${role}`) }),
    scripts: PASSKEY_SCRIPTS,
    ...(errors === undefined ? {} : { status: 422 }),
    body: (
      <Card>
        <PasskeyForm
          t={t}
          kind="create"
          action="/console/join/passkey"
          options="/console/join/options"
          origin={origin}
          csrf={csrf}
          button={t('console-join-passkey')}
          problem={errors?.passkey}
        >
          <Field
            name="alias"
            label={t('console-alias')}
            hint={t('console-alias-hint')}
            error={errors?.alias}
            value={form.get('alias')}
            required
            maxLength={40}
            autofocus
            autocomplete="off"
          />
          <Select
            name="language"
            label={t('console-language')}
            value={form.get('language') ?? request.language}
            options={LANGUAGES.map((one) => ({ value: one, label: t(`language-${one}`) }))}
          />
        </PasskeyForm>
      </Card>
    ),
  };
}

function codesPage({ t }: ConsoleRequest, codes: readonly string[]): ConsolePage {
  return {
    kind: 'page',
    title: t('console-codes-title'),
    lead: t('console-codes-lead'),
    body: (
      <Card>
        <RecoveryCodes t={t} codes={codes} />
        <a class="button" href="/console/start">
          {t('console-codes-done')}
        </a>
      </Card>
    ),
  };
}
