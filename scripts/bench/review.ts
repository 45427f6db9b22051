import { randomInt } from 'node:crypto';
import { answerItem } from '../../src/actions/review/answer-item.ts';
import { nextItem } from '../../src/actions/review/next-item.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { keyedHash } from '../../src/storage/sealing.ts';
import { spread } from '../simulate/measures.ts';
import { addItems, fillReview } from '../simulate/review/fill.ts';
import type { BenchContext } from './context.ts';
import { type Filler, openFiller } from './fill.ts';
import { median } from './ingest.ts';
import { startReal } from './processes.ts';
import type { Result } from './result.ts';
import { type Decided, openDesks, type Pace, READING } from './review-desks.ts';
import { type BenchPhoto, showBenchPhotos, storeBenchPhotos } from './review-photos.ts';

const REVIEWERS = 200;
const ITEMS = 30_000;
/** Open items between which the queue's cost is compared. */
const [FEW, MANY] = [10_000, 1_000_000];

const GOAL_PER_SECOND = 300;
const GOAL_P99_MS = 150;
const GOAL_COST = 1.2;

/** Seconds for each of two measurements: everybody as quickly as they can, and everybody at the goal's pace. */
const SECONDS = 8;
const LEAST_SECONDS = 3;
/** What a reviewer takes for a ballot in the mean, as `simulate review` has it; and for how long that pace is kept. */
const [SECONDS_A_BALLOT, PEOPLES_SECONDS] = [6, 30];
const LOOKS = 600;
/** Who makes them: nobody of these has anything in hand before, which would cost less. */
const LONE = 60;

/** Fewer leave some reviewer without anything to read. */
const LEAST_FEW = 2_000;
const LEAST_ITEMS = 4_000;

/**
 * Decisions of 200 reviewers over HTTP, as their pages make them (an answer, which brings the item after the next one,
 * and that item's two photos: read from the store, decrypted, an entry in the audit trail each), by the real web process,
 * while the real worker settles them; the same with the photos left closed; and what an item costs at a million open ones.
 */
export async function benchReview(context: BenchContext): Promise<Result[]> {
  const { share } = context;
  const few = Math.max(LEAST_FEW, Math.round(FEW * share));
  const items = Math.max(LEAST_ITEMS, Math.round(ITEMS * share));
  const many = Math.max(few + items, Math.round(MANY * share));
  const filler = await openFiller(context);
  const results: Result[] = [];
  try {
    const photos = await storeBenchPhotos(context.dataDir, filler.keys.web.review);
    const { reviewerIds } = await fillReview(filler.client, {
      items: few,
      gold: 300,
      reviewers: REVIEWERS + LONE,
      stations: 500,
    });
    await filler.client.query(`update review_items set outcome = $1 where kind = 'gold'`, [READING]);
    await addMore(filler.client, 0, photos);
    const [desks, lone] = [reviewerIds.slice(0, REVIEWERS), reviewerIds.slice(REVIEWERS)];
    const costOfFew = await costOfQueue(context, lone);
    await addMore(filler.client, items, photos);
    results.push(...(await measureDesks(context, filler, desks)));
    await addMore(filler.client, many - few - items, photos);
    const costOfMany = await costOfQueue(context, lone);
    results.push({
      name: 'review queue',
      backend: context.backend,
      value: costOfMany,
      unit: 'ms',
      limit: costOfFew,
      ratio: costOfMany / costOfFew,
      goal: `≤ ${GOAL_COST}`,
      met: costOfMany / costOfFew <= GOAL_COST,
      note: `one decision, its photos not opened, median, ${many.toLocaleString('en')} open items against ${few.toLocaleString('en')}`,
    });
  } finally {
    await filler.close();
  }
  return results;
}

async function addMore(client: Filler['client'], count: number, photos: readonly BenchPhoto[]): Promise<void> {
  await addItems(client, count);
  await showBenchPhotos(client, photos);
  // What was written for the benchmark is on the disk before anything is measured.
  await client.query('checkpoint');
}

