import { jest } from '@jest/globals';
import type { Notice } from '../../../src/actions/notices.ts';
import { holdDisputed } from '../../../src/actions/review/hold-disputed.ts';
import { type Resting, settleDue } from '../../../src/actions/review/settle-due.ts';
import { choiceReading } from '../../../src/domain/review/readings.ts';
import { LEASE_SECONDS } from '../../../src/domain/review/terms.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { compareTallies } from '../../../src/storage/tallies.ts';
import { type HandedInBallot, type ReviewWorld, reviewWorld } from '../../support/review.ts';

/** A thousand in the thorough run; some dozens say the same in a hurry. */
const BALLOTS = Number(process.env.GOLOS_REVIEW_BALLOTS ?? 60);
const CHOICES = ['oak', 'birch', 'pine'];

jest.setTimeout(60_000 + BALLOTS * 1_200);

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

/** A ballot, and what is really marked on it: now and then not what its person said. */
interface Paper extends HandedInBallot {
  readonly marked: string;
}

async function handInAll(): Promise<Map<string, Paper>> {
  const papers = new Map<string, Paper>();
  let next = 0;
  const hand = async () => {
    for (let i = next++; i < BALLOTS; i = next++) {
      const said = CHOICES[i % 3] ?? '';
      const marked = choiceReading(i % 17 === 0 ? (CHOICES[(i + 1) % 3] ?? '') : said);
      const ballot = await world.handIn(said, { station: i % 2 });
      papers.set(ballot.ballotId, { ...ballot, marked: i % 29 === 0 ? 'unreadable' : marked });
    }
  };
  await Promise.all([hand(), hand(), hand()]);
  return papers;
}

/** What somebody answers who looks at a paper: the n-th time that they look at anything. */
type Manner = (paper: Paper, n: number) => string | 'puts it down';

const careful: Manner = ({ marked }) => marked;
const hasty: Manner = ({ marked }, n) => (n % 9 === 0 ? 'unreadable' : marked);
const slow: Manner = ({ marked }, n) => (n % 3 === 0 ? 'puts it down' : marked);
const malicious: Manner = () => choiceReading('pine');

