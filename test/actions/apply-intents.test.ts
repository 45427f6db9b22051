import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Applied, applyIntents } from '../../src/actions/apply-intents.ts';
import type { Intent } from '../../src/actions/intents.ts';
import { openSend, queueOf, sealPayload } from '../../src/actions/outbox-payload.ts';
import { linkKeyOf, voiceKeyOf } from '../../src/actions/voice-keys.ts';
import { findBallots, findSpentVoices, readStationCounts } from '../../src/storage/ballots.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import { compareTallies } from '../../src/storage/tallies.ts';
import { addElection, addPerson, type Place, testKeys } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;
const keys = testKeys();
const deps = () => ({
  database,
  keys,
  text: (notice: { kind: string }) => notice.kind,
  today: () => '2020-08-09',
});

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
  await database.pool.query(
    'truncate people, dialogues, phones, ballots, ballot_links, declarations, photos, photo_keys, tallies, outbox, spent_voices cascade',
  );
});

type Person = { id: string; personKey: Buffer };

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

async function apply(person: Person, ...intents: Intent[]): Promise<Applied> {
  return applyIntents(deps(), await want(person, ...intents));
}

function handIn(overrides: Partial<Extract<Intent, { do: 'hand-in' }>> = {}): Intent {
  const { electionId, stationIds, choiceIds } = place;
  return {
    do: 'hand-in',
    ballotId: randomUUID(),
    electionId,
    stationId: stationIds[0] ?? '',
    choiceId: choiceIds[0] ?? '',
    tier: 'verified',
    photoIds: [],
    ...overrides,
  };
}

const count = async (station = 0) => {
  const id = place.stationIds[station] ?? '';
  return (await readStationCounts(database.pool, place.electionId, [id])).get(id) ?? [];
};
const ballotOf = async (person: Person) => {
  const key = linkKeyOf(keys.link, person.personKey, place.electionId);
  return (await findBallots(database.pool, [key])).get(key.toString('hex'));
};

async function notices(applied: Applied): Promise<string[]> {
  const result = await database.pool.query<{ payload: Buffer }>(
    'select payload from outbox where id = any($1::bigint[]) order by id',
    [applied.rows.map((row) => row.id)],
  );
  return result.rows.map(({ payload }) => {
    const send = openSend(keys.outbox, payload);
    return 'message' in send ? send.message.text : 'clean-up';
  });
}

async function expectRecountToAgree(): Promise<void> {
  expect((await compareTallies(database.pool)).differences).toEqual([]);
}

test('a ballot without photos is counted at once, apart from photographed ones', async () => {
  const person = await addPerson(database.pool);
  await apply(person, handIn());
  expect(await count()).toEqual([{ choiceId: 'oak', tier: 'verified', declared: 0, photographed: 0, withoutPhoto: 1 }]);
  await expectRecountToAgree();
});

test('the same rows again do nothing', async () => {
  const person = await addPerson(database.pool);
  const ids = await want(person, handIn());
  expect((await applyIntents(deps(), ids)).closed).toBe(1);
  expect((await applyIntents(deps(), ids)).closed).toBe(0);
  expect((await count())[0]?.withoutPhoto).toBe(1);
});

test('the same rows given to many workers at once take effect once', async () => {
  const person = await addPerson(database.pool);
  const ids = await want(person, handIn(), handIn({ choiceId: 'birch' }));
  const closed = await Promise.all(Array.from({ length: 6 }, () => applyIntents(deps(), ids)));
  expect(closed.reduce((sum, { closed: n }) => sum + n, 0)).toBe(2);
  expect(await count()).toMatchObject([{ choiceId: 'birch', withoutPhoto: 1 }]);
  await expectRecountToAgree();
});

test('a second ballot replaces the first, also at another station', async () => {
  const person = await addPerson(database.pool);
  await apply(person, handIn());
  await apply(person, handIn({ choiceId: 'pine', stationId: place.stationIds[1] ?? '' }));
  expect(await count(0)).toEqual([]);
  expect(await count(1)).toMatchObject([{ choiceId: 'pine', withoutPhoto: 1 }]);
  await expectRecountToAgree();
});

