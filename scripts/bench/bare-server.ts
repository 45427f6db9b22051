import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import pg from 'pg';

/**
 * The limit that ingest is measured against, in a process of its own: a bare Fastify server that commits
 * one row per request with `pg`. Prints its port.
 */
const [url] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10 });
await pool.query(
  'create table if not exists bare (id bigint generated always as identity primary key, body text not null)',
);
const app = Fastify({ logger: false });
app.post('/', async (request) => {
  await pool.query({
    name: 'bare',
    text: 'insert into bare (body) values ($1)',
    values: [JSON.stringify(request.body)],
  });
  return '';
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`);
