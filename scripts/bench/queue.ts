import { createHandOver } from '../../src/queues/hand-over.ts';
import { openQueues } from '../../src/queues/queues.ts';
import type { BenchContext } from './context.ts';
import { handIn, intentRow, openFiller } from './fill.ts';
import { median } from './ingest.ts';
import { startHelper, startReal, timed } from './processes.ts';
import type { Result } from './result.ts';

const JOBS = 20_000;
/** Enough to tell its pace; on Postgres it takes a second for some hundred. */
const BARE_JOBS = 4_000;
const WARM_UP = 2_000;
const ROUNDS = 3;

/**
 * Ballots a second from open outbox rows to committed ballots, links and tallies, by the real worker,
 * against BullMQ with an empty processor and one job each on the same backend. The medians of three rounds.
 */
export async function benchQueue(context: BenchContext): Promise<Result[]> {
  const { backend, databaseUrl, redisUrl } = context;
  const filler = await openFiller(context);
  const fail = (error: unknown) => {
    throw error;
  };
  const queues = openQueues({ databaseUrl, redisUrl, onError: fail });
  const handOver = createHandOver(queues, fail);
  const worker = await startReal(context, 'worker', 9);
  const bare = startHelper('./bare-queue.js', [databaseUrl, ...(redisUrl === undefined ? [] : [redisUrl])]);
  const [ours, limits]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const count = round === 0 ? WARM_UP : JOBS;
      const bareCount = round === 0 ? WARM_UP : BARE_JOBS;
      const limit = (bareCount / (await timed(bare, bareCount))) * 1_000;
      const people = await filler.people(count);
      const rows = await filler.outbox(people.map((id) => intentRow(filler.keys.web.outbox, id, handIn(context))));
      const start = performance.now();
      handOver.give(rows);
      await filler.emptied('intents');
      const own = (count / (performance.now() - start)) * 1_000;
      // The first round warms both up.
      if (round === 0) continue;
      ours.push(own);
      limits.push(limit);
    }
  } finally {
    await bare.stop();
    await worker.stop();
    await queues.close();
    await filler.close();
  }
  const [value, limit] = [median(ours), median(limits)];
  const goal = backend === 'redis' ? 0.8 : 1;
  return [
    {
      name: 'queue to store',
      backend,
      value,
      unit: 'jobs/s',
      limit,
      ratio: value / limit,
      goal: `≥ ${goal.toFixed(1)}`,
      met: value / limit >= goal,
    },
  ];
}
