import { standingOf } from './quorum.ts';
import type { Reading } from './readings.ts';

/** One reviewer's turn at an item, in the item's present round. */
export interface Turn {
  readonly state: 'held' | 'answered' | 'lapsed';
  readonly answer: Reading | null;
  /** Answered, and can still be taken back: as good as held. */
  readonly pending: boolean;
  /** An administrator's, on a disputed item. */
  readonly final: boolean;
  /** Its reviewer was paused: as if it had never been. */
  readonly voided: boolean;
}

/** Where an item stands, by its turns. */
export interface ItemStanding {
  readonly state: 'open' | 'disputed' | 'closed';
  /** How many answers are wanted, and how many are given or being given: never more than wanted. */
  readonly wanted: number;
  readonly taken: number;
  /** What was agreed on or decided; null while the item is not closed. */
  readonly outcome: Reading | null;
  /** Whether any answer counts so far: its ballot is not to be replaced any more. */
  readonly begun: boolean;
}

/** What follows from the turns of an item that is not closed. It depends on nothing else, and on no order. */
export function standOf(turns: readonly Turn[]): ItemStanding {
  const counting = turns.filter((turn) => !turn.voided);
  const answers = counting.flatMap(({ state, answer, pending, final }) =>
    state === 'answered' && !pending && answer !== null ? [{ answer, final }] : [],
  );
  const given = answers.filter(({ final }) => !final).map(({ answer }) => answer);
  const decided = answers
    .filter(({ final }) => final)
    .map(({ answer }) => answer)
    .sort();
  const beingGiven = counting.filter((turn) => !turn.final && (turn.state === 'held' || turn.pending)).length;
  const taken = given.length + beingGiven;
  const begun = given.length > 0;
  const [decision] = decided;
  const standing = decision === undefined ? standingOf(given) : ({ kind: 'agreed', reading: decision } as const);
  switch (standing.kind) {
    case 'agreed':
      return { state: 'closed', wanted: taken, taken, outcome: standing.reading, begun };
    case 'disputed':
      return { state: 'disputed', wanted: taken, taken, outcome: null, begun };
    case 'open':
      return { state: 'open', wanted: Math.max(standing.wanted, taken), taken, outcome: null, begun };
  }
}
