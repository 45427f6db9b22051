import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import {
  appliedMigrations,
  type BackupTable,
  copyIn,
  danglingReferences,
  passTriggers,
  setSequences,
  tablesWithRows,
} from '../../src/storage/backup.ts';
import type { Database } from '../../src/storage/database.ts';
import { migrateDatabase } from '../../src/storage/migrate.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import { Problem } from '../problem.ts';
import { BackupFault, type Piece, readBackup } from './container.ts';
import type { BackupTotals } from './make-backup.ts';

/** Of a table, a column, a sequence. */
const name = z.string().regex(/^[a-z_0-9]{1,63}$/);
const header = z.object({
  format: z.literal(1),
  madeOn: z.string(),
  migrations: z.array(z.string()),
  sequences: z.record(
    name,
    z
      .string()
      .regex(/^\d{1,19}$/)
      .nullable(),
  ),
  leftOut: z.array(z.string()),
});
const table = z.object({ name, columns: z.array(name).min(1) });
const totals = z.object({ tables: z.number(), rows: z.number(), photos: z.number() });
const photoId = z.uuid();

/** A photo is some hundred kilobytes; one that says more than this is none. */
const LONGEST_PHOTO_BYTES = 64 << 20;

export interface RestoreDeps {
  /** Empty: nothing is ever written over. */
  readonly database: Database;
  readonly store: PhotoStore;
  readonly privateKey: Buffer;
  /** The folder of migrations. */
  readonly migrations: string;
  readonly onPiece?: (bytes: number) => void;
}

export interface Restored extends BackupTotals {
  readonly madeOn: string;
}

/**
 * Writes a backup into an empty database and a photo store, all rows in one transaction: a backup that was changed or
 * cut off leaves no row. Afterwards every foreign key is looked at, and the database brought to the newest version.
 *
 * @throws Problem when the database is not empty, the backup is of a later version, or something is wrong with it.
 */
export async function restoreBackup(deps: RestoreDeps, from: Readable): Promise<Restored> {
  const { database, migrations } = deps;
  const filled = await tablesWithRows(database.pool);
  if (filled.length > 0) {
    throw new Problem(`The database is not empty (${filled.slice(0, 5).join(', ')}): restore into a new one.`);
  }
  const pieces = readBackup(from, deps.privateKey);
  try {
    const first = await pieces.next();
    if (first.done || first.value.kind !== 'h') throw new BackupFault('The backup has no header.');
    const about = read(header, first.value.bytes);
    await migrateAsThen(database, migrations, about.migrations);
    const done = await database.transaction(async (client) => {
      await passTriggers(client).catch(() => {
        throw new Problem(
          'This database role may not restore: use a superuser, or "grant set on parameter session_replication_role".',
        );
      });
      const written = await writePieces(deps, client, pieces);
      await setSequences(client, about.sequences);
      const dangling = await danglingReferences(client);
      if (dangling.length > 0) {
        throw new Problem(`Rows are missing that others ask for: ${dangling.map((key) => key.constraint).join(', ')}.`);
      }
      return written;
    });
    await migrateDatabase(database, migrations);
    return { ...done, madeOn: about.madeOn };
  } catch (error) {
    if (error instanceof BackupFault) throw new Problem(error.message);
    if (wasRefused(error)) throw new Problem('The backup has something in it that the database does not take.');
    throw error;
  } finally {
    await pieces.return(undefined);
  }
}

/** What a piece says. The file was sealed by somebody who has the public key: that may be anybody. */
function read<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  const parsed = schema.safeParse(parseJson(bytes));
  if (!parsed.success) throw new BackupFault('The backup has something in it that this version does not know.');
  return parsed.data;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

/** Values, rows or names that Postgres refuses (its classes 22, 23 and 42), not a server that is away or full. */
function wasRefused(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23|42)...$/.test(error.code)
  );
}

/** Brings the database to where the backup's was, which may be some migrations ago. */
async function migrateAsThen(database: Database, folder: string, wanted: readonly string[]): Promise<void> {
  // A database without anything has no list of them, either.
  const there = await appliedMigrations(database.pool).catch(() => []);
  if (there.length > wanted.length)
    throw new Problem(
      'The database is of a later version than the backup: restore into a new one, without any tables.',
    );
  const then = await mkdtemp(join(tmpdir(), 'golos-migrations-'));
  try {
    await cp(folder, then, { recursive: true });
    const path = join(then, 'meta', '_journal.json');
    const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: unknown[] };
    if (wanted.length > journal.entries.length)
      throw new Problem('The backup is of a later version of Golos than this.');
    await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, wanted.length) }));
    await migrateDatabase(database, then);
    const applied = await appliedMigrations(database.pool);
    if (applied.join() !== wanted.join()) throw new Problem('The backup is of another line of versions than this.');
  } finally {
    await rm(then, { recursive: true, force: true });
  }
}

async function writePieces(
  { store, onPiece }: RestoreDeps,
  client: PoolClient,
  pieces: AsyncIterable<Piece>,
): Promise<BackupTotals> {
  let copying: Writable | undefined;
  let copied: Promise<void> | undefined;
  let photo: { readonly id: string; readonly bytes: number; got: Buffer } | undefined;
  const seen = { tables: 0, rows: 0, photos: 0 };
  let promised: BackupTotals | undefined;
  const endTable = async () => {
    if (copying === undefined) return;
    copying.end();
    await copied;
    seen.rows += (copying as Writable & { rowCount?: number }).rowCount ?? 0;
    copying = undefined;
  };
  try {
    for await (const { kind, bytes } of pieces) {
      onPiece?.(bytes.length);
      if (kind === 't') {
        await endTable();
        const next: BackupTable = read(table, bytes);
        copying = copyIn(client, next);
        copied = finished(copying);
        // Whoever waits for it is told; here it is only kept from being nobody's.
        copied.catch(() => undefined);
        seen.tables += 1;
      } else if (kind === 'r' && copying !== undefined) {
        if (!copying.write(bytes)) await Promise.race([once(copying, 'drain'), copied]);
      } else if (kind === 'p') {
        await endTable();
        photo = { ...photoOf(bytes), got: Buffer.alloc(0) };
      } else if (kind === 'b' && photo !== undefined) {
        photo.got = Buffer.concat([photo.got, bytes]);
        if (photo.got.length < photo.bytes) continue;
        if (photo.got.length > photo.bytes) throw new BackupFault('The backup does not hold what it says.');
        await store.put(photo.id, photo.got);
        seen.photos += 1;
        photo = undefined;
      } else if (kind === 'e') {
        await endTable();
        promised = read(totals, bytes);
      } else throw new BackupFault('The backup has something in it that this version does not know.');
    }
  } catch (error) {
    // While Postgres waits for more rows it takes nothing else, not even that all of it is to be undone.
    copying?.destroy();
    await copied?.catch(() => undefined);
    throw error;
  }
  if (promised === undefined || Object.entries(promised).some(([name, n]) => seen[name as keyof typeof seen] !== n)) {
    throw new BackupFault('The backup does not hold what it says.');
  }
  return seen;
}

/** Which photo follows, and how long it is. */
function photoOf(bytes: Buffer): { readonly id: string; readonly bytes: number } {
  const id = photoId.safeParse(bytes.toString('ascii', 0, 36));
  const length = bytes.length === 40 ? bytes.readUInt32BE(36) : Number.POSITIVE_INFINITY;
  if (!id.success || length > LONGEST_PHOTO_BYTES) throw new BackupFault('The backup does not hold what it says.');
  return { id: id.data, bytes: length };
}
