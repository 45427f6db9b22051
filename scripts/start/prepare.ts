import { join } from 'node:path';
import type { Config } from '../../src/config/config.ts';
import { messengersOf } from '../../src/config/messengers.ts';
import { PROCESSES, type ProcessName } from '../../src/domain/processes.ts';
import { migrateQueues } from '../../src/queues/migrate.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { grantToRole } from '../../src/storage/database-roles.ts';
import { createKeyrings } from '../../src/storage/keyring.ts';
import { migrateDatabase } from '../../src/storage/migrate.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';

/**
 * Brings the database to the newest version, and the processes' roles along where they are set; makes the keys and the
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
    for (const process of PROCESSES) await grantAgain(database, process, config.roleDatabaseUrls[process]);
  } finally {
    await database.close();
  }
  if (config.keyringFile === undefined) await createKeyrings(join(config.dataDir, 'keys'));
}

/** Tables may be new. */
async function grantAgain(database: Database, process: ProcessName, address: string | undefined): Promise<void> {
  if (address === undefined) return;
  const role = decodeURIComponent(new URL(address).username);
  const granted = await database.transaction((client) => grantToRole(client, role, process));
  if (granted !== 'granted') {
    const variable = `${process.toUpperCase()}_DATABASE_URL`;
    throw new Problem(
      `The role of ${variable} cannot be the ${process} process's (${granted}): see docs/OPERATIONS.md.`,
    );
  }
}
