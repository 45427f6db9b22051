import { randomBytes } from 'node:crypto';
import { type Seeded, seeded } from '../../../bots/playground/sample-ballots/seeded.ts';
import { answerItem } from '../../../src/actions/review/answer-item.ts';
import { holdDisputed } from '../../../src/actions/review/hold-disputed.ts';
import { nextItem } from '../../../src/actions/review/next-item.ts';
import { pauseBelowFloor } from '../../../src/actions/review/pause-reviewer.ts';
import { reopenSlice } from '../../../src/actions/review/reopen-slice.ts';
import { settleDue } from '../../../src/actions/review/settle-due.ts';
import type { BallotReading } from '../../../src/domain/review/readings.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import type { Database } from '../../../src/storage/database.ts';
import { NEVER_ROTATED } from '../../../src/storage/lookup-keys.ts';
import { compareTallies } from '../../../src/storage/tallies.ts';
import { noticeText } from '../../../workers/notice-text.ts';
import { withScratchRecord } from '../../scratch-record.ts';
import { addPhotoKeys, type FilledReview, fillReview } from './fill.ts';
import { outcomeOf, type ReviewOutcome } from './outcome.ts';
import { readingBy, secondsFor, type Temper, truthOf } from './reader.ts';

export interface ReviewSimulation {
  readonly reviewers: number;
  /** Share of them, 0 to 1. */
  readonly malicious: number;
  readonly items: number;
  /** How many of a hundred items have a known answer. */
  readonly goldPercent: number;
  /** An administrator reopens everything that a paused reviewer had read. */
  readonly reopen: boolean;
  /** Slips of the hand in a hundred readings of honest reviewers. */
  readonly slips: number;
  readonly seed: number;
  /** Where the migrations are. */
  readonly migrations: string;
}

/** Between two looks of the worker, and two of the administrator at what is disputed; simulated seconds. */
const SETTLE_EVERY = 5;
const DECIDE_EVERY = 120;

/** Who finds nothing to read looks again after so many seconds. */
const IDLE = 20;

/** So many reviewers act at the same moment; each asks two things at once. */
const AT_ONCE = 6;
const GOLD_ITEMS = 400;

interface Reader extends Temper {
  readonly id: string;
  readonly random: Seeded;
  turn: string | undefined;
  /** Simulated seconds. */
  at: number;
  answers: number;
}

/**
 * Lets reviewers read ballots with the engine as it is, on a scratch database, in a time of their own: a second of theirs
 * takes as long as its work does. Ends when everything is decided, or nobody is left who may decide.
 */
export async function simulateReview(
  options: ReviewSimulation,
  tell: (decided: number) => void,
  signal: AbortSignal,
): Promise<ReviewOutcome | undefined> {
  const scratch = { name: 'review', migrations: options.migrations, max: 2 * AT_ONCE + 4 };
  return withScratchRecord(scratch, async (database) => {
    const filled = await fillReview(database.pool, {
      items: options.items,
      gold: options.goldPercent === 0 ? 0 : GOLD_ITEMS,
      reviewers: options.reviewers,
      stations: 50,
    });
    const keys = { photo: randomBytes(32), review: randomBytes(32) };
    if (options.reopen) await addPhotoKeys(database.pool, keys.photo);
    return live(database, options, filled, keys, tell, signal);
  });
}

