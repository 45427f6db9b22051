import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { type Applied, applyIntents } from '../../src/actions/apply-intents.ts';
import { unlinkClosedSurveys, type WaitingSurvey } from '../../src/actions/close-survey.ts';
import type { Intent } from '../../src/actions/intents.ts';
import { openSend, queueOf, sealPayload } from '../../src/actions/outbox-payload.ts';
import { surveyKeyOf } from '../../src/actions/voice-keys.ts';
import type { Answer } from '../../src/domain/surveys/definition.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import { compareSurveyCounts } from '../../src/storage/survey-recount.ts';
import { addElection, addPerson, type Place, testKeys } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { addSurvey } from '../support/some-survey.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;
const keys = testKeys();
const deps = () => ({ database, keys, text: (notice: { kind: string }) => notice.kind, today: () => '2020-08-09' });

type Person = { id: string; personKey: Buffer };

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
  await database.pool.query('truncate people, surveys, outbox cascade');
  await addSurvey(database.pool);
});

const answers = (...given: [question: string, answer: Answer][]): Intent[] =>
  given.map(([questionId, answer]) => ({ do: 'answer-survey', surveyId: 'roads-1', questionId, answer }));

const EVERYTHING = answers(
  ['roads', 'bad'],
  ['use', ['bus', 'foot']],
  ['mark', 4],
  ['move', null],
  ['walk', 12],
  ['why', 'Snow'],
);

async function want(person: Person, intents: readonly Intent[]): Promise<string[]> {
  const rows = intents.map((wanted) => ({
    queue: queueOf(wanted),
    personId: person.id,
    payload: sealPayload(keys.outbox, wanted),
  }));
  return (await addOutboxRows(database.pool, rows)).map(({ id }) => id);
}

async function apply(person: Person, ...intents: Intent[]): Promise<Applied> {
  return applyIntents(deps(), await want(person, intents));
}

async function sets(): Promise<{ answers: unknown; complete: boolean }[]> {
  const { rows } = await database.pool.query('select answers, complete from answer_sets order by answers::text');
  return rows;
}

/** Counts of everybody, without those that are zero. */
async function counts(dimension = '', cell = ''): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ key: string; count: number }>(
    `select question_id || '/' || option_id as key, count from survey_counts
     where dimension = $1 and cell = $2 and count > 0 order by 1`,
    [dimension, cell],
  );
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
}

async function notices(applied: Applied): Promise<string[]> {
  const { rows } = await database.pool.query<{ payload: Buffer }>(
    'select payload from outbox where id = any($1::bigint[]) order by id',
    [applied.rows.map(({ id }) => id)],
  );
  return rows.map(({ payload }) => {
    const send = openSend(keys.outbox, payload);
    return 'message' in send ? send.message.text : 'clean-up';
  });
}

async function expectRecountToAgree(): Promise<void> {
  expect((await compareSurveyCounts(database.pool)).differences).toEqual([]);
}

test('answers become one answer set, counted by everything', async () => {
  const person = await addPerson(database.pool, { stationId: place.stationIds[0] ?? '', messenger: 'viber' });
  await apply(person, ...EVERYTHING);
  expect(await sets()).toEqual([
    { answers: { roads: 'bad', use: ['bus', 'foot'], mark: 4, move: null, walk: 12, why: 'Snow' }, complete: true },
  ]);
  const all = {
    '/': 1,
    '/(complete)': 1,
    'roads/(answered)': 1,
    'roads/bad': 1,
    'use/(answered)': 1,
    'use/bus': 1,
    'use/foot': 1,
    'mark/(answered)': 1,
    'mark/4': 1,
    'move/(skipped)': 1,
    'walk/(answered)': 1,
    'walk/12': 1,
    'why/(answered)': 1,
  };
  expect(await counts()).toEqual(all);
  for (const [dimension, cell] of [
    ['messenger', 'viber'],
    ['language', 'en'],
    ['region', 'North'],
    ['tier', 'verified'],
    ['sex', ''],
    ['age-group', ''],
    ['settlement', ''],
  ] as const) {
    expect([dimension, await counts(dimension, cell)]).toEqual([dimension, all]);
  }
  const cells = await database.pool.query('select distinct cell from survey_cells');
  expect(cells.rows).toEqual([{ cell: '["North","","",""]' }]);
  await expectRecountToAgree();
});

