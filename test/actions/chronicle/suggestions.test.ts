import { createHash, randomUUID } from 'node:crypto';
import { applyIntents } from '../../../src/actions/apply-intents.ts';
import { createAuditWriter } from '../../../src/actions/audit-writer.ts';
import {
  acceptSuggestion,
  type DecideDeps,
  declineSuggestion,
  viewSuggestedPhoto,
  viewSuggestion,
} from '../../../src/actions/chronicle/decide-suggestion.ts';
import { suggestionContext, wrapSuggestedPhotos } from '../../../src/actions/chronicle/suggest.ts';
import type { Intent } from '../../../src/actions/intents.ts';
import { keepPhoto } from '../../../src/actions/keep-photo.ts';
import type { Notice } from '../../../src/actions/notices.ts';
import { openSend, queueOf, sealPayload } from '../../../src/actions/outbox-payload.ts';
import { protocolKeyOf } from '../../../src/actions/protocols/protocol-links.ts';
import { retire } from '../../../src/actions/retire.ts';
import { linkKeyOf, voiceKeyOf } from '../../../src/actions/voice-keys.ts';
import { MOST_A_DAY } from '../../../src/domain/chronicle/suggestion.ts';
import type { PhotoRefusal } from '../../../src/domain/photos.ts';
import { readDraft } from '../../../src/storage/chronicle-drafts.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addOutboxRows } from '../../../src/storage/outbox.ts';
import { decrypt, keyedHash } from '../../../src/storage/sealing.ts';
import { addElection, addPerson, type Place, testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { dumpDatabase } from '../../support/dump.ts';
import { addOrganizer } from '../../support/editions.ts';
import { picture } from '../../support/pictures.ts';

const keys = testKeys();
const stored = new Map<string, Buffer>();
const store = {
  put: async (id: string, bytes: Buffer) => void stored.set(id, bytes),
  get: async (id: string) => stored.get(id),
  delete: async (id: string) => void stored.delete(id),
  dayOf: async () => undefined,
  async *ids() {
    yield* stored.keys();
  },
};

let clone: ClonedDatabase;
let database: Database;
let place: Place;
let by: string;
let at: Date;

beforeEach(async () => {
  stored.clear();
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 6 });
  place = await addElection(database.pool);
  by = await addOrganizer(database);
  at = new Date('2020-08-16T12:00:00Z');
});

afterEach(async () => {
  await database.close();
  await clone.drop();
});

const now = () => at;
const today = () => at.toISOString().slice(0, 10);
const worker = () => ({
  database,
  keys,
  text: (notice: Notice) => `${notice.kind}${'refusal' in notice ? ` ${notice.refusal}` : ''}`,
  today,
});
const desk = (): DecideDeps => ({
  database,
  now,
  photos: { reviewKey: keys.review, store, audit: createAuditWriter(database) },
});

type Person = Awaited<ReturnType<typeof addPerson>>;

async function want(person: Person, wanted: Intent): Promise<string> {
  const payload = sealPayload(keys.outbox, wanted);
  const rows = await addOutboxRows(database.pool, [{ queue: queueOf(wanted), personId: person.id, payload }]);
  return rows[0]?.id ?? '';
}

async function fetchPhoto(person: Person, photoId: string, refusal?: PhotoRefusal): Promise<void> {
  const wanted: Intent = {
    do: 'fetch-photo',
    photoId,
    electionId: place.electionId,
    photo: { messenger: 'telegram', ref: photoId },
  };
  const jpeg = await picture(640, 480).jpeg().toBuffer();
  await keepPhoto(
    {
      ...worker(),
      source: () => ({ name: 'telegram', fetch: async () => ({ ok: true, bytes: jpeg }) }),
      process: async (bytes) =>
        refusal === undefined
          ? {
              ok: true,
              jpeg: Buffer.from(bytes),
              width: 640,
              height: 480,
              exactHash: createHash('sha256').update(bytes).digest(),
              perceptualHash: 1n,
            }
          : { ok: false, refusal },
      store,
    },
    await want(person, wanted),
  );
}

async function send(person: Person, photoIds: readonly string[] = []): Promise<string> {
  const suggestionId = randomUUID();
  const row = await want(person, {
    do: 'add-to-chronicle',
    suggestionId,
    photoIds: [...photoIds],
    day: '2020-08-15',
    place: 'Minsk',
    text: 'People stood along the road.',
    language: 'en',
  });
  await applyIntents(worker(), [row]);
  return suggestionId;
}

const count = async (sql: string) =>
  (await database.pool.query<{ n: number }>(`select count(*)::integer as n ${sql}`)).rows[0]?.n;

