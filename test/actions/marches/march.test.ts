import { applyIntents } from '../../../src/actions/apply-intents.ts';
import { fixRecipients } from '../../../src/actions/broadcasts/fix-recipients.ts';
import type { Intent } from '../../../src/actions/intents.ts';
import { type DriveMarchesDeps, driveMarches } from '../../../src/actions/marches/drive.ts';
import { createLiveMarches } from '../../../src/actions/marches/live-marches.ts';
import { type Noise, secretNoise } from '../../../src/actions/marches/publish-window.ts';
import { openSend, queueOf, sealPayload } from '../../../src/actions/outbox-payload.ts';
import { EVERYBODY } from '../../../src/domain/audience.ts';
import { MOST_VISITS } from '../../../src/domain/marches/march.ts';
import { beginDue, leaveOutCancelled } from '../../../src/storage/broadcast-recipients.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { windowsAfter } from '../../../src/storage/march-series.ts';
import { addOutboxRows } from '../../../src/storage/outbox.ts';
import { addElection, addPerson, testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addMarch, type SomeMarch } from '../../support/marches.ts';

const START = new Date('2026-08-16T10:00:00Z').getTime();
const MINUTE = 60_000;

let clone: ClonedDatabase;
let database: Database;
let clock = START;
const keys = testKeys();
const now = () => new Date(clock);
const silent: Noise = { deviation: () => 0, draw: () => 0 };

type Person = { id: string; personKey: Buffer };

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 12 });
  await addElection(database.pool);
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});
beforeEach(async () => {
  await database.pool.query('truncate people, marches, march_check_ins, outbox, broadcasts cascade');
  clock = START;
});

const driving = (changes: Partial<DriveMarchesDeps> = {}): DriveMarchesDeps => ({
  database,
  keys,
  noise: silent,
  now,
  words: (milestone, name) => ({
    title: name.en,
    text: { be: `${milestone}`, ru: `${milestone}`, en: `${milestone} at ${name.en}` },
  }),
  ...changes,
});
const drive = (changes?: Partial<DriveMarchesDeps>) => driveMarches(driving(changes));

async function opened(march: Partial<SomeMarch> = {}): Promise<string> {
  const id = await addMarch(database.pool, { startsAt: new Date(START), ...march });
  await drive();
  return id;
}

async function want(person: Person, ...intents: readonly Intent[]): Promise<string[]> {
  const rows = intents.map((wanted) => ({
    queue: queueOf(wanted),
    personId: person.id,
    payload: sealPayload(keys.outbox, wanted),
  }));
  return (await addOutboxRows(database.pool, rows)).map(({ id }) => id);
}

const applying = () => ({
  database,
  keys,
  text: (notice: object) => JSON.stringify(notice),
  today: () => '2026-08-16',
  now,
});

async function apply(person: Person, ...intents: readonly Intent[]): Promise<void> {
  await applyIntents(applying(), await want(person, ...intents));
}

const checkIn = (zone: number, marchId = 'sunday'): Intent => ({ do: 'check-in', marchId, zone });
const leave: Intent = { do: 'leave-march', marchId: 'sunday' };

async function people(count: number, tier: 'verified' | 'unverified' = 'verified'): Promise<Person[]> {
  return Promise.all(Array.from({ length: count }, () => addPerson(database.pool, { tier })));
}

async function crowd(count: number, zone: number, tier?: 'verified' | 'unverified'): Promise<Person[]> {
  const all = await people(count, tier);
  const ids = await Promise.all(all.map((person) => want(person, checkIn(zone))));
  await applyIntents(applying(), ids.flat());
  return all;
}

/** What is published at the end of the window that is on. */
async function published() {
  const into = (clock - START) % MINUTE;
  clock += MINUTE - into + 10;
  await drive();
  return (await windowsAfter(database.pool, 'sunday', -1)).at(-1);
}

const told = async () =>
  (
    await database.pool.query<{ payload: Buffer }>(`select payload from outbox where queue = 'sends' order by id`)
  ).rows.map(({ payload }) => {
    const send = openSend(keys.outbox, payload);
    return JSON.parse('message' in send ? send.message.text : '{}');
  });

test('a march opens at its time, counts distinct accounts by zone and tier, and keeps what it publishes', async () => {
  await addMarch(database.pool, { startsAt: new Date(START + MINUTE) });
  expect(await drive()).toEqual({ opened: 0, published: 0, closed: 0 });
  clock = START + MINUTE;
  expect(await drive()).toEqual({ opened: 1, published: 0, closed: 0 });
  const walkers = await crowd(60, 0);
  await crowd(55, 1, 'unverified');
  await crowd(12, 2);
  // Again is not twice.
  await apply(walkers[0] as Person, checkIn(0), checkIn(0));
  clock += MINUTE;
  await drive();
  await drive();
  expect(await windowsAfter(database.pool, 'sunday', -1)).toMatchObject([
    { window: 0, verified: [60, null, null], unverified: [null, 60, null] },
  ]);
});

