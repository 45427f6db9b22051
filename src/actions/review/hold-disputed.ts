import { dayOf } from '../../domain/days.ts';
import { LEASE_SECONDS } from '../../domain/review/terms.ts';
import type { Queryable } from '../../storage/database.ts';
import { holdDisputed as hold } from '../../storage/review-turns.ts';
import { turnName } from './turn-name.ts';

export type HeldDisputed =
  /** To be used as a reviewer's turn: `openPhoto`, `answerItem`. The first answer of an administrator decides. */
  | { readonly kind: 'held'; readonly turn: string }
  /** Not disputed any more, or this administrator was one of its reviewers: another one has to decide. */
  | { readonly kind: 'not-yours' };

/** Gives an administrator a disputed item, with its photos, for as long as a reviewer would have it. */
export async function holdDisputed(
  q: Queryable,
  { administratorId, itemId }: { readonly administratorId: string; readonly itemId: string },
  now: Date,
): Promise<HeldDisputed> {
  const until = new Date(now.getTime() + LEASE_SECONDS * 1000);
  const round = await hold(q, { itemId, reviewerId: administratorId }, until, dayOf(now));
  return round === undefined ? { kind: 'not-yours' } : { kind: 'held', turn: turnName({ itemId, round }) };
}
