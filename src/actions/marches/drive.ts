import { EVERYBODY } from '../../domain/audience.ts';
import { broadcastContent } from '../../domain/broadcasts.ts';
import { inEveryLanguage, type Localized } from '../../domain/languages.ts';
import { type MarchTimes, windowAt, windowsOf } from '../../domain/marches/march.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { addMarchKey, deleteEveryCheckIn, destroyCheckIns, vacuumCheckIns } from '../../storage/march-check-ins.ts';
import { addMilestone, cancelMarchBroadcasts, deleteMarchLedgers, lastWindow } from '../../storage/march-series.ts';
import {
  activeMarches,
  lockMarch,
  lockMarchAlone,
  type MarchRow,
  setMarchState,
  someMarchIsOpen,
} from '../../storage/marches.ts';
import { intentsAreDone } from '../../storage/outbox.ts';
import { appendAudit } from '../audit.ts';
import { sendToAudience } from '../broadcasts/start.ts';
import { type Noise, publishWindow } from './publish-window.ts';
import { newMarchKey } from './tokens.ts';

export interface DriveMarchesDeps {
  readonly database: Database;
  readonly keys: { readonly photo: Buffer };
  readonly noise: Noise;
  readonly now: () => Date;
  /** What those who walk are told when a milestone is passed. */
  readonly words: (milestone: number, name: Localized) => { title: string; text: Localized };
}

export interface DrivenMarches {
  readonly opened: number;
  readonly published: number;
  readonly closed: number;
}

/** What was committed before the closing is written within moments, unless a worker is down. */
const CLOSING_AT_LEAST_MS = 3_000;

/** So long at most is waited for it. */
const CLOSING_AT_MOST_MS = 120_000;

/**
 * Moves every march on by what is due: opens it at its time, publishes its windows, closes it. The worker calls it
 * about once a second; several workers may.
 */
export async function driveMarches(deps: DriveMarchesDeps): Promise<DrivenMarches> {
  const { database, now } = deps;
  const done = { opened: 0, published: 0, closed: 0 };
  for (const { id, state, hasKey } of await activeMarches(database.pool, now())) {
    if (state === 'scheduled') done.opened += await openDue(deps, id);
    if (state === 'open' && !hasKey) await replaceLostKey(deps, id);
    if (state === 'open' || state === 'closing') done.published += await publishDue(deps, id);
    done.closed += await closeDue(deps, id);
  }
  await deleteMarchLedgers(database.pool);
  // Rows of before are still on the disk until then.
  if (done.closed > 0) await vacuumCheckIns(database.pool);
  return done;
}

/** Gives a march its key: from now on people can check in. */
function openDue({ database, keys, now }: DriveMarchesDeps, id: string): Promise<number> {
  return database.transaction(async (client) => {
    const march = await lockMarch(client, id);
    if (march?.state !== 'scheduled' || march.startsAt > now()) return 0;
    // One at a time: it opens when the one before is over.
    if (await someMarchIsOpen(client)) return 0;
    await addMarchKey(client, id, newMarchKey(keys.photo, id));
    await setMarchState(client, id, 'open');
    await appendAudit(client, { at: now(), organizerId: null, action: 'march.begin', subject: id });
    return 1;
  });
}

/**
 * Gives a march that is on another key: backups leave keys out, and without one nobody could check in after a restore.
 * Under it everybody has another token. What is left of check-ins under the lost one goes, or whoever says it again would be
 * counted beside their own earlier token.
 */
function replaceLostKey({ database, keys, now }: DriveMarchesDeps, id: string): Promise<void> {
  return database.transaction(async (client) => {
    const march = await lockMarch(client, id);
    if (march?.state !== 'open' || march.endsAt <= now()) return;
    if (await addMarchKey(client, id, newMarchKey(keys.photo, id))) await deleteEveryCheckIn(client, id);
  });
}

/**
 * Publishes the last window that has ended. One that nobody published in time is left out: what was counted at its
 * end is not known any more. The march's last window belongs to its closing.
 */
function publishDue(deps: DriveMarchesDeps, id: string): Promise<number> {
  const { database, noise, now } = deps;
  return database.transaction(async (client) => {
    const march = await lockMarch(client, id);
    if (march?.state !== 'open') return 0;
    const at = now();
    const window = Math.min(windowAt(march, at), windowsOf(march) - 1) - 1;
    if (window < 0 || window <= (await lastWindow(client, id))) return 0;
    const published = await publishWindow(client, noise, march, window, at);
    if (published === undefined) return 0;
    await passMilestones(client, deps, march, published.milestones);
    return 1;
  });
}

/** Tells those who walk about the highest milestone that was passed; lower ones are passed in silence. */
async function passMilestones(
  client: Queryable,
  { now, words }: DriveMarchesDeps,
  { id, definition }: MarchRow,
  milestones: readonly number[],
): Promise<void> {
  const highest = milestones.at(-1);
  if (highest === undefined) return;
  for (const milestone of milestones.slice(0, -1)) await addMilestone(client, id, milestone, null);
  if (!definition.announces) return addMilestone(client, id, highest, null);
  const { title, text } = words(highest, definition.name);
  const broadcast = await sendToAudience(client, {
    at: now(),
    by: null,
    title,
    content: broadcastContent.parse({ text: inEveryLanguage((language) => escaped(text[language])) }),
    audience: { ...EVERYBODY, march: { id } },
  });
  return addMilestone(client, id, highest, broadcast.id);
}

/** A name may have signs in it that mean formatting in a broadcast. */
function escaped(text: string): string {
  return text.replaceAll(/[*_[\]\\]/g, '\\$&');
}

/**
 * Ends a march whose time is over, and closes one that is ended once what was committed before is written: publishes its last
 * window, and destroys its key, its tokens and its draws, in one transaction.
 */
function closeDue(deps: DriveMarchesDeps, id: string): Promise<number> {
  const { database, noise, now } = deps;
  return database.transaction(async (client) => {
    const march = await lockMarch(client, id);
    const at = now();
    if (march?.state === 'open' && march.endsAt <= at) {
      await setMarchState(client, id, 'closing', march.endsAt);
      return 0;
    }
    if (march?.state !== 'closing' || !(await isWritten(client, march, at))) return 0;
    // Waits for check-ins that are being written; later ones find it closed.
    await lockMarchAlone(client, id);
    const window = (await lastWindow(client, id)) + 1;
    await publishWindow(client, noise, march, lastOf(march, window), at);
    await cancelMarchBroadcasts(client, id);
    await destroyCheckIns(client, id);
    await setMarchState(client, id, 'closed');
    await appendAudit(client, { at, organizerId: null, action: 'march.close', subject: id });
    return 1;
  });
}

/** The window of the closing: the one that was on, or the first that is not published. */
function lastOf(march: MarchTimes & { readonly closingAt: Date | null }, next: number): number {
  const last = windowsOf(march) - 1;
  const on = march.closingAt === null ? last : Math.min(last, windowAt(march, march.closingAt));
  return Math.max(on, next);
}

async function isWritten(q: Queryable, { closingAt }: MarchRow, at: Date): Promise<boolean> {
  const waited = at.getTime() - (closingAt?.getTime() ?? 0);
  if (waited < CLOSING_AT_LEAST_MS) return false;
  return waited >= CLOSING_AT_MOST_MS || intentsAreDone(q);
}
