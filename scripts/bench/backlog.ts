import type { BenchContext } from './context.ts';
import { openFiller } from './fill.ts';
import { hammer } from './hammer.ts';
import { citizens } from './ingest.ts';
import { nextLine, startHelper, startSystem } from './processes.ts';
import type { Result } from './result.ts';

const UPDATES = 500_000;
const STEPS = 15;
/** As many as Telegram makes. */
const CONNECTIONS = 100;
const GROUP = 2_000;
const LIMIT = 1_000;

/**
 * What has piled up over days comes as fast as the messenger gets answers: how many updates a second are taken, and
 * how many when everything that they wanted is done, too, and every answer sent. Nothing may be refused.
 */
export async function benchBacklog(context: BenchContext): Promise<Result[]> {
  const { backend, share } = context;
  const filler = await openFiller(context);
  const answerer = startHelper('./answerer.js', []);
  const answerPort = Number(await nextLine(answerer));
  const system = await startSystem(context, answerPort);
  try {
    const people = Math.ceil((UPDATES * share) / STEPS);
    let refused = 0;
    let answers = 0;
    const start = performance.now();
    // In groups, so that the bodies of all of them need not be in memory.
    for (let first = 0; first < people; first += GROUP) {
      const done = await hammer({
        ...system.webhook,
        lines: citizens(10_000_000 + first, Math.min(GROUP, people - first), context),
        connections: CONNECTIONS,
      });
      refused += done.refused;
      answers += done.answers;
    }
    const taken = (performance.now() - start) / 1_000;
    for (const queue of ['intents', 'sends'] as const) await filler.emptied(queue, 100);
    const drained = (performance.now() - start) / 1_000;
    const stored = await filler.stored();
    const lost = { updates: answers - refused - stored.updates, ballots: people - stored.ballots };
    const rate = (seconds: number) => answers / seconds;
    const goal = 'above 1,000/s, none refused or lost';
    const of = (name: string, seconds: number, note: string): Result => ({
      ...{
        name,
        backend,
        value: rate(seconds),
        unit: 'updates/s',
        limit: LIMIT,
        ratio: rate(seconds) / LIMIT,
        goal,
        note,
      },
      met: rate(seconds) >= LIMIT && refused === 0 && lost.updates === 0 && lost.ballots === 0,
    });
    return [
      of('backlog taken', taken, `${answers} updates in ${taken.toFixed(0)} s, ${refused} refused`),
      of(
        'backlog drained',
        drained,
        `everything done and every answer sent after ${drained.toFixed(0)} s; ${stored.ballots} ballots of ${people} citizens, ${lost.updates} updates lost`,
      ),
    ];
  } finally {
    await system.stop();
    await answerer.stop();
    await filler.close();
  }
}
