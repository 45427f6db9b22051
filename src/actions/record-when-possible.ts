import { setTimeout as rest } from 'node:timers/promises';
import { isConflict, isDatabaseAway } from './take-updates.ts';

const WITHIN_MS = 300_000;
const AGAIN_MS = 250;

/**
 * Writes down what must be written, such as what was sent: without its record, all of it would be sent a second time, or be
 * uncertain. A database that was restarted is waited for, and what it took back because two were in each other's way is done again.
 */
export async function recordWhenPossible(record: () => Promise<void>): Promise<void> {
  const giveUpAt = performance.now() + WITHIN_MS;
  for (;;) {
    try {
      return await record();
    } catch (error) {
      if (!(isDatabaseAway(error) || isConflict(error)) || performance.now() > giveUpAt) throw error;
      await rest(AGAIN_MS);
    }
  }
}