test('who stops in the middle has answered so far', async () => {
  await apply(await addPerson(database.pool), ...EVERYTHING.slice(0, 2));
  expect(await sets()).toEqual([{ answers: { roads: 'bad', use: ['bus', 'foot'] }, complete: false }]);
  expect(await counts()).not.toHaveProperty('/(complete)');
  await expectRecountToAgree();
});

test('the same rows again, given to many workers at once, take effect once', async () => {
  const person = await addPerson(database.pool);
  const ids = await want(person, EVERYTHING);
  await Promise.all(Array.from({ length: 5 }, () => applyIntents(deps(), ids)));
  await applyIntents(deps(), ids);
  expect(await counts()).toMatchObject({ '/': 1, 'roads/bad': 1 });
  await expectRecountToAgree();
});

test('a changed answer moves, and what it leaves out goes', async () => {
  const person = await addPerson(database.pool);
  await apply(person, ...EVERYTHING);
  await apply(person, ...answers(['roads', 'good']));
  expect(await counts()).toMatchObject({ 'roads/good': 1, '/(complete)': 1, 'use/bus': 1 });
  await apply(person, ...answers(['roads', 'none']));
  expect(await counts()).toEqual({
    '/': 1,
    '/(complete)': 1,
    'roads/(answered)': 1,
    'roads/none': 1,
    'why/(answered)': 1,
  });
  await expectRecountToAgree();
});

test('options are kept in the question’s order, each once', async () => {
  await apply(await addPerson(database.pool), ...answers(['roads', 'bad'], ['use', ['foot', 'bus', 'foot']]));
  expect(await sets()).toMatchObject([{ answers: { use: ['bus', 'foot'] } }]);
});

test('a hundred people in one job', async () => {
  const people = await Promise.all(Array.from({ length: 100 }, () => addPerson(database.pool)));
  const ids = (await Promise.all(people.map((person) => want(person, EVERYTHING)))).flat();
  expect((await applyIntents(deps(), ids)).closed).toBe(600);
  expect(await counts()).toMatchObject({ '/': 100, '/(complete)': 100, 'use/foot': 100 });
  await expectRecountToAgree();
});

test.each([
  ['an option that is not there', ['roads', 'purple']],
  ['a question that is not there', ['rivers', 'good']],
  ['too many options', ['use', ['bus', 'car', 'foot', 'bike']]],
  ['a number out of range', ['walk', 241]],
  ['a skip of what must be answered', ['roads', null]],
] as [string, [string, Answer]][])('%s is not counted', async (_, wrong) => {
  await apply(await addPerson(database.pool), ...answers(wrong));
  expect(await sets()).toEqual([]);
  expect(await counts()).toEqual({});
});

test('who has answered everything cannot change what may not be changed, and is told', async () => {
  await database.pool.query('update surveys set changeable = false');
  const person = await addPerson(database.pool);
  await apply(person, ...EVERYTHING.slice(0, 3), ...answers(['roads', 'good']), ...EVERYTHING.slice(3));
  const late = await apply(person, ...answers(['roads', 'none']));
  expect(await notices(late)).toEqual(['survey-not-taken']);
  expect(await counts()).toMatchObject({ 'roads/good': 1, '/(complete)': 1 });
  await expectRecountToAgree();
});

test.each(['draft', 'unlinked', 'gone'])(
  'a survey that is %s takes no answer, and the person is told',
  async (state) => {
    const person = await addPerson(database.pool);
    if (state === 'draft') await database.pool.query(`update surveys set state = 'draft'`);
    if (state === 'unlinked') await database.pool.query(`update surveys set state = 'closed', unlinked = true`);
    if (state === 'gone') await database.pool.query('delete from surveys');
    expect(await notices(await apply(person, ...answers(['roads', 'bad'])))).toEqual(['survey-not-taken']);
    expect(await sets()).toEqual([]);
  },
);

test('answers given before the closing and written after it count', async () => {
  await database.pool.query(`update surveys set state = 'closed', closed_at = now()`);
  await apply(await addPerson(database.pool), ...EVERYTHING);
  expect(await counts()).toMatchObject({ '/(complete)': 1 });
});