test('a ballot with photos is counted when its last photo is there, and not before', async () => {
  const person = await addPerson(database.pool);
  await apply(person, handIn({ photoIds: [randomUUID(), randomUUID()] }));
  expect(await count()).toEqual([]);
  expect(await ballotOf(person)).toMatchObject({ state: 'receiving', kind: 'photographed' });
});

test('a ballot whose photos were kept before it was confirmed is counted at once', async () => {
  const person = await addPerson(database.pool);
  const photoIds = [randomUUID(), randomUUID()];
  for (const id of photoIds) {
    await database.pool.query(
      `insert into photos (id, outcome, exact_hash, day) values ($1, 'ready', $2, '2020-08-09')`,
      [id, randomBytes(32)],
    );
  }
  await apply(person, handIn({ photoIds }));
  expect(await count()).toMatchObject([{ photographed: 1 }]);
  await expectRecountToAgree();
});

test.each(['refused', 'duplicate'] as const)(
  'a %s photo keeps its ballot out of the count and tells its person',
  async (outcome) => {
    const person = await addPerson(database.pool);
    const photoId = randomUUID();
    await database.pool.query(
      `insert into photos (id, outcome, exact_hash, refusal, day) values ($1, $2, $3, $4, '2020-08-09')`,
      [photoId, outcome, outcome === 'duplicate' ? randomBytes(32) : null, outcome === 'refused' ? 'damaged' : null],
    );
    const applied = await apply(person, handIn({ photoIds: [photoId] }));
    expect(await notices(applied)).toEqual([`ballot-${outcome}`]);
    expect(await count()).toEqual([]);
    await expectRecountToAgree();
  },
);

test('a ballot that review has locked cannot be replaced, and its person is told', async () => {
  const person = await addPerson(database.pool);
  await apply(person, handIn());
  await database.pool.query(`update ballots set state = 'locked'`);
  const applied = await apply(person, handIn({ choiceId: 'pine' }));
  expect(await notices(applied)).toEqual(['ballot-locked']);
  expect(await count()).toMatchObject([{ choiceId: 'oak', withoutPhoto: 1 }]);
  await expectRecountToAgree();
});

test('a changed declaration moves, a withdrawn one goes', async () => {
  const person = await addPerson(database.pool);
  const { electionId, stationIds } = place;
  const declare = (choiceId: string | null): Intent => ({
    do: 'declare',
    electionId,
    stationId: stationIds[0] ?? '',
    choiceId,
    tier: 'verified',
  });
  await apply(person, declare('oak'), declare('pine'));
  expect(await count()).toMatchObject([{ choiceId: 'pine', declared: 1 }]);
  await apply(person, declare(null));
  expect(await count()).toEqual([]);
  await expectRecountToAgree();
});

test('a tier that changes takes ballot and declaration along', async () => {
  const person = await addPerson(database.pool, { tier: 'unverified' });
  await apply(person, handIn({ tier: 'unverified' }));
  await apply(person, { do: 'set-tier', electionId: place.electionId, tier: 'verified' });
  expect(await count()).toMatchObject([{ tier: 'verified', withoutPhoto: 1 }]);
  await expectRecountToAgree();
});

test('a phone whose voice is spent does not make an earlier ballot a verified one', async () => {
  const phoneKey = randomBytes(32);
  const person = await addPerson(database.pool, { tier: 'unverified', phoneKey });
  await apply(person, handIn({ tier: 'unverified' }));
  await database.pool.query('insert into spent_voices values ($1, $2)', [
    voiceKeyOf(keys.voice, phoneKey, place.electionId),
    place.electionId,
  ]);
  await apply(person, { do: 'set-tier', electionId: place.electionId, tier: 'verified' });
  expect(await count()).toMatchObject([{ tier: 'unverified', withoutPhoto: 1 }]);
});

