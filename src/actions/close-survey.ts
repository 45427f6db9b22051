import type { Database, Queryable } from '../storage/database.ts';
import {
  intentsAreDoneUpTo,
  markClosed,
  newestIntent,
  surveysToUnlink,
  unlinkSurvey,
  vacuumAnswers,
} from '../storage/unlinking.ts';

/**
 * Closes a survey, in the caller's transaction: from now on it takes no answers. Who answered what is
 * forgotten a little later (`unlinkClosedSurveys`), once the answers that people gave before are written.
 * False when it was not open.
 */
export async function closeSurvey(client: Queryable, surveyId: string, at: Date): Promise<boolean> {
  return markClosed(client, surveyId, at);
}

/** An answer that was committed before the closing is in the outbox by then, and mostly written. */
const AT_LEAST_SECONDS = 20;

/**
 * So long at most a worker waits for what was still to be written when it found the survey closed. It has been away
 * perhaps, and has a backlog of millions; but a row that nobody can carry out stays for good.
 */
const AT_MOST_SECONDS = 3_600;

/** What a worker waits for before it unlinks a survey, and since when. */
export interface WaitingSurvey {
  readonly since: Date;
  /** Everything up to this row of the outbox. What came later was wanted after the closing. */
  readonly upTo: string | undefined;
}

/**
 * Deletes what connects people with their answers in surveys that are closed, each survey in one
 * transaction, and writes its rows anew in an order that tells nothing. `waiting` is what this worker has found closed, by
 * survey: the same map every time. Resolves to how many it were.
 */
export async function unlinkClosedSurveys(
  database: Database,
  at: Date,
  waiting = new Map<string, WaitingSurvey>(),
): Promise<number> {
  let unlinked = 0;
  for (const id of await surveysToUnlink(database.pool, at, AT_LEAST_SECONDS)) {
    const { since, upTo } = waiting.get(id) ?? { since: at, upTo: await newestIntent(database.pool) };
    const waited = at.getTime() - since.getTime() >= AT_MOST_SECONDS * 1_000;
    if (upTo !== undefined && !waited && !(await intentsAreDoneUpTo(database.pool, upTo))) {
      waiting.set(id, { since, upTo });
      continue;
    }
    await database.transaction((client) => unlinkSurvey(client, id));
    waiting.delete(id);
    unlinked += 1;
  }
  // Rows of before are still on the disk until then, next to each other as they were written.
  if (unlinked > 0) await vacuumAnswers(database.pool);
  return unlinked;
}
