import pg from 'pg';
import type { ProcessName } from '../domain/processes.ts';
import type { Queryable } from './database.ts';
import { GRANTS, ROWS } from './grants.ts';
import { keepToRows } from './row-rules.ts';
import { tablesIn } from './tables-in.ts';

/** BullMQ's tables, where queues are on Postgres. Jobs carry row ids only; each process adds to queues or works on some. */
const QUEUES_SCHEMA = 'bullmq';

/** Before, there was no privilege to vacuum (https://www.postgresql.org/docs/17/ddl-priv.html). */
const OLDEST_SERVER = 170_000;

/** Why a role cannot be a process's. */
export type UnfitRole = 'unknown' | 'superuser' | 'owner' | 'bypasses-rows' | 'old-server';

/**
 * Gives a role what a process needs in this database (`GRANTS`, `ROWS`), and takes away whatever else it was given. To be
 * called after every migration, by the tables' owner, in a transaction; a running process is not disturbed. A role that
 * could take the rest by itself is refused.
 */
export async function grantToRole(q: Queryable, role: string, process: ProcessName): Promise<'granted' | UnfitRole> {
  const unfit = await whyUnfit(q, role, process);
  if (unfit !== undefined) return unfit;
  const to = pg.escapeIdentifier(role);
  const database = await q.query<{ name: string }>('select current_database() as name');
  await q.query(`grant connect, temporary on database ${pg.escapeIdentifier(database.rows[0]?.name ?? '')} to ${to}`);
  await q.query(`grant usage on schema public to ${to}`);
  // A revoke takes column privileges along.
  await q.query(`revoke all on all tables in schema public from ${to}`);
  for (const table of await tablesIn(q, 'public')) {
    const granted = GRANTS[table]?.[process];
    if (granted !== undefined) await q.query(`grant ${granted} on public.${pg.escapeIdentifier(table)} to ${to}`);
  }
  if ((await tablesIn(q, QUEUES_SCHEMA)).length > 0) {
    await q.query(`grant usage on schema ${QUEUES_SCHEMA} to ${to}`);
    await q.query(`grant select, insert, update, delete on all tables in schema ${QUEUES_SCHEMA} to ${to}`);
    await q.query(`grant usage, select on all sequences in schema ${QUEUES_SCHEMA} to ${to}`);
  }
  await keepToRows(q, role, process);
  return 'granted';
}

async function whyUnfit(q: Queryable, role: string, process: ProcessName): Promise<UnfitRole | undefined> {
  const server = await q.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
  if ((server.rows[0]?.version ?? 0) < OLDEST_SERVER) return 'old-server';
  const result = await q.query<{ superuser: boolean; bypasses: boolean; owner: boolean }>(
    `select r.rolsuper as superuser, r.rolbypassrls as bypasses,
            exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(r.oid, c.relowner, 'member')) as owner
     from pg_roles r where r.rolname = $1`,
    [role],
  );
  const [row] = result.rows;
  if (row === undefined) return 'unknown';
  if (row.superuser) return 'superuser';
  if (row.owner) return 'owner';
  const isHeld = Object.values(ROWS).some((conditions) => conditions[process] !== undefined);
  return isHeld && row.bypasses ? 'bypasses-rows' : undefined;
}

/** Tables of this database that `GRANTS` does not name: no process may touch them. */
export async function unplacedTables(q: Queryable): Promise<string[]> {
  return (await tablesIn(q, 'public')).filter((table) => !(table in GRANTS));
}

/** Whether whoever is connected could change the audit trail, were it not for the trigger. */
export async function mayRewriteAudit(q: Queryable): Promise<boolean> {
  const result = await q.query<{ may: boolean }>(
    `select has_table_privilege('public.audit_entries', 'update, delete, truncate') as may`,
  );
  return result.rows[0]?.may === true;
}
