import { type AuditLink, CHAIN_START, type ChainFault, createChainCheck } from '../domain/audit.ts';
import { auditEntriesAfter } from '../storage/audit.ts';
import type { Queryable } from '../storage/database.ts';

/** What a chain was found to be. */
export interface ChainReport {
  /** How many entries were read. */
  readonly entries: number;
  readonly faults: readonly ChainFault[];
  /** The newest entry read; `CHAIN_START` where there is none. */
  readonly last: Pick<AuditLink, 'number' | 'hash'>;
}

export interface VerifyOptions {
  /** An entry that is known to be right: only those after it are read. */
  readonly after?: Pick<AuditLink, 'number' | 'hash'>;
  /**
   * An entry that somebody wrote down before. A chain that was cut off at its end or made anew is in order in
   * itself; only this tells.
   */
  readonly expected?: Pick<AuditLink, 'number' | 'hash'>;
  /** Told how many entries were read so far. */
  readonly onProgress?: (entries: number) => void;
}

const PIECE = 2_000;

/** Reads the audit trail in order, in pieces, and says at which entries it is not what was written. */
export async function verifyAudit(q: Queryable, options: VerifyOptions = {}): Promise<ChainReport> {
  const { after = CHAIN_START, expected, onProgress } = options;
  const check = createChainCheck(after);
  const faults: ChainFault[] = [];
  let entries = 0;
  let seen = expected === undefined;
  // From the very first row: one that was put before number 1 is a fault too.
  let position = options.after?.number ?? Number.MIN_SAFE_INTEGER;
  for (;;) {
    const piece = await auditEntriesAfter(q, position, PIECE);
    for (const link of piece) {
      faults.push(...check.next(link));
      if (expected === undefined || link.number !== expected.number) continue;
      seen = true;
      if (!link.hash.equals(expected.hash)) faults.push({ number: link.number, kind: 'not-expected' });
    }
    position = piece.at(-1)?.number ?? position;
    entries += piece.length;
    onProgress?.(entries);
    if (piece.length < PIECE) break;
  }
  if (!seen && expected !== undefined) faults.push({ number: expected.number, kind: 'cut-off' });
  return { entries, faults, last: check.last };
}
