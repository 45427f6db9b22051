import { countedUntil, MOST_VISITS, windowAt, windowsOf } from '../../domain/marches/march.ts';
import type { Tier } from '../../domain/people.ts';
import type { Queryable } from '../../storage/database.ts';
import {
  deleteCheckIns,
  endCheckIns,
  type HeldMarch,
  holdMarches,
  marchesWithKeys,
  writeCheckIns,
} from '../../storage/march-check-ins.ts';
import type { Intent } from '../intents.ts';
import { marchToken, openMarchKey } from './tokens.ts';

/** What one account wants of a march. */
export interface MarchWish {
  readonly personKey: Buffer;
  readonly tier: Tier | null;
  readonly wanted: Extract<Intent, { do: 'check-in' | 'leave-march' }>;
}

/** `over`: nothing is counted any more, or not yet. `often`: this account has been counted in enough places. */
export type NotCounted = 'over' | 'often';

/**
 * Checks accounts in and out, all different, in the worker's transaction. Who left before the march was closed, or who was
 * never in it, is told nothing. Resolves to those who could not be counted.
 */
export async function takeCheckIns(
  q: Queryable,
  photoKey: Buffer,
  wishes: readonly MarchWish[],
  at: Date,
): Promise<ReadonlyMap<MarchWish, NotCounted>> {
  const refused = new Map<MarchWish, NotCounted>();
  const held = await holdMarches(q, [...new Set(wishes.map(({ wanted }) => wanted.marchId))].sort());
  for (const wish of wishes) {
    // No such march: an old button of a draft that was deleted.
    if (!held.some(({ id }) => id === wish.wanted.marchId)) refuse(refused, wish);
  }
  for (const march of held) {
    const own = wishes.filter(({ wanted }) => wanted.marchId === march.id);
    await takeInto(q, photoKey, march, own, at, refused);
  }
  return refused;
}

/** Nothing is counted: who only leaves is told nothing. */
function refuse(refused: Map<MarchWish, NotCounted>, wish: MarchWish): void {
  if (wish.wanted.do === 'check-in') refused.set(wish, 'over');
}

async function takeInto(
  q: Queryable,
  photoKey: Buffer,
  march: HeldMarch,
  wishes: readonly MarchWish[],
  at: Date,
  refused: Map<MarchWish, NotCounted>,
): Promise<void> {
  const { id, wrappedKey, zones } = march;
  const isOn = march.state === 'open' || march.state === 'closing';
  if (!isOn || wrappedKey === null) {
    for (const wish of wishes) refuse(refused, wish);
    return;
  }
  const key = openMarchKey(photoKey, id, wrappedKey);
  const checkingIn = new Map<string, { wish: MarchWish; token: Buffer; zone: number; tier: Tier }>();
  const leaving: Buffer[] = [];
  for (const wish of wishes) {
    const { wanted, personKey, tier } = wish;
    const token = marchToken(key, personKey);
    if (wanted.do === 'leave-march') leaving.push(token);
    else if (wanted.zone < zones) {
      checkingIn.set(token.toString('hex'), { wish, token, zone: wanted.zone, tier: tier ?? 'unverified' });
    }
  }
  // What came before the closing and is written after it belongs to the window in which it was closed.
  const counted = march.closingAt !== null && march.closingAt < at ? march.closingAt : at;
  const window = Math.max(0, Math.min(windowAt(march, counted), windowsOf(march) - 1));
  if (leaving.length > 0) await endCheckIns(q, id, leaving, window);
  if (checkingIn.size === 0) return;
  const until = countedUntil(march, window);
  const taken = await writeCheckIns(q, { marchId: id, window, until, mostVisits: MOST_VISITS }, [
    ...checkingIn.values(),
  ]);
  for (const [token, { wish }] of checkingIn) if (!taken.has(token)) refused.set(wish, 'often');
}

/**
 * Takes an account that is erased out of every march that is on. Nothing stays of it, not even how many visits it made: whoever
 * comes back begins anew (`docs/decisions/marches-noise.md`).
 */
export async function forgetCheckIns(q: Queryable, photoKey: Buffer, personKey: Buffer): Promise<void> {
  for (const { id, wrappedKey } of await holdMarches(q, await marchesWithKeys(q))) {
    if (wrappedKey !== null) await deleteCheckIns(q, id, marchToken(openMarchKey(photoKey, id, wrappedKey), personKey));
  }
}