test('whoever goes to another zone is counted there, and whoever leaves nowhere', async () => {
  await opened();
  const walkers = await crowd(120, 0);
  for (const walker of walkers.slice(0, 60)) await apply(walker, checkIn(1));
  expect(await published()).toMatchObject({ window: 0, verified: [60, 60, null] });
  for (const walker of walkers.slice(60)) await apply(walker, leave);
  expect(await published()).toMatchObject({ window: 1, verified: [null, 60, null] });
  // Who never came has nothing to leave.
  await apply((await people(1))[0] as Person, leave);
  expect(await told()).toEqual([]);
});

test('a check-in counts as long as the march says', async () => {
  await opened({ validMinutes: 2 });
  const walkers = await crowd(50, 0);
  expect(await published()).toMatchObject({ verified: [50, null, null] });
  for (const walker of walkers.slice(0, 49)) await apply(walker, checkIn(0));
  await crowd(1, 0);
  expect(await published()).toMatchObject({ verified: [50, null, null] });
  expect(await published()).toMatchObject({ window: 2, verified: [50, null, null] });
  expect(await published()).toMatchObject({ window: 3, verified: [null, null, null] });
});

test('an account is counted in a few places at most, and is told so', async () => {
  await opened({ zones: 9 });
  const [walker] = (await people(1)) as [Person];
  for (let zone = 0; zone < MOST_VISITS + 1; zone += 1) await apply(walker, checkIn(zone));
  expect(await told()).toEqual([{ kind: 'march-not-counted', why: 'often' }]);
  const { rows } = await database.pool.query('select zone, visits from march_check_ins');
  expect(rows).toEqual([{ zone: MOST_VISITS - 1, visits: MOST_VISITS }]);
  // Where they are already, they may say so again.
  await apply(walker, checkIn(MOST_VISITS - 1));
  expect(await told()).toHaveLength(1);
});

test('before it opens, after it is closed, and of one that is gone: a kind word, and nothing is counted', async () => {
  await addMarch(database.pool, { startsAt: new Date(START + MINUTE) });
  const [walker] = (await people(1)) as [Person];
  await apply(walker, checkIn(0), checkIn(0, 'nowhere'), leave);
  expect(await told()).toEqual(Array(2).fill({ kind: 'march-not-counted', why: 'over' }));
  expect((await database.pool.query('select from march_check_ins')).rowCount).toBe(0);
});

test('several workers publish a window once, with one stored draw a zone and tier', async () => {
  await opened();
  await crowd(300, 0);
  clock += MINUTE + 5;
  const noise = secretNoise();
  await Promise.all(Array.from({ length: 5 }, () => drive({ noise })));
  const first = await windowsAfter(database.pool, 'sunday', -1);
  clock += 10_000;
  await drive({ noise });
  expect(await windowsAfter(database.pool, 'sunday', -1)).toEqual(first);
  // Two windows that nobody published: their draws are made all the same, what was counted at their ends is not known.
  clock += 3 * MINUTE;
  await drive({ noise });
  expect((await windowsAfter(database.pool, 'sunday', 0)).map(({ window }) => window)).toEqual([3]);
  const { rows } = await database.pool.query<{ draws: number[] }>('select draws from march_draws');
  expect(rows.map(({ draws }) => draws.length)).toEqual(Array(6).fill(4));
  expect(new Set(rows.flatMap(({ draws }) => draws)).size).toBe(24);
});

test('what was committed before the closing is in the last window; then key, tokens and draws are gone', async () => {
  await opened();
  await crowd(70, 0);
  await published();
  const late = (await people(30)).map((person) => want(person, checkIn(0)));
  const ids = (await Promise.all(late)).flat();
  await database.pool.query(`update marches set state = 'closing', closing_at = $1`, [now()]);
  clock += 4_000;
  // Not before they are written.
  expect((await drive()).closed).toBe(0);
  await applyIntents(applying(), ids);
  expect((await Promise.all([drive(), drive(), drive()])).reduce((sum, { closed }) => sum + closed, 0)).toBe(1);
  expect(await windowsAfter(database.pool, 'sunday', -1)).toMatchObject([
    { window: 0, verified: [70, null, null] },
    { window: 1, verified: [100, null, null] },
  ]);
  for (const table of ['march_keys', 'march_check_ins', 'march_draws']) {
    expect((await database.pool.query(`select from ${table}`)).rowCount).toBe(0);
  }
  await apply((await people(1))[0] as Person, checkIn(0));
  expect(await told()).toEqual([{ kind: 'march-not-counted', why: 'over' }]);
  await expect(database.pool.query(`update marches set state = 'open'`)).rejects.toThrow('onwards only');
});

