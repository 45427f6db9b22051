import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface ClonedDatabase {
  readonly url: string;
  /** Its name on the server. */
  readonly database: string;
  /** Deletes it, throwing out whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A database of its own for one test (or one test file), with every migration applied and no rows: a copy of
 * the template that `global-setup.mjs` migrated. Takes some 50 ms; `drop()` it in `afterAll` or `afterEach`.
 */
export async function cloneDatabase(): Promise<ClonedDatabase> {
  const server = process.env.GOLOS_TEST_POSTGRES;
  const template = process.env.GOLOS_TEST_TEMPLATE;
  if (server === undefined || template === undefined)
    throw new Error('run this with Jest: its global setup has the database');
  const database = `golos_test_${randomBytes(8).toString('hex')}`;
  await administer(server, `create database ${database} template ${template} strategy file_copy`);
  const url = new URL(server);
  url.pathname = database;
  return {
    url: url.href,
    database,
    drop: () => administer(server, `drop database if exists ${database} with (force)`),
  };
}

/** The same without any migration. */
export async function emptyDatabase(): Promise<ClonedDatabase> {
  const server = process.env.GOLOS_TEST_POSTGRES;
  if (server === undefined) throw new Error('run this with Jest: its global setup has the database');
  const database = `golos_test_${randomBytes(8).toString('hex')}`;
  await administer(server, `create database ${database} template template0`);
  const url = new URL(server);
  url.pathname = database;
  return {
    url: url.href,
    database,
    drop: () => administer(server, `drop database if exists ${database} with (force)`),
  };
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Whether a statement in this database waits for a row or a table that somebody else holds. */
export async function anybodyWaits(pool: Pick<pg.Pool, 'query'>): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' limit 1`,
  );
  return rowCount === 1;
}