/** Reviews until nothing is open any more. */
async function review(reviewerId: string, manner: Manner, papers: ReadonlyMap<string, Paper>): Promise<void> {
  for (let n = 1; ; ) {
    const next = await world.next(reviewerId);
    if (next.kind !== 'item') {
      if ((await world.database.pool.query(`select from review_items where state = 'open'`)).rowCount === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
      continue;
    }
    const { turn } = next.item;
    const { rows } = await world.database.pool.query<{ id: string }>(
      'select ballot_id as id from review_items where id = $1',
      [turn.split('.')[0]],
    );
    const paper = papers.get(rows[0]?.id ?? '');
    if (paper === undefined) throw new Error('An item of no ballot');
    const reading = manner(paper, n++);
    if (reading === 'puts it down') await lapse(reviewerId);
    else await world.answer(reviewerId, turn, reading);
  }
}

/** Time passes for this reviewer alone. */
async function lapse(reviewerId: string): Promise<void> {
  await world.database.pool.query(
    `update review_turns set leased_until = leased_until - make_interval(secs => $2) where reviewer_id = $1 and state = 'held'`,
    [reviewerId, LEASE_SECONDS],
  );
}

/** A worker that is killed now and then, in the middle of whatever it is doing, and started anew. */
function worker(name: string, url: string) {
  let database: Database | undefined;
  let isStopped = false;
  const failures: unknown[] = [];
  const open = () => openDatabase({ url: `${url}?application_name=${name}`, max: 3 });
  const running = (async () => {
    const resting: Resting = new Map();
    while (!isStopped) {
      database ??= open();
      try {
        const { keys } = world;
        const onFailure = (error: unknown) => failures.push(error);
        const text = (notice: Notice) => JSON.stringify(notice);
        const handOver = { give: () => undefined };
        await settleDue({ database, keys, text, now: () => world.clock.now, handOver, onFailure }, resting);
      } catch {
        // Its connection is gone: it is dead. Another one is started.
        await database.close().catch(() => undefined);
        database = undefined;
        resting.clear();
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await database?.close();
  })();
  return {
    failures,
    /** Cuts its connections off, whatever they are at. */
    kill: async () =>
      (
        await world.database.pool.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
          [name],
        )
      ).rowCount ?? 0,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

test(`${BALLOTS} ballots, reviewers who disagree, dawdle and lie, two workers that are killed: every ballot is decided once`, async () => {
  const papers = await handInAll();
  const { pool } = world.database;
  const { rows: server } = await pool.query<{ url: string }>('select current_database() as url');
  const url = new URL(process.env.GOLOS_TEST_POSTGRES ?? '');
  url.pathname = server[0]?.url ?? '';
  const workers = ['golos-test-worker-a', 'golos-test-worker-b'].map((name) => worker(name, url.href));
  let isOver = false;
  let kills = 0;
  const killing = (async () => {
    for (let i = 0; !isOver; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100 + (i % 7) * 200));
      kills += (await workers[i % 2]?.kill()) ?? 0;
    }
  })();
  const manners: Manner[] = [careful, careful, careful, careful, careful, hasty, hasty, slow, slow, malicious];
  const reviewers = await Promise.all(manners.map(async (manner) => ({ manner, id: await world.reviewer() })));
  await Promise.all(reviewers.map(({ id, manner }) => review(id, manner, papers)));

  // What three disagree about, an administrator decides.
  const administratorId = await world.reviewer('administrator');
  const disputed = await pool.query<{ id: string; ballotId: string }>(
    `select id, ballot_id as "ballotId" from review_items where state = 'disputed'`,
  );
  for (const { id: itemId, ballotId } of disputed.rows) {
    const held = await holdDisputed(world.web.pool, { administratorId, itemId }, world.clock.now);
    if (held.kind === 'held') await world.answer(administratorId, held.turn, papers.get(ballotId)?.marked ?? '');
  }
  isOver = true;
  await killing;
  while ((await world.settle()).items > 0);
  for (const one of workers) await one.stop();
  expect(workers.flatMap(({ failures }) => failures.filter(isOurs))).toEqual([]);
  expect(kills).toBeGreaterThan(0);

  const decided = await pool.query<{
    id: string;
    state: string;
    said: string;
    accepted: string | null;
    linked: boolean;
  }>(
    `select b.id, b.state, b.choice_id as said, b.accepted_choice_id as accepted,
       exists (select from ballot_links l where l.ballot_id = b.id) as linked from ballots b`,
  );
  expect(decided.rows).toHaveLength(BALLOTS);
  const outcomes = await readOutcomes();
  let wrong = 0;
  for (const { id, state, said, accepted, linked } of decided.rows) {
    const outcome = accepted === null ? 'rejected' : choiceReading(accepted);
    expect({ id, state, linked }).toEqual({
      id,
      state: accepted === null ? 'rejected' : 'verified',
      linked: accepted === null,
    });
    // What two reviewers said, or the administrator.
    expect(outcomes.get(id)).toContain(accepted === null ? 'unreadable' : outcome);
    const paper = papers.get(id);
    if (paper !== undefined && outcome !== (paper.marked === 'unreadable' ? 'rejected' : paper.marked)) wrong += 1;
    const kind = accepted === null ? 'ballot-rejected' : 'ballot-counted';
    // Told once, and rightly.
    const told = paper === undefined ? [] : await world.notices(paper.citizen);
    expect(told).toEqual([accepted === null ? { kind, reason: 'unreadable' } : { kind, differs: accepted !== said }]);
  }
  // One in ten lies: the two who agree are liars in one case of a hundred, and the hasty ones help them now and then.
  expect(wrong).toBeLessThanOrEqual(Math.max(3, BALLOTS * 0.06));
  expect((await compareTallies(pool)).differences).toEqual([]);
  const { rows: counts } = await pool.query<{ verified: number; turns: number; held: number }>(
    `select (select sum(verified)::int from tallies) as verified,
       (select count(*)::int from review_turns where due) as turns,
       (select count(*)::int from review_items where state <> 'closed') as held`,
  );
  expect(counts).toEqual([
    { verified: decided.rows.filter(({ accepted }) => accepted !== null).length, turns: 0, held: 0 },
  ]);
});

/** A connection that was cut is no fault of the worker's. */
function isOurs(error: unknown): boolean {
  return !(error instanceof Error && /terminat|connection|ECONN/i.test(error.message));
}

/** For each ballot, the readings that may be its outcome: said by two, or by an administrator. */
async function readOutcomes(): Promise<Map<string, string[]>> {
  const { rows } = await world.database.pool.query<{ id: string; answers: string[]; final: string | null }>(
    `select i.ballot_id as id, array_agg(t.answer) filter (where not t.final) as answers,
       max(t.answer) filter (where t.final) as final
     from review_items i join review_turns t on t.item_id = i.id and t.state = 'answered' group by 1`,
  );
  return new Map(
    rows.map(({ id, answers, final }) => [
      id,
      final === null ? answers.filter((answer, at) => answers.indexOf(answer) !== at) : [final],
    ]),
  );
}
