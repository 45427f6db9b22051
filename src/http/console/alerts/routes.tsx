import type { VNode } from 'preact';
import { z } from 'zod';
import { type AlertDetail, alertDetail } from '../../../domain/alerts.ts';
import type { Language } from '../../../domain/languages.ts';
import { may } from '../../../domain/permissions.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { type AlertRow, countUnseenAlerts, listAlerts, markAlertSeen } from '../../../storage/alerts.ts';
import type { Database } from '../../../storage/database.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute, Organizer } from '../route.ts';
import { Changes } from '../solidarity/parts.tsx';
import { Card, Time } from '../ui/data.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { EmptyState } from '../ui/messages.tsx';

export interface AlertPagesDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
  readonly timeZone: () => Promise<string>;
}

/** Listed at once; who has seen them all sees the newest. */
const SHOWN = 100;

/** What every administrator must see: until they say so, each page of theirs says that something waits. */
export function alertRoutes(deps: AlertPagesDeps): ConsoleRoute[] {
  return [
    { method: 'GET', path: '/alerts', permission: 'alerts.watch', handle: (request) => listPage(deps, request) },
    { method: 'POST', path: '/alerts/:id/seen', permission: 'alerts.watch', handle: (request) => seen(deps, request) },
  ];
}

/** For the menu: how many an administrator has not seen. */
export function countAlerts({ database }: Pick<AlertPagesDeps, 'database'>): (organizer: Organizer) => Promise<number> {
  return async ({ id, role }) => (may(role, 'alerts.watch') ? countUnseenAlerts(database.pool, id) : 0);
}

async function listPage({ database, timeZone }: AlertPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, csrf } = request;
  const alerts = await listAlerts(database.pool, organizerOf(request).id, SHOWN);
  const zone = await timeZone();
  return {
    kind: 'page',
    title: t('alerts-heading'),
    lead: t('alerts-lead'),
    body:
      alerts.length === 0 ? (
        <EmptyState title={t('alerts-none')} />
      ) : (
        <div>
          {alerts.map((alert) => (
            <Card key={alert.id} title={titleOf(alert, t, language)}>
              <p>
                <Time at={alert.at} language={language} zone={zone} />
              </p>
              <Body alert={alert} t={t} />
              <Actions>
                <a class="button secondary" href={`/console${alert.page}`}>
                  {t('alerts-look')}
                </a>
                {alert.seenAt === null && (
                  <Form csrf={csrf} action={`/console/alerts/${alert.id}/seen`}>
                    <button type="submit">{t('alerts-seen')}</button>
                  </Form>
                )}
              </Actions>
            </Card>
          ))}
        </div>
      ),
  };
}

async function seen({ database, now }: AlertPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const id = z.uuid().safeParse(request.params.id);
  if (id.success) await markAlertSeen(database.pool, id.data, organizerOf(request).id, now());
  return { kind: 'redirect', to: '/console/alerts' };
}

function detailOf({ detail }: AlertRow): AlertDetail | undefined {
  return alertDetail.safeParse(detail).data;
}

function titleOf(alert: AlertRow, t: Translate, language: Language): string {
  const detail = detailOf(alert);
  if (detail === undefined) return alert.kind;
  const name = wordsIn(detail.name, language);
  const { kind, by } = detail;
  return kind === 'places-changed'
    ? t(`alerts-${kind}`, { name, by, with: detail.with })
    : t(`alerts-${kind}`, { name, by });
}

function Body({ alert, t }: { readonly alert: AlertRow; readonly t: Translate }): VNode | null {
  const detail = detailOf(alert);
  if (detail === undefined || !('changes' in detail)) return null;
  return <Changes t={t} changes={detail.changes} />;
}