async function live(
  database: Database,
  options: ReviewSimulation,
  filled: FilledReview,
  photoKeys: { readonly photo: Buffer; readonly review: Buffer },
  tell: (decided: number) => void,
  signal: AbortSignal,
): Promise<ReviewOutcome | undefined> {
  const { choiceIds, administratorId } = filled;
  const random = seeded(`review ${options.seed}`);
  const truths = await readTruths(database, choiceIds, random);
  const readers = filled.reviewerIds.map(
    (id, index): Reader => ({
      id,
      malicious: index < Math.round(options.reviewers * options.malicious),
      slips: options.slips,
      random: seeded(`reader ${options.seed} ${index}`),
      turn: undefined,
      at: index / 10,
      answers: 0,
    }),
  );
  const start = Date.UTC(2026, 0, 12, 8);
  let clock = 0;
  const now = () => new Date(start + clock * 1000);
  const deps = { database, now, random: (limit: number) => Math.floor(random.next() * limit), ...options };
  const keys = { outbox: randomBytes(32), link: randomBytes(32), voice: randomBytes(32), lookup: NEVER_ROTATED };
  const fail = (error: unknown) => {
    throw error;
  };
  const worker = { database, keys, text: noticeText(loadCatalogues()), now, handOver: { give: () => undefined } };
  const truthOfTurn = (turn: string): BallotReading => truths.get(turn.split('.')[0] ?? '') ?? 'unreadable';

  async function act(reader: Reader): Promise<void> {
    if (reader.turn !== undefined) {
      const reading = readingBy(reader, truthOfTurn(reader.turn), choiceIds, reader.random);
      const answered = await answerItem(deps, { reviewerId: reader.id, turn: reader.turn, reading });
      if (answered.kind === 'taken') reader.answers += 1;
    }
    const next = await nextItem(deps, reader.id);
    reader.turn = next.kind === 'item' ? next.item.turn : undefined;
    reader.at =
      next.kind === 'paused' ? Number.POSITIVE_INFINITY : clock + (reader.turn ? secondsFor(reader.random) : IDLE);
  }

  async function decideDisputed(): Promise<void> {
    const { rows } = await database.pool.query<{ id: string }>(`select id from review_items where state = 'disputed'`);
    for (const { id } of rows) {
      const held = await holdDisputed(database.pool, { administratorId, itemId: id }, now());
      if (held.kind !== 'held') continue;
      await answerItem(deps, { reviewerId: administratorId, turn: held.turn, reading: truthOfTurn(held.turn) });
    }
  }

  const reopened = new Set<string>();
  async function reopenPaused(): Promise<void> {
    const { rows } = await database.pool.query<{ id: string }>(
      'select organizer_id as id from reviewers where paused_on is not null',
    );
    for (const { id } of rows.filter((row) => !reopened.has(row.id))) {
      reopened.add(id);
      await database.transaction((client) =>
        reopenSlice(client, photoKeys, filled.electionId, { by: 'reviewer', value: id }),
      );
    }
    decided = await countClosed(database);
  }

  const began = performance.now();
  let decided = 0;
  let doneAt = 0;
  while (decided < options.items && readers.some(({ at }) => at < Number.POSITIVE_INFINITY)) {
    if (signal.aborted) return undefined;
    clock += 1;
    const due = readers.filter(({ at }) => at <= clock);
    for (let from = 0; from < due.length; from += AT_ONCE) await Promise.all(due.slice(from, from + AT_ONCE).map(act));
    if (clock % SETTLE_EVERY === 0) {
      const { closed } = await settleDue({ ...worker, onFailure: fail }, new Map());
      decided += closed;
      if (closed > 0) doneAt = clock;
      tell(decided);
      const paused = options.goldPercent > 0 ? await pauseBelowFloor(deps) : 0;
      if (paused > 0 && options.reopen) await reopenPaused();
    }
    if (clock % DECIDE_EVERY === 0) await decideDisputed();
  }
  const seconds = (performance.now() - began) / 1000;
  const answers = readers.reduce((sum, reader) => sum + reader.answers, 0);
  const { differences } = await compareTallies(database.pool);
  return outcomeOf(database, {
    options,
    truths,
    readers,
    hours: doneAt / 3600,
    seconds,
    answers,
    differences: differences.length,
  });
}

async function countClosed(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `select count(*)::int as count from review_items where kind = 'ballot' and state = 'closed'`,
  );
  return rows[0]?.count ?? 0;
}

async function readTruths(
  database: Database,
  choiceIds: readonly string[],
  random: Seeded,
): Promise<Map<string, BallotReading>> {
  const { rows } = await database.pool.query<{ id: string; said: string | null; known: BallotReading | null }>(
    `select i.id, b.choice_id as said, i.outcome as known from review_items i left join ballots b on b.id = i.ballot_id`,
  );
  return new Map(rows.map(({ id, said, known }) => [id, known ?? truthOf(said ?? '', choiceIds, random)]));
}
