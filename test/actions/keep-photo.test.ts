import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { applyIntents } from '../../src/actions/apply-intents.ts';
import type { Intent } from '../../src/actions/intents.ts';
import { type KeepPhotoDeps, type Kept, keepPhoto } from '../../src/actions/keep-photo.ts';
import { queueOf, sealPayload } from '../../src/actions/outbox-payload.ts';
import { readStationCounts } from '../../src/storage/ballots.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import { compareTallies } from '../../src/storage/tallies.ts';
import { addElection, addPerson, type Place, testKeys } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;
const keys = testKeys();
const today = () => '2020-08-09';
const text = (notice: { kind: string }) => notice.kind;
/** What the store was given. */
const stored = new Map<string, Uint8Array>();

/** The reference of a photo names its picture: the same name, the same pixels. */
function deps(fetched?: Awaited<ReturnType<NonNullable<ReturnType<KeepPhotoDeps['source']>>['fetch']>>): KeepPhotoDeps {
  return {
    database,
    keys,
    text,
    today,
    source: () => ({
      name: 'telegram',
      fetch: async ({ ref }) => fetched ?? { ok: true, bytes: Buffer.from(ref) },
    }),
    process: async (bytes) => ({
      ok: true,
      jpeg: Buffer.from(bytes),
      width: 1,
      height: 1,
      exactHash: createHash('sha256').update(bytes).digest(),
      perceptualHash: 1n,
    }),
    store: {
      put: async (id, bytes) => void stored.set(id, bytes),
      get: async (id) => stored.get(id) as Buffer | undefined,
      delete: async (id) => void stored.delete(id),
      async *ids() {
        yield* stored.keys();
      },
    },
  };
}

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 8 });
  place = await addElection(database.pool);
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

beforeEach(async () => {
  stored.clear();
  await database.pool.query(
    'truncate people, dialogues, phones, ballots, ballot_links, declarations, photos, photo_keys, tallies, outbox, spent_voices cascade',
  );
});

type Person = { id: string; personKey: Buffer };

/** A photo on its way: keep it by its row. */
async function send(person: Person, picture: string): Promise<{ photoId: string; rowId: string }> {
  const photoId = randomUUID();
  const wanted: Intent = {
    do: 'fetch-photo',
    photoId,
    electionId: place.electionId,
    photo: { messenger: 'telegram', ref: picture },
  };
  return { photoId, rowId: (await want(person, wanted))[0] ?? '' };
}

async function want(person: Person, ...intents: Intent[]): Promise<string[]> {
  const rows = await addOutboxRows(
    database.pool,
    intents.map((wanted) => ({
      queue: queueOf(wanted),
      personId: person.id,
      payload: sealPayload(keys.outbox, wanted),
    })),
  );
  return rows.map((row) => row.id);
}

async function apply(person: Person, ...intents: Intent[]): Promise<void> {
  await applyIntents({ database, keys, text, today }, await want(person, ...intents));
}

function handIn(...photos: { photoId: string }[]): Intent {
  const { electionId, stationIds, choiceIds } = place;
  return {
    do: 'hand-in',
    ballotId: randomUUID(),
    electionId,
    stationId: stationIds[0] ?? '',
    choiceId: choiceIds[0] ?? '',
    tier: 'verified',
    photoIds: photos.map(({ photoId }) => photoId),
  };
}

async function keep(...photos: { rowId: string }[]): Promise<Kept['kind'][]> {
  const kinds: Kept['kind'][] = [];
  for (const { rowId } of photos) kinds.push((await keepPhoto(deps(), rowId)).kind);
  return kinds;
}

async function states(): Promise<string[]> {
  return (await database.pool.query<{ state: string }>('select state from ballots order by state')).rows.map(
    (r) => r.state,
  );
}

async function counted(): Promise<number> {
  const id = place.stationIds[0] ?? '';
  const count = (await readStationCounts(database.pool, place.electionId, [id])).get(id) ?? [];
  expect((await compareTallies(database.pool)).differences).toEqual([]);
  return count.reduce((sum, { photographed }) => sum + photographed, 0);
}

