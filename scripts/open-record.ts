import type { Config } from '../src/config/config.ts';
import { type Database, openDatabase } from '../src/storage/database.ts';
import { migrateDatabase } from '../src/storage/migrate.ts';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

export interface OpenRecord {
  readonly database: Database;
  /** Closes the database, and stops the embedded Postgres if it was started for this. */
  close(): Promise<void>;
}

/**
 * Opens the record for a command, migrated: that of `DATABASE_URL`, else the embedded Postgres of the data
 * folder, which may be running for `npm start` or is started for the while.
 */
export async function openRecord(config: Config, migrations: string): Promise<OpenRecord> {
  const record = await openServer(config);
  try {
    await migrateDatabase(record.database, migrations);
  } catch (error) {
    await record.close();
    throw error;
  }
  return record;
}

/** The same as it is, not migrated. */
export async function openServer(config: Config): Promise<OpenRecord> {
  const running = config.databaseUrl ?? (await runningEmbeddedPostgres(config.dataDir));
  const started =
    running === undefined ? await startEmbeddedPostgres({ dataDir: config.dataDir, durable: true }) : undefined;
  const database = openDatabase({ url: running ?? started?.url ?? '', max: 4 });
  return {
    database,
    async close() {
      await database.close();
      await started?.stop();
    },
  };
}
