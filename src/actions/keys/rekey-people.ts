import type { Database } from '../../storage/database.ts';
import {
  type KeyOf,
  type LookupKeys,
  lookupKeys,
  openKey,
  type StoredKey,
  storedKey,
} from '../../storage/lookup-keys.ts';
import { countDoubled, type KeyedRow, readKeyedRows, replaceStoredKeys } from '../../storage/lookup-rows.ts';
import type { RekeyResult } from './rekey.ts';

/** Short enough that nobody who writes to us waits for it. */
const ROWS_AT_ONCE = 200;

/** Whose keys are rewritten by a rotation of person keys. */
export const KEYED: readonly KeyOf[] = ['person', 'phone'];

export interface RekeyPeopleResult extends RekeyResult {
  /** Held by somebody, changed or gone in the moment at which it was their turn: to be looked at again. */
  readonly busy: number;
  /** There in two rows, one under each value: processes of steps that are not neighbours have run at the same time. */
  readonly doubled: number;
}

/**
 * Gives every person's and every phone's row the value of the new lookup key in place of the old one's, while everything
 * runs; the keys that these values are made of stay what they are. To be called when every process reads both and writes
 * the new one. After a break it goes on: what is done is left alone. `onRows` is told how many were looked at.
 */
export async function rekeyPeople(
  database: Pick<Database, 'pool'>,
  keys: { readonly current: Buffer; readonly previous: Buffer | null },
  onRows: (rows: number) => void = () => undefined,
): Promise<RekeyPeopleResult> {
  const [anew, old] = [lookupKeys(keys.current, []), lookupKeys(keys.previous, [])];
  const total = { rewritten: 0, current: 0, lost: 0, busy: 0, doubled: 0 };
  for (const of of KEYED) {
    for (let after: string | undefined; ; ) {
      const rows = await readKeyedRows(database.pool, of, after, ROWS_AT_ONCE);
      const changes = [];
      for (const row of rows) {
        const outcome = rewritten(anew, old, of, row);
        if (typeof outcome === 'string') total[outcome] += 1;
        else changes.push({ row, anew: outcome });
      }
      const written = await replaceStoredKeys(database.pool, of, changes);
      total.rewritten += written;
      const left = changes.length - written;
      const doubled = left === 0 ? 0 : await countDoubled(database.pool, of, changes);
      total.doubled += doubled;
      total.busy += Math.max(0, left - doubled);
      onRows(rows.length);
      after = rows.at(-1)?.personId;
      if (rows.length < ROWS_AT_ONCE) break;
    }
  }
  return total;
}

function rewritten(anew: LookupKeys, old: LookupKeys, of: KeyOf, row: KeyedRow): StoredKey | 'current' | 'lost' {
  // What is not sealed is a key as it was before the first rotation: under no lookup key at all.
  if (row.sealedKey !== null && opened(anew, of, row) !== undefined) return 'current';
  const key = opened(old, of, row);
  return key === undefined ? 'lost' : storedKey(anew, of, key);
}

function opened(keys: LookupKeys, of: KeyOf, row: KeyedRow): Buffer | undefined {
  try {
    return openKey(keys, of, row);
  } catch {
    return undefined;
  }
}
