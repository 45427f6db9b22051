import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Config } from '../src/config/config.ts';
import { dayOf } from '../src/domain/days.ts';
import { benchBacklog } from './bench/backlog.ts';
import { benchBroadcast } from './bench/broadcast.ts';
import { type BenchContext, createContext } from './bench/context.ts';
import { benchFindings } from './bench/findings.ts';
import { benchIngest } from './bench/ingest.ts';
import { benchMarches } from './bench/marches.ts';
import { benchMemory } from './bench/memory.ts';
import { benchOfficialImport } from './bench/official-import.ts';
import { benchPages } from './bench/pages.ts';
import { benchPhotos } from './bench/photos.ts';
import { benchQueue } from './bench/queue.ts';
import { benchReplies } from './bench/replies.ts';
import { cells, HEAD, machine, table } from './bench/report.ts';
import type { Result } from './bench/result.ts';
import { benchResults } from './bench/results.ts';
import { benchReview } from './bench/review.ts';
import { benchScale } from './bench/scale.ts';
import { benchSteady } from './bench/steady.ts';
import { mergeDocsTable, writeDocsSection } from './commands/docs-section.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { startRedis } from './redis.ts';
import { configOf } from './simulate/scratch.ts';
import { prepare } from './start/prepare.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Each returns its figures beside their limits, measured in the same run. */
const BENCHMARKS: readonly {
  readonly name: string;
  run(context: BenchContext): Promise<Result[]>;
  readonly backends: 'both' | 'one';
}[] = [
  { name: 'ingest', run: benchIngest, backends: 'both' },
  { name: 'queue', run: benchQueue, backends: 'both' },
  { name: 'photos', run: benchPhotos, backends: 'both' },
  { name: 'replies', run: benchReplies, backends: 'both' },
  { name: 'broadcast', run: benchBroadcast, backends: 'both' },
  { name: 'memory', run: benchMemory, backends: 'both' },
  { name: 'results', run: benchResults, backends: 'one' },
  { name: 'official import', run: benchOfficialImport, backends: 'one' },
  { name: 'findings', run: benchFindings, backends: 'one' },
  { name: 'pages', run: benchPages, backends: 'one' },
  { name: 'review', run: benchReview, backends: 'one' },
  { name: 'marches', run: (context) => benchMarches(context), backends: 'one' },
  { name: 'scale', run: benchScale, backends: 'one' },
  { name: 'steady', run: benchSteady, backends: 'one' },
  { name: 'backlog', run: benchBacklog, backends: 'one' },
];

const USAGE = `npm run bench -- [--only NAME] [--backend postgres|redis] [--share PART] [--json FILE] [--docs docs/BENCHMARKS.md]

Measures on this machine and prints a table; --docs puts the figures into the page's table, in the place of the same ones
of before. scale, steady and backlog take some forty minutes together; --share 0.02 tries them with a fiftieth of their
sizes. NAME is one of: ${BENCHMARKS.map((b) => b.name).join(', ')}`;

async function bench(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string' },
      backend: { type: 'string' },
      share: { type: 'string' },
      json: { type: 'string' },
      docs: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const chosen = BENCHMARKS.filter((b) => values.only === undefined || b.name === values.only);
  if (chosen.length === 0) {
    process.stderr.write(`There is no benchmark ${values.only}.\n\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const share = Number(values.share ?? 1);
  if (!(share > 0 && share <= 1) || (share < 1 && values.docs !== undefined)) {
    process.stderr.write(`--share is a part of 1, such as 0.02; what it measures belongs into no page.\n\n${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const results: Result[] = [];
  const backends = (['postgres', 'redis'] as const).filter((b) => values.backend === undefined || b === values.backend);
  for (const backend of backends) {
    const redis = backend === 'redis' ? await startRedis() : undefined;
    if (backend === 'redis' && redis === undefined) {
      process.stderr.write('There is no redis-server on this machine: its half is left out.\n');
      continue;
    }
    try {
      for (const { name, run, backends: on } of chosen) {
        if (on === 'one' && backend !== backends[0]) continue;
        process.stderr.write(`${name} (${backend}) …\n`);
        // A database of its own each, so that none is measured on what another left behind.
        results.push(...(await withScratch(backend, redis?.url, share, run)));
      }
    } finally {
      await redis?.stop();
    }
  }
  process.stdout.write(`${table(results)}\n`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
  if (values.docs !== undefined) {
    const file = join(ROOT, values.docs);
    const day = dayOf(new Date());
    await mergeDocsTable(file, 'bench', { head: HEAD, keyCells: 2, rows: results.map(cells), day });
    await writeDocsSection(file, 'machine', [`Measured on ${machine()}.`]);
  }
}

async function withScratch(
  backend: 'postgres' | 'redis',
  redisUrl: string | undefined,
  share: number,
  run: (context: BenchContext) => Promise<Result[]>,
): Promise<Result[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'golos-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: true });
  try {
    const config = configFor(dataDir, postgres.url, redisUrl);
    await prepare(config, postgres.url, join(ROOT, 'migrations'));
    return await run(await createContext({ backend, databaseUrl: postgres.url, redisUrl, dataDir, share }));
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function configFor(dataDir: string, databaseUrl: string, redisUrl: string | undefined): Config {
  return configOf({
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  });
}

await bench(process.argv.slice(2));
