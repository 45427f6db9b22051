import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../src/config/config.ts';
import type { Language } from '../../src/domain/languages.ts';
import type { MessengerName } from '../../src/domain/people.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import type { Database } from '../../src/storage/database.ts';
import { openPhotoStore } from '../../src/storage/open-photo-store.ts';
import type { Citizen, KnownStation, World } from './citizen.ts';
import { createCrowd } from './crowd.ts';
import { createKiller } from './killer.ts';
import { createLedger } from './ledger.ts';
import { createMeasures, type Spread, spread } from './measures.ts';
import { createNetwork } from './phone.ts';
import { picturesOf, renderedPictures } from './pictures.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import { reconcileSurvey } from './reconcile-survey.ts';
import { openSimulatedSurvey } from './survey.ts';
import { type ScratchSystem, startScratchSystem } from './system.ts';

export interface SimulationOptions {
  readonly citizens: number;
  readonly messengers: readonly [MessengerName, ...MessengerName[]];
  readonly backend: 'postgres' | 'redis';
  /** A folder of photos; rendered ones when undefined. */
  readonly photos?: string | undefined;
  readonly kill: readonly Role[];
  /** Whether a survey is open, too. */
  readonly survey?: boolean;
  readonly seed: number;
  /** See `startScratchSystem`. */
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
}

export interface SimulationResult {
  readonly citizens: number;
  readonly chats: number;
  readonly seconds: number;
  readonly updates: number;
  readonly updatesPerSecond: number;
  /** From the messenger's delivery to the webhook's answer, retries included; milliseconds. */
  readonly answer: Spread;
  /** From what a citizen did to the first word of the bot on their screen; milliseconds. */
  readonly reply: Spread;
  readonly sent: number;
  /** Deliveries that messengers had to repeat. */
  readonly redelivered: number;
  /** Updates that messengers delivered twice although they were taken. */
  readonly duplicated: number;
  /** Sends of which nobody knows whether they arrived. */
  readonly uncertain: number;
  /** Messages that citizens saw twice. */
  readonly seenTwice: number;
  readonly killed: readonly Role[];
  readonly reconciled: readonly Reconciled[];
  /** Everything that is not as it was acknowledged. Empty: it reconciles. */
  readonly differences: readonly string[];
}

export interface Watcher {
  /** A new part of the work, of so many steps. */
  stage(title: string, total: number): { update(done: number): void; stop(): void };
}

/** Deliveries that come twice although they were taken: messengers do that now and then. */
const DUPLICATED = 0.005;
const DRAIN_WITHIN_MS = 240_000;
const LOOK_EVERY_MS = 250;

/**
 * Drives whole citizens through the whole system and compares what they were told with what is stored.
 * The signal ends it early, with everything that was started stopped. @throws Problem
 */
export async function simulate(
  options: SimulationOptions,
  watcher: Watcher,
  signal: AbortSignal,
): Promise<SimulationResult | undefined> {
  // Every citizen listens.
  setMaxListeners(0, signal);
  const system = await startScratchSystem(options);
  try {
    return signal.aborted ? undefined : await drive(system, options, watcher, signal);
  } finally {
    await system.stop();
  }
}