test('a profile counts also for what was answered before, and can be erased', async () => {
  const person = await addPerson(database.pool);
  await apply(person, ...EVERYTHING);
  await apply(person, { do: 'set-profile', sex: 'female', ageGroup: '60+', settlement: null });
  expect(await counts('sex', 'female')).toMatchObject({ '/': 1 });
  expect(await counts('sex', '')).toEqual({});
  await expectRecountToAgree();
  await apply(person, { do: 'set-profile', sex: null, ageGroup: null, settlement: null });
  expect(await counts('sex', 'female')).toEqual({});
  expect(await counts('sex', '')).toMatchObject({ '/': 1 });
  expect((await database.pool.query('select sex, age_group, settlement from profiles')).rows).toEqual([
    { sex: null, age_group: null, settlement: null },
  ]);
  await expectRecountToAgree();
});

describe('forgetting', () => {
  test('leaves the answers counted, and nothing that tells whose they are', async () => {
    const person = await addPerson(database.pool);
    await apply(person, ...EVERYTHING, { do: 'set-profile', sex: 'male', ageGroup: null, settlement: null });
    await apply(person, { do: 'forget' });
    expect(await counts('sex', 'male')).toMatchObject({ '/(complete)': 1 });
    const { rows } = await database.pool.query('select answer_set_id, complete from survey_participants');
    expect(rows).toEqual([{ answer_set_id: null, complete: true }]);
    expect((await database.pool.query('select from profiles')).rowCount).toBe(0);
    await expectRecountToAgree();
  });

  test('does not make room for a second answer of the same account', async () => {
    const person = await addPerson(database.pool);
    await apply(person, ...EVERYTHING);
    await apply(person, { do: 'forget' });
    const { rows } = await database.pool.query<{ id: string }>(
      `with p as (
         insert into people (person_key, messenger, sealed_address, language, consented, tier, joined_on)
         values ($1, 'telegram', '\\x00', 'en', true, 'unverified', '2020-08-10') returning id)
       insert into dialogues (person_id) select id from p returning person_id as id`,
      [person.personKey],
    );
    const again = { id: rows[0]?.id ?? '', personKey: person.personKey };
    expect(await notices(await apply(again, ...answers(['roads', 'good'])))).toEqual(['survey-not-taken']);
    expect(await counts()).toMatchObject({ '/': 1, 'roads/bad': 1 });
  });
});

describe('moving a registration', () => {
  const phoneKey = randomBytes(32);
  const move: Intent = { do: 'move-registration', phoneKey: phoneKey.toString('base64'), tier: 'verified' };
  const two = async () => {
    const old = await addPerson(database.pool, { phoneKey, stationId: place.stationIds[0] ?? '' });
    return { old, person: await addPerson(database.pool, { tier: 'unverified', messenger: 'viber' }) };
  };

  test('takes answers and profile along, and counts them under what the person is now', async () => {
    const { old, person } = await two();
    await apply(old, ...EVERYTHING, { do: 'set-profile', sex: 'female', ageGroup: null, settlement: null });
    await apply(person, move);
    expect(await counts('messenger', 'viber')).toMatchObject({ '/(complete)': 1 });
    expect(await counts('messenger', 'telegram')).toEqual({});
    expect(await counts('sex', 'female')).toMatchObject({ '/': 1 });
    await apply(person, ...answers(['roads', 'good']));
    expect(await counts()).toMatchObject({ '/': 1, 'roads/good': 1 });
    await expectRecountToAgree();
  });

  test.each([
    ['both complete', EVERYTHING, EVERYTHING.slice(0, 1), 'bad'],
    ['the new account’s own, where none is complete', EVERYTHING.slice(0, 1), answers(['roads', 'good']), 'good'],
    ['the complete one', EVERYTHING, answers(['roads', 'good']), 'bad'],
  ])('leaves one answer set of two: %s', async (_, theirs, own, expected) => {
    const { old, person } = await two();
    await apply(old, ...theirs);
    await apply(person, ...own);
    await apply(person, move);
    expect(await counts()).toMatchObject({ '/': 1, [`roads/${expected}`]: 1 });
    expect((await database.pool.query('select from survey_participants')).rowCount).toBe(1);
    await expectRecountToAgree();
  });

  test('counts answers under the new tier when a number is confirmed later', async () => {
    const person = await addPerson(database.pool, { tier: 'unverified' });
    await apply(person, ...EVERYTHING);
    await database.pool.query(`update people set tier = 'verified'`);
    await apply(person, { do: 'set-tier', electionId: place.electionId, tier: 'verified' });
    expect(await counts('tier', 'verified')).toMatchObject({ '/': 1 });
    expect(await counts('tier', 'unverified')).toEqual({});
    await expectRecountToAgree();
  });
});

