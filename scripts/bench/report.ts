import { cpus, totalmem } from 'node:os';
import type { Result } from './result.ts';

const HEAD = ['figure', 'backend', 'value', 'limit', 'ratio', 'goal', 'met', 'note'];

/** A plain table for the terminal. */
export function table(results: readonly Result[]): string {
  const rows = [HEAD, ...results.map(cells)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** docs/BENCHMARKS.md, as measured. */
export function page(results: readonly Result[]): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...results.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.version}`;
  return `# Benchmarks

Written by \`npm run bench\`; measured on ${machine}. Machines are noisy: read the ratio, which compares a
figure with a limit measured in the same run. The load generator, the database and the processes share the
cores.

${rows}

## What is measured

- **ingest**: updates per second from the webhook's request to its answer, by the real web process: signature,
  dialogue, commit of update, state and outbox. Citizens go from the first contact to a ballot without photos.
  Limit: a bare Fastify server that commits one row per request with \`pg\`, under the same load.
- **queue to store**: intents per second from open outbox rows to committed ballots and tallies, by the real
  worker process. Limit: BullMQ with an empty processor, one job each, on the same backend.
- **photos**: photos per second through fetch, clean, hash, encrypt, store and commit. Limit: bare sharp doing
  the same decode, resize and encode with the same concurrency.
- **replies**: messages per second from open outbox rows to the messenger and the closed row, by the real
  sender process. Limit: a bare loop of HTTP requests to the same stand-in with the same concurrency.
- **broadcast**: people per second from fixed recipients to an outcome for everybody, by the real worker and sender,
  without a limit. Limit: a bare loop of HTTP requests to the same stand-in with the same concurrency. **pace**: the same
  at 30 a second, against a stand-in that refuses the thirty-first within any second, while replies go out. **fixing**:
  from the start to 1,000,000 fixed recipients.
- **memory**: resident memory of each process at 100,000 registered people, after work was done with them.
- **results**: the console's page of a survey with 1,000,000 answers, weighted, as a whole and by each dimension, each
  time read anew; and how long after the commit of an answer an open page shows it.
- **findings**: what the numbers of 31,000 stations with twelve choices say, station by station and added up; and the same with
  reading all of them from the record.
- **pages**: public pages a second by the real web process. Limit: a bare Fastify server that answers with the same bytes from
  memory. p99 also while ballots are counted and a new edition is published; **edition seen**: from its approval to a public page.
- **review**: decisions of 200 reviewers over HTTP, as their pages make them (an answer, and fetching the item after the
  next; photos are not opened), by the real web process and worker: as many as go, and the slowest of a hundred at 300 a
  second. **review queue**: one decision with a million open items, against ten thousand.
- **march**: check-ins a second from open outbox rows to their march, by the real worker while it publishes windows, beside
  what the real web process takes in a second; the public page with 2,000 open event streams; how many windows pass from
  the commit of a check-in until the open page shows it; memory.
`;
}

function cells(r: Result): string[] {
  return [
    r.name,
    r.backend,
    `${figure(r.value)} ${r.unit}`,
    figure(r.limit),
    r.ratio.toFixed(2),
    r.goal,
    r.met ? 'yes' : 'no',
    r.note ?? '',
  ];
}

function figure(n: number): string {
  return n >= 100 ? Math.round(n).toLocaleString('en') : n.toFixed(1);
}
