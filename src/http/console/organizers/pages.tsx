import { may, ROLES, type Role } from '../../../domain/permissions.ts';
import type { InvitationRow, OrganizerRow } from '../../../storage/organizers.ts';
import type { ConsolePage, ConsoleRequest } from '../route.ts';
import { Card, Facts, Table } from '../ui/data.tsx';
import { Choices } from '../ui/fields.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { Badge, EmptyState, Notice } from '../ui/messages.tsx';
import { Day } from './day.tsx';

interface List {
  readonly organizers: readonly (OrganizerRow & { readonly passkeys: number })[];
  readonly invitations: readonly (InvitationRow & { readonly inviter: string | null })[];
  readonly now: Date;
}

/** Everybody who may open the console, and who is invited. */
export function ListPage(request: ConsoleRequest, { organizers, invitations, now }: List): ConsolePage {
  const { t, csrf, organizer: me, language } = request;
  const manages = may(me?.role, 'organizers.manage');
  return {
    kind: 'page',
    title: t('console-nav-organizers'),
    ...(manages && {
      actions: (
        <a class="button" href="/console/organizers/invite">
          {t('console-invite')}
        </a>
      ),
    }),
    body: (
      <>
        {organizers.length === 1 && <Notice tone="warning">{t('console-organizers-alone')}</Notice>}
        <Table
          caption={t('console-nav-organizers')}
          columns={[
            { label: t('console-alias') },
            { label: t('console-role') },
            { label: t('console-joined') },
            { label: t('console-passkeys'), numeric: true },
          ]}
          rows={organizers.map((one) => [
            <span key="alias">
              {manages && one.id !== me?.id ? <a href={`/console/organizers/${one.id}`}>{one.alias}</a> : one.alias}{' '}
              {one.id === me?.id && <Badge>{t('console-you')}</Badge>}
            </span>,
            t(`console-role-${one.role}`),
            <Day key="joined" day={one.joinedOn} language={language} />,
            one.passkeys,
          ])}
        />
        {manages && (
          <section aria-labelledby="invitations">
            <h2 id="invitations">{t('console-invitations')}</h2>
            {invitations.length === 0 ? (
              <EmptyState title={t('console-invitations-none')} text={t('console-invitations-about')} />
            ) : (
              <Table
                caption={t('console-invitations')}
                columns={[
                  { label: t('console-role') },
                  { label: t('console-invited-by') },
                  { label: t('console-expires') },
                  { label: t('console-actions'), hidden: true },
                ]}
                rows={invitations.map((invitation) => [
                  t(`console-role-${invitation.role}`),
                  invitation.inviter ?? t('console-command-line'),
                  t('console-expires-in', { hours: hoursBetween(now, invitation.expiresAt) }),
                  <Confirm
                    key="revoke"
                    label={t('console-revoke')}
                    question={t('console-revoke-question')}
                    confirm={t('console-revoke')}
                    action="/console/organizers/invitations/revoke"
                    csrf={csrf}
                    fields={{ invitation: invitation.tokenHash.toString('hex') }}
                    tone="bad"
                  />,
                ])}
              />
            )}
          </section>
        )}
      </>
    ),
  };
}

/** Which role the next person is to have. */
export function InvitePage(request: ConsoleRequest, error: string | undefined): ConsolePage {
  const { t, csrf, form } = request;
  return {
    kind: 'page',
    title: t('console-invite'),
    lead: t('console-invite-lead'),
    back: { href: '/console/organizers', label: t('console-nav-organizers') },
    ...(error === undefined ? {} : { status: 422 }),
    body: (
      <Card>
        <Form action="/console/organizers/invite" csrf={csrf}>
          <RoleChoices request={request} value={form.get('role')} error={error} />
          <Actions>
            <button type="submit">{t('console-invite-make')}</button>
          </Actions>
        </Form>
      </Card>
    ),
  };
}

/** The link, this once. */
export function InvitedPage(
  { t }: ConsoleRequest,
  { role, link, hours }: { readonly role: Role; readonly link: string; readonly hours: number },
): ConsolePage {
  return {
    kind: 'page',
    title: t('console-invited'),
    lead: t('console-invited-lead', { role: t(`console-role-${role}`), hours }),
    back: { href: '/console/organizers', label: t('console-nav-organizers') },
    body: (
      <Card>
        <div class="once">
          <input id="link" value={link} readOnly aria-label={t('console-invited')} />
          <button type="button" class="secondary" data-copy="#link" data-copied={t('console-copied')} hidden>
            {t('console-copy')}
          </button>
        </div>
        <p>{t('console-invited-once')}</p>
      </Card>
    ),
  };
}

/** Somebody else: their role, and taking it away. */
export function OrganizerPage(request: ConsoleRequest, organizer: OrganizerRow): ConsolePage {
  const { t, csrf, organizer: me, language } = request;
  const own = organizer.id === me?.id;
  return {
    kind: 'page',
    title: organizer.alias,
    back: { href: '/console/organizers', label: t('console-nav-organizers') },
    body: (
      <>
        <Card>
          <Facts
            items={[
              [t('console-role'), t(`console-role-${organizer.role}`)],
              [t('console-joined'), <Day key="joined" day={organizer.joinedOn} language={language} />],
            ]}
          />
        </Card>
        {own ? (
          <Notice>{t('console-organizer-own')}</Notice>
        ) : (
          <>
            <Card title={t('console-role-change')}>
              <Form action={`/console/organizers/${organizer.id}/role`} csrf={csrf}>
                <RoleChoices request={request} value={organizer.role} error={undefined} />
                <Actions>
                  <button type="submit">{t('console-save')}</button>
                </Actions>
              </Form>
            </Card>
            <Card title={t('console-organizer-remove')}>
              <p>{t('console-organizer-remove-about')}</p>
              <Confirm
                label={t('console-organizer-remove')}
                question={t('console-organizer-remove-question', { alias: organizer.alias })}
                confirm={t('console-remove')}
                action={`/console/organizers/${organizer.id}/remove`}
                csrf={csrf}
                tone="bad"
              />
            </Card>
          </>
        )}
      </>
    ),
  };
}

function RoleChoices(props: {
  readonly request: ConsoleRequest;
  readonly value: string | undefined;
  readonly error: string | undefined;
}) {
  const { t } = props.request;
  return (
    <Choices
      kind="radio"
      name="role"
      label={t('console-role')}
      error={props.error}
      values={props.value === undefined ? [] : [props.value]}
      options={ROLES.map((role) => ({
        value: role,
        label: t(`console-role-${role}`),
        hint: t(`console-role-${role}-about`),
      }))}
    />
  );
}

function hoursBetween(from: Date, to: Date): number {
  return Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 3_600_000));
}
