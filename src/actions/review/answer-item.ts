import { parseReading } from '../../domain/review/readings.ts';
import { LEASE_SECONDS, UNDO_SECONDS } from '../../domain/review/terms.ts';
import type { Database } from '../../storage/database.ts';
import { readTurn, writeAnswer } from '../../storage/review-turns.ts';
import { parseTurn } from './turn-name.ts';

export interface AnswerDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
  /** How long it can be taken back; `UNDO_SECONDS` where nothing else is said. */
  readonly undoSeconds?: number;
}

export interface GivenAnswer {
  readonly reviewerId: string;
  /** Of `HeldItem`. */
  readonly turn: string;
  /** A reading, by `domain/review/readings.ts`, as it came from a form. */
  readonly reading: string;
  /** How long the reviewer looked at it, as their page says. */
  readonly seconds?: number | undefined;
}

export type Answered =
  /** `undoUntil`: so long it can be taken back by `undoAnswer`. */
  | { readonly kind: 'taken'; readonly undoUntil: Date }
  /** This very turn has an answer, which stays. */
  | { readonly kind: 'already-answered'; readonly reading: string }
  /** It was held for too long and somebody else may have it. */
  | { readonly kind: 'lapsed' }
  /** Decided meanwhile, reopened, or withdrawn by its sender. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'not-a-reading' }
  /** Paused, or no organizer any more: their answers do not count. */
  | { readonly kind: 'not-allowed' };

/**
 * Takes a reviewer's answer on an item that they hold, or an administrator's decision on a disputed one. The worker
 * carries it out once it cannot be taken back any more.
 */
export async function answerItem(deps: AnswerDeps, given: GivenAnswer): Promise<Answered> {
  const q = deps.database.pool;
  const key = parseTurn(given.turn, given.reviewerId);
  if (key === undefined) return { kind: 'closed' };
  const turn = await readTurn(q, key);
  if (turn === undefined) return { kind: 'closed' };
  if (turn.removed) return { kind: 'not-allowed' };
  if (turn.state === 'answered') return { kind: 'already-answered', reading: turn.answer ?? '' };
  if (turn.voided || (turn.paused && !turn.final)) return { kind: 'not-allowed' };
  if (turn.overtaken || turn.itemState === 'closed') return { kind: 'closed' };
  if (turn.state === 'lapsed') return { kind: 'lapsed' };
  const reading = parseReading(turn.kind, turn.choiceIds, given.reading);
  if (reading === undefined) return { kind: 'not-a-reading' };

  const at = deps.now();
  const until = new Date(at.getTime() + (deps.undoSeconds ?? UNDO_SECONDS) * 1000);
  const { seconds } = given;
  if (await writeAnswer(q, { ...key, reading, at, until, seconds, leaseSeconds: LEASE_SECONDS })) {
    return { kind: 'taken', undoUntil: until };
  }
  // Something came in between: another window of the same reviewer, the end of the lease, a decision.
  const now = await readTurn(q, key);
  if (now?.state === 'answered') return { kind: 'already-answered', reading: now.answer ?? '' };
  return now?.state === 'lapsed' ? { kind: 'lapsed' } : { kind: 'closed' };
}