test('closed while check-ins arrive: each is in the last window, or is told that it is not', async () => {
  await opened();
  const walkers = await people(400);
  const batches = await Promise.all(walkers.map((walker) => want(walker, checkIn(0))));
  clock += 5 * MINUTE;
  await database.pool.query(`update marches set state = 'closing', closing_at = $1`, [new Date(clock - 10 * MINUTE)]);
  const jobs = Array.from({ length: 8 }, (_, i) => applyIntents(applying(), batches.slice(i * 50, i * 50 + 50).flat()));
  await Promise.all([...jobs.slice(0, 4), drive(), ...jobs.slice(4), drive()]);
  await drive();
  const [last] = await windowsAfter(database.pool, 'sunday', -1);
  const refused = await told();
  expect((last?.verified[0] ?? 0) + refused.length).toBeGreaterThanOrEqual(395);
  expect((last?.verified[0] ?? 0) + refused.length).toBeLessThanOrEqual(405);
  expect((await database.pool.query('select from march_check_ins')).rowCount).toBe(0);
});

test('it ends by itself, and its last window is that of its end', async () => {
  await opened({ minutes: 3 });
  await crowd(80, 2);
  clock = START + 3 * MINUTE + 1_000;
  await drive();
  clock += 5_000;
  expect((await drive()).closed).toBe(1);
  expect((await windowsAfter(database.pool, 'sunday', -1)).at(-1)).toMatchObject({
    window: 3,
    verified: [null, null, 80],
  });
});

test('a march that was restored while it was on, without its key, counts whoever says it again, and once', async () => {
  await opened();
  const walkers = await crowd(120, 0);
  expect(await published()).toMatchObject({ window: 0, verified: [120, null, null] });
  // A backup has neither of them; a copy that was made otherwise may have the check-ins.
  await database.pool.query('delete from march_keys');
  await database.pool.query('delete from march_draws');
  await Promise.all([drive(), drive(), drive()]);
  for (const walker of walkers.slice(0, 60)) await apply(walker, checkIn(0), checkIn(1));
  expect(await told()).toEqual([]);
  expect(await published()).toMatchObject({ window: 1, verified: [null, 60, null] });
  const { rows } = await database.pool.query<{ draws: number[] }>('select draws from march_draws');
  expect(rows.map(({ draws }) => draws.length)).toEqual(Array(6).fill(2));
  // The key stays from then on: they can leave.
  await drive();
  for (const walker of walkers.slice(0, 5)) await apply(walker, leave);
  expect(await published()).toMatchObject({ window: 2, verified: [null, 60, null] });
  expect((await database.pool.query('select from march_check_ins where until_window > 2')).rowCount).toBe(55);
});

test('a march whose time was over when it was restored gets no key any more, and is closed', async () => {
  await opened({ minutes: 3 });
  await database.pool.query('delete from march_keys');
  clock = START + 3 * MINUTE + 1_000;
  await drive();
  expect((await database.pool.query('select from march_keys')).rowCount).toBe(0);
  clock += 5_000;
  expect((await drive()).closed).toBe(1);
});

test('who is forgotten is counted no longer', async () => {
  await opened();
  const walkers = await crowd(60, 0);
  for (const walker of walkers.slice(0, 10)) await apply(walker, { do: 'forget' });
  expect((await database.pool.query('select from march_check_ins')).rowCount).toBe(50);
});

test('of who is forgotten no visit is remembered either: the same account begins anew, with the same token', async () => {
  await opened({ zones: 9 });
  const [walker] = (await people(1)) as [Person];
  for (let zone = 0; zone < MOST_VISITS; zone += 1) await apply(walker, checkIn(zone));
  const rows = async () =>
    (
      await database.pool.query<{ token: Buffer; zone: number; visits: number }>(
        'select token, zone, visits from march_check_ins',
      )
    ).rows;
  const [before] = await rows();
  expect(before?.visits).toBe(MOST_VISITS);
  await apply(walker, { do: 'forget' });
  expect(await rows()).toEqual([]);
  // The same account at its messenger has the same key.
  const { id } = await addPerson(database.pool, {});
  await database.pool.query('update people set person_key = $2 where id = $1', [id, walker.personKey]);
  const again = { id, personKey: walker.personKey };
  await apply(again, checkIn(MOST_VISITS));
  expect(await rows()).toEqual([{ token: before?.token, zone: MOST_VISITS, visits: 1 }]);
});

test('a march stays as it was opened', async () => {
  await opened();
  for (const change of [`ends_at = ends_at + interval '1 hour'`, 'window_seconds = 1', `definition = '{}'`]) {
    await expect(database.pool.query(`update marches set ${change}`)).rejects.toThrow('stays as it was opened');
  }
  await addMarch(database.pool, { id: 'second', startsAt: new Date(START), state: 'scheduled' });
  // One is open at a time: the other waits.
  expect((await drive()).opened).toBe(0);
  await expect(database.pool.query(`update marches set state = 'open' where id = 'second'`)).rejects.toThrow(
    'marches_one_open',
  );
});

