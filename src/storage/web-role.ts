import pg from 'pg';
import type { Queryable } from './database.ts';

/**
 * Tables that only grow for the web process: no update, no delete, no truncate. A trigger says the same to everybody, but
 * for requests, which the worker answers.
 */
const APPEND_ONLY = ['audit_entries', 'editions', 'protocol_requests', 'review_orders'];

/** Tables of which the web process may change some columns only, and no row can go. */
const CHANGEABLE: Readonly<Record<string, readonly string[]>> = {
  proposals: ['decision', 'decided_by', 'decided_at'],
  quarantines: ['lifted_on'],
  protocol_entries: ['final', 'state', 'answer', 'leased_until', 'seconds'],
};

/** Of what workers write, the columns that the web process changes: that a reviewer has taken an item's slot. */
const PARTLY_CHANGEABLE: Readonly<Record<string, readonly string[]>> = {
  review_items: ['taken'],
};

/** Tables in which the web process says what reviewers do: no row can go. */
const KEPT = ['review_turns', 'reviewers'];

/** What the count is made of: workers write it, the web process only reads. */
const READ_ONLY = [
  'ballots',
  'ballot_links',
  'declarations',
  'tallies',
  'spent_voices',
  'photos',
  'photo_keys',
  'protocols',
  'protocol_links',
  'protocol_photos',
  'profiles',
  'answer_sets',
  'survey_participants',
  'survey_counts',
  'survey_cells',
  'official_imports',
  'official_numbers',
  'march_keys',
  'march_check_ins',
  'march_draws',
  'march_windows',
  'march_milestones',
  'review_photos',
  'review_pace',
];

/** BullMQ's tables, where queues are on Postgres. */
const QUEUES_SCHEMA = 'bullmq';

/** Why a role cannot be the web process's. */
export type UnfitRole = 'unknown' | 'superuser' | 'owner';

/**
 * Gives a role what the web process needs in this database, and takes away whatever else it was given: rows of
 * every table, but the audit trail only to read and to append to. To be called after every migration, by the tables'
 * owner; a running web process is not disturbed. A role that could take the rest by itself is refused.
 */
export async function grantToWebRole(q: Queryable, role: string): Promise<'granted' | UnfitRole> {
  const unfit = await whyUnfit(q, role);
  if (unfit !== undefined) return unfit;
  const to = pg.escapeIdentifier(role);
  const database = await q.query<{ name: string }>('select current_database() as name');
  await q.query(`grant connect, temporary on database ${pg.escapeIdentifier(database.rows[0]?.name ?? '')} to ${to}`);
  await q.query(`grant usage on schema public to ${to}`);
  // A revoke takes column privileges along.
  await q.query(`revoke all on all tables in schema public from ${to}`);
  for (const table of await tablesIn(q, 'public')) {
    await q.query(`grant ${privilegesOn(table)} on public.${pg.escapeIdentifier(table)} to ${to}`);
  }
  if ((await tablesIn(q, QUEUES_SCHEMA)).length > 0) {
    await q.query(`grant usage on schema ${QUEUES_SCHEMA} to ${to}`);
    await q.query(`grant select, insert, update, delete on all tables in schema ${QUEUES_SCHEMA} to ${to}`);
    await q.query(`grant usage, select on all sequences in schema ${QUEUES_SCHEMA} to ${to}`);
  }
  return 'granted';
}

function privilegesOn(table: string): string {
  const columns = CHANGEABLE[table];
  if (columns !== undefined) return `select, insert, update (${columns.map(pg.escapeIdentifier).join(', ')})`;
  const partly = PARTLY_CHANGEABLE[table];
  if (partly !== undefined) return `select, update (${partly.map(pg.escapeIdentifier).join(', ')})`;
  if (KEPT.includes(table)) return 'select, insert, update';
  if (APPEND_ONLY.includes(table)) return 'select, insert';
  return READ_ONLY.includes(table) ? 'select' : 'select, insert, update, delete';
}

async function whyUnfit(q: Queryable, role: string): Promise<UnfitRole | undefined> {
  const result = await q.query<{ superuser: boolean; owner: boolean }>(
    `select r.rolsuper as superuser,
            exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(r.oid, c.relowner, 'member')) as owner
     from pg_roles r where r.rolname = $1`,
    [role],
  );
  const [row] = result.rows;
  if (row === undefined) return 'unknown';
  if (row.superuser) return 'superuser';
  return row.owner ? 'owner' : undefined;
}

async function tablesIn(q: Queryable, schema: string): Promise<string[]> {
  const result = await q.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') order by 1`,
    [schema],
  );
  return result.rows.map(({ name }) => name);
}

/** Whether whoever is connected could change the audit trail, were it not for the trigger. */
export async function mayRewriteAudit(q: Queryable): Promise<boolean> {
  const result = await q.query<{ may: boolean }>(
    `select has_table_privilege('public.audit_entries', 'update, delete, truncate') as may`,
  );
  return result.rows[0]?.may === true;
}
