import { identify } from '../../src/actions/identify.ts';
import type { BenchContext } from './context.ts';
import { openFiller } from './fill.ts';
import { hammer } from './hammer.ts';
import { citizens } from './ingest.ts';
import { nextLine, residentMemory, startHelper, startSystem } from './processes.ts';
import type { Result } from './result.ts';

const PEOPLE = 100_000;
const ACTIVE = 3_000;
const FIRST_USER = 10_000_000;
const LIMIT = 200;
const MEGABYTE = 1_000_000;

/**
 * Resident memory of each process at 100,000 registered people, after some thousand of them have walked
 * through everything: updates, intents, replies.
 */
export async function benchMemory(context: BenchContext): Promise<Result[]> {
  const filler = await openFiller(context);
  const answerer = startHelper('./answerer.js', []);
  const answerPort = Number(await nextLine(answerer));
  const system = await startSystem(context, answerPort);
  try {
    const event = { kind: 'start' } as const;
    const personKey = (i: number) => {
      const userId = `${FIRST_USER + i}`;
      return identify(filler.keys.web, {
        messenger: 'telegram',
        updateId: '',
        userId,
        address: userId,
        chat: 'private',
        event,
      }).personKey;
    };
    await filler.people(PEOPLE, { personKey, address: (i) => `${FIRST_USER + Math.min(i, ACTIVE)}` });
    const worked = await hammer({
      ...system.webhook,
      lines: citizens(FIRST_USER, ACTIVE, context),
      connections: 64,
    });
    if (worked.refused > 0) throw new Error(`${worked.refused} updates were not taken`);
    for (const queue of ['intents', 'sends'] as const) await filler.emptied(queue);
    const results: Result[] = [];
    for (const { role, pid } of system.processes) {
      const value = (await residentMemory(pid)) / MEGABYTE;
      const ratio = value / LIMIT;
      results.push({
        name: `memory ${role}`,
        backend: context.backend,
        value,
        unit: 'MB',
        limit: LIMIT,
        ratio,
        goal: '< 200 MB',
        met: value < LIMIT,
      });
    }
    return results;
  } finally {
    await system.stop();
    await answerer.stop();
    await filler.close();
  }
}
