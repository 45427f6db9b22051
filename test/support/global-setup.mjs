import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { build } from '../../scripts/build.mjs';
import { findChromium, findPgbouncer, hasSwift } from '../../scripts/machine.mjs';

/**
 * Once a run: a Postgres and a Redis of its own, or those that the environment names, and a migrated database
 * that each test's database is a copy of. Both servers end with this process, whatever ends it.
 */
export default async function globalSetup() {
  // The servers are started by the compiled scripts: Jest loads this file itself, without a compiler.
  await build().catch((error) => process.stderr.write(`${error.message}\n`));
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  globalThis.golosTestServers = { postgres, redis };
  process.env.GOLOS_TEST_POSTGRES = postgres.url;
  process.env.GOLOS_TEST_TEMPLATE = postgres.template;
  process.env.CHROMIUM_PATH ??= findChromium() ?? '';
  process.env.GOLOS_TEST_PGBOUNCER = findPgbouncer() ?? '';
  process.env.GOLOS_TEST_SWIFT = hasSwift() ? 'yes' : '';
  if (redis) process.env.GOLOS_TEST_REDIS = redis.url;
}

async function startPostgres() {
  const outside = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  const server = outside ? { url: outside, stop: async () => {} } : await startOwnPostgres();
  const template = `golos_test_template_${randomBytes(6).toString('hex')}`;
  await administer(server.url, `create database ${template}`);
  const { openDatabase } = await import('../../dist/src/storage/database.js');
  const { migrateDatabase } = await import('../../dist/src/storage/migrate.js');
  const url = new URL(server.url);
  url.pathname = template;
  const database = openDatabase({ url: url.href });
  await migrateDatabase(database, join(import.meta.dirname, '../../migrations'));
  await database.close();
  return {
    url: server.url,
    template,
    stop: async () => {
      if (outside) await administer(server.url, `drop database if exists ${template} with (force)`);
      await server.stop();
    },
  };
}

async function startOwnPostgres() {
  const { startEmbeddedPostgres } = await import('../../dist/scripts/embedded-postgres.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'golos-test-'));
  return startEmbeddedPostgres({ dataDir, durable: false, temporary: true });
}

async function startRedis() {
  const outside = process.env.REDIS_URL;
  if (outside) return { url: outside, stop: async () => {} };
  const { startRedis } = await import('../../dist/scripts/redis.js');
  return startRedis();
}

async function administer(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
