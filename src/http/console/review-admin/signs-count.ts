import { attackAlarms } from '../../../domain/attacks/attack-alarms.ts';
import { readAttackFigures } from '../../../storage/attack-figures.ts';
import type { Database } from '../../../storage/database.ts';
import { currentElection } from '../../../storage/elections.ts';

const FRESH_MS = 300_000;

/**
 * How many signs of attack there are, for the menu: looked for every five minutes while somebody has the console open.
 * No page waits for it, since it reads every ballot's row: what was found last is told meanwhile.
 */
export function createSignsCount({ pool }: Pick<Database, 'pool'>, now: () => Date): () => number {
  let known = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    const at = now().getTime();
    if (at - readAt >= FRESH_MS) {
      readAt = at;
      void read(at);
    }
    return known;
  };

  async function read(at: number): Promise<void> {
    try {
      const election = await currentElection(pool, new Date(at));
      known = election === undefined ? 0 : attackAlarms(await readAttackFigures(pool, election.id)).length;
    } catch {
      // The database is away: whoever asks next has it looked for again.
      readAt = Number.NEGATIVE_INFINITY;
    }
  }
}