test('a ballot is counted with its last photo, whichever comes first', async () => {
  const person = await addPerson(database.pool);
  const [front, back] = [await send(person, 'front'), await send(person, 'back')];
  await keep(front);
  await apply(person, handIn(front, back));
  expect(await counted()).toBe(0);
  expect(await keep(back)).toEqual(['kept']);
  expect([await counted(), await states(), stored.size]).toEqual([1, ['handed-in'], 2]);
});

test('a row that comes twice is kept once', async () => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  await apply(person, handIn(front));
  const kinds = await Promise.all([keepPhoto(deps(), front.rowId), keepPhoto(deps(), front.rowId)]);
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(['closed', 'kept']);
  expect(await keep(front)).toEqual(['closed']);
  expect(await counted()).toBe(1);
});

describe('an exact copy', () => {
  test("of somebody else's photo is kept, marked and not counted, and its sender is told", async () => {
    const [first, second] = [await addPerson(database.pool), await addPerson(database.pool)];
    const [own, copy] = [await send(first, 'front'), await send(second, 'front')];
    await apply(first, handIn(own));
    await apply(second, handIn(copy));
    await keep(own);
    const kept = await keepPhoto(deps(), copy.rowId);
    expect(kept.kind === 'kept' ? kept.rows : []).toMatchObject([{ queue: 'sends' }]);
    expect([await counted(), await states(), stored.size]).toEqual([1, ['duplicate', 'handed-in'], 2]);
  });

  test("of one's own photo counts, in a new ballot and for both sides", async () => {
    const person = await addPerson(database.pool);
    const earlier = await send(person, 'front');
    await keep(earlier);
    const [front, back] = [await send(person, 'front'), await send(person, 'front')];
    await apply(person, handIn(front, back));
    await keep(front, back);
    expect([await counted(), await states()]).toEqual([1, ['handed-in']]);
  });

  test('within one ballot counts, also when its person was forgotten before it was fetched', async () => {
    const person = await addPerson(database.pool);
    const [front, back] = [await send(person, 'front'), await send(person, 'front')];
    await apply(person, handIn(front, back), { do: 'forget' });
    await keep(front, back);
    expect([await counted(), await states()]).toEqual([1, ['handed-in']]);
  });

  test("of one's own photo counts, also after the registration has moved", async () => {
    const phoneKey = randomBytes(32);
    const old = await addPerson(database.pool, { phoneKey });
    const person = await addPerson(database.pool, { tier: 'unverified', messenger: 'viber' });
    const earlier = await send(old, 'front');
    await keep(earlier);
    const front = await send(old, 'front');
    await apply(old, handIn(front));
    await apply(person, { do: 'move-registration', phoneKey: phoneKey.toString('base64'), tier: 'verified' });
    await keep(front);
    expect([await counted(), await states()]).toEqual([1, ['handed-in']]);
  });
});

test.each([
  ['too large', { ok: false, reason: 'too-large' } as const, 'too-many-bytes'],
  ['gone', { ok: false, reason: 'gone', code: 'gone' } as const, 'gone'],
])('a photo that is %s refuses its ballot', async (_, fetched, refusal) => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  await apply(person, handIn(front));
  const kept = await keepPhoto(deps(fetched as never), front.rowId);
  expect(kept.kind).toBe('refused');
  expect([await counted(), await states()]).toEqual([0, ['refused']]);
  expect((await database.pool.query('select refusal from photos')).rows).toEqual([{ refusal }]);
});

test('a photo that cannot be fetched now stays open', async () => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  const again = { ok: false, reason: 'retry', code: 'http-502' } as const;
  expect(await keepPhoto(deps(again as never), front.rowId)).toEqual({ kind: 'later', code: 'http-502' });
  await database.pool.query('update outbox set due_at = null');
  expect(await keep(front)).toEqual(['kept']);
});

test('what a forgotten person did not hand in is not fetched', async () => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  await apply(person, { do: 'forget' });
  expect(await keep(front)).toEqual(['closed']);
  expect(stored.size).toBe(0);
});