test('a declaration moves with its person, also one of a moment ago', async () => {
  const person = await addPerson(database.pool);
  const [electionId, [from = '', to = '']] = [place.electionId, place.stationIds];
  await apply(
    person,
    { do: 'declare', electionId, stationId: from, choiceId: 'pine', tier: 'verified' },
    { do: 'move-declaration', electionId, stationId: to },
  );
  expect([await count(0), await count(1)]).toMatchObject([[], [{ choiceId: 'pine', declared: 1 }]]);
  await apply(await addPerson(database.pool), { do: 'move-declaration', electionId, stationId: to });
  expect(await count(1)).toMatchObject([{ declared: 1 }]);
  await expectRecountToAgree();
});

describe('forgetting', () => {
  test('erases the person, keeps the ballot without any link, and spends the voice', async () => {
    const phoneKey = randomBytes(32);
    const person = await addPerson(database.pool, { phoneKey });
    await apply(person, handIn());
    const applied = await apply(person, { do: 'forget' });
    expect(await notices(applied)).toEqual(['forgotten']);
    expect(await count()).toMatchObject([{ withoutPhoto: 1 }]);
    for (const table of ['people', 'dialogues', 'phones', 'ballot_links', 'traces']) {
      expect([table, (await database.pool.query(`select from ${table}`)).rowCount]).toEqual([table, 0]);
    }
    for (const voice of [phoneKey, person.personKey]) {
      expect((await findSpentVoices(database.pool, [voiceKeyOf(keys.voice, voice, place.electionId)])).size).toBe(1);
    }
    await expectRecountToAgree();
  });

  test('waits for what the person handed in just before', async () => {
    const person = await addPerson(database.pool);
    const [, forget] = await want(person, handIn(), { do: 'forget' });
    // Only the later row is handed over: the earlier one must still come first.
    await applyIntents(deps(), [forget ?? '']);
    expect(await count()).toMatchObject([{ withoutPhoto: 1 }]);
    expect((await database.pool.query('select from ballot_links')).rowCount).toBe(0);
    await expectRecountToAgree();
  });

  test('without a ballot spends nothing', async () => {
    const person = await addPerson(database.pool);
    await apply(person, { do: 'forget' });
    expect((await database.pool.query('select from spent_voices')).rowCount).toBe(0);
  });
});

describe('moving a registration', () => {
  const phoneKey = randomBytes(32);
  const move: Intent = { do: 'move-registration', phoneKey: phoneKey.toString('base64'), tier: 'verified' };

  test('takes phone, station and ballot along, and erases the other account', async () => {
    const old = await addPerson(database.pool, { phoneKey, stationId: place.stationIds[1] ?? '' });
    await apply(old, handIn());
    const person = await addPerson(database.pool, { tier: 'unverified', messenger: 'viber' });
    const applied = await apply(person, move);
    expect(await notices(applied)).toEqual(['registration-moved', 'registration-moved-away']);
    expect(await ballotOf(person)).toMatchObject({ choiceId: 'oak' });
    const people = await database.pool.query('select id, tier, station_id from people');
    expect(people.rows).toEqual([{ id: person.id, tier: 'verified', station_id: place.stationIds[1] }]);
    expect((await database.pool.query('select person_id from phones')).rows).toEqual([{ person_id: person.id }]);
    await expectRecountToAgree();
  });

  test('leaves one ballot where both accounts had one', async () => {
    const old = await addPerson(database.pool, { phoneKey });
    await apply(old, handIn());
    const person = await addPerson(database.pool, { tier: 'unverified' });
    await apply(person, handIn({ tier: 'unverified', choiceId: 'pine' }));
    await apply(person, move);
    expect(await count()).toEqual([
      { choiceId: 'pine', tier: 'verified', declared: 0, photographed: 0, withoutPhoto: 1 },
    ]);
    await expectRecountToAgree();
  });

  test('carries out first what the other account still wanted', async () => {
    const old = await addPerson(database.pool, { phoneKey });
    await want(old, handIn(), {
      do: 'declare',
      electionId: place.electionId,
      stationId: place.stationIds[0] ?? '',
      choiceId: 'pine',
      tier: 'verified',
    });
    const person = await addPerson(database.pool, { tier: 'unverified' });
    await apply(person, move);
    expect(await ballotOf(person)).toMatchObject({ choiceId: 'oak', tier: 'verified' });
    await expectRecountToAgree();
  });

  test('of a phone whose voice is spent does not make a ballot a verified one', async () => {
    await addPerson(database.pool, { phoneKey });
    await database.pool.query('insert into spent_voices values ($1, $2)', [
      voiceKeyOf(keys.voice, phoneKey, place.electionId),
      place.electionId,
    ]);
    const person = await addPerson(database.pool, { tier: 'unverified' });
    await apply(person, handIn({ tier: 'unverified' }));
    await apply(person, move);
    expect(await count()).toMatchObject([{ tier: 'unverified', withoutPhoto: 1 }]);
    await expectRecountToAgree();
  });

  test('done twice changes nothing more', async () => {
    const old = await addPerson(database.pool, { phoneKey });
    await apply(old, handIn());
    const person = await addPerson(database.pool, { tier: 'unverified' });
    await apply(person, move, move);
    expect(await count()).toMatchObject([{ withoutPhoto: 1 }]);
    await expectRecountToAgree();
  });
});