test.each(['before', 'after'])(
  'photos that come %s: read, chosen, and then everything that was sent is gone',
  async (when) => {
    const person = await addPerson(database.pool);
    const photoId = randomUUID();
    if (when === 'before') await fetchPhoto(person, photoId);
    const id = await send(person, [photoId]);
    if (when === 'after') await fetchPhoto(person, photoId);
    expect((await viewSuggestion(desk(), { id, by }))?.photos).toEqual([{ position: 0, isThere: false }]);
    await wrapSuggestedPhotos(database, keys);
    const opened = await viewSuggestion(desk(), { id, by });
    expect(opened).toMatchObject({
      said: { text: 'People stood along the road.', day: '2020-08-15', place: 'Minsk' },
      photos: [{ position: 0, isThere: true }],
    });
    expect(await viewSuggestedPhoto(desk(), { id, position: 0, by })).toMatchObject({ kind: 'photo' });
    const draft = await acceptSuggestion(desk(), { id, positions: [0], by });
    const row = await readDraft(database.pool, draft ?? '');
    expect(row).toMatchObject({
      fromCitizen: true,
      content: {
        day: '2020-08-15',
        text: { en: 'People stood along the road.' },
        photos: [{ width: 640, height: 480, alt: {} }],
        facesChecked: false,
      },
    });
    expect(await count('from chronicle_suggestions')).toBe(0);
    expect(await count('from chronicle_suggestion_photos')).toBe(0);
    // What the messenger sent is destroyed with the next look after its second day.
    at = new Date('2020-08-19T12:00:00Z');
    await retire({ database, store, now });
    expect(await count('from photos')).toBe(0);
    expect(stored.size).toBe(0);
    const { rows } = await database.pool.query<{ action: string }>('select action from audit_entries order by number');
    expect(rows.map(({ action }) => action)).toContain('chronicle.view-suggestion');
    expect(rows.map(({ action }) => action).filter((action) => action === 'chronicle.view-photo')).toHaveLength(2);
  },
);

/** Everything by which the record may know an account, computed with every key. */
function tokensOf({ id, personKey }: Person, day: string): Readonly<Record<string, Buffer>> {
  return {
    id: Buffer.from(id),
    key: personKey,
    sender: keyedHash(keys.link, 'chronicle-sender', personKey, day),
    link: linkKeyOf(keys.link, personKey, place.electionId),
    protocol: protocolKeyOf(keys.link, personKey, place.electionId),
    voice: voiceKeyOf(keys.voice, personKey, place.electionId),
  };
}

/** In which tables each token is found, as bytes, as text or in hexadecimal. */
async function whereFound(tokens: Readonly<Record<string, Buffer>>): Promise<Record<string, string[]>> {
  const pieces = await dumpDatabase(database.pool);
  const tablesWith = (token: Buffer) =>
    pieces
      .filter(({ bytes }) => bytes.includes(token) || bytes.includes(token.toString('hex')))
      .map(({ where }) => where.split('.')[1]?.replaceAll('"', '') ?? '');
  return Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [name, [...new Set(tablesWith(token))].sort()]),
  );
}

/** Whose tokens, computed with the link key, the counts of a day are. */
async function sendersOf(day: string, people: readonly Person[]): Promise<Person[]> {
  const { rows } = await database.pool.query<{ token: Buffer }>('select token from chronicle_senders order by ctid');
  return rows.flatMap(({ token }) => people.filter((person) => tokensOf(person, day).sender?.equals(token)));
}

test('with all keys at hand: who sent something on a day, and after it nothing; no token of an account beside what was sent', async () => {
  const people = [await addPerson(database.pool), await addPerson(database.pool), await addPerson(database.pool)];
  const [one, other, silent] = people as [Person, Person, Person];
  const day = today();
  for (const person of [one, other]) {
    const photoId = randomUUID();
    await fetchPhoto(person, photoId);
    const id = await send(person, [photoId]);
    const { rows } = await database.pool.query<{ sealed: Buffer }>(
      'select sealed from chronicle_suggestions where id = $1',
      [id],
    );
    const opened = decrypt(keys.review, rows[0]?.sealed ?? Buffer.alloc(0), suggestionContext(id));
    expect(Object.keys(JSON.parse(opened.toString('utf8'))).sort()).toEqual(['day', 'language', 'place', 'text']);
  }
  await wrapSuggestedPhotos(database, keys);
  const account = { id: ['dialogues', 'people'], key: ['people'], link: [], protocol: [], voice: [] };
  for (const person of [one, other])
    expect(await whereFound(tokensOf(person, day))).toEqual({ ...account, sender: ['chronicle_senders'] });
  expect(await whereFound(tokensOf(silent, day))).toEqual({ ...account, sender: [] });
  // After the next day's end nothing says any more that they did.
  at = new Date('2020-08-18T01:00:00Z');
  await retire({ database, store, now });
  expect(await count('from chronicle_suggestions')).toBe(2);
  for (const person of people) expect(await whereFound(tokensOf(person, day))).toEqual({ ...account, sender: [] });
});

