import type { Database, Queryable } from '../storage/database.ts';
import { markClosed, surveysToUnlink, unlinkSurvey, vacuumAnswers } from '../storage/unlinking.ts';

/**
 * Closes a survey, in the caller's transaction: from now on it takes no answers. Who answered what is
 * forgotten a little later (`unlinkClosedSurveys`), once the answers that people gave before are written.
 * False when it was not open.
 */
export async function closeSurvey(client: Queryable, surveyId: string, at: Date): Promise<boolean> {
  return markClosed(client, surveyId, at);
}

/** An answer that was committed before the closing is written within moments, unless a worker is down. */
const AT_LEAST_SECONDS = 20;

/** So long at most is waited for answers that are still to be written. */
const AT_MOST_SECONDS = 600;

/**
 * Deletes what connects people with their answers in surveys that are closed, each survey in one
 * transaction, and writes its rows anew in an order that tells nothing. Resolves to how many it were.
 */
export async function unlinkClosedSurveys(database: Database, at: Date): Promise<number> {
  const ids = await surveysToUnlink(database.pool, at, AT_LEAST_SECONDS, AT_MOST_SECONDS);
  for (const id of ids) await database.transaction((client) => unlinkSurvey(client, id));
  // Rows of before are still on the disk until then, next to each other as they were written.
  if (ids.length > 0) await vacuumAnswers(database.pool);
  return ids.length;
}
