import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from './canonical-json.ts';

/** What an entry says, apart from its place in the chain. */
export interface AuditContent {
  /** UTC with microseconds, as Postgres keeps it: `2026-01-31T09:00:00.000000Z`. */
  readonly at: string;
  /** Null for what nobody at the console did: the command line, the schedule. */
  readonly organizerId: string | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: JsonObject;
}

/** A link of the chain. */
export interface AuditLink extends AuditContent {
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** What stands before the first entry. */
export const CHAIN_START: Pick<AuditLink, 'number' | 'hash'> = { number: 0, hash: Buffer.alloc(32) };

/** The time as the chain writes it. */
export function auditTime(at: Date): string {
  return at.toISOString().replace('Z', '000Z');
}

/** The next link after `last`. */
export function nextLink(last: Pick<AuditLink, 'number' | 'hash'>, content: AuditContent): AuditLink {
  const link = { ...content, number: last.number + 1, previousHash: last.hash };
  return { ...link, hash: hashOf(link) };
}

/**
 * SHA-256 of the entry's canonical JSON: its fields as they are called in the table, and the hash before it in
 * hexadecimal. `form` says which form this is, should there ever be another.
 */
function hashOf(link: Omit<AuditLink, 'hash'>): Buffer {
  const { number, at, organizerId, action, subject, detail, previousHash } = link;
  const text = canonicalJson({
    form: 'golos-audit-1',
    number,
    at,
    organizer_id: organizerId,
    action,
    subject,
    detail,
    previous_hash: previousHash.toString('hex'),
  });
  return createHash('sha256').update(text).digest();
}

/** What is wrong with a chain, at which entry. */
export interface ChainFault {
  readonly number: number;
  readonly kind: /** Numbers jump: at least one entry before this one is gone. */
    | 'missing'
    /** What it says is not what was hashed. */
    | 'changed'
    /** It does not follow the entry before it: put elsewhere, or the one before was replaced. */
    | 'out-of-order'
    /** It is right in itself, but not the one that somebody wrote down: everything up to it was made anew. */
    | 'not-expected'
    /** Somebody wrote it down, and it is no longer there: the chain's end is gone. */
    | 'cut-off';
}

/**
 * Checks entries one after another, in the order of their numbers. Feed it everything from the first on, or from
 * any entry that is known to be right.
 */
export function createChainCheck(start: Pick<AuditLink, 'number' | 'hash'> = CHAIN_START): {
  next(link: AuditLink): ChainFault[];
  readonly last: Pick<AuditLink, 'number' | 'hash'>;
} {
  let last = start;
  return {
    next(link) {
      const faults: ChainFault[] = [];
      const { number } = link;
      if (number !== last.number + 1) faults.push({ number, kind: 'missing' });
      else if (!link.previousHash.equals(last.hash)) faults.push({ number, kind: 'out-of-order' });
      if (!hashOf(link).equals(link.hash)) faults.push({ number, kind: 'changed' });
      last = { number, hash: link.hash };
      return faults;
    },
    get last() {
      return last;
    },
  };
}
