import type { ReviewerMove, RoundTurn } from '../../storage/review-items.ts';
import type { Looked } from './settle-items.ts';

/**
 * What turns add to their reviewers' figures: each answer once, when it is first looked at; whether it was what was
 * agreed on, when its item closes. An administrator's decision is no reading.
 */
export function reviewerMoves(all: readonly Looked[]): ReviewerMove[] {
  const moves = new Map<string, ReviewerMove>();
  const add = (reviewerId: string, more: Partial<ReviewerMove>) => {
    const move = moves.get(reviewerId) ?? { reviewerId, ...NOTHING };
    moves.set(reviewerId, {
      reviewerId,
      answered: move.answered + (more.answered ?? 0),
      seconds: move.seconds + (more.seconds ?? 0),
      agreed: move.agreed + (more.agreed ?? 0),
      disagreed: move.disagreed + (more.disagreed ?? 0),
      goldRight: move.goldRight + (more.goldRight ?? 0),
      goldWrong: move.goldWrong + (more.goldWrong ?? 0),
    });
  };
  for (const { item, turns, standing } of all) {
    for (const turn of turns.filter(isReading)) {
      const { reviewerId, answer, due, seconds } = turn;
      if (due) add(reviewerId, { answered: 1, seconds: seconds ?? 0 });
      if (due && item.kind === 'gold') {
        add(reviewerId, answer === item.outcome ? { goldRight: 1 } : { goldWrong: 1 });
      }
      if (standing?.state === 'closed') {
        add(reviewerId, answer === standing.outcome ? { agreed: 1 } : { disagreed: 1 });
      }
    }
  }
  return [...moves.values()];
}

const NOTHING = { answered: 0, seconds: 0, agreed: 0, disagreed: 0, goldRight: 0, goldWrong: 0 } as const;

function isReading({ state, pending, voided, final }: RoundTurn): boolean {
  return state === 'answered' && !pending && !voided && !final;
}
