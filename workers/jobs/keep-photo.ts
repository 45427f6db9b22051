import { type KeepPhotoDeps, keepPhoto } from '../../src/actions/keep-photo.ts';
import type { Log } from '../../src/config/log.ts';
import type { RowIds } from '../../src/queues/contracts.ts';
import type { HandOver } from '../../src/queues/hand-over.ts';

/** Queue `photos`: fetched before their messenger forgets them, each in a transaction of its own. */
export function keepPhotoJob(deps: KeepPhotoDeps & { handOver: HandOver; log: Log }) {
  return async ({ ids }: RowIds): Promise<void> => {
    const all = await Promise.allSettled(ids.map((id) => keepOne(deps, id)));
    // The others are kept all the same; this one's row is still open.
    for (const one of all) if (one.status === 'rejected') throw one.reason;
  };
}

async function keepOne(deps: KeepPhotoDeps & { handOver: HandOver; log: Log }, id: string): Promise<void> {
  const kept = await keepPhoto(deps, id);
  if (kept.kind === 'later') deps.log.warn('photo-later', { row: id, code: kept.code });
  else if (kept.kind !== 'closed') deps.handOver.give(kept.rows);
}
