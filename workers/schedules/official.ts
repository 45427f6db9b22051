import { workUploads } from '../../src/actions/official/work-uploads.ts';
import type { Log } from '../../src/config/log.ts';
import type { Database } from '../../src/storage/database.ts';
import { type Clock, every } from './every.ts';

/** Whoever asked waits in front of the page. */
const EVERY_MS = 700;

/** Checks and imports files of official results, as organizers ask, until the signal aborts. */
export function officialSchedule(
  deps: Clock & {
    readonly database: Database;
    readonly log: Log;
    readonly now: () => Date;
    readonly onFailure: (error: unknown) => void;
  },
): Promise<void> {
  const { log, onFailure } = deps;
  return every(
    'official',
    EVERY_MS,
    deps,
    async () => {
      const uploads = await workUploads(deps);
      if (uploads > 0) log.info('official-uploads-done', { uploads });
    },
    onFailure,
  );
}
