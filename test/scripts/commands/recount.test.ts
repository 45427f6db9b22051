import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { compareTallies } from '../../../src/storage/tallies.ts';
import { addElection, type Place } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addSurvey } from '../../support/some-survey.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;
let dataDir: string;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  place = await addElection(database.pool);
  dataDir = await mkdtemp(join(tmpdir(), 'golos-recount-'));
});

afterAll(async () => {
  await database.close();
  await clone.drop();
  await rm(dataDir, { recursive: true });
});

async function golos(argv: readonly string[], answer?: boolean) {
  const printed: string[] = [];
  const noted: string[] = [];
  const code = await dispatch(argv, commands, {
    config: () => {
      const loaded = loadConfig({ DATA_DIR: dataDir });
      if (!loaded.ok) throw new Error(loaded.problems.join());
      return loaded.config;
    },
    openDatabase: async () => database,
    now: () => new Date(),
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    confirm: async () => answer,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, printed: printed.join('\n'), noted: noted.join('\n') };
}

/** Two ballots of which one is counted, and a tally that knows of none. */
beforeEach(async () => {
  await database.pool.query('truncate ballots, tallies cascade');
  const { electionId, stationIds, choiceIds } = place;
  for (const state of ['handed-in', 'refused']) {
    await database.pool.query(
      `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
       values ($1, $2, $3, $4, 'verified', 'photographed', $5, '2020-08-09')`,
      [randomUUID(), electionId, stationIds[0], choiceIds[0], state],
    );
  }
});

/** One person's answers, and counts that know of none but of an option that nobody chose. */
async function addAnswers(): Promise<void> {
  await addSurvey(database.pool);
  await database.pool.query(
    `insert into answer_sets (id, survey_id, answers, complete, messenger, language, tier, region)
     values ($1, 'roads-1', '{"roads": "bad"}', false, 'viber', 'be', 'verified', 'North')`,
    [randomUUID()],
  );
  await database.pool.query(`insert into survey_counts values ('roads-1', 'tier', 'verified', 'roads', 'good', 2)`);
}

const differing = async () => (await compareTallies(database.pool)).differences.length;

describe('recount', () => {
  test('--check lists what differs and changes nothing', async () => {
    const { code, printed } = await golos(['recount', '--check']);
    expect(code).toBe(1);
    expect(printed).toContain(
      'oak · verified: kept declared 0, with photos 0, without 0, verified 0, of these quarantined 0; recounted declared 0, with photos 1',
    );
    expect(printed).toContain('1 of 1 counts differ.');
    expect(await differing()).toBe(1);
  });

  test.each<[string, string[], boolean | undefined, number]>([
    ['writes after a yes', [], true, 0],
    ['writes without asking with --yes', ['--yes'], undefined, 0],
    ['writes nothing after a no', [], false, 1],
    ['writes nothing where nobody can be asked', [], undefined, 1],
  ])('%s', async (_, options, answer, left) => {
    const { code } = await golos(['recount', ...options], answer);
    expect(code).toBe(left);
    expect(await differing()).toBe(left);
  });

  test('agrees with itself afterwards', async () => {
    await golos(['recount', '--yes']);
    expect(await golos(['recount', '--check'])).toMatchObject({ code: 0, printed: 'All 1 counts agree.' });
  });

  test('--json tells the same to a program', async () => {
    const { code, printed } = await golos(['recount', '--check', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({
      cells: 1,
      rewritten: 0,
      differences: [{ choiceId: 'oak', recounted: { declared: 0, photographed: 1, withoutPhoto: 0 } }],
    });
  });

  test('--check and --yes do not go together', async () => {
    expect((await golos(['recount', '--check', '--yes'])).code).toBe(2);
  });
});

describe('keys', () => {
  test('show needs them, create makes them once, for their owner only', async () => {
    expect((await golos(['keys', 'show'])).code).toBe(1);
    expect((await golos(['keys', 'create'])).printed).toContain('Made the keyrings');
    expect((await golos(['keys', 'create'])).printed).toContain('there already');
    for (const role of ['web', 'worker', 'sender']) {
      expect((await stat(join(dataDir, 'keys', `${role}.json`))).mode & 0o077).toBe(0);
    }
  });

  test('show tells which process has which, by fingerprints only', async () => {
    await golos(['keys', 'create']);
    const { code, printed } = await golos(['keys', 'show', '--json']);
    expect(code).toBe(0);
    const [web, worker, sender] = JSON.parse(printed) as { keys: Record<string, string> }[];
    expect(web?.keys.outbox).toMatch(/^[0-9a-f]{10}$/);
    expect([worker?.keys.outbox, sender?.keys.outbox]).toEqual([web?.keys.outbox, web?.keys.outbox]);
    expect([web?.keys.addressPrivate, worker?.keys.identity]).toEqual([undefined, undefined]);
    expect(sender?.keys.addressPrivate).toBeDefined();
  });

  test('covers the counts of surveys', async () => {
    await database.pool.query('truncate ballots, tallies cascade');
    await addAnswers();
    const checked = await golos(['recount', '--check']);
    expect(checked.code).toBe(1);
    expect(checked.printed).toContain('survey roads-1 · tier verified · roads · good: kept 2; recounted 0');
    expect(checked.printed).toContain('survey roads-1 · all · roads · bad: kept 0; recounted 1');
    expect(checked.printed).toContain(
      'survey roads-1 · combination ["North","","",""] · roads · bad: kept 0; recounted 1',
    );
    expect((await golos(['recount', '--yes'])).code).toBe(0);
    expect((await golos(['recount', '--check'])).code).toBe(0);
  });
});
