import { dayOf } from '../domain/days.ts';
import { RETAINED_DAYS as DAYS, SESSION_HOURS } from '../domain/retention.ts';
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
import { loseOrder } from './lose-order.ts';
import { retireProtocols } from './protocols/retire-protocols.ts';

/** Deletes what has had its time. Days are UTC; resolves to the number of photos that went. */
export async function retire(deps: {
  database: Database;
  store: PhotoStore;
  now: () => Date;
  /** When this process did so last; without it, no worker may have been there for days. */
  last?: Date | undefined;
}): Promise<number> {
  const before = (days: number) => dayOf(new Date(deps.now().getTime() - days * 86_400_000));
  await deleteOldUpdates(deps.database.pool, before(DAYS.updates));
  await deleteOldTraces(deps.database.pool, before(DAYS.traces));
  await deleteOldDeadLetters(deps.database.pool, before(DAYS.deadLetters));
  const hoursAgo = (hours: number) => new Date(deps.now().getTime() - hours * 3_600_000);
  await deleteOldSessions(deps.database.pool, { startedAfter: hoursAgo(SESSION_HOURS), seenAfter: hoursAgo(1) });
  await deleteOldUploads(deps.database.pool, hoursAgo(24 * DAYS.uploads));
  await deleteOldAttempts(deps.database.pool, hoursAgo(1));
  const ledgers = { ended: hoursAgo(24 * DAYS.ledgers), linked: hoursAgo(24 * DAYS.linkedLedgers) };
  await deleteOldLedgers(deps.database.pool, ledgers);
  await deleteOldMarchPictures(deps.database.pool, before(DAYS.marchPictures));
  await retireReview(deps.database, {
    pace: hoursAgo(24 * DAYS.pace),
    // An hour more than since the last time: what was just being decided then was not to be seen yet.
    decidedSince: new Date(Math.min(deps.last?.getTime() ?? 0, deps.now().getTime()) - 3_600_000),
    rejected: before(DAYS.rejectedLinks),
  });
  await retireProtocols(deps.database.pool, before(DAYS.rejectedLinks));
  await deleteOldSuggestions(deps.database.pool, before(DAYS.suggestions));
  await deleteOldSenders(deps.database.pool, before(DAYS.senders));
  const photos = await deleteAbandonedPhotos(deps.database.pool, before(DAYS.loosePhotos));
  await Promise.all(photos.map((id) => deps.store.delete(id)));
  // A photo of the last day comes on the next one at the latest.
  await loseOrder(deps.database, { closedBefore: before(DAYS.loosePhotos), today: before(0), tomorrow: before(-1) });
  return photos.length;
}

async function retireReview(
  database: Database,
  { pace, decidedSince, rejected }: { pace: Date; decidedSince: Date; rejected: string },
): Promise<void> {
  await deleteLapsedTurns(database.pool);
  await unlinkOldRejected(database.pool, rejected);
  if (await anyDecidedSince(database.pool, decidedSince)) {
    await database.transaction(shuffleSpentVoices);
    await vacuumVoices(database.pool);
  }
  await deleteOldPace(database.pool, pace);
}
