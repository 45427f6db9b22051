import type { Database } from '../storage/database.ts';
import { type AuditEntry, appendAudits } from './audit.ts';

/** Appends entries of many at once: the trail's lock is taken, and the disk waited for, once for all of them. */
export interface AuditWriter {
  /** Resolves when the entry is committed; rejects when it could not be. */
  append(entry: AuditEntry): Promise<void>;
}

interface Waiting {
  readonly entry: AuditEntry;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** For what happens often and changes nothing else, such as looking at a photo. One writer a process. */
export function createAuditWriter(database: Pick<Database, 'transaction'>): AuditWriter {
  let waiting: Waiting[] = [];
  let writing = false;

  async function write(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await database.transaction((client) =>
          appendAudits(
            client,
            batch.map(({ entry }) => entry),
          ),
        );
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = false;
  }

  return {
    append: (entry) =>
      new Promise((done, failed) => {
        waiting.push({ entry, done, failed });
        // What arrives while a transaction runs fills the next one.
        if (!writing) void write();
      }),
  };
}
