import { setMaxListeners } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dayOf } from '../src/domain/days.ts';
import { mergeDocsTable } from './commands/docs-section.ts';
import { wholeNumber } from './commands/whole-number.ts';
import { MATRIX } from './faults/matrix.ts';
import { cells, HEAD, resultLine } from './faults/report.ts';
import { runMatrix } from './faults/run-matrix.ts';
import { STOPPED } from './faults/run-row.ts';

/** The project's folder, seen from dist/scripts. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const USAGE = `npm run test:faults -- [--only TEXT] [--backend postgres|redis] [--citizens N] [--short] [--seed S]
                       [--json FILE] [--docs docs/RELIABILITY.md]

Breaks one thing after the other while made-up citizens vote, answer a survey and get broadcasts, on scratch servers of
its own, and compares everything that they were told with everything that is stored. Loopback only.

  --only TEXT     rows whose id contains it; several with commas between
  --backend B     what carries the queues (both)
  --citizens N    who are at it at once (16)
  --short         each row once, on one backend or the other, with few citizens: as the tests do
  --seed S        another number, other citizens (1)
  --json FILE     the results as JSON
  --docs FILE     puts the rows into a page's table, in the place of the same ones of before
  --list          the ids of all rows

Exit code 0: every row holds, or says in words why it was not run. 1: something differs; it is listed.`;

async function faults(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string', default: '' },
      backend: { type: 'string' },
      citizens: { type: 'string' },
      short: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      docs: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  if (values.help) return print(USAGE);
  const rows = MATRIX.filter(({ id }) => values.only.split(',').some((part) => id.includes(part)));
  if (values.list) {
    for (const { id, fault } of rows) print(`${id.padEnd(24)} ${fault}`);
    return;
  }
  if (rows.length === 0) {
    process.stderr.write(`No row is called ${values.only}.\n\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());
  const results = await runMatrix({
    root: ROOT,
    rows,
    backends: (['postgres', 'redis'] as const).filter((b) => values.backend === undefined || b === values.backend),
    atOnce: wholeNumber('--citizens', values.citizens ?? (values.short ? '6' : '16'), 1),
    each: values.short ? 'once' : 'both',
    seed: wholeNumber('--seed', values.seed, 0),
    signal: stopping.signal,
    onResult: (result) => {
      print(resultLine(result));
      for (const line of result.differences.slice(0, 12)) print(`    ${line}`);
    },
  });
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
  if (values.docs !== undefined) {
    const day = dayOf(new Date());
    const rows = results.filter(({ skipped }) => skipped !== STOPPED).map(cells);
    await mergeDocsTable(join(ROOT, values.docs), 'faults', { head: HEAD, keyCells: 3, rows, day });
  }
  const wrong = results.filter(({ differences }) => differences.length > 0).length;
  const skipped = results.filter((result) => result.skipped !== undefined).length;
  print(`\n${results.length - wrong - skipped} hold, ${wrong} do not, ${skipped} were not run.`);
  if (wrong > 0 || stopping.signal.aborted) process.exitCode = 1;
}

await faults(process.argv.slice(2));
