import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createBackupKeys, readBackup } from '../../../scripts/backup/container.ts';
import { makeBackup } from '../../../scripts/backup/make-backup.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import type { PhotoStore } from '../../../src/storage/photo-store.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let clone: ClonedDatabase;
let database: Database;
/** Another's look at the database, as an operator's. */
let onlooker: Database;
let kept: Map<string, Buffer>;
beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 2 });
  onlooker = openDatabase({ url: clone.url, max: 1 });
  kept = new Map();
});
afterEach(async () => {
  await database.close();
  await onlooker.close();
  await clone.drop();
});

async function addPhoto(): Promise<string> {
  const id = randomUUID();
  await onlooker.pool.query(
    `insert into photos (id, outcome, exact_hash, day) values ($1, 'ready', '\\x01', '2026-01-01')`,
    [id],
  );
  await onlooker.pool.query(`insert into photo_keys (photo_id, wrapped_key) values ($1, '\\x02')`, [id]);
  kept.set(id, Buffer.from(`photo ${id}`));
  return id;
}

type Photos = Pick<PhotoStore, 'get' | 'ids'>;

const storeOf = (get: PhotoStore['get']): Photos => ({
  get,
  async *ids() {
    yield* [...kept.keys()];
  },
});

/** Makes a backup; resolves to the photos that it says it has, and those that it has. */
async function backUp(store: Photos): Promise<{ said: number; ids: string[] }> {
  const { publicKey, privateKey } = await createBackupKeys();
  const to = new PassThrough();
  const whole = buffer(to);
  const { photos } = await makeBackup({ database, store, publicKey, madeOn: '2026-01-01' }, to);
  to.end();
  const ids: string[] = [];
  for await (const { kind, bytes } of readBackup(Readable.from([await whole]), privateKey))
    if (kind === 'p') ids.push(bytes.toString('ascii', 0, 36));
  return { said: photos, ids };
}

test('while photos are read no snapshot is held, and one that is deleted meanwhile is missing', async () => {
  const [first, second] = [await addPhoto(), await addPhoto()];
  let goOn: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const asked = new EventEmitter();
  const store = storeOf(async (id) => {
    asked.emit('photo');
    await released;
    return kept.get(id);
  });
  const reading = once(asked, 'photo');
  const made = backUp(store);
  await Promise.race([reading, made]);
  const { rows } = await onlooker.pool.query(
    `select state, backend_xmin from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
       and (backend_xmin is not null or xact_start is not null)`,
  );
  // As /forget does it, in the middle of the backup.
  await onlooker.pool.query('delete from photos where id = $1', [second]);
  kept.delete(second);
  goOn();
  expect(await made).toEqual({ said: 1, ids: [first] });
  expect(rows).toEqual([]);
});

test('bytes without a key are no part of it, also while a photo is still to be fetched', async () => {
  const photo = await addPhoto();
  kept.set(randomUUID(), Buffer.from('nobody has its key'));
  await onlooker.pool.query(`insert into outbox (queue, payload) values ('photos', '\\x00')`);
  expect(await backUp(storeOf(async (id) => kept.get(id)))).toEqual({ said: 1, ids: [photo] });
});
