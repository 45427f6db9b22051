import { join } from 'node:path';
import { createHandOver } from '../../src/queues/hand-over.ts';
import { openQueues } from '../../src/queues/queues.ts';
import { reached, start } from './broadcast.ts';
import type { BenchContext } from './context.ts';
import { type Filler, openFiller } from './fill.ts';
import { hammer } from './hammer.ts';
import { citizens, median } from './ingest.ts';
import { fill, makePhotos } from './photos.ts';
import { nextLine, residentMemory, startHelper, startSystem } from './processes.ts';
import type { Result } from './result.ts';

const SIZES = [10_000, 100_000, 1_000_000] as const;
const WORKERS = [1, 2, 3] as const;
/** Measured at each size, whatever it is: the same work in another crowd. */
const TALKERS = 300;
const PHOTOS = 60;
const RECIPIENTS = 5_000;
/** How often each is measured; the median counts. */
const TIMES = 3;
const DEARER_AT_MOST = 1.1;
const MEGABYTE = 1_000_000;
const LOOK_EVERY_MS = 50;

interface Costs {
  readonly update: number;
  readonly photo: number;
  readonly recipient: number;
  /** Of web, sender and the largest worker, in MB. */
  readonly memory: number;
}

/**
 * What an update (with everything that it wants, and the answers), a photo, and a broadcast's recipient cost among
 * 10,000, 100,000 and 1,000,000 registered people, with one, two and three workers. The limit of each figure is what
 * the same cost among the fewest, with as many workers, in the same run.
 */
export async function benchScale(context: BenchContext): Promise<Result[]> {
  const folder = join(context.dataDir, 'scale-photos');
  const names = (await makePhotos(folder)).slice(0, PHOTOS);
  const filler = await openFiller(context);
  const answerer = startHelper('./answerer.js', [folder]);
  const answerPort = Number(await nextLine(answerer));
  const first = new Map<number, Costs>();
  const results: Result[] = [];
  let from = 50_000_000;
  try {
    for (const size of SIZES) {
      const people = Math.ceil(size * context.share);
      await growTo(filler, context, people);
      for (const workers of WORKERS) {
        const costs = await measure(context, { filler, names, answerPort, workers, from });
        from += 10 * TALKERS;
        const base = first.get(workers) ?? costs;
        first.set(workers, base);
        results.push(...resultsOf(context, people, workers, costs, base));
      }
    }
  } finally {
    await answerer.stop();
    await filler.close();
  }
  return results;
}

interface Measured {
  readonly filler: Filler;
  readonly names: readonly string[];
  readonly answerPort: number;
  readonly workers: number;
  readonly from: number;
}

async function measure(context: BenchContext, { filler, names, answerPort, workers, from }: Measured): Promise<Costs> {
  const system = await startSystem(context, answerPort, workers);
  const fail = (error: unknown) => {
    throw error;
  };
  const queues = openQueues({ databaseUrl: context.databaseUrl, redisUrl: context.redisUrl, onError: fail });
  const handOver = createHandOver(queues, fail);
  try {
    const talk = async (count: number, firstUser: number) => {
      const lines = citizens(firstUser, count, context);
      const began = performance.now();
      const done = await hammer({ ...system.webhook, lines, connections: 100 });
      if (done.refused > 0) throw new Error(`${done.refused} updates were not taken`);
      for (const queue of ['intents', 'sends'] as const) await filler.emptied(queue);
      return (performance.now() - began) / done.answers;
    };
    // Once to warm all of them up.
    await talk(TALKERS, from);
    const update = await medianOf((time) => talk(TALKERS, from + 2 * time * TALKERS));
    const photo = await medianOf(async () => {
      await filler.client.query('truncate photos cascade');
      const rows = await fill(filler, context, names);
      const began = performance.now();
      handOver.give(rows);
      await filler.emptied('photos', LOOK_EVERY_MS);
      return (performance.now() - began) / names.length;
    });
    await onlySomeReachable(filler);
    const recipient = await medianOf(async () => {
      const id = await start(filler);
      const began = performance.now();
      await reached(filler, id, 'finished');
      return (performance.now() - began) / RECIPIENTS;
    });
    const memory = Math.max(...(await Promise.all(system.processes.map(({ pid }) => residentMemory(pid))))) / MEGABYTE;
    return { update, photo, recipient, memory };
  } finally {
    await system.stop();
    await queues.close();
  }
}

/** Each is a matter of seconds, in which anything may come between. */
async function medianOf(measureOnce: (time: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let time = 1; time <= TIMES; time += 1) times.push(await measureOnce(time));
  return median(times);
}

/** People who are only there, so that there are so many. */
async function growTo(filler: Filler, context: BenchContext, people: number): Promise<void> {
  await filler.client.query(
    `insert into people (person_key, messenger, sealed_address, language, consented, tier, station_id, joined_on, reachable)
     select sha256(('grown ' || i)::bytea), 'telegram', decode(repeat('00', 57), 'hex'), 'en', true, 'verified', $1,
            current_date, false
     from generate_series((select count(*) from people) + 1, $2::int) i on conflict do nothing`,
    [context.stationId, people],
  );
  await filler.client.query('vacuum analyze people');
}

/** The same number of recipients in any crowd. */
async function onlySomeReachable(filler: Filler): Promise<void> {
  await filler.client.query('update people set reachable = false where reachable');
  const ids = await filler.people(RECIPIENTS);
  await filler.client.query('update people set reachable = true where id = any($1::uuid[])', [ids]);
  await filler.client.query('vacuum analyze people');
}

function resultsOf({ backend }: BenchContext, people: number, workers: number, costs: Costs, base: Costs): Result[] {
  const note = `with ${workers} worker${workers === 1 ? '' : 's'}`;
  const of = (what: keyof Costs, unit: string): Result => ({
    name: `scale: ${what} among ${people.toLocaleString('en')}, ${note}`,
    backend,
    value: costs[what],
    unit,
    limit: base[what],
    ratio: costs[what] / base[what],
    goal: `≤ ${DEARER_AT_MOST}`,
    met: costs[what] / base[what] <= DEARER_AT_MOST,
  });
  return [of('update', 'ms'), of('photo', 'ms'), of('recipient', 'ms'), of('memory', 'MB of the largest process')];
}
