import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type EstimateDeps, estimateBroadcast } from '../../../src/actions/broadcasts/estimate.ts';
import { fixRecipients } from '../../../src/actions/broadcasts/fix-recipients.ts';
import { linkKeyOf, surveyKeyOf, voiceKeyOf } from '../../../src/actions/voice-keys.ts';
import { AUDIENCE_TIERS, type Audience, EVERYBODY } from '../../../src/domain/audience.ts';
import { LANGUAGES } from '../../../src/domain/languages.ts';
import { MESSENGERS } from '../../../src/domain/people.ts';
import { AGE_GROUPS, SETTLEMENTS, SEXES } from '../../../src/domain/surveys/definition.ts';
import { spendVoices } from '../../../src/storage/ballots.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { addStarted, stateOf } from '../../support/broadcasts.ts';
import { addElection, type Place, testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;
const keys = testKeys();

interface Somebody {
  readonly id: string;
  readonly messenger: string;
  readonly language: string | null;
  readonly tier: string | null;
  readonly levels: readonly string[] | null;
  readonly sex: string | null;
  readonly ageGroup: string | null;
  readonly settlement: string | null;
  readonly mayBeWrittenTo: boolean;
  readonly handedIn: boolean;
  readonly answered: boolean;
}
const people: Somebody[] = [];

const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 5 });
  place = await addElection(database.pool);
  await database.pool.query(`update stations set levels = '{South,Harbour}' where id = $1`, [place.stationIds[1]]);
  await database.pool.query(`insert into surveys (id, definition, state) values ('spring', '{}', 'open')`);
  for (let i = 0; i < 120; i += 1) await addSomebody(i);
}, 60_000);
afterAll(async () => {
  await database.close();
  await clone.drop();
});

async function addSomebody(i: number): Promise<void> {
  const q = database.pool;
  const id = randomUUID();
  const personKey = Buffer.from(`person ${i}`);
  const language = pick([...LANGUAGES, null], i * 7);
  const tier = pick(['verified', 'unverified', null], i * 5);
  const station = tier === null ? null : pick([place.stationIds[0], place.stationIds[1]], i);
  const levels = station === null ? null : station === place.stationIds[0] ? ['North', 'Town'] : ['South', 'Harbour'];
  const may = pick(['yes', 'yes', 'yes', 'yes', 'blocked', 'unwanted', 'no consent'], i * 3);
  const tierIfAny = may === 'no consent' ? null : tier;
  await q.query(
    `insert into people (id, person_key, messenger, sealed_address, language, consented, tier, station_id, reachable, wants_broadcasts, joined_on)
     values ($1, $2, $3, '\\x00', $4, $5, $6, $7, $8, $9, '2026-01-01')`,
    [
      id,
      personKey,
      pick(MESSENGERS, i),
      language,
      may !== 'no consent',
      tierIfAny,
      station,
      may !== 'blocked',
      may !== 'unwanted',
    ],
  );
  const said = i % 4 === 0;
  const [sex, ageGroup, settlement] = [pick(SEXES, i / 4), pick(AGE_GROUPS, i / 4), pick(SETTLEMENTS, i / 4)];
  if (said) {
    await q.query('insert into profiles (person_id, sex, age_group, settlement) values ($1, $2, $3, $4)', [
      id,
      sex,
      ageGroup,
      settlement,
    ]);
  }
  const handedIn = i % 3 === 0;
  if (handedIn && i % 2 === 0) {
    // Accepted: the ballot has no link any more.
    const voiceKey = voiceKeyOf(keys.voice, personKey, place.electionId);
    await spendVoices(q, [{ voiceKey, electionId: place.electionId }], true);
  } else if (handedIn) {
    const ballot = randomUUID();
    await q.query(
      `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
       values ($1, $2, $3, $4, 'verified', 'photographed', 'handed-in', '2026-01-01')`,
      [ballot, place.electionId, place.stationIds[0], place.choiceIds[0]],
    );
    await q.query('insert into ballot_links (link_key, ballot_id) values ($1, $2)', [
      linkKeyOf(keys.link, personKey, place.electionId),
      ballot,
    ]);
  }
  const answered = i % 5 === 0;
  if (i % 5 < 2) {
    await q.query('insert into survey_participants (survey_id, link_key, complete) values ($1, $2, $3)', [
      'spring',
      surveyKeyOf(keys.link, personKey, 'spring'),
      answered,
    ]);
  }
  people.push({
    id,
    messenger: pick(MESSENGERS, i),
    language,
    tier: tierIfAny,
    levels,
    sex: said ? sex : null,
    ageGroup: said ? ageGroup : null,
    settlement: said ? settlement : null,
    mayBeWrittenTo: may === 'yes',
    handedIn,
    answered,
  });
}

