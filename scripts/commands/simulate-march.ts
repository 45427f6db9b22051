import { parseArgs } from 'node:util';
import { simulateMarch } from '../simulate/march/run.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { oneOf } from './one-of.ts';
import { wholeNumber } from './whole-number.ts';

/** `golos simulate march` */
export const simulateMarchCommand: Command = {
  name: 'simulate march',
  summary: 'let made-up walkers check in at a march on the whole system, and compare what is published',
  usage: `usage: golos simulate march [--walkers N] [--zones N] [--window SECONDS] [--backend postgres|redis] [--seed S] [--json]

Starts the whole system on scratch data of its own. Walkers check in from both chats, go on to another zone and leave, over
an afternoon that is as short as the machine is fast, while the page is open. The worker gets kill -9 once, and Redis is
emptied once. Then the march is ended; every number that was published is compared with what walkers were told, within the
noise and rounding that are published with it; and nothing that says who walked may be left.

  --walkers N       how many (500)
  --zones N         in how many zones (10)
  --window SECONDS  so long is one window (2)
  --backend B       what carries the queues (postgres)
  --seed S          another number, other walkers (1)
  --json            print the result as JSON

Exit code 0: no difference. 1: something differs; it is listed.`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      walkers: { type: 'string', default: '500' },
      zones: { type: 'string', default: '10' },
      window: { type: 'string', default: '2' },
      backend: { type: 'string', default: 'postgres' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const { databaseUrl, redisUrl } = context.config();
  const result = await simulateMarch(
    {
      walkers: wholeNumber('--walkers', values.walkers, 1),
      zones: wholeNumber('--zones', values.zones, 1),
      windowSeconds: wholeNumber('--window', values.window, 2),
      backend: oneOf('--backend', ['postgres', 'redis'] as const, values.backend),
      seed: wholeNumber('--seed', values.seed, 0),
      databaseUrl,
      redisUrl,
    },
    (line) => context.note(line),
  );
  if (values.json) context.print(JSON.stringify(result));
  else {
    const { walkers, steps, seconds, windows, published, counted, deviation, pageUpdates } = result;
    context.print(
      `${walkers} walkers, ${steps} steps in ${seconds} s; ${windows} windows; the open page heard ${pageUpdates}.`,
    );
    context.print(
      `In the end ${counted} verified accounts were counted; published, zones with few left out: ${published ?? 0}.`,
    );
    context.print(`Noise of a zone: ${deviation.toFixed(1)} (one deviation).`);
    for (const [words, times] of Object.entries(result.errors)) context.print(`error, ${times} times: ${words}`);
    for (const line of result.differences) context.print(`differs: ${line}`);
    if (result.differences.length === 0) context.print('No difference; nothing says any more who walked.');
  }
  return result.differences.length === 0 ? 0 : 1;
}
