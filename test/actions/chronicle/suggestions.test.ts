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
import { wrapSuggestedPhotos } from '../../../src/actions/chronicle/suggest.ts';
import type { Intent } from '../../../src/actions/intents.ts';
import { keepPhoto } from '../../../src/actions/keep-photo.ts';
import { queueOf, sealPayload } from '../../../src/actions/outbox-payload.ts';
import { retire } from '../../../src/actions/retire.ts';
import { MOST_A_DAY } from '../../../src/domain/chronicle/suggestion.ts';
import { readDraft } from '../../../src/storage/chronicle-drafts.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addOutboxRows } from '../../../src/storage/outbox.ts';
import { addElection, addPerson, type Place, testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
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
const worker = () => ({ database, keys, text: (notice: { kind: string }) => notice.kind, today });
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

async function fetchPhoto(person: Person, photoId: string): Promise<void> {
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
      process: async (bytes) => ({
        ok: true,
        jpeg: Buffer.from(bytes),
        width: 640,
        height: 480,
        exactHash: createHash('sha256').update(bytes).digest(),
        perceptualHash: 1n,
      }),
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

test('nothing in the database says who sent it, with all keys at hand', async () => {
  const person = await addPerson(database.pool);
  const photoId = randomUUID();
  await fetchPhoto(person, photoId);
  await send(person, [photoId]);
  const { rows } = await database.pool.query<{ link: Buffer | null }>('select link_key as link from photos');
  expect(rows).toEqual([{ link: null }]);
  const { rows: kept } = await database.pool.query<{ text: string }>(
    `select to_jsonb(s)::text as text from chronicle_suggestions s
     union all select to_jsonb(p)::text from chronicle_suggestion_photos p`,
  );
  for (const { text } of kept) {
    expect(text).not.toContain(person.id);
    expect(text).not.toContain('along the road');
  }
  // What says how much an account sent is gone after the day.
  expect(await count('from chronicle_senders')).toBe(1);
  at = new Date('2020-08-18T01:00:00Z');
  await retire({ database, store, now });
  expect(await count('from chronicle_senders')).toBe(0);
});

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
