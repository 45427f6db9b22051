import { dayOf } from '../../domain/days.ts';
import type { Database } from '../../storage/database.ts';
import {
  candidates,
  type EntryKey,
  type HeldRow,
  heldSheet,
  holdForDecision,
  LEASE_OF_SHEETS,
  releaseLease,
  renewLease,
  takeSlot,
} from '../../storage/protocol-entries.ts';
import { readReviewer } from '../../storage/reviewers.ts';
import { databaseErrorCode } from '../take-updates.ts';
import { PICKS } from './hand-in-protocol.ts';

export interface SheetDeps {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly now: () => Date;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
}

/** Tried in one go: whoever comes at the same moment takes another. */
const TRIES = 8;

/** A sheet that somebody has in hand. */
export type HeldSheet = HeldRow;

/** What a reviewer has in hand, or had until its lease ran out and nobody else has taken; undefined when it is nothing. */
export async function sheetInHand({ database, now }: SheetDeps, reviewerId: string): Promise<HeldSheet | undefined> {
  return heldSheet(database.pool, reviewerId, now());
}

/**
 * Gives a reviewer the next sheet to type: what they have in hand, else one by lot of the oldest day. Nobody chooses,
 * nobody gets one twice, and nobody sees what others typed. Undefined when nothing waits for them, they are paused, or
 * have not passed the practice items.
 */
export async function nextSheet(deps: SheetDeps, reviewerId: string): Promise<HeldSheet | undefined> {
  const { database, now, random } = deps;
  const reviewer = await readReviewer(database.pool, reviewerId);
  if (reviewer === undefined || reviewer.paused || !reviewer.practised) return undefined;
  const at = now();
  const until = leaseFrom(at);
  const held = await heldSheet(database.pool, reviewerId, at);
  const waiting = await candidates(database.pool, { reviewerId, at, pick: random(PICKS), limit: TRIES });
  for (const protocolId of held === undefined ? waiting : [held.protocolId, ...waiting]) {
    const slot = { protocolId, reviewerId, at, until, day: dayOf(at) };
    if (await database.transaction((client) => takeSlot(client, slot)).catch(falseWhenGone)) break;
  }
  const sheet = await heldSheet(database.pool, reviewerId, at);
  return sheet?.leased === true ? sheet : undefined;
}

/** Gives an administrator a disputed sheet to resolve. False when it is not disputed, or they have typed it themselves. */
export async function holdDisputedSheet(deps: Omit<SheetDeps, 'random'>, key: EntryKey): Promise<boolean> {
  const at = deps.now();
  const hold = { ...key, until: leaseFrom(at), day: dayOf(at) };
  return holdForDecision(deps.database.pool, hold).catch(falseWhenGone);
}

/** Keeps a sheet in the hands of whoever is at work on it. False when it is not in their hands any more. */
export async function keepSheet({ database, now }: Omit<SheetDeps, 'random'>, key: EntryKey): Promise<boolean> {
  const at = now();
  return renewLease(database.pool, key, at, leaseFrom(at));
}

/** Puts a sheet back: somebody else may have it at once. */
export async function putSheetBack({ database, now }: Omit<SheetDeps, 'random'>, key: EntryKey): Promise<void> {
  await releaseLease(database.pool, key, now());
}

/** SQLSTATE foreign_key_violation. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const GONE = '23503';

/** Its sender replaced the sheet at the very moment when somebody took it. */
function falseWhenGone(error: unknown): false {
  if (databaseErrorCode(error) !== GONE) throw error;
  return false;
}

function leaseFrom(at: Date): Date {
  return new Date(at.getTime() + LEASE_OF_SHEETS * 1000);
}
