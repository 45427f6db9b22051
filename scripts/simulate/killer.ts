import { seeded } from '../../bots/playground/sample-ballots/seeded.ts';
import type { Role } from '../../src/config/config.ts';

/** How often each is killed. */
const TIMES = 2;

/** Kills in the middle: no sooner than this share of the work is done, no later than that. */
const EARLIEST = 0.1;
const LATEST = 0.75;

/** Kills at random moments of the work, which follow from the seed. Call `at` with the share that is done. */
export function createKiller(roles: readonly Role[], seed: number, kill: (role: Role) => void) {
  const random = seeded(`kills ${seed}`);
  const plan = roles
    .flatMap((role) => Array.from({ length: TIMES }, () => ({ role, when: random.between(EARLIEST, LATEST) })))
    .sort((a, b) => a.when - b.when);
  const killed: Role[] = [];
  return {
    killed,
    at(share: number): void {
      for (let next = plan[0]; next !== undefined && next.when <= share; next = plan[0]) {
        plan.shift();
        killed.push(next.role);
        kill(next.role);
      }
    },
  };
}
