import { setTimeout as pause } from 'node:timers/promises';
import { type MarchDefinition, windowsOf } from '../../../src/domain/marches/march.ts';
import { noiseDeviation } from '../../../src/domain/marches/noise.ts';
import { windowsAfter } from '../../../src/storage/march-series.ts';
import { insertMarch, type MarchRow, readMarch, setMarchState } from '../../../src/storage/marches.ts';
import { intentsAreDone } from '../../../src/storage/outbox.ts';
import { createNetwork } from '../phone.ts';
import { type ScratchSystem, startScratchSystem } from '../system.ts';
import { compareSeries, leftBehind } from './reconcile-march.ts';
import { createWalkLedger } from './walk-ledger.ts';
import { addWalkers, createWalkers, walk } from './walkers.ts';

export interface MarchSimulationOptions {
  readonly walkers: number;
  readonly zones: number;
  readonly windowSeconds: number;
  readonly backend: 'postgres' | 'redis';
  readonly seed: number;
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
}

export interface MarchSimulation {
  readonly walkers: number;
  readonly seconds: number;
  readonly steps: number;
  readonly windows: number;
  /** The last numbers of the country, verified accounts. */
  readonly published: number | null;
  readonly counted: number;
  /** The deviation of the noise in a zone's last number. */
  readonly deviation: number;
  /** How many times the open page was told something. */
  readonly pageUpdates: number;
  readonly differences: readonly string[];
  readonly errors: Readonly<Record<string, number>>;
}

const MARCH_ID = 'simulated';
const AT_ONCE = 96;
const LONGEST_HOURS = 1;
const PATIENCE_MS = 180_000;

/** What was taken so long ago is counted, whatever was killed meanwhile. */
const LAG_MS = 45_000;

/**
 * Lets walkers check in, go on and leave over a sped-up afternoon, with the page open; the worker is killed at a third of
 * the way, Redis is emptied at two thirds. Then the march is ended, and the series compared with the ledger.
 */
export async function simulateMarch(
  options: MarchSimulationOptions,
  progress: (line: string) => void,
): Promise<MarchSimulation> {
  const system = await startScratchSystem(options);
  try {
    return await onSystem(system, options, progress);
  } finally {
    await system.stop();
  }
}

async function onSystem(
  system: ScratchSystem,
  { walkers: count, zones, windowSeconds, seed }: MarchSimulationOptions,
  progress: (line: string) => void,
): Promise<MarchSimulation> {
  const { database } = system;
  const walkers = createWalkers(count, zones, seed);
  await addWalkers(system, walkers);
  const march = await openMarch(system, zones, windowSeconds);
  const page = openPage(system.origin);
  const tierOf = new Map(walkers.map(({ number, tier }) => [number, tier]));
  const ledgers = {
    verified: createWalkLedger((walker) => tierOf.get(walker) === 'verified'),
    unverified: createWalkLedger((walker) => tierOf.get(walker) === 'unverified'),
  };
  const network = createNetwork(system.standIns);
  const steps = walkers.reduce((sum, { way }) => sum + way.length, 0);
  const start = performance.now();
  let done = 0;
  const finished = async () => {
    done += 1;
    if (done === Math.ceil(count / 3)) system.kill('worker');
    if (done === Math.ceil((2 * count) / 3)) await system.loseQueues();
    if (done % Math.ceil(count / 10) === 0) progress(`${done} of ${count} have walked`);
  };
  const queue = walkers.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const walker of queue) {
        await walk(network, ledgers[walker.tier], MARCH_ID, walker, () => pause(windowSeconds * 200));
        await finished();
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  progress('Everybody has walked; the march is ended.');
  await waitFor(() => intentsAreDone(database.pool));
  await setMarchState(database.pool, MARCH_ID, 'closing', new Date());
  await waitFor(async () => (await readMarch(database.pool, MARCH_ID))?.state === 'closed');
  await waitFor(async () => (await leftBehind(database)).length === 0).catch(() => undefined);
  const series = await windowsAfter(database.pool, MARCH_ID, -1);
  const last = series.at(-1);
  const pageUpdates = await page.close();
  const differences = [
    ...compareSeries(march, series, ledgers, LAG_MS),
    ...(await leftBehind(database)),
    ...(pageUpdates < Math.min(2, series.length) ? [`the open page was told ${pageUpdates} times`] : []),
  ];
  return {
    walkers: count,
    seconds: Math.round(seconds),
    steps,
    windows: series.length,
    published: (last?.verified ?? []).reduce<number>((sum, zone) => sum + (zone ?? 0), 0),
    counted: Array.from({ length: zones }, (_, zone) => ledgers.verified.finally(zone)).reduce((a, b) => a + b, 0),
    deviation: noiseDeviation(last?.window ?? 0, windowsOf(march)),
    pageUpdates,
    differences,
    errors: Object.fromEntries(system.errors),
  };
}

async function openMarch({ database }: ScratchSystem, zones: number, windowSeconds: number): Promise<MarchRow> {
  const named = (name: string) => ({ be: name, ru: name, en: name });
  const definition: MarchDefinition = {
    name: named('Simulated march'),
    zones: Array.from({ length: zones }, (_, i) => ({ name: named(`Zone ${i + 1}`), area: { kind: 'named' } })),
    announces: true,
  };
  const startsAt = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  const endsAt = new Date(startsAt.getTime() + LONGEST_HOURS * 3_600_000);
  await insertMarch(database.pool, MARCH_ID, { definition, startsAt, endsAt, windowSeconds, validMinutes: null });
  await setMarchState(database.pool, MARCH_ID, 'scheduled');
  await waitFor(async () => (await readMarch(database.pool, MARCH_ID))?.state === 'open');
  // The web process looks once a second.
  await pause(2_500);
  const march = await readMarch(database.pool, MARCH_ID);
  if (march === undefined) throw new Error('The march is gone.');
  return march;
}

/** The page of somebody who watches: counts what it is told. */
function openPage(origin: string): { close(): Promise<number> } {
  const leaving = new AbortController();
  let updates = 0;
  const listening = (async () => {
    const { body } = await fetch(`${origin}/live/${MARCH_ID}/events?lang=en`, { signal: leaving.signal });
    for await (const part of body ?? []) updates += Buffer.from(part).toString().split('event: live').length - 1;
  })().catch(() => undefined);
  return {
    async close() {
      leaving.abort();
      await listening;
      return updates;
    },
  };
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error('It takes too long.');
    await pause(200);
  }
}
