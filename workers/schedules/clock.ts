import type { Log } from '../../src/config/log.ts';
import type { Database } from '../../src/storage/database.ts';
import { forgetFuture } from '../../src/storage/outbox.ts';
import { type Clock, every } from './every.ts';

/** What waits because a clock has gone back waits at most so long. */
const EVERY_MS = 60_000;

/** Lets go of what waits for a time that a clock has shown too early, until the signal aborts. */
export function clockSchedule(
  deps: Clock & {
    readonly database: Database;
    readonly log: Log;
    readonly onFailure: (error: unknown) => void;
  },
): Promise<void> {
  const { database, log, onFailure } = deps;
  return every(
    'clock',
    EVERY_MS,
    deps,
    async () => {
      const rows = await forgetFuture(database.pool);
      if (rows > 0) log.warn('clock-went-back', { rows });
    },
    onFailure,
  );
}
