import type { BenchContext } from './context.ts';
import { openFiller } from './fill.ts';
import { type HammeredAt, hammerAt } from './hammer-at.ts';
import { citizens } from './ingest.ts';
import { nextLine, startHelper, startSystem } from './processes.ts';
import type { Result } from './result.ts';

const LOADS = [
  { perSecond: 1_000, seconds: 60 },
  { perSecond: 200, seconds: 600 },
] as const;
const CONNECTIONS = 100;
/** Who talk at the same time: at 1,000 a second each says something every second and a half. */
const AT_ONCE = 1_500;
const STEPS = 15;
const WARM_UP = 3_000;

/**
 * A fixed rate of updates for a while, with worker and sender carrying out what they want, all on this machine: no
 * answer may be missing, and none may take more than a second from when its update was due.
 */
export async function benchSteady(context: BenchContext): Promise<Result[]> {
  const results: Result[] = [];
  const filler = await openFiller(context);
  const answerer = startHelper('./answerer.js', []);
  const answerPort = Number(await nextLine(answerer));
  const system = await startSystem(context, answerPort);
  try {
    let from = 10_000_000;
    const load = (count: number, perSecond: number) => {
      const people = Math.ceil(count / STEPS);
      const bodies = takingTurns(from, people, count, context);
      from += people + AT_ONCE;
      return hammerAt({ ...system.webhook, bodies, perSecond, connections: CONNECTIONS });
    };
    await load(WARM_UP * context.share, 500);
    for (const { perSecond, seconds } of LOADS) {
      const count = Math.ceil(perSecond * seconds * context.share);
      const before = await filler.stored();
      const done = await load(count, perSecond);
      for (const queue of ['intents', 'sends'] as const) await filler.emptied(queue);
      const lost = done.answers - done.refused - ((await filler.stored()).updates - before.updates);
      results.push(resultOf(context, perSecond, { ...done, lost }));
    }
  } finally {
    await system.stop();
    await answerer.stop();
    await filler.close();
  }
  return results;
}

/** `lost`: answered as taken, and not in the record. */
type Done = HammeredAt & { readonly lost: number };

function resultOf({ backend }: BenchContext, perSecond: number, done: Done): Result {
  const ratio = done.perSecond / perSecond;
  return {
    name: `steady at ${perSecond}/s`,
    backend,
    value: done.perSecond,
    unit: 'updates/s',
    limit: perSecond,
    ratio,
    goal: '≥ 0.99, none lost or over 1 s',
    met: ratio >= 0.99 && done.refused === 0 && done.lost === 0 && done.late === 0,
    note: `${done.answers} updates, ${done.refused} refused, ${done.lost} lost, ${done.late} late; p50 ${done.p50.toFixed(0)} ms, p99 ${done.p99.toFixed(0)} ms`,
  };
}

/** What some hundreds of people say, each their next thing in turn, and others after them. */
function* takingTurns(from: number, people: number, count: number, context: BenchContext): Generator<string> {
  let left = count;
  for (let first = 0; first < people && left > 0; first += AT_ONCE) {
    const group = citizens(from + first, Math.min(AT_ONCE, people - first), context);
    for (let step = 0; step < STEPS; step += 1) {
      for (const said of group) {
        const body = said[step];
        if (body === undefined || left === 0) continue;
        left -= 1;
        yield body;
      }
    }
  }
}
