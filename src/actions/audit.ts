import { type AuditLink, auditTime, CHAIN_START, nextLink } from '../domain/audit.ts';
import type { JsonObject } from '../domain/canonical-json.ts';
import { addAuditEntries, lastAuditEntry, lockAudit } from '../storage/audit.ts';
import type { Queryable } from '../storage/database.ts';

/** Something that was done, as the one who does it tells it. */
export interface AuditEntry {
  readonly at: Date;
  /** Null for what nobody at the console did: the command line, the schedule. */
  readonly organizerId: string | null;
  /** Subject and verb, such as `survey.open`. */
  readonly action: string;
  /** What it was done to, such as a survey's id. Never a citizen. */
  readonly subject: string;
  /** What a reader must know besides: few fields, no secret, nobody's answers. */
  readonly detail?: JsonObject;
}

/**
 * Writes an entry of the audit trail, in the caller's transaction: what is done and that it was done commit
 * together. From here to the commit nobody else can append, so call it last, and never before something slow.
 */
export async function appendAudit(q: Queryable, entry: AuditEntry): Promise<void> {
  await appendAudits(q, [entry]);
}

/** The same for several, in their order. */
export async function appendAudits(q: Queryable, entries: readonly AuditEntry[]): Promise<void> {
  await lockAudit(q);
  let last: Pick<AuditLink, 'number' | 'hash'> = (await lastAuditEntry(q)) ?? CHAIN_START;
  const links = entries.map(({ at, organizerId, action, subject, detail = {} }) => {
    const link = nextLink(last, { at: auditTime(at), organizerId, action, subject, detail });
    last = link;
    return link;
  });
  await addAuditEntries(q, links);
}
