import { type LeasedBatch, type LedgerEntry, recordOutcomes } from '../../storage/broadcast-ledger.ts';
import type { Database } from '../../storage/database.ts';
import { countOutcomes, type SendOutcome, stopPeople } from '../../storage/outbox.ts';
import { recordWhenPossible } from '../record-when-possible.ts';

export interface Recorder {
  add(entry: LedgerEntry): void;
  /** Resolves when everything added so far is written down. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

type RecordedBatch = Pick<LeasedBatch, 'broadcastId' | 'messenger' | 'ofMarch'>;

export interface RecorderDeps {
  readonly database: Database;
  readonly today: () => string;
}

/** How long outcomes wait for company: what a killed sender had sent and not yet written down is uncertain. */
const SOON_MS = 30;

/** Writes outcomes down, those of a moment together, in the order in which they came. */
export function openRecorder(deps: RecorderDeps, batch: RecordedBatch): Recorder {
  let pending: LedgerEntry[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length > 0) {
      const entries = pending;
      pending = [];
      writing = writing.then(() => recordWhenPossible(() => record(deps, batch, entries)));
      // Whoever awaits it learns of a failure; nobody may be waiting just now.
      writing.catch(() => undefined);
    }
    return writing;
  }

  return {
    add(entry) {
      pending.push(entry);
      timer ??= setTimeout(() => void flush(), SOON_MS);
    },
    flush,
    close: flush,
  };
}

async function record(
  { database, today }: RecorderDeps,
  batch: RecordedBatch,
  entries: readonly LedgerEntry[],
): Promise<void> {
  const { messenger, ofMarch } = batch;
  const outcomes = entries.flatMap(({ outcome, code }): SendOutcome[] =>
    outcome === null ? [] : [{ messenger, outcome: outcome === 'blocked' ? 'stopped' : outcome, code }],
  );
  const blocked = entries.filter((e) => e.outcome === 'blocked').map((e) => e.personId);
  await database.transaction(async (client) => {
    // Replies stop people and count in this order too, so that neither waits for the other in a circle.
    if (blocked.length > 0) await stopPeople(client, blocked);
    await recordOutcomes(client, batch, entries);
    // The console shows each day's sums.
    if (outcomes.length > 0 && !ofMarch) await countOutcomes(client, outcomes, today());
  });
}