test('a milestone is told once, to those who checked in and want to hear, and the list of them goes with the march', async () => {
  await opened();
  const walkers = await crowd(1_010, 0);
  await crowd(20, 1, 'unverified');
  await people(5);
  await database.pool.query('update people set wants_broadcasts = false where id = $1', [walkers[0]?.id]);
  await published();
  await published();
  const told = await database.pool.query<{ id: string; content: { text: { en: string } } }>(
    'select id, content from broadcasts',
  );
  expect(told.rows.map(({ content }) => content.text.en)).toEqual(['1000 at Sunday march']);
  const id = told.rows[0]?.id ?? '';
  await beginDue(database.pool, now());
  await fixRecipients({ database, keys, signal: new AbortController().signal }, id);
  const recipients = () => database.pool.query('select from broadcast_recipients where broadcast_id = $1', [id]);
  const sums = () =>
    database.pool.query(
      `select (select count(*) from broadcast_outcomes)::int as outcomes, (select count(*) from broadcast_batches)::int as batches,
              started_at = finished_at and fixed_at is null as "atOnce" from broadcasts`,
    );
  expect((await recipients()).rowCount).toBe(1_029);

  await database.pool.query(`update marches set state = 'closing', closing_at = $1`, [now()]);
  clock += 5_000;
  expect((await drive()).closed).toBe(1);
  const { rows } = await database.pool.query('select state from broadcasts');
  expect(rows).toEqual([{ state: 'cancelled' }]);
  expect((await recipients()).rowCount).toBe(1_029);
  // Once what was under way is written off.
  while ((await leaveOutCancelled(database.pool, now(), 100)) > 0);
  const { rows: before } = await sums();
  expect(before).toEqual([{ outcomes: expect.any(Number), batches: expect.any(Number), atOnce: false }]);
  expect(before[0]?.outcomes).toBeGreaterThan(0);
  await drive();
  expect((await recipients()).rowCount).toBe(0);
  // How many they were goes too, also by how long it took.
  expect((await sums()).rows).toEqual([{ outcomes: 0, batches: 0, atOnce: true }]);
  expect((await database.pool.query('select ledger_gone from march_milestones')).rows).toEqual([{ ledger_gone: true }]);
});

test('any other broadcast to those at a march loses its sums with the march too, and no other broadcast does', async () => {
  await opened();
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into broadcasts (title, content, audience, state, started_at, finished_at)
     select 'Told', '{}', a::jsonb, 'finished', now() - interval '1 hour', now()
     from unnest($1::text[]) with ordinality n(a, i) order by i returning id`,
    [[{ ...EVERYBODY, march: { id: 'sunday' } }, EVERYBODY].map((one) => JSON.stringify(one))],
  );
  await database.pool.query(`insert into broadcast_outcomes select id, 'telegram', 'fixed', '', 77 from broadcasts`);
  await drive();
  const left = async () =>
    (await database.pool.query('select broadcast_id as id from broadcast_outcomes order by 1')).rows;
  expect(await left()).toHaveLength(2);
  await database.pool.query(`update marches set state = 'closing', closing_at = $1`, [now()]);
  clock += 5_000;
  await drive();
  await drive();
  expect(await left()).toEqual([{ id: rows[1]?.id }]);
});

test('without announcements a milestone is passed in silence; of several at once the highest is told', async () => {
  await opened();
  await crowd(60, 0);
  await database.pool.query(
    `insert into march_check_ins select 'sunday', decode(lpad(to_hex(n), 64, '0'), 'hex'), 1, 'verified', 61, 1 from generate_series(1, 10500) n`,
  );
  await published();
  const { rows } = await database.pool.query(
    'select milestone, broadcast_id is not null as told from march_milestones order by 1',
  );
  expect(rows).toEqual([
    { milestone: 1_000, told: false },
    { milestone: 10_000, told: true },
  ]);
});

test('readers see what is published, and nothing else', async () => {
  const live = createLiveMarches({ q: database.pool, now });
  expect(await live.current()).toBeUndefined();
  clock += 2_000;
  await opened();
  clock += 2_000;
  expect(await live.current()).toMatchObject({ phase: 'open', curve: [], plusMinus: 0 });
  await crowd(60, 0);
  await published();
  clock += 2_000;
  expect((await live.current())?.latest).toMatchObject({ window: 0 });
  await published();
  clock += 2_000;
  const current = await live.current();
  expect(current?.curve.map(({ verified }) => verified)).toEqual([60, 60]);
  expect(current?.plusMinus).toBeGreaterThan(5);
});
