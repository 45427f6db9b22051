import { isDeepStrictEqual } from 'node:util';
import { type ElectionProblem, forbiddenChanges, forbiddenSheetChanges } from '../domain/election-file.ts';
import type { Election } from '../domain/elections.ts';
import type { Database } from '../storage/database.ts';
import {
  hasProtocols,
  hasVotes,
  insertElection,
  lockElection,
  replaceChoices,
  updateElection,
} from '../storage/elections.ts';
import { appendAudit } from './audit.ts';

export type CreatedElection =
  | { readonly kind: 'created' | 'changed' | 'unchanged' }
  /** Votes are there, and they would not mean the same any more. Nothing was changed. */
  | { readonly kind: 'refused'; readonly problems: readonly ElectionProblem[] };

/**
 * Creates an election, or brings the one with the same id to what the file says. Once somebody has voted
 * or declared a choice, the choices and the number of photos stay as they are. What was done is in the audit trail.
 */
export async function createElection(
  database: Database,
  election: Election,
  at: Date = new Date(),
): Promise<CreatedElection> {
  return database.transaction(async (client) => {
    const audit = (action: string) => appendAudit(client, { at, organizerId: null, action, subject: election.id });
    if (await insertElection(client, election)) {
      await audit('election.create');
      return { kind: 'created' };
    }
    const before = await lockElection(client, election.id);
    // Elections are never deleted, so that one that stands in the way is there.
    if (before === undefined) throw new Error('an election vanished while it was being changed');
    if (isDeepStrictEqual(before, election)) return { kind: 'unchanged' };
    if (await hasProtocols(client, election.id)) {
      const problems = forbiddenSheetChanges(before, election);
      if (problems.length > 0) return { kind: 'refused', problems };
    }
    if (await hasVotes(client, election.id)) {
      const problems = forbiddenChanges(before, election);
      if (problems.length > 0) return { kind: 'refused', problems };
    } else if (!isDeepStrictEqual(before.choices, election.choices)) {
      await replaceChoices(client, election);
    }
    await updateElection(client, election);
    await audit('election.change');
    return { kind: 'changed' };
  });
}
