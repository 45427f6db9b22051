import type pg from 'pg';
import { type Database, openDatabase } from './database.ts';

const CONNECTIONS = 6;

/** Nobody waits longer for a replica than for the record. */
const SILENT_FOR_MS = 10_000;

/**
 * The database for whoever only reads and may be some moments behind: public pages. With an address, statements go to
 * the replica there, and to `record` while the replica cannot be reached or is too far behind to answer; without one,
 * all go to `record`. Transactions are always the record's. Closing closes the replica's connections only.
 */
export function openReplica(record: Database, url: string | undefined, onAway: () => void): Database {
  if (url === undefined) return { ...record, close: () => Promise.resolve() };
  const replica = openDatabase({ url, max: CONNECTIONS, onIdleError: onAway });
  let silentUntil = 0;
  const ask = replica.pool.query.bind(replica.pool) as (...args: unknown[]) => Promise<unknown>;
  const askRecord = record.pool.query.bind(record.pool) as (...args: unknown[]) => Promise<unknown>;
  const query = async (...args: unknown[]): Promise<unknown> => {
    if (performance.now() < silentUntil) return askRecord(...args);
    try {
      return await ask(...args);
    } catch {
      // Whatever it was, the record's answer to the same question is the one that counts.
      silentUntil = performance.now() + SILENT_FOR_MS;
      onAway();
      return askRecord(...args);
    }
  };
  replica.pool.query = query as pg.Pool['query'];
  return {
    ...replica,
    transaction: record.transaction,
    transactionEndingIn: record.transactionEndingIn,
  };
}
