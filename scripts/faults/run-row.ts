import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { openPhotoStore } from '../../src/storage/open-photo-store.ts';
import { type Spread, spread } from '../simulate/measures.ts';
import { reconcile } from '../simulate/reconcile.ts';
import { reconcileSurvey } from '../simulate/reconcile-survey.ts';
import { drain, photosLeft, readOutcomes } from '../simulate/run.ts';
import { broadcastsAreOver, reconcileBroadcasts } from './broadcasts-told.ts';
import { emptyRecord } from './empty-record.ts';
import type { Backend, Lab } from './lab.ts';
import { createLoad, type LoadOptions } from './load.ts';
import type { Row } from './row.ts';

/** What a row has shown. */
export interface RowResult {
  readonly id: string;
  readonly group: string;
  readonly fault: string;
  readonly backend: Backend;
  /** Why it was not run; then nothing else counts. */
  readonly skipped?: string;
  readonly citizens: number;
  readonly updates: number;
  readonly redelivered: number;
  /** From what a citizen did to the first word of the bot; milliseconds. */
  readonly reply: Spread;
  readonly uncertain: number;
  readonly seenTwice: number;
  /** Everything that somebody was told is kept, and what of it is. */
  readonly acknowledged: number;
  readonly stored: number;
  readonly seconds: number;
  readonly remark: string;
  /** Empty: nothing lost, nothing twice, and everything went on by itself. */
  readonly differences: readonly string[];
}

/** Why a row was not run to its end: somebody ended the command. */
export const STOPPED = 'stopped';

/** What a row of a fault may take, healing and catching up included. */
const ROW_WITHIN_MS = 900_000;
const LOOK_EVERY_MS = 100;
/** What people were told, of all that is compared. */
const TOLD = /^(ballots|declarations|people|photos of ballots|answers to the survey|broadcast messages)$/;

export type RowOptions = Omit<LoadOptions, 'mayHear'>;

/** Lets citizens live while the row's fault comes and goes, and compares what they were told with what is stored. */
export async function runRow(lab: Lab, row: Row, options: RowOptions): Promise<RowResult> {
  const { id, group, fault } = row;
  const { backend, database, processes } = lab;
  const skipped = row.unavailable?.(lab);
  const none = { p50: 0, p95: 0, p99: 0 };
  const nothing = {
    citizens: 0,
    updates: 0,
    redelivered: 0,
    reply: none,
    uncertain: 0,
    seenTwice: 0,
    acknowledged: 0,
    stored: 0,
  };
  const empty = { id, group, fault, backend, ...nothing, seconds: 0, remark: '', differences: [] };
  if (skipped !== undefined) return { ...empty, skipped };

  const began = performance.now();
  const errorsBefore = new Map(processes.errors);
  const late = AbortSignal.timeout(ROW_WITHIN_MS);
  const signal = AbortSignal.any([options.signal, late]);
  // Each citizen, and whatever waits, listens.
  setMaxListeners(0, signal, options.signal);
  await emptyRecord(database);
  lab.forgetDeliveries();
  const load = await createLoad(lab, { ...options, mayHear: row.mayHear ?? [], signal });
  const differences: string[] = [];
  let remark: string | undefined;
  let isOver = false;
  const living = load.live(() => !isOver);
  try {
    remark = await Promise.race([row.run(lab, load), ended(signal)]);
  } catch (error) {
    differences.push(`the fault could not be made: ${error instanceof Error ? error.message : String(error)}`);
  }
  isOver = true;
  await row.heal?.(lab).catch((error: Error) => differences.push(`it could not be healed: ${error.message}`));
  const citizens = await living;
  await settled(lab, signal);
  await load.crowd.copy(() => undefined);
  await settled(lab, signal);
  if (options.signal.aborted) return { ...empty, skipped: STOPPED };
  if (late.aborted) differences.push(`it was not over within ${ROW_WITHIN_MS / 1_000} s`);

  const reconciled = [
    ...(await reconcile(database, load.ledger, await openPhotoStore({ folder: lab.photoFolder }))),
    await reconcileBroadcasts(database, load),
    ...(await reconcileSurvey(database, load.ledger)),
  ];
  const outcomes = await readOutcomes(database);
  const told = reconciled.filter(({ what }) => TOLD.test(what));
  const { measures, ledger, crowd } = load;
  return {
    ...empty,
    citizens,
    updates: measures.updates,
    redelivered: measures.redelivered,
    reply: spread(measures.replies),
    uncertain: outcomes.uncertain ?? 0,
    seenTwice: measures.seenTwice,
    acknowledged: told.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    stored: told.reduce((sum, { stored }) => sum + stored, 0),
    seconds: (performance.now() - began) / 1_000,
    remark: remark ?? '',
    differences: [
      ...differences,
      ...ledger.faults,
      ...crowd.citizens.flatMap(photosLeft),
      ...reconciled.flatMap((one) => one.differences),
      ...newErrors(errorsBefore, processes.errors, row.calls ?? []),
    ],
  };
}

/** Rejects when it is enough. */
function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it was not over in time')), { once: true });
  });
}

async function settled({ database }: Lab, signal: AbortSignal): Promise<void> {
  const watcher = { stage: () => ({ update: () => undefined, stop: () => undefined }) };
  await drain(database, watcher, signal);
  while (!signal.aborted && !(await broadcastsAreOver(database))) await pause(LOOK_EVERY_MS);
}

/** Nobody is called for what mends itself: error lines are differences, unless somebody has to act indeed. */
function newErrors(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
  calls: readonly RegExp[],
): string[] {
  return [...now].flatMap(([words, times]) => {
    const fresh = times - (before.get(words) ?? 0);
    return fresh === 0 || calls.some((call) => call.test(words)) ? [] : [`logged ${fresh} times: ${words}`];
  });
}
