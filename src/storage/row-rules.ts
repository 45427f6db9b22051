import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ProcessName } from '../domain/processes.ts';
import type { Queryable } from './database.ts';
import { ROWS } from './grants.ts';
import { wasInTheWay } from './migrate.ts';

/** The rule under which whoever may do something with a table at all does it with every row. */
const ALL_ROWS = 'all_rows';

/**
 * Keeps a role to the rows of its process (`ROWS`), by row-level security; a role that became another process's is let
 * go. Tables' owners, superusers and every other role are held to nothing. Does nothing where all is as it should be.
 * Else it takes the table for a moment, within the caller's transaction, and so comes last there.
 */
export async function keepToRows(q: Queryable, role: string, process: ProcessName): Promise<void> {
  for (const [table, conditions] of Object.entries(ROWS)) {
    const changes = async () => changesOf(table, await readRules(q, table, role), role, process, conditions[process]);
    if ((await changes()).length === 0) continue;
    await withTable(q, table, async () => {
      // Whoever had the table may have done it.
      for (const change of await changes()) await q.query(change);
    });
  }
}

interface Rules {
  readonly roleId: string;
  /** Whether the table asks for rules at all. */
  readonly enabled: boolean;
  readonly hasAllRows: boolean;
  /** Rules that hold this role to fewer rows. */
  readonly names: readonly string[];
}

async function readRules(q: Queryable, table: string, role: string): Promise<Rules> {
  const result = await q.query<Rules>(
    `select r.oid::text as "roleId", c.relrowsecurity as enabled,
            exists (select from pg_policy p where p.polrelid = c.oid and p.polname = $3) as "hasAllRows",
            array(select p.polname::text from pg_policy p
                  where p.polrelid = c.oid and not p.polpermissive and r.oid = any(p.polroles)) as names
     from pg_class c, pg_roles r where c.oid = to_regclass($1) and r.rolname = $2`,
    [`public.${pg.escapeIdentifier(table)}`, role, ALL_ROWS],
  );
  const [rules] = result.rows;
  if (rules === undefined) throw new Error(`no table ${table}, or no such role`);
  return rules;
}

/** The statements that bring a table's rules to what they should be for a role. */
function changesOf(
  table: string,
  rules: Rules,
  role: string,
  process: ProcessName,
  condition: string | undefined,
): string[] {
  const on = `on public.${pg.escapeIdentifier(table)}`;
  // A role may be renamed, and a condition change: either gives another name.
  const wanted = condition === undefined ? undefined : `${process}_${rules.roleId}_${shortHash(condition)}`;
  const changes = rules.names
    .filter((name) => name !== wanted)
    .map((name) => `drop policy ${pg.escapeIdentifier(name)} ${on}`);
  if (wanted === undefined) return changes;
  if (!rules.hasAllRows) changes.push(`create policy ${ALL_ROWS} ${on} using (true)`);
  if (!rules.names.includes(wanted)) {
    const to = pg.escapeIdentifier(role);
    changes.push(`create policy ${pg.escapeIdentifier(wanted)} ${on} as restrictive to ${to} using (${condition})`);
  }
  if (!rules.enabled) changes.push(`alter table public.${pg.escapeIdentifier(table)} enable row level security`);
  return changes;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Whoever waits for a table makes everybody wait who comes after: sooner than that they are let pass. */
const LOCK_TIMEOUT = '1s';
const MOST_TRIES = 120;
const AGAIN_AFTER_MS = 500;

/** A backup or a process may have the table: then it is tried again, and nothing else of the transaction is lost. */
async function withTable(q: Queryable, table: string, work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await q.query('savepoint row_rules');
    try {
      await q.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      await q.query(`lock table public.${pg.escapeIdentifier(table)} in access exclusive mode`);
      await work();
      await q.query('set local lock_timeout to default');
      await q.query('release savepoint row_rules');
      return;
    } catch (error) {
      if (tries === MOST_TRIES || !wasInTheWay(error)) throw error;
      await q.query('rollback to savepoint row_rules');
      await pause(AGAIN_AFTER_MS);
    }
  }
}