describe('closing', () => {
  const close = (secondsAgo: number) =>
    database.pool.query(`update surveys set state = 'closed', closed_at = now() - make_interval(secs => $1)`, [
      secondsAgo,
    ]);

  test('unlinks everybody, and keeps answers, counts and who took part', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => addPerson(database.pool)));
    for (const [i, person] of people.entries()) {
      await apply(person, ...EVERYTHING.slice(0, i % 2 === 0 ? 6 : 2), ...answers(['walk', i]));
    }
    const before = await sets();
    const places =
      'select a.ctid::text as a, p.ctid::text as p, a.id from answer_sets a join survey_participants p on p.answer_set_id = a.id';
    const linked = (await database.pool.query<{ id: string }>(places)).rows;
    expect(linked).toHaveLength(40);
    await close(30);
    expect(await unlinkClosedSurveys(database, new Date())).toBe(1);
    expect(await unlinkClosedSurveys(database, new Date())).toBe(0);
    expect(await sets()).toEqual(before);
    expect((await database.pool.query(places)).rows).toEqual([]);
    const { rows } = await database.pool.query<{ key: Buffer; complete: boolean }>(
      'select link_key as key, complete from survey_participants',
    );
    expect(rows.filter(({ complete }) => complete)).toHaveLength(20);
    const first = surveyKeyOf(keys.link, people[0]?.personKey ?? Buffer.alloc(0), 'roads-1');
    expect(rows.some(({ key }) => key.equals(first))).toBe(true);
    const ids = (await database.pool.query<{ id: string }>('select id from answer_sets')).rows.map(({ id }) => id);
    expect(ids.filter((id) => linked.some((one) => one.id === id))).toEqual([]);
    // Neither table is in the order of the people any more.
    const order = async (table: string, of: string) =>
      (await database.pool.query<{ v: unknown }>(`select ${of} as v from ${table} order by ctid`)).rows.map(({ v }) =>
        String(v),
      );
    const walks = await order('answer_sets', `answers->>'walk'`);
    expect(walks).not.toEqual([...walks].sort((a, b) => Number(a) - Number(b)));
    const keysInOrder = people.map(({ personKey }) => surveyKeyOf(keys.link, personKey, 'roads-1').toString('hex'));
    expect(await order('survey_participants', `encode(link_key, 'hex')`)).not.toEqual(keysInOrder);
    await expectRecountToAgree();
  });

  test.each([
    ['at once, because answers may still be on their way', 1, false, 0],
    ['while something is waiting to be carried out', 60, true, 0],
    ['however long ago it was, when a worker comes and finds something waiting', 700, true, 0],
  ])('does not wait, or waits: %s', async (_, secondsAgo, waiting, unlinked) => {
    const person = await addPerson(database.pool);
    await apply(person, ...EVERYTHING);
    if (waiting) await want(person, [{ do: 'clean-up' }, ...answers(['roads', 'good'])]);
    await close(secondsAgo);
    expect(await unlinkClosedSurveys(database, new Date())).toBe(unlinked);
  });

  test('a worker that was away writes all that was waiting, then unlinks; what is wanted later does not hold it', async () => {
    const waiting = new Map<string, WaitingSurvey>();
    const unlink = () => unlinkClosedSurveys(database, new Date(), waiting);
    const people = await Promise.all(Array.from({ length: 4 }, () => addPerson(database.pool)));
    const ids = await Promise.all(people.map((person) => want(person, EVERYTHING)));
    await close(660);
    expect(await unlink()).toBe(0);
    await want(await addPerson(database.pool), answers(['roads', 'good']));
    for (const [i, own] of ids.entries()) {
      expect(await unlink()).toBe(0);
      const { rows } = await applyIntents(deps(), own);
      expect(rows).toEqual([]);
      expect(await sets()).toHaveLength(i + 1);
    }
    expect(await unlink()).toBe(1);
    expect((await sets()).every(({ complete }) => complete)).toBe(true);
    await expectRecountToAgree();
  });

  test('a row that nobody can carry out holds it for an hour from when the worker came', async () => {
    const waiting = new Map<string, WaitingSurvey>();
    await want(await addPerson(database.pool), answers(['roads', 'good']));
    await close(660);
    const begin = Date.now();
    const unlinkAfter = (minutes: number) => unlinkClosedSurveys(database, new Date(begin + minutes * 60_000), waiting);
    expect(await unlinkAfter(0)).toBe(0);
    expect(await unlinkAfter(59)).toBe(0);
    expect(await unlinkAfter(60)).toBe(1);
  });
});

