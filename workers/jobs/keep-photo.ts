import { type KeepPhotoDeps, keepPhoto } from '../../src/actions/keep-photo.ts';
import type { Log } from '../../src/config/log.ts';
import type { RowIds } from '../../src/queues/contracts.ts';
import type { HandOver } from '../../src/queues/hand-over.ts';

/** Queue `photos`: one photo a job, fetched before its messenger forgets it. */
export function keepPhotoJob(deps: KeepPhotoDeps & { handOver: HandOver; log: Log }) {
  return async ({ ids }: RowIds): Promise<void> => {
    for (const id of ids) {
      const kept = await keepPhoto(deps, id);
      if (kept.kind === 'later') deps.log.warn('photo-later', { row: id, code: kept.code });
      else if (kept.kind !== 'closed') deps.handOver.give(kept.rows);
    }
  };
}
