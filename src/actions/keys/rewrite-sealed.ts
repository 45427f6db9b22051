import type { Queryable } from '../../storage/database.ts';
import { readSealed, replaceSealed, type SealedColumn } from '../../storage/sealed-columns.ts';

/** Short enough that nobody who writes to us waits for it. */
export const ROWS_AT_ONCE = 200;

/** What a value is under the new key; it is already, or nobody can open it. */
export type Anew = (boundTo: string, sealed: Buffer) => { readonly anew: Buffer } | 'current' | 'lost';

/** What a rotation has met so far. */
export interface Rewritten {
  rewritten: number;
  /** Under the new key already. */
  current: number;
  /** Under neither: of another keyring, or changed. */
  lost: number;
  /** Held by somebody, changed or gone in the moment at which it was their turn. */
  busy: number;
}

/**
 * Writes a column's values anew, a few rows at a time, each only if nobody has changed it meanwhile, and adds to `total`
 * what it met. `held`: what becomes of rows that somebody holds. `onRows` is told how many were looked at.
 */
export async function rewriteSealed(
  q: Queryable,
  column: SealedColumn,
  anew: Anew,
  total: Rewritten,
  { held, onRows }: { readonly held: 'wait' | 'pass over'; readonly onRows: (rows: number) => void },
): Promise<void> {
  for (let after: readonly string[] | undefined; ; ) {
    const rows = await readSealed(q, column, after, ROWS_AT_ONCE);
    const changes = [];
    for (const row of rows) {
      const outcome = anew(row.boundTo, row.sealed);
      if (typeof outcome === 'string') total[outcome] += 1;
      else changes.push({ row, anew: outcome.anew });
    }
    const written = await replaceSealed(q, column, changes, held);
    total.rewritten += written;
    total.busy += changes.length - written;
    onRows(rows.length);
    after = rows.at(-1)?.key;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

/** What opening comes to; undefined where it throws: under another key. */
export function attempt<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}