test('whatever people want in whatever order, tallies equal a recount and nobody counts twice', async () => {
  const choice = fc.constantFrom('oak', 'birch', 'pine');
  const station = fc.constantFrom(0, 1);
  const step = fc.record({
    person: fc.nat(4),
    what: fc.constantFrom('hand-in', 'declare', 'withdraw', 'set-tier', 'forget', 'move', 'move-declaration'),
    choice,
    station,
    tier: fc.constantFrom('verified' as const, 'unverified' as const),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.array(fc.nat(100), { maxLength: 5 }),
      async (steps, cuts) => {
        await database.pool.query(
          'truncate people, dialogues, ballots, ballot_links, declarations, tallies, outbox, spent_voices cascade',
        );
        const phoneKeys = Array.from({ length: 5 }, () => randomBytes(32));
        const people = await Promise.all(phoneKeys.map((phoneKey) => addPerson(database.pool, { phoneKey })));
        const ids: string[] = [];
        for (const s of steps) {
          const person = people[s.person] as Person;
          const stationId = place.stationIds[s.station] ?? '';
          const { electionId } = place;
          const intents: Record<typeof s.what, Intent> = {
            'hand-in': handIn({ choiceId: s.choice, stationId, tier: s.tier }),
            declare: { do: 'declare', electionId, stationId, choiceId: s.choice, tier: s.tier },
            withdraw: { do: 'declare', electionId, stationId, choiceId: null, tier: s.tier },
            'set-tier': { do: 'set-tier', electionId, tier: s.tier },
            'move-declaration': { do: 'move-declaration', electionId, stationId },
            forget: { do: 'forget' },
            move: {
              do: 'move-registration',
              phoneKey: (phoneKeys[(s.person + 1) % 5] as Buffer).toString('base64'),
              tier: s.tier,
            },
          };
          ids.push(...(await want(person, intents[s.what])));
        }
        // Handed over in arbitrary pieces, at once.
        const edges = [0, ...cuts.map((c) => c % (ids.length + 1)).sort((a, b) => a - b), ids.length];
        const pieces = edges.slice(1).map((edge, i) => ids.slice(edges[i], edge));
        for (const piece of pieces) if (piece.length > 0) await applyIntents(deps(), piece);
        expect(
          (
            await database.pool.query(
              `select from outbox where queue = 'intents' and person_id in (select id from people)`,
            )
          ).rowCount,
        ).toBe(0);
        await expectRecountToAgree();
        const linked = await database.pool.query('select from ballot_links');
        expect(linked.rowCount).toBeLessThanOrEqual(5);
      },
    ),
    { numRuns: 40 },
  );
}, 180_000);