// The limit that docs/PRIVACY.md states.
test('until the next day is over, link key and database do say who, where one account sent, or by the order of rows', async () => {
  const people = [await addPerson(database.pool), await addPerson(database.pool), await addPerson(database.pool)];
  const [, second, first] = people as [Person, Person, Person];
  const sent = [await send(first)];
  expect(await sendersOf(today(), people)).toEqual([first]);
  expect(await count('from chronicle_suggestions')).toBe(1);
  sent.push(await send(second));
  const { rows } = await database.pool.query<{ id: string }>('select id from chronicle_suggestions order by ctid');
  expect(rows.map(({ id }) => id)).toEqual(sent);
  expect(await sendersOf(today(), people)).toEqual([first, second]);
  at = new Date('2020-08-18T01:00:00Z');
  await retire({ database, store, now });
  expect(await sendersOf('2020-08-16', people)).toEqual([]);
});

test('a photo’s link to its account goes with what it is sent for', async () => {
  const person = await addPerson(database.pool);
  const photoId = randomUUID();
  await fetchPhoto(person, photoId);
  expect((await whereFound(tokensOf(person, today()))).link).toEqual(['photos']);
  await send(person, [photoId]);
  expect((await whereFound(tokensOf(person, today()))).link).toEqual([]);
});

test.each(['before', 'after'])(
  'a photo that comes %s and cannot be used: its sender is told, once, and what they told is there',
  async (when) => {
    const [person, other] = [await addPerson(database.pool), await addPerson(database.pool)];
    const [bad, good, loose] = [randomUUID(), randomUUID(), randomUUID()];
    // Refused, and sent by nobody: the dialogue told of it.
    await fetchPhoto(other, loose, 'damaged');
    if (when === 'before') await fetchPhoto(person, bad, 'too-small');
    await send(person, [bad, good]);
    if (when === 'after') await fetchPhoto(person, bad, 'too-small');
    await fetchPhoto(person, good);
    const { rows } = await database.pool.query<{ person_id: string; payload: Buffer }>(
      `select person_id, payload from outbox where queue = 'sends'`,
    );
    expect(rows.map(({ person_id, payload }) => [person_id, openSend(keys.outbox, payload)])).toEqual([
      [person.id, expect.objectContaining({ message: { text: 'chronicle-photo-refused too-small' } })],
    ]);
    expect(await count('from chronicle_suggestions')).toBe(1);
  },
);

test('photos that wait to be read outlive the look at abandoned ones, and go with what nobody read', async () => {
  const person = await addPerson(database.pool);
  const photoId = randomUUID();
  await fetchPhoto(person, photoId);
  await send(person, [photoId]);
  at = new Date('2020-09-16T12:00:00Z');
  await retire({ database, store, now });
  expect(await count('from photos')).toBe(1);
  at = new Date('2020-12-01T12:00:00Z');
  await retire({ database, store, now });
  expect(await count('from chronicle_suggestions')).toBe(0);
  expect(await count('from photos')).toBe(0);
  expect(stored.size).toBe(0);
});

test('the same photo for the chronicle and for a ballot is no duplicate', async () => {
  const [one, other] = [await addPerson(database.pool), await addPerson(database.pool)];
  const [sent, ballot] = [randomUUID(), randomUUID()];
  await fetchPhoto(one, sent);
  await send(one, [sent]);
  await fetchPhoto(other, ballot);
  const { rows } = await database.pool.query('select outcome from photos where id = $1', [ballot]);
  expect(rows).toEqual([{ outcome: 'ready' }]);
});

test('one account can send so much a day, and is told', async () => {
  const person = await addPerson(database.pool);
  for (let n = 0; n <= MOST_A_DAY; n += 1) await send(person);
  expect(await count('from chronicle_suggestions')).toBe(MOST_A_DAY);
  expect(await count(`from outbox where queue = 'sends'`)).toBe(1);
  at = new Date('2020-08-17T12:00:00Z');
  await send(person);
  expect(await count('from chronicle_suggestions')).toBe(MOST_A_DAY + 1);
});

test('two who decide at once: one does', async () => {
  const person = await addPerson(database.pool);
  const id = await send(person);
  const decided = await Promise.all([declineSuggestion(desk(), { id, by }), declineSuggestion(desk(), { id, by })]);
  expect(decided.sort()).toEqual([false, true]);
  expect(await acceptSuggestion(desk(), { id, positions: [], by })).toBeUndefined();
});

test('an account that is forgotten while its photo is still to come: what it sent stays, and is nobody’s', async () => {
  const person = await addPerson(database.pool);
  const photoId = randomUUID();
  const id = await send(person, [photoId]);
  await applyIntents(worker(), [await want(person, { do: 'forget' })]);
  expect(await count('from people')).toBe(0);
  expect(await viewSuggestion(desk(), { id, by })).toMatchObject({ said: { place: 'Minsk' } });
});
