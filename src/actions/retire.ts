import { dayOf } from '../domain/days.ts';
import { deleteOldSenders, deleteOldSuggestions } from '../storage/chronicle-suggestions.ts';
import type { Database } from '../storage/database.ts';
import { deleteOldDeadLetters } from '../storage/dead-letters.ts';
import { deleteOldMarchPictures } from '../storage/march-series.ts';
import { deleteOldUploads } from '../storage/official-uploads.ts';
import { deleteOldAttempts } from '../storage/passkeys.ts';
import type { PhotoStore } from '../storage/photo-store.ts';
import { deleteAbandonedPhotos } from '../storage/photos.ts';
import { deleteOldLedgers, deleteOldTraces, deleteOldUpdates } from '../storage/retention.ts';
import { anyDecidedSince, deleteLapsedTurns, deleteOldPace, unlinkOldRejected } from '../storage/review-retention.ts';
import { deleteOldSessions } from '../storage/sessions.ts';
import { shuffleSpentVoices, vacuumVoices } from '../storage/unlinking.ts';
import { retireProtocols } from './protocols/retire-protocols.ts';

/** Telegram keeps undelivered updates for 24 hours: after this nothing is repeated. */
const UPDATES_DAYS = 3;

/** A bot can delete messages for 48 hours. */
const TRACES_DAYS = 2;

/** A photo whose ballot was not confirmed on its day or the next never will be. */
const LOOSE_PHOTOS_DAYS = 2;

/** What nobody has read for the chronicle by then, nobody will. */
const SUGGESTIONS_DAYS = 90;

/** How much an account sends for the chronicle on one day. */
const SENDERS_DAYS = 1;

/** A count is looked at within minutes; an app that was away fetches its picture later. */
const MARCH_PICTURES_DAYS = 1;

/** Long enough for somebody to look after a holiday: what is in them, nobody asked us to keep. */
const DEAD_LETTERS_DAYS = 14;

/** Who got which broadcast: for questions on the days after it. */
const LEDGER_HOURS = 7 * 24;

/** The same where being in the audience says that somebody has or has not handed in or answered. */
const LINKED_LEDGER_HOURS = 24;

/** A file of official results that nobody imported: for questions on the days after it. */
const UPLOADS_HOURS = 7 * 24;

/** A console session is over by then, and after an hour without a request. */
const SESSION_HOURS = 12;

/** How fast reviewers were. */
const PACE_HOURS = 7 * 24;

/** Whose rejected ballot or result sheet it is: for questions after the last day on which another one could come. */
const REJECTED_LINKS_DAYS = 14;

/** Deletes what has had its time. Days are UTC; resolves to the number of photos that went. */
export async function retire(deps: { database: Database; store: PhotoStore; now: () => Date }): Promise<number> {
  const before = (days: number) => dayOf(new Date(deps.now().getTime() - days * 86_400_000));
  await deleteOldUpdates(deps.database.pool, before(UPDATES_DAYS));
  await deleteOldTraces(deps.database.pool, before(TRACES_DAYS));
  await deleteOldDeadLetters(deps.database.pool, before(DEAD_LETTERS_DAYS));
  const hoursAgo = (hours: number) => new Date(deps.now().getTime() - hours * 3_600_000);
  await deleteOldSessions(deps.database.pool, { startedAfter: hoursAgo(SESSION_HOURS), seenAfter: hoursAgo(1) });
  await deleteOldUploads(deps.database.pool, hoursAgo(UPLOADS_HOURS));
  await deleteOldAttempts(deps.database.pool, hoursAgo(1));
  const ledgers = { ended: hoursAgo(LEDGER_HOURS), linked: hoursAgo(LINKED_LEDGER_HOURS) };
  await deleteOldLedgers(deps.database.pool, ledgers);
  await deleteOldMarchPictures(deps.database.pool, before(MARCH_PICTURES_DAYS));
  await retireReview(deps.database, {
    pace: hoursAgo(PACE_HOURS),
    lastHours: hoursAgo(2),
    rejected: before(REJECTED_LINKS_DAYS),
  });
  await retireProtocols(deps.database.pool, before(REJECTED_LINKS_DAYS));
  await deleteOldSuggestions(deps.database.pool, before(SUGGESTIONS_DAYS));
  await deleteOldSenders(deps.database.pool, before(SENDERS_DAYS));
  const photos = await deleteAbandonedPhotos(deps.database.pool, before(LOOSE_PHOTOS_DAYS));
  await Promise.all(photos.map((id) => deps.store.delete(id)));
  return photos.length;
}

async function retireReview(
  database: Database,
  { pace, lastHours, rejected }: { pace: Date; lastHours: Date; rejected: string },
): Promise<void> {
  await deleteLapsedTurns(database.pool);
  await unlinkOldRejected(database.pool, rejected);
  if (await anyDecidedSince(database.pool, lastHours)) {
    await database.transaction(shuffleSpentVoices);
    await vacuumVoices(database.pool);
  }
  await deleteOldPace(database.pool, pace);
}
