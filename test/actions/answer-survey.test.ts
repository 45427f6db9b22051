import { type Applied, applyIntents } from '../../src/actions/apply-intents.ts';
import type { Intent } from '../../src/actions/intents.ts';
import { openSend, queueOf, sealPayload } from '../../src/actions/outbox-payload.ts';
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
