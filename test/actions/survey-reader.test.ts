import { createReaders, lookUpFor } from '../../src/actions/look-up-for.ts';
import { createSurveyReader } from '../../src/actions/survey-reader.ts';
import { surveyKeyOf } from '../../src/actions/voice-keys.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addPerson, testKeys } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { addSurvey } from '../support/some-survey.ts';

let clone: ClonedDatabase;
let database: Database;
let now: Date;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});
beforeEach(async () => {
  await database.pool.query('truncate surveys, people cascade');
  now = new Date('2026-05-01T12:00:00Z');
});

const reader = () => createSurveyReader(database.pool, () => now);
const later = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};

test.each([
  ['draft', 'before', 0],
  ['open', 'open', 1],
  ['closed', 'closed', 0],
] as const)('a survey that is %s is %s for people', async (state, phase, offered) => {
  await addSurvey(database.pool, { state });
  expect(await reader().byId('roads-1')).toMatchObject({ id: 'roads-1', phase, changeable: true });
  expect(await reader().open()).toHaveLength(offered);
});

test('a survey whose time is over is closed, before anybody has closed it', async () => {
  await addSurvey(database.pool);
  await database.pool.query('update surveys set closes_at = $1', [new Date(now.getTime() + 60_000)]);
  const surveys = reader();
  expect((await surveys.byId('roads-1'))?.phase).toBe('open');
  later(60_000);
  expect((await surveys.byId('roads-1'))?.phase).toBe('closed');
  expect(await surveys.open()).toEqual([]);
});

test('what changed is served after two seconds', async () => {
  const surveys = reader();
  expect(await surveys.open()).toEqual([]);
  await addSurvey(database.pool);
  expect(await surveys.open()).toEqual([]);
  later(2_000);
  expect(await surveys.open()).toHaveLength(1);
  await database.pool.query(`update surveys set state = 'closed'`);
  later(2_000);
  expect((await surveys.byId('roads-1'))?.phase).toBe('closed');
});

test('a failure is not remembered', async () => {
  await addSurvey(database.pool);
  let isAway = true;
  const q = {
    query: (...args: Parameters<Database['pool']['query']>) =>
      isAway ? Promise.reject(new Error('away')) : database.pool.query(...args),
  } as unknown as Database['pool'];
  const surveys = createSurveyReader(q, () => now);
  await expect(surveys.open()).rejects.toThrow('away');
  isAway = false;
  expect(await surveys.open()).toHaveLength(1);
});

test.each(['', 'no-such', `x' or true --`, 'UPPER', 'x'.repeat(40)])('“%s” is no survey', async (id) => {
  await addSurvey(database.pool);
  expect(await reader().byId(id)).toBeUndefined();
});

test('a code shows a survey in any state until its time is over', async () => {
  await addSurvey(database.pool, { state: 'draft' });
  const code = 'a'.repeat(32);
  await database.pool.query('update surveys set try_code = $1, try_until = $2', [
    code,
    new Date(now.getTime() + 1_000),
  ]);
  expect(await reader().toTry(code)).toMatchObject({ id: 'roads-1', phase: 'before' });
  expect(await reader().toTry('b'.repeat(32))).toBeUndefined();
  later(1_000);
  expect(await reader().toTry(code)).toBeUndefined();
});

test('a person’s part is read by their own key, and nobody else’s', async () => {
  await addSurvey(database.pool);
  const keys = testKeys();
  const [person, other] = [await addPerson(database.pool), await addPerson(database.pool)];
  await database.pool.query(
    `with s as (insert into answer_sets (id, survey_id, answers, complete, messenger, language, tier, region)
                values (gen_random_uuid(), 'roads-1', '{"roads": "bad"}', false, 'viber', 'be', 'verified', '') returning id)
     insert into survey_participants select 'roads-1', $1, id, false from s`,
    [surveyKeyOf(keys.link, person.personKey, 'roads-1')],
  );
  await database.pool.query(`insert into profiles (person_id, sex) values ($1, 'male')`, [person.id]);
  const lookFor = ({ id, personKey }: typeof person) =>
    lookUpFor({
      client: database.pool,
      readers: createReaders(database.pool, keys.lookup, () => now),
      keys,
      election: undefined,
      person: {
        id,
        personKey,
        messenger: 'viber',
        language: 'be',
        consented: true,
        tier: null,
        stationId: null,
        reachable: true,
        wantsBroadcasts: true,
        state: null,
      } as Parameters<typeof lookUpFor>[0]['person'],
    });
  expect(await lookFor(person).surveyPart('roads-1')).toEqual({ answers: { roads: 'bad' }, complete: false });
  expect(await lookFor(person).profile()).toEqual({ sex: 'male', ageGroup: null, settlement: null });
  expect(await lookFor(other).surveyPart('roads-1')).toBeUndefined();
  expect(await lookFor(other).profile()).toBeUndefined();
});
