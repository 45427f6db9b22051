import { type AdoptDeps, adoptBallots } from '../../src/actions/review/adopt-ballots.ts';
import { type Resting, type SettleDueDeps, settleDue } from '../../src/actions/review/settle-due.ts';
import { type Clock, every } from './every.ts';

/** Between two looks at what reviewers did: what a decision waits for at most, besides the time in which it can be taken back. */
const EVERY_MS = 300;

/** Settles what reviewers decided, until the signal aborts. Any number of workers may: each takes what is free. */
export function reviewSchedule(deps: SettleDueDeps & AdoptDeps & Clock): Promise<void> {
  const resting: Resting = new Map();
  let isFresh = true;
  return every(
    'review',
    EVERY_MS,
    deps,
    async () => {
      // What cannot be adopted holds up no decision; the next worker that starts tries again.
      if (isFresh) await adoptBallots(deps).catch(deps.onFailure);
      isFresh = false;
      await settleDue(deps, resting);
    },
    deps.onFailure,
  );
}
