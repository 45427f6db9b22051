import { join } from 'node:path';
import type { Config } from '../../src/config/config.ts';
import { messengersOf } from '../../src/config/messengers.ts';
import { migrateQueues } from '../../src/queues/migrate.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createKeyrings } from '../../src/storage/keyring.ts';
import { migrateDatabase } from '../../src/storage/migrate.ts';
import { grantToWebRole } from '../../src/storage/web-role.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';

/**
 * Brings the database to the newest version, and the web process's role along where one is set; makes the keys and the
 * playground's election where there are none.
 */
export async function prepare(config: Config, databaseUrl: string, migrations: string): Promise<void> {
  const database = openDatabase({ url: databaseUrl, max: 2 });
  try {
    await database.pool.query('select 1').catch((error) => {
      const { hostname, port } = new URL(databaseUrl);
      throw new Problem(
        `Postgres at ${hostname}:${port || 5432} does not let us in (${codeOf(error)}): look at DATABASE_URL.`,
      );
    });
    await migrateDatabase(database, migrations);
    // Real people are never offered an election that does not exist.
    if (messengersOf(config).playground) await loadDemo(database);
    if (config.redisUrl === undefined) await migrateQueues(databaseUrl);
    if (config.webDatabaseUrl !== undefined) await grantAgain(database, config.webDatabaseUrl);
  } finally {
    await database.close();
  }
  if (config.keyringFile === undefined) await createKeyrings(join(config.dataDir, 'keys'));
}

/** Tables may be new. */
async function grantAgain(database: Database, webDatabaseUrl: string): Promise<void> {
  const role = decodeURIComponent(new URL(webDatabaseUrl).username);
  const granted = await database.transaction((client) => grantToWebRole(client, role));
  if (granted !== 'granted') {
    throw new Problem(`The role of WEB_DATABASE_URL cannot be the web process's (${granted}): see docs/OPERATIONS.md.`);
  }
}