async function measureDesks(
  context: BenchContext,
  { client, keys }: Filler,
  reviewerIds: readonly string[],
): Promise<Result[]> {
  const web = await context.startWeb();
  // Nothing is sent: the messengers' address leads nowhere.
  const worker = await startReal(context, 'worker', 9);
  try {
    const secret = keyedHash(keys.web.identity, 'console').toString('hex');
    const desks = await openDesks({ client, port: web.port, secret, reviewerIds });
    // The first of them warms everything up.
    await desks.decide({ seconds: 2, perSecond: undefined, photos: true });
    const seconds = Math.max(LEAST_SECONDS, SECONDS * context.share);
    const people: Pace = {
      seconds: Math.max(2 * SECONDS_A_BALLOT, PEOPLES_SECONDS * context.share),
      perSecond: REVIEWERS / SECONDS_A_BALLOT,
      photos: true,
    };
    const results = [asPeopleRead(context, await desks.decide(people))];
    for (const photos of [true, false]) {
      const fast = await desks.decide({ seconds, perSecond: undefined, photos });
      const paced = await desks.decide({ seconds, perSecond: GOAL_PER_SECOND, photos });
      const behind = await secondsUntilSettled(client);
      results.push(...decisionsOf(context, { photos, fast, paced, behind }));
    }
    await desks.close();
    return results;
  } finally {
    await worker.stop();
    await web.stop();
  }
}

/** Everybody at the pace at which people read. */
function asPeopleRead({ backend }: BenchContext, decided: Decided): Result {
  const about = `p99 of ${REVIEWERS} reviewers who take ${SECONDS_A_BALLOT} s a ballot, ${decided.perSecond.toFixed(0)} decisions/s`;
  return answersOf(backend, 'review answer, as people read', about, decided);
}

/** How long answers took, against the goal; `about` says at what pace. */
function answersOf(backend: Result['backend'], name: string, about: string, decided: Decided): Result {
  const { p50, p99 } = spread(decided.latencies);
  const photo = spread(decided.photoLatencies);
  const ofPhotos =
    decided.photoLatencies.length === 0
      ? ''
      : `; a photo p50 ${photo.p50.toFixed(0)} ms, p99 ${photo.p99.toFixed(0)} ms`;
  return {
    name,
    backend,
    value: p99,
    unit: 'ms',
    limit: GOAL_P99_MS,
    ratio: p99 / GOAL_P99_MS,
    goal: `< ${GOAL_P99_MS} ms`,
    met: p99 < GOAL_P99_MS,
    note: `${about}; p50 ${p50.toFixed(0)} ms${ofPhotos}`,
  };
}

interface Measured {
  readonly photos: boolean;
  /** Without a pause, and at the goal's pace. */
  readonly fast: Decided;
  readonly paced: Decided;
  /** Seconds until the worker was done. */
  readonly behind: number;
}

function decisionsOf({ backend }: BenchContext, { photos, fast, paced, behind }: Measured): Result[] {
  const which = photos ? '' : ', photos not opened';
  return [
    {
      name: `review decisions${which}`,
      backend,
      value: fast.perSecond,
      unit: 'decisions/s',
      limit: GOAL_PER_SECOND,
      ratio: fast.perSecond / GOAL_PER_SECOND,
      goal: `≥ ${GOAL_PER_SECOND}`,
      met: fast.perSecond >= GOAL_PER_SECOND,
      note: `${REVIEWERS} reviewers without a pause, ${photos ? 'two photos opened a decision; ' : ''}the worker was done ${behind.toFixed(1)} s after the last answer`,
    },
    answersOf(
      backend,
      `review answer${which}`,
      `p99 at ${paced.perSecond.toFixed(0)} decisions/s of ${REVIEWERS} reviewers`,
      paced,
    ),
  ];
}

/** Milliseconds of one decision by one reviewer with nobody else there: the next item, and its answer. */
async function costOfQueue(context: BenchContext, reviewerIds: readonly string[]): Promise<number> {
  const database = openDatabase({ url: context.databaseUrl, max: 4, onIdleError: () => undefined });
  const deps = { database, now: () => new Date(), random: (limit: number) => randomInt(limit) };
  const times: number[] = [];
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      const reviewerId = reviewerIds[look % reviewerIds.length] ?? '';
      const start = performance.now();
      const next = await nextItem(deps, reviewerId);
      if (next.kind !== 'item') throw new Error(`There is nothing to read: ${next.kind}`);
      await answerItem(deps, { reviewerId, turn: next.item.turn, reading: READING });
      times.push(performance.now() - start);
    }
  } finally {
    await database.close();
  }
  // The first third plans its queries, and finds nothing in memory.
  return median(times.slice(LOOKS / 3));
}

async function secondsUntilSettled(client: Filler['client']): Promise<number> {
  const start = performance.now();
  for (;;) {
    const { rowCount } = await client.query('select 1 from review_turns where due limit 1');
    if (rowCount === 0) return (performance.now() - start) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
