import { type SheetDecision, sheetDecision } from '../../domain/protocols/entries.ts';
import { protocolForm } from '../../domain/protocols/fields.ts';
import type { Database } from '../../storage/database.ts';
import { loadElection } from '../../storage/elections.ts';
import { type EntryKey, readEntry, writeEntry } from '../../storage/protocol-entries.ts';
import { appendAudit } from '../audit.ts';

export interface TypeSheetDeps {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly now: () => Date;
}

export type SheetTyped =
  | { readonly kind: 'taken' }
  /** This person has typed it already; what they typed stays. */
  | { readonly kind: 'already' }
  /** It was held for too long, and others have typed it meanwhile. */
  | { readonly kind: 'lapsed' }
  /** Settled meanwhile, replaced by its sender, given to an administrator, or voided when this person was paused. */
  | { readonly kind: 'closed' }
  /** Not the fields of this election's sheet, or not for this person to say. */
  | { readonly kind: 'unfit' };

/**
 * Takes what a reviewer typed, or what an administrator decided on a disputed sheet. Numbers are taken as they are:
 * whether they add up is no question here. The worker draws the conclusions.
 */
export async function typeSheet(
  deps: TypeSheetDeps,
  { answer, ...key }: EntryKey & { readonly answer: SheetDecision },
): Promise<SheetTyped> {
  const { database, now } = deps;
  const entry = await readEntry(database.pool, key);
  if (entry === undefined || entry.state === 'voided') return { kind: 'closed' };
  if (entry.state === 'typed') return { kind: 'already' };
  const wanted = entry.final ? 'disputed' : 'open';
  if (entry.protocolState !== wanted) return { kind: 'closed' };
  if (!(await isFit(deps, entry.electionId, answer)) || (answer.kind === 'again' && !entry.final)) {
    return { kind: 'unfit' };
  }
  const at = now();
  const written = await database.transaction(async (client) => {
    if (!(await writeEntry(client, { ...key, answer, at }))) return false;
    if (entry.final) {
      const detail = { decision: answer.kind, station: entry.stationCode };
      const { reviewerId: organizerId, protocolId: subject } = key;
      await appendAudit(client, { at, organizerId, action: 'protocol.resolve', subject, detail });
    }
    return true;
  });
  if (written) return { kind: 'taken' };
  // Something came in between: another window of the same person, the last slot, a decision.
  const after = await readEntry(database.pool, key);
  if (after?.state === 'typed') return { kind: 'already' };
  return after?.protocolState === wanted ? { kind: 'lapsed' } : { kind: 'closed' };
}

/** Exactly the fields of the sheet, no more and no fewer. */
async function isFit({ database }: TypeSheetDeps, electionId: string, answer: SheetDecision): Promise<boolean> {
  if (!sheetDecision.safeParse(answer).success) return false;
  if (answer.kind !== 'numbers') return true;
  const election = await loadElection(database.pool, electionId);
  if (election === undefined) return false;
  const ids = protocolForm(election).fields.map(({ id }) => id);
  const typed = Object.keys(answer.numbers);
  return typed.length === ids.length && ids.every((id) => typed.includes(id));
}
