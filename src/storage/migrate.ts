import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
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
      await migrate(drizzle(client), { migrationsFolder: folder });
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
