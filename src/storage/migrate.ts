import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { PoolClient } from 'pg';
import type { Database } from './database.ts';

/** Serialises migrations of processes that start together. The number is arbitrary and ours. */
const MIGRATION_LOCK = 71_033_501;

/**
 * Brings the database to the newest migration, from one place at a time. Fails loudly when an entry
 * was skipped: drizzle passes over one that is older than the newest applied.
 */
export async function migrateDatabase(database: Database, folder: string): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await migrateWhenPossible(client, folder);
      const journal = JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')) as {
        entries: unknown[];
      };
      const applied = await client.query<{ n: number }>('select count(*)::int as n from drizzle.__drizzle_migrations');
      if (applied.rows[0]?.n !== journal.entries.length) {
        throw new Error(
          `${journal.entries.length} migrations exist, ${applied.rows[0]?.n ?? 0} are applied: one was skipped. Give the newest entry of migrations/meta/_journal.json the latest time.`,
        );
      }
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    client.release();
  }
}

/** A migration that waits for a table makes everybody wait who comes after it: sooner than that it lets them pass. */
const LOCK_TIMEOUT = '2s';
const MOST_TRIES = 60;
const AGAIN_AFTER_MS = 500;

/**
 * The old version may be running: a migration that it is in the way of, or that waits for it in a circle, is taken back
 * as a whole, and tried again.
 */
async function migrateWhenPossible(client: PoolClient, folder: string): Promise<void> {
  await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`);
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        return await migrate(drizzle(client), { migrationsFolder: folder });
      } catch (error) {
        if (tries === MOST_TRIES || !wasInTheWay(error)) throw error;
        await pause(AGAIN_AFTER_MS);
      }
    }
  } finally {
    await client.query('reset lock_timeout');
  }
}

/** A lock that was not to be had (55P03), or a deadlock (40P01). */
export function wasInTheWay(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === '55P03' || error.code === '40P01')) return true;
  return wasInTheWay(error.cause);
}
