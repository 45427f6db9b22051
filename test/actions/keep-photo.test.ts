import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { applyIntents } from '../../src/actions/apply-intents.ts';
import type { Intent } from '../../src/actions/intents.ts';
import { type KeepPhotoDeps, type Kept, keepPhoto } from '../../src/actions/keep-photo.ts';
import { openSend, queueOf, sealPayload } from '../../src/actions/outbox-payload.ts';
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
      dayOf: async () => undefined,
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

describe('whose account goes while the photo is being fetched', () => {
  /** A worker that has begun to fetch it when `meanwhile` happens. */
  async function keepWhile({ rowId }: { rowId: string }, meanwhile: () => Promise<void>): Promise<Kept> {
    const whole = deps();
    const source: KeepPhotoDeps['source'] = (messenger) => {
      const own = whole.source(messenger);
      return (
        own && {
          ...own,
          fetch: async (...wanted) => {
            await meanwhile();
            return own.fetch(...wanted);
          },
        }
      );
    };
    return keepPhoto({ ...whole, source }, rowId);
  }

  test('to another account: it is theirs from then on, and their own second photo no copy of it', async () => {
    const phoneKey = randomBytes(32);
    const old = await addPerson(database.pool, { phoneKey });
    const person = await addPerson(database.pool, { tier: 'unverified', messenger: 'viber' });
    const [left, front] = [await send(old, 'front'), await send(old, 'front')];
    await apply(old, handIn(front));
    const kept = await keepWhile(left, () =>
      apply(person, { do: 'move-registration', phoneKey: phoneKey.toString('base64'), tier: 'verified' }),
    );
    expect(kept.kind).toBe('later');
    expect(await keep(left, front)).toEqual(['kept', 'kept']);
    expect([await counted(), await states()]).toEqual([1, ['handed-in']]);
  });

  test('for good: what was no part of a ballot leaves nothing of them behind', async () => {
    const person = await addPerson(database.pool);
    const [left, front] = [await send(person, 'front'), await send(person, 'front')];
    await apply(person, handIn(front));
    expect((await keepWhile(left, () => apply(person, { do: 'forget' }))).kind).toBe('later');
    expect(await keep(left, front)).toEqual(['closed', 'kept']);
    const { rows } = await database.pool.query('select link_key, outcome from photos');
    expect(rows).toEqual([{ link_key: null, outcome: 'ready' }]);
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

test('two people’s identical photos at the same moment: exactly one of them is the first', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => addPerson(database.pool)));
  const sent = await Promise.all(people.map((person) => send(person, 'the same')));
  for (const [i, person] of people.entries()) await apply(person, handIn(...sent.slice(i, i + 1)));
  await Promise.all(sent.map(({ rowId }) => keepPhoto(deps(), rowId)));
  const { rows } = await database.pool.query<{ outcome: string }>('select outcome from photos order by outcome');
  expect(rows.map(({ outcome }) => outcome)).toEqual([...Array(5).fill('duplicate'), 'ready']);
  expect([await counted(), await states()]).toEqual([1, [...Array(5).fill('duplicate'), 'handed-in']]);
});

test('many workers on the photos of one ballot count it once', async () => {
  const person = await addPerson(database.pool);
  const photos = [await send(person, 'front'), await send(person, 'back')];
  await apply(person, handIn(...photos));
  await Promise.all([...photos, ...photos, ...photos].map(({ rowId }) => keepPhoto(deps(), rowId)));
  expect([await counted(), await states()]).toEqual([1, ['handed-in']]);
});

test('a store that cannot be written loses nothing: the row stays, and the next worker keeps the photo', async () => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  await apply(person, handIn(front));
  const { store, ...rest } = deps();
  const full = { ...store, put: () => Promise.reject(new Error('ENOSPC')) };
  await expect(keepPhoto({ ...rest, store: full }, front.rowId)).rejects.toThrow('ENOSPC');
  expect([await counted(), await states()]).toEqual([0, ['receiving']]);
  expect((await database.pool.query('select from photo_keys')).rowCount).toBe(0);
  expect(await keep(front)).toEqual(['kept']);
  expect([await counted(), stored.size]).toEqual([1, 1]);
});

test('a picture that cannot be used refuses its ballot in the transaction that tells its person why', async () => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  await apply(person, handIn(front));
  const useless: KeepPhotoDeps = { ...deps(), process: async () => ({ ok: false, refusal: 'too-small' }) };
  const kept = await keepPhoto(useless, front.rowId);
  expect(kept).toEqual({ kind: 'refused', rows: [{ id: expect.any(String), queue: 'sends' }] });
  const { rows } = await database.pool.query<{ payload: Buffer; person_id: string }>(
    'select payload, person_id from outbox',
  );
  expect(rows.map((row) => [row.person_id, openSend(keys.outbox, row.payload)])).toEqual([
    [person.id, { messenger: 'telegram', message: { text: 'ballot-refused' } }],
  ]);
  expect([await counted(), await states(), stored.size]).toEqual([0, ['refused'], 0]);
});

test('a photo that never comes is asked for with growing pauses, and given up in the end', async () => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  await apply(person, handIn(front));
  const failing = deps({ ok: false, reason: 'retry', code: 'http-502' });
  const pauses: number[] = [];
  let kept = await keepPhoto(failing, front.rowId);
  for (; kept.kind === 'later'; kept = await keepPhoto(failing, front.rowId)) {
    const { rows } = await database.pool.query<{ seconds: number }>(
      'select round(extract(epoch from due_at - now()))::int as seconds from outbox',
    );
    pauses.push(...rows.map(({ seconds }) => seconds));
  }
  expect(kept.kind).toBe('refused');
  expect(pauses.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
  expect(Math.max(...pauses)).toBe(900);
  // Long enough for a messenger that is away for an hour.
  expect(pauses.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(3_600);
  expect((await database.pool.query('select refusal from photos')).rows).toEqual([{ refusal: 'gone' }]);
});

test('a messenger that asks for patience is given it', async () => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  await keepPhoto(deps({ ok: false, reason: 'retry', code: 'http-429', seconds: 77 }), front.rowId);
  const { rows } = await database.pool.query(
    'select round(extract(epoch from due_at - now()))::int as seconds from outbox',
  );
  expect(rows).toEqual([{ seconds: 77 }]);
});

test('a messenger that is not configured: later', async () => {
  const person = await addPerson(database.pool);
  const front = await send(person, 'front');
  expect(await keepPhoto({ ...deps(), source: () => undefined }, front.rowId)).toEqual({
    kind: 'later',
    code: 'no-messenger',
  });
  expect(await keep(front)).toEqual(['kept']);
});