/** The rule, said once more and plainly. */
function isIn(a: Audience, p: Somebody): boolean {
  const among = (list: readonly string[], value: string | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  return (
    p.mayBeWrittenTo &&
    among(a.messengers, p.messenger) &&
    among(a.languages, p.language ?? 'be') &&
    among(a.tiers, p.tier ?? 'unregistered') &&
    (a.places.length === 0 || a.places.some((path) => path.every((level, i) => p.levels?.[i] === level))) &&
    among(a.sexes, p.sex) &&
    among(a.ageGroups, p.ageGroup) &&
    among(a.settlements, p.settlement) &&
    (a.ballot === null || a.ballot.handedIn === p.handedIn) &&
    (a.survey === null || a.survey.answered === p.answered)
  );
}

const some = <T>(list: readonly T[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.subarray([...list], { minLength: 1 }) },
  );
const audiences: fc.Arbitrary<Audience> = fc.record({
  messengers: some(MESSENGERS),
  languages: some(LANGUAGES),
  tiers: some(AUDIENCE_TIERS),
  places: some([['North'], ['North', 'Town'], ['South', 'Harbour'], ['South', 'Elsewhere']]),
  sexes: some(SEXES),
  ageGroups: some(AGE_GROUPS),
  settlements: some(SETTLEMENTS),
  ballot: fc.option(fc.record({ electionId: fc.constant('test-election'), handedIn: fc.boolean() })),
  survey: fc.option(fc.record({ id: fc.constant('spring'), answered: fc.boolean() })),
  march: fc.constant(null),
});

const estimating: EstimateDeps = {
  get database() {
    return database;
  },
  keys,
  perSecond: { telegram: 30, viber: 15_000 },
  viberPrice: { amount: 0.5, currency: 'EUR' },
  timeZone: () => Promise.resolve('UTC'),
  now: () => new Date(Date.UTC(2026, 0, 1, 12)),
};

test('who is counted beforehand and who is fixed are those whom the rule names, whatever the audience', async () => {
  await fc.assert(
    fc.asyncProperty(audiences, async (whom) => {
      const expected = people.filter((p) => isIn(whom, p));
      const { recipients, seconds, viberCost } = await estimateBroadcast(estimating, { audience: whom });
      const on = (messenger: string) => expected.filter((p) => p.messenger === messenger).length;
      expect(recipients).toEqual({ telegram: on('telegram'), viber: on('viber') });
      expect(seconds).toBeCloseTo(Math.max(on('telegram') / 30, on('viber') / 15_000));
      expect(viberCost).toEqual({ amount: on('viber') * 0.5, currency: 'EUR' });

      const id = await addStarted(database.pool, { audience: whom });
      await database.pool.query(`update broadcasts set state = 'fixing', started_at = now() where id = $1`, [id]);
      await fixRecipients({ database, keys, signal: new AbortController().signal }, id);
      expect(await stateOf(database.pool, id)).toBe('running');
      const fixed = await database.pool.query<{ person_id: string }>(
        'select person_id from broadcast_recipients where broadcast_id = $1',
        [id],
      );
      expect(fixed.rows.map((r) => r.person_id).sort()).toEqual(expected.map((p) => p.id).sort());
      const batches = await database.pool.query<{ right: boolean }>(
        `select b.size = count(r.*) and bool_and(p.messenger = b.messenger) and count(distinct coalesce(p.language, 'be')) = 1 as right
         from broadcast_batches b join broadcast_recipients r on r.broadcast_id = b.broadcast_id and r.batch = b.number
         join people p on p.id = r.person_id where b.broadcast_id = $1 group by b.number, b.broadcast_id`,
        [id],
      );
      expect(batches.rows.every((row) => row.right)).toBe(true);
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('quiet hours make it end later', async () => {
  const { endsAt } = await estimateBroadcast(
    { ...estimating, database, perSecond: { telegram: 0.001, viber: 1 } },
    { audience: { ...EVERYBODY, messengers: ['telegram'] }, hours: { from: 9, to: 21 } },
  );
  expect(endsAt.getUTCHours()).toBeGreaterThanOrEqual(9);
  expect(endsAt.getUTCHours()).toBeLessThanOrEqual(21);
});
