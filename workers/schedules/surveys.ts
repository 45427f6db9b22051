import { unlinkClosedSurveys, type WaitingSurvey } from '../../src/actions/close-survey.ts';
import { moveDueSurveys } from '../../src/actions/surveys/move-due-surveys.ts';
import type { Log } from '../../src/config/log.ts';
import type { Database } from '../../src/storage/database.ts';
import { type Clock, every } from './every.ts';

/** A survey opens and closes at most so long after its time. */
const EVERY_MS = 5_000;

/** Opens and closes surveys at their times, and forgets who answered what in closed ones, until the signal aborts. */
export function surveysSchedule(
  deps: Clock & {
    readonly database: Database;
    readonly log: Log;
    readonly onFailure: (error: unknown) => void;
  },
): Promise<void> {
  const { database, log, onFailure } = deps;
  const waiting = new Map<string, WaitingSurvey>();
  return every(
    'surveys',
    EVERY_MS,
    deps,
    async () => {
      const { opened, closed } = await moveDueSurveys({ database, now: () => new Date() });
      if (opened + closed > 0) log.info('surveys-moved', { opened, closed });
      const unlinked = await unlinkClosedSurveys(database, new Date(), waiting);
      if (unlinked > 0) log.info('surveys-unlinked', { surveys: unlinked });
    },
    onFailure,
  );
}