test('whatever people answer, change, say and take back in whatever order, counts equal a recount', async () => {
  const answer = fc.oneof(
    fc.constantFrom('good', 'bad', 'none').map((value) => ['roads', value] as [string, Answer]),
    fc
      .uniqueArray(fc.constantFrom('bus', 'car', 'foot', 'bike'), { maxLength: 4 })
      .map((value) => ['use', value] as [string, Answer]),
    fc.integer({ min: 0, max: 6 }).map((value) => ['mark', value] as [string, Answer]),
    fc.constantFrom('yes', 'no', null).map((value) => ['move', value] as [string, Answer]),
    fc.integer({ min: -1, max: 3 }).map((value) => ['walk', value] as [string, Answer]),
    fc.constantFrom('a', '', null).map((value) => ['why', value] as [string, Answer]),
  );
  const step = fc.record({
    person: fc.nat(3),
    what: fc.constantFrom(
      'answer',
      'answer',
      'answer',
      'answer',
      'everything',
      'profile',
      'set-tier',
      'forget',
      'move',
    ),
    answer,
    sex: fc.constantFrom('female' as const, 'male' as const, null),
    tier: fc.constantFrom('verified' as const, 'unverified' as const),
    from: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.array(fc.nat(100), { maxLength: 4 }),
      async (changeable, steps, cuts) => {
        await database.pool.query('truncate people, surveys, outbox cascade');
        await addSurvey(database.pool, { changeable });
        const phoneKeys = Array.from({ length: 4 }, () => randomBytes(32));
        const people = await Promise.all(phoneKeys.map((phoneKey) => addPerson(database.pool, { phoneKey })));
        const ids: string[] = [];
        for (const s of steps) {
          const wanted: Record<typeof s.what, Intent[]> = {
            answer: answers(s.answer),
            everything: EVERYTHING,
            profile: [{ do: 'set-profile', sex: s.sex, ageGroup: null, settlement: null }],
            'set-tier': [{ do: 'set-tier', electionId: place.electionId, tier: s.tier }],
            forget: [{ do: 'forget' }],
            move: [
              {
                do: 'move-registration',
                phoneKey: (phoneKeys[s.from] ?? Buffer.alloc(0)).toString('base64'),
                tier: s.tier,
              },
            ],
          };
          ids.push(...(await want(people[s.person] as Person, wanted[s.what])));
        }
        const bounds = [0, ...cuts.map((cut) => cut % (ids.length + 1)), ids.length].sort((a, b) => a - b);
        const jobs = bounds.slice(1).map((end, i) => ids.slice(bounds[i], end));
        const applied = await Promise.allSettled([...jobs, ids].map((job) => applyIntents(deps(), job)));
        // A registration that moves may lock in a circle: Postgres ends one of them, and its rows stay open.
        const failed = applied.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code?: string }] : []));
        expect(failed.filter(({ code }) => code !== '40P01')).toEqual([]);
        await applyIntents(deps(), ids);
        expect((await database.pool.query(`select from outbox where queue = 'intents'`)).rowCount).toBe(0);
        await expectRecountToAgree();
        const { rows } = await database.pool.query<{ sets: number; parts: number }>(
          `select (select count(*)::int from answer_sets) as sets, (select count(*)::int from survey_participants) as parts`,
        );
        // Nobody has more than one.
        expect(rows[0]?.sets).toBe(rows[0]?.parts);
      },
    ),
    { numRuns: 25 },
  );
});
