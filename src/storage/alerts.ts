import type { AlertDetail } from '../domain/alerts.ts';
import type { Queryable } from './database.ts';

/** Something that every administrator must see. Its detail may be of a version that knew other kinds. */
export interface AlertRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  /** Below `/console`. */
  readonly page: string;
  readonly detail: unknown;
  /** When this administrator said that they have seen it. */
  readonly seenAt: Date | null;
}

/** Raises an alert, in the transaction of what it tells. */
export async function addAlert(q: Queryable, alert: { at: Date; page: string; detail: AlertDetail }): Promise<void> {
  await q.query('insert into alerts (at, kind, page, detail) values ($1, $2, $3, $4)', [
    alert.at,
    alert.detail.kind,
    alert.page,
    JSON.stringify(alert.detail),
  ]);
}

/** What an administrator has not seen yet first, the newest first. What was before they joined counts as seen. */
export async function listAlerts(q: Queryable, organizerId: string, limit: number): Promise<AlertRow[]> {
  const { rows } = await q.query<AlertRow>(
    `select id, at, kind, page, detail, "seenAt" from (
       select a.id, a.at, a.kind, a.page, a.detail,
              coalesce(r.at, case when a.at < o.joined_on then o.joined_on end) as "seenAt"
       from alerts a cross join (select joined_on::timestamptz as joined_on from organizers where id = $1) o
       left join alert_readings r on r.alert_id = a.id and r.organizer_id = $1) all_alerts
     order by ("seenAt" is null) desc, at desc, id limit $2`,
    [organizerId, limit],
  );
  return rows;
}

/** How many an administrator has not seen. */
export async function countUnseenAlerts(q: Queryable, organizerId: string): Promise<number> {
  const { rows } = await q.query<{ n: number }>(
    `select count(*)::int as n from alerts a, organizers o where o.id = $1 and a.at >= o.joined_on
       and not exists (select from alert_readings r where r.alert_id = a.id and r.organizer_id = $1)`,
    [organizerId],
  );
  return rows[0]?.n ?? 0;
}

/** An administrator has seen it; the first time counts. */
export async function markAlertSeen(q: Queryable, alertId: string, organizerId: string, at: Date): Promise<void> {
  await q.query(
    `insert into alert_readings (alert_id, organizer_id, at) select id, $2, $3 from alerts where id = $1
     on conflict do nothing`,
    [alertId, organizerId, at],
  );
}
