import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { prepareEdition, publishEditionKind } from '../../src/actions/editions/publish-edition.ts';
import { decideProposal } from '../../src/actions/two-people.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addOrganizer } from '../../src/storage/organizers.ts';
import { moveTallies } from '../../src/storage/tallies.ts';
import type { BenchContext } from './context.ts';
import { openFiller } from './fill.ts';
import { BENCH_ELECTION, fillResults } from './fill-results.ts';
import { type Hammered, hammer } from './hammer.ts';
import { median } from './ingest.ts';
import type { Result } from './result.ts';

const STATIONS = 5_767;
const CHOICES = 6;
/** Stations whose pages are asked for, beside the first page and those of regions. */
const ASKED = 300;
const REQUESTS = 6_000;
const CONNECTIONS = 16;
const ROUNDS = 3;
const LIMIT_P99_MS = 20;
const LIMIT_FRESH_MS = 5_000;

/**
 * Public pages of a published edition by the real web process, against a bare Fastify server with the same bytes; the
 * same while ballots are counted and a new edition is published; and how long after its approval the new one is seen.
 */
export async function benchPages(context: BenchContext): Promise<Result[]> {
  const filler = await openFiller(context);
  await fillResults(filler.client, { stations: STATIONS, choices: CHOICES }).finally(() => filler.close());
  const database = openDatabase({ url: context.databaseUrl, max: 4 });
  const publisher = await openPublisher(database);
  await publisher.publish();
  const web = await context.startWeb();
  try {
    const paths = pathsToAsk();
    const file = join(context.dataDir, 'pages.json');
    await writeFile(file, JSON.stringify(await texts(web.port, paths)));
    const bare = await context.startBarePages(file);
    const limits: Hammered[] = [];
    const calm: Hammered[] = [];
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        limits.push(await ask(bare.port, paths));
        calm.push(await ask(web.port, paths));
      }
    } finally {
      await bare.stop();
    }
    const changing = await whileResultsChange(database, publisher, () => ask(web.port, paths));
    const fresh: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) fresh.push(await seenAfter(web.port, publisher));
    const limit = median(limits.map(({ perSecond }) => perSecond));
    const value = median(calm.map(({ perSecond }) => perSecond));
    const common = { backend: context.backend } as const;
    const p99 = (name: string, of: readonly Hammered[]): Result => {
      const worst = Math.max(...of.map((one) => one.p99));
      return {
        ...common,
        name,
        value: worst,
        unit: 'ms',
        limit: LIMIT_P99_MS,
        ratio: worst / LIMIT_P99_MS,
        goal: '< 20 ms',
        met: worst < LIMIT_P99_MS && of.every(({ refused }) => refused === 0),
      };
    };
    const oldest = Math.max(...fresh);
    return [
      {
        ...common,
        name: 'pages',
        value,
        unit: 'pages/s',
        limit,
        ratio: value / limit,
        goal: '≥ 0.5',
        met: value / limit >= 0.5,
        note: `${STATIONS} stations; ${CONNECTIONS} connections, ${paths.length} addresses`,
      },
      p99('pages p99', calm),
      p99('pages p99, while results change', [changing]),
      {
        ...common,
        name: 'edition seen',
        value: oldest,
        unit: 'ms',
        limit: LIMIT_FRESH_MS,
        ratio: oldest / LIMIT_FRESH_MS,
        goal: '< 5 s',
        met: oldest < LIMIT_FRESH_MS,
        note: 'from the approval to the public page',
      },
    ];
  } finally {
    await web.stop();
    await database.close();
  }
}

function pathsToAsk(): string[] {
  const codes = Array.from({ length: ASKED }, (_, at) => `B-${`${1 + at * 19}`.padStart(6, '0')}`);
  return ['/', '/find', '/method', '/regions/region-1', ...codes.map((code) => `/stations/${code}`)].map(
    (path) => `${path}?lang=en`,
  );
}

async function texts(port: number, paths: readonly string[]): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const path of paths) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-encoding': 'identity' } });
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    all[path] = await response.text();
  }
  return all;
}

function ask(port: number, paths: readonly string[]): Promise<Hammered> {
  const lines = Array.from({ length: CONNECTIONS }, (_, of) =>
    Array.from({ length: Math.ceil(REQUESTS / CONNECTIONS) }, (_, at) => paths[(of * 37 + at) % paths.length] ?? '/'),
  );
  return hammer({ port, lines, connections: CONNECTIONS, headers: {}, get: true });
}

interface Publisher {
  /** Publishes the count as it is as the next edition; resolves to its number when it is approved. */
  publish(): Promise<number>;
}

async function openPublisher(database: Database): Promise<Publisher> {
  const now = () => new Date();
  const deps = { database, now, kinds: [publishEditionKind], handOver: { give: () => undefined } };
  const [by, other] = [randomUUID(), randomUUID()];
  for (const id of [by, other])
    await addOrganizer(database.pool, {
      id,
      alias: id.slice(0, 30),
      role: 'organizer',
      language: 'en',
      joinedOn: '2020-01-01',
    });
  const request = { electionId: BENCH_ELECTION, basis: 'handed-in', sources: ['cec'], except: [], note: null } as const;
  let number = 0;
  return {
    publish: async () => {
      const prepared = await prepareEdition(deps, { ...request, by });
      if (prepared.kind !== 'prepared') throw new Error(prepared.why);
      const decided = await decideProposal(deps, { id: prepared.proposalId, by: other, decision: 'approved' });
      if (decided.kind !== 'done') throw new Error(decided.why);
      number += 1;
      return number;
    },
  };
}

/** Ballots are counted all the time, and a new edition is published meanwhile. */
async function whileResultsChange(
  database: Database,
  publisher: Publisher,
  work: () => Promise<Hammered>,
): Promise<Hammered> {
  const { rows } = await database.pool.query<{ id: string }>(
    'select id from stations where election_id = $1 limit 200',
    [BENCH_ELECTION],
  );
  const stopping = new AbortController();
  const counting = (async () => {
    for (let at = 0; !stopping.signal.aborted; at += 1) {
      const stationId = rows[at % rows.length]?.id ?? '';
      const cell = { electionId: BENCH_ELECTION, stationId, choiceId: 'choice-1', tier: 'verified' as const };
      await database.transaction((client) => moveTallies(client, [{ ...cell, photographed: 1 }]));
      await pause(5);
    }
  })();
  const [hammered] = await Promise.all([work(), publisher.publish()]);
  stopping.abort();
  await counting;
  return hammered;
}

/** Milliseconds from the approval of an edition to a page that is of it. */
async function seenAfter(port: number, publisher: Publisher): Promise<number> {
  const number = await publisher.publish();
  const approved = performance.now();
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/elections/current/editions/current`);
    const answer = (await response.json()) as { number: number };
    const page = await fetch(`http://127.0.0.1:${port}/editions?lang=en`);
    const text = await page.text();
    if (answer.number === number && new RegExp(`\\b${number}\\b`).test(text)) return performance.now() - approved;
    await pause(20);
  }
}
