import { driveMarches } from '../../src/actions/marches/drive.ts';
import { secretNoise } from '../../src/actions/marches/publish-window.ts';
import type { Log } from '../../src/config/log.ts';
import type { Catalogues } from '../../src/i18n/catalogues.ts';
import type { Database } from '../../src/storage/database.ts';
import { milestoneWords } from '../milestone-words.ts';
import { type Clock, every } from './every.ts';

/** A window is published at most so long after its end. */
const EVERY_MS = 500;

/** Opens marches, publishes their windows and closes them, until the signal aborts. */
export function marchesSchedule(
  deps: Clock & {
    readonly database: Database;
    readonly keys: { readonly photo: Buffer };
    readonly catalogues: Catalogues;
    readonly log: Log;
    readonly onFailure: (error: unknown) => void;
  },
): Promise<void> {
  const { database, keys, catalogues, log, onFailure } = deps;
  const noise = secretNoise();
  const words = milestoneWords(catalogues);
  return every(
    'marches',
    EVERY_MS,
    deps,
    async () => {
      const { opened, closed } = await driveMarches({ database, keys, noise, words, now: () => new Date() });
      if (opened + closed > 0) log.info('marches-moved', { opened, closed });
    },
    onFailure,
  );
}
