import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIntent, sealPayload } from '../../../src/actions/outbox-payload.ts';
import { PROCESSES, type ProcessName } from '../../../src/domain/processes.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { openFolderPhotoStore } from '../../../src/storage/folder-photo-store.ts';
import { createKeyrings } from '../../../src/storage/keyring.ts';
import { announceKey, endRotation, switchKeys } from '../../../src/storage/keyring-rotation.ts';
import { decrypt } from '../../../src/storage/sealing.ts';
import { addElection } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import {
  fillSealedRecord,
  type Keyrings,
  readKeyrings,
  type SealedRecord,
  WITHOUT_A_KEY,
} from '../../support/sealed-record.ts';
import { byteColumns, byteValues, whatOpens } from '../../support/what-opens.ts';

let clone: ClonedDatabase;
let database: Database;
let folder: string;
let keys: Keyrings;
let record: SealedRecord;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 2 });
  folder = await mkdtemp(join(tmpdir(), 'golos-seized-'));
  await createKeyrings(join(folder, 'keys'));
  // Person keys were rotated once: every key that a keyring can have is there.
  for (const step of [announceKey, switchKeys, endRotation]) await step(join(folder, 'keys'), 'person');
  keys = await readKeyrings(join(folder, 'keys'));
  record = await fillSealedRecord(database.pool, await addElection(database.pool), keys);
});

afterAll(async () => {
  await database.close();
  await clone.drop();
  await rm(folder, { recursive: true });
});

/** What whoever holds the web process's keys and the worker's makes of the record: they share them. */
const OF_WEB_AND_WORKER = [
  'ballot_links.link_key',
  'ballot_links.sealed_person',
  'chronicle_senders.token',
  'chronicle_suggestion_photos.wrapped_key',
  'chronicle_suggestions.sealed',
  'declarations.link_key',
  'outbox.payload',
  'people.sealed_key',
  'phones.sealed_key',
  'photos.link_key',
  'protocol_links.link_key',
  'protocol_links.sealed_person',
  'protocol_photos.wrapped_key',
  'review_photos.wrapped_key',
  'spent_voices.voice_key',
  'survey_participants.link_key',
  'traces.message_id',
];

const YIELDS: Readonly<Record<ProcessName, readonly string[]>> = {
  // Everything that guessing an id, a number or an address confirms, and the conversation. No address, no dead letter, no
  // march, and no photo but those that are under review.
  web: [
    ...OF_WEB_AND_WORKER,
    'attempts.place_key',
    'dialogues.state',
    'people.person_key',
    'phones.phone_key',
    'updates.update_key',
  ],
  // Every photo and every march. Nobody's id or number, no address, no conversation, no dead letter.
  worker: [
    ...OF_WEB_AND_WORKER,
    'march_check_ins.token',
    'march_keys.wrapped_key',
    'photo_keys.wrapped_key',
    'photos.exact_hash',
  ],
  sender: ['dead_letters.sealed_body', 'outbox.payload', 'people.sealed_address', 'traces.message_id'],
};

const HAS: Readonly<Record<ProcessName, readonly string[]>> = {
  web: ['addressPublic', 'identity', 'link', 'lookup', 'outbox', 'phone', 'review', 'state', 'voice'],
  worker: ['addressPublic', 'link', 'lookup', 'outbox', 'photo', 'photoHash', 'review', 'voice'],
  sender: ['addressPrivate', 'addressPublic', 'outbox'],
};

test('every column of bytes is filled, and tried with all keys or excused', async () => {
  const columns = await byteColumns(database.pool);
  expect([...(await byteValues(database.pool)).keys()]).toEqual(columns);
  const opened = await whatOpens({ ...keys.web, ...keys.worker, ...keys.sender }, database.pool, record);
  expect([...opened, ...Object.keys(WITHOUT_A_KEY)].sort()).toEqual(columns);
});

describe.each(PROCESSES)('the keyring of %s, alone', (name) => {
  test('has these keys, 32 bytes each, and nothing else', async () => {
    const content: Record<string, string> = JSON.parse(await readFile(join(folder, 'keys', `${name}.json`), 'utf8'));
    expect(Object.keys(content).sort()).toEqual(HAS[name]);
    for (const text of Object.values(content)) expect(Buffer.from(text, 'base64')).toHaveLength(32);
  });

  test('opens of the record and its photos exactly this', async () => {
    expect(await whatOpens(keys[name], database.pool, record)).toEqual([...YIELDS[name]].sort());
  });
});

test.each(PROCESSES)('the keyring of %s opens wishes and references to photos in flight, too', (name) => {
  const electionId = 'parliament';
  for (const wish of [
    { do: 'check-in', marchId: 'march', zone: 1 },
    { do: 'fetch-photo', photoId: randomUUID(), electionId, photo: { messenger: 'viber', ref: 'there' } },
  ] as const) {
    expect(openIntent(keys[name].outbox, sealPayload(keys.web.outbox, wish))).toEqual(wish);
  }
});

test('a database without a keyring opens nothing', async () => {
  expect(await whatOpens({}, database.pool, record)).toEqual([]);
});

test('the photo folder has ciphertexts under random names, which all keyrings together do not open without the record', async () => {
  const photos = join(folder, 'photos');
  const store = await openFolderPhotoStore({ folder: photos });
  await store.put(record.photoId, record.photo);
  const files = (await readdir(photos, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.map((file) => file.name)).toEqual([record.photoId]);
  const [file] = files;
  const bytes = await readFile(join(file?.parentPath ?? '', file?.name ?? ''));
  expect(bytes.equals(record.photo)).toBe(true);
  for (const keyring of Object.values(keys)) {
    const { lookup: _pair, ...plain } = keyring as Readonly<Record<string, Buffer>>;
    for (const key of Object.values(plain)) expect(() => decrypt(key, bytes, `photo:${record.photoId}`)).toThrow();
  }
});
