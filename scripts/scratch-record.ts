import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../src/storage/database.ts';
import { migrateDatabase } from '../src/storage/migrate.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/** Opens an empty record of its own, with all tables, for as long as `work` takes; nothing of it stays. */
export async function withScratchRecord<T>(
  { name, migrations, max }: { readonly name: string; readonly migrations: string; readonly max: number },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), `golos-${name}-`));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, temporary: true });
  const database = openDatabase({ url: postgres.url, max, onIdleError: () => undefined });
  try {
    await migrateDatabase(database, migrations);
    return await work(database);
  } finally {
    await database.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
