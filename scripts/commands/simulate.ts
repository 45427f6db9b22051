import { parseArgs } from 'node:util';
import type { Role } from '../../src/config/config.ts';
import { MESSENGERS } from '../../src/domain/people.ts';
import { Problem } from '../problem.ts';
import { ROLES } from '../simulate/processes.ts';
import { type SimulationOptions, simulate } from '../simulate/run.ts';
import { resultLines } from '../simulate/table.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { oneOf } from './one-of.ts';
import { wholeNumber } from './whole-number.ts';

/** `golos simulate` */
export const simulateCommand: Command = {
  name: 'simulate',
  summary: 'let made-up citizens use the whole system, and reconcile',
  usage: `usage: golos simulate [--citizens N] [--messenger telegram|viber|both] [--photos DIR]
                      [--backend postgres|redis] [--kill web,worker,sender] [--survey] [--seed S] [--json]

Starts the whole system on scratch data of its own, with both messengers' stand-ins, and lets citizens
register, hand in ballots, replace them, change their minds, forget and be forgotten. Ends with what that
took, and with a reconciliation of everything that they were told against everything that is stored.
Nothing of what is configured is touched, except that a scratch database is made on the server of DATABASE_URL.

  --citizens N    how many (100)
  --messenger M   where they are (both)
  --photos DIR    photos of ballots to send; rendered ones otherwise
  --backend B     what carries the queues (postgres)
  --kill LIST     these processes get kill -9, twice each, and are started again
  --survey        they answer a survey, too, stop in the middle, come back and change their answers
  --seed S        another number, other citizens (1)
  --json          print the result as JSON

Exit code 0: zero difference. 1: something differs; it is listed.`,
  run,
};

const BACKENDS = ['postgres', 'redis'] as const;

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: {
      citizens: { type: 'string', default: '100' },
      messenger: { type: 'string', default: 'both' },
      photos: { type: 'string' },
      backend: { type: 'string', default: 'postgres' },
      kill: { type: 'string', default: '' },
      survey: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (positionals.length > 0) throw new Problem(`What is ${positionals.join(' ')}?`, 2);
  const { databaseUrl, redisUrl } = context.config();
  const options: SimulationOptions = {
    citizens: wholeNumber('--citizens', values.citizens, 1),
    messengers:
      values.messenger === 'both' ? ['telegram', 'viber'] : [oneOf('--messenger', MESSENGERS, values.messenger)],
    backend: oneOf('--backend', BACKENDS, values.backend),
    photos: values.photos,
    kill: values.kill === '' ? [] : values.kill.split(',').map((role) => oneOf<Role>('--kill', ROLES, role)),
    survey: values.survey,
    seed: wholeNumber('--seed', values.seed, 0),
    databaseUrl,
    redisUrl,
  };
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    const result = await simulate(options, { stage: context.progress }, stopping.signal);
    if (result === undefined) {
      context.note('Stopped.');
      return 1;
    }
    if (values.json) context.print(JSON.stringify(result));
    else for (const line of resultLines(result)) context.print(line);
    return result.differences.length === 0 ? 0 : 1;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}
