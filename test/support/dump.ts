import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, relative } from 'node:path';
import { Redis } from 'ioredis';
import type { Queryable } from '../../src/storage/database.ts';

/** A piece of what a system has stored, and where it lay. */
export interface Piece {
  readonly where: string;
  readonly bytes: Buffer;
}

/** Every value of every column of every table, whichever schema it is in. */
export async function dumpDatabase(q: Queryable): Promise<Piece[]> {
  const tables = await q.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1, 2`,
  );
  const pieces: Piece[] = [];
  for (const { schema, name } of tables.rows) {
    const table = `"${schema}"."${name}"`;
    const result = await q.query<Record<string, unknown>>(`select t::text as "whole row", t.* from ${table} t`);
    for (const row of result.rows) {
      for (const [column, value] of Object.entries(row)) {
        pieces.push({
          where: `${table}.${column}`,
          bytes: Buffer.isBuffer(value) ? value : Buffer.from(String(value)),
        });
      }
    }
  }
  return pieces;
}

/** Every file below a folder. One that has gone meanwhile is left out. */
export async function dumpFolder(folder: string): Promise<Piece[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const pieces: Piece[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => undefined);
    const where = relative(folder, path);
    if (bytes !== undefined) pieces.push({ where, bytes: Buffer.concat([Buffer.from(`${where}\n`), bytes]) });
  }
  return pieces;
}

/** Every key and value of a Redis server. */
export async function dumpRedis(url: string): Promise<Piece[]> {
  const redis = new Redis(url);
  try {
    const pieces: Piece[] = [];
    for (const key of await redis.keys('*')) {
      pieces.push({ where: `key ${key}`, bytes: Buffer.from(key) });
      // Strings inside are kept as they are, of every type of value.
      const bytes = await redis.dumpBuffer(key);
      if (bytes !== null) pieces.push({ where: `value of ${key}`, bytes });
      const type = await redis.type(key);
      if (type === 'hash') pieces.push({ where: key, bytes: Buffer.from(JSON.stringify(await redis.hgetall(key))) });
      if (type === 'stream')
        pieces.push({ where: key, bytes: Buffer.from(JSON.stringify(await redis.xrange(key, '-', '+'))) });
    }
    return pieces;
  } finally {
    redis.disconnect();
  }
}

/**
 * Everything that a Redis server is told from now on, whoever tells it. Over a bare socket: ioredis' own
 * monitor can take what is said for an answer to one of its commands.
 */
export async function listenToRedis(url: string): Promise<{ readonly said: readonly Piece[]; stop(): void }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const said: Piece[] = [];
  socket.write('MONITOR\r\n');
  const [first] = (await once(socket, 'data')) as [Buffer];
  if (!first.toString().startsWith('+OK')) throw new Error('Redis does not let itself be monitored');
  socket.on('data', (bytes: Buffer) => said.push({ where: 'commands', bytes }));
  // It goes away with its server.
  socket.on('error', () => undefined);
  return { said, stop: () => socket.destroy() };
}
