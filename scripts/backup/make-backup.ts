import type { Writable } from 'node:stream';
import {
  appliedMigrations,
  backupTables,
  copyOut,
  LEFT_OUT_OF_BACKUPS,
  readSequences,
} from '../../src/storage/backup.ts';
import type { Database, Queryable } from '../../src/storage/database.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import { findKeyed } from '../../src/storage/photos.ts';
import { type BackupWriter, writeBackup } from './container.ts';

/** What a backup says of itself first. Kinds of pieces: header, table, rows of it, photo, end. */
export interface BackupHeader {
  readonly format: 1;
  /** Day (UTC). */
  readonly madeOn: string;
  /** As drizzle knows them, oldest first. */
  readonly migrations: readonly string[];
  readonly sequences: Readonly<Record<string, string | null>>;
  readonly leftOut: readonly string[];
}

/** What a backup says of itself last, and how a restore knows that it is whole. */
export interface BackupTotals {
  readonly tables: number;
  readonly rows: number;
  readonly photos: number;
}

/** What is asked of the photo store: nothing is put there or deleted. */
type Photos = Pick<PhotoStore, 'get' | 'ids'>;

export interface MakeBackupDeps {
  readonly database: Database;
  /** Undefined: photos are left out. */
  readonly store?: Photos | undefined;
  readonly publicKey: Buffer;
  readonly madeOn: string;
  readonly onTable?: (done: number, of: number) => void;
}

const GATHERED_BYTES = 512 * 1024;

/** Photos that are asked about in one query. */
const STEP = 1_000;

/**
 * Writes the record of one moment, and the encrypted photos that have a key afterwards, encrypted. Nothing is locked: the
 * system goes on meanwhile. Keyrings are no part of it.
 */
export async function makeBackup(deps: MakeBackupDeps, to: Writable): Promise<BackupTotals> {
  const writer = await writeBackup(to, deps.publicKey);
  const record = await writeRecord(deps, writer);
  const photos = deps.store === undefined ? 0 : await writePhotos(writer, deps.database.pool, deps.store);
  const totals = { ...record, photos };
  await writer.end('e', json(totals));
  return totals;
}

/** Every table as it was in one moment. The snapshot ends with it: while it is held, nothing deleted since can be vacuumed. */
async function writeRecord(deps: MakeBackupDeps, writer: BackupWriter): Promise<Omit<BackupTotals, 'photos'>> {
  const client = await deps.database.pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const header: BackupHeader = {
      format: 1,
      madeOn: deps.madeOn,
      migrations: await appliedMigrations(client),
      sequences: await readSequences(client),
      leftOut: LEFT_OUT_OF_BACKUPS,
    };
    await writer.write('h', json(header));
    const tables = await backupTables(client);
    let rows = 0;
    for (const [i, table] of tables.entries()) {
      await writer.write('t', json(table));
      for await (const lines of gathered(copyOut(client, table))) {
        await writer.write('r', lines);
        rows += linesIn(lines);
      }
      deps.onTable?.(i + 1, tables.length);
    }
    await client.query('commit');
    return { tables: tables.length, rows };
  } finally {
    // Whatever happened, the transaction ends with the connection.
    client.release(true);
  }
}

/**
 * Every photo with a key by now. One that came after the record is a ciphertext more, which a restored system sweeps away;
 * one that was deleted since is left out.
 */
async function writePhotos(writer: BackupWriter, q: Queryable, store: Photos): Promise<number> {
  let photos = 0;
  let ids: string[] = [];
  const write = async () => {
    const keyed = new Set(await findKeyed(q, ids));
    for (const id of ids) {
      const bytes = keyed.has(id) ? await store.get(id) : undefined;
      if (bytes === undefined) continue;
      // A piece is never longer than what is read: a photo is some hundred kilobytes.
      await writer.write('p', Buffer.concat([Buffer.from(id, 'ascii'), lengthOf(bytes)]));
      await writer.write('b', bytes);
      photos += 1;
    }
    ids = [];
  };
  for await (const id of store.ids()) {
    ids.push(id);
    if (ids.length >= STEP) await write();
  }
  await write();
  return photos;
}

/** The same bytes in fewer, longer chunks: COPY gives a row at a time. */
async function* gathered(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < GATHERED_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held);
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

/** COPY writes a row a line, and escapes line ends within a row. */
function linesIn(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  return lines;
}