/** The same on a system that runs already. Undefined when the signal ended it. */
export async function drive(
  system: Pick<ScratchSystem, 'standIns' | 'database' | 'photoFolder' | 's3' | 'errors' | 'kill'>,
  options: SimulationOptions,
  watcher: Watcher,
  signal: AbortSignal,
): Promise<SimulationResult | undefined> {
  const { standIns, database } = system;
  const { seed, messengers, citizens: size } = options;
  for (const standIn of [standIns.telegram, standIns.viber]) standIn.faults.often({ kind: 'duplicate' }, DUPLICATED);
  const { stations, choices, name } = await readElection(database);
  const rendered = { name, choices: choices.map((choice) => choice.name.be) };
  const pictures = options.photos === undefined ? renderedPictures(rendered) : await picturesOf(options.photos);
  const ledger = createLedger();
  const measures = createMeasures();
  const { translator } = loadCatalogues();
  const world: World = { stations, choices, translator, pictures, ledger, measures, signal };
  const survey = options.survey === true;
  if (survey) await openSimulatedSurvey(database);
  const population = { seed, messengers, stations: stations.length, choices: choices.length, survey };
  const crowd = createCrowd(world, createNetwork(standIns), population, size);
  const killer = createKiller(options.kill, seed, system.kill);
  try {
    const began = performance.now();
    const living = watcher.stage('Citizens', size);
    let done = 0;
    await crowd.live(() => {
      done += 1;
      living.update(done);
      killer.at(done / size);
    });
    living.stop();
    const seconds = (performance.now() - began) / 1_000;
    const { updates } = measures;
    await drain(database, watcher, signal);
    const copying = watcher.stage('Copiers', crowd.copiers);
    let copied = 0;
    await crowd.copy(() => {
      copied += 1;
      copying.update(copied);
    });
    copying.stop();
    await drain(database, watcher, signal);
    if (signal.aborted) return undefined;

    const photoStore = await openPhotoStore({ folder: system.photoFolder, ...(system.s3 && { s3: system.s3 }) });
    const reconciled = [
      ...(await reconcile(database, ledger, photoStore)),
      ...(survey ? await reconcileSurvey(database, ledger) : []),
    ];
    const outcomes = await readOutcomes(database);
    const { telegram, viber } = standIns;
    return {
      citizens: size,
      chats: crowd.citizens.length,
      seconds,
      updates: measures.updates,
      updatesPerSecond: updates / seconds,
      answer: spread(measures.answers),
      reply: spread(measures.replies),
      sent: outcomes.sent ?? 0,
      redelivered: measures.redelivered,
      duplicated: telegram.faults.struck('duplicate') + viber.faults.struck('duplicate'),
      uncertain: outcomes.uncertain ?? 0,
      seenTwice: measures.seenTwice,
      killed: killer.killed,
      reconciled,
      differences: [
        ...ledger.faults,
        ...crowd.citizens.flatMap(photosLeft),
        ...reconciled.flatMap(({ differences }) => differences),
        ...[...system.errors].map(([words, times]) => `logged ${times} times: ${words}`),
      ],
    };
  } finally {
    await pictures.close();
  }
}

/** Photos that should have been deleted from the chat. */
export function photosLeft({ mind, phone, name }: Citizen): string[] {
  const left = mind.cleaned ? phone.photosShown() : 0;
  return left === 0 ? [] : [`${name}: ${left} photos were not deleted from the chat`];
}

/** Waits until nothing is left to be done. */
export async function drain(database: Database, watcher: Watcher, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + DRAIN_WITHIN_MS;
  let most = 0;
  let stage: ReturnType<Watcher['stage']> | undefined;
  while (!signal.aborted && performance.now() < deadline) {
    const { rows } = await database.pool.query<{ open: number }>('select count(*)::int as open from outbox');
    const open = rows[0]?.open ?? 0;
    if (open === 0) break;
    if (stage === undefined) {
      most = open;
      stage = watcher.stage('Finishing', most);
    }
    stage.update(Math.max(0, most - open));
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  stage?.stop();
}

/** The election that citizens vote in. */
export async function readElection({ pool }: Database) {
  const election = await pool.query<{ id: string; name: Record<Language, string> }>(
    'select id, name from elections limit 1',
  );
  const id = election.rows[0]?.id;
  const choices = await pool.query<{ id: string; name: Record<Language, string> }>(
    'select id, name from choices where election_id = $1 order by position',
    [id],
  );
  const stations = await pool.query<Omit<KnownStation, 'words'> & { address: string }>(
    'select id, code, levels, address, latitude, longitude from stations where election_id = $1 order by code',
    [id],
  );
  return {
    name: election.rows[0]?.name.be ?? '',
    choices: choices.rows,
    stations: stations.rows.map((row) => ({ ...row, words: `${row.levels.at(-1)} ${row.address.split(',')[0]}` })),
  };
}

/** How many sends ended how. */
export async function readOutcomes({ pool }: Database): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ outcome: string; count: number }>(
    'select outcome, sum(count)::int as count from send_outcomes group by outcome',
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}
