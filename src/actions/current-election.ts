import { dayIn, isOpen } from '../domain/elections.ts';
import type { Database } from '../storage/database.ts';
import { currentElection } from '../storage/elections.ts';
import type { ElectionView } from './look-ups.ts';

/** An election that was created or changed is served after so long at the latest. */
const FRESH_MS = 2_000;

export interface ElectionReaderDeps {
  readonly database: Database;
  /** For elections whose file names none. */
  readonly trustedPrefixes: readonly string[];
  readonly now: () => Date;
}

/** Reads the election that the bots serve, at most every two seconds, however many ask. */
export function createElectionReader({
  database,
  trustedPrefixes,
  now,
}: ElectionReaderDeps): () => Promise<ElectionView | undefined> {
  let read: { at: number; election: Promise<ElectionView | undefined> } | undefined;

  async function fresh(at: Date): Promise<ElectionView | undefined> {
    const election = await currentElection(database.pool, at);
    if (election === undefined) return undefined;
    const { id, name, choices, opensOn, closesOn, photoSides } = election;
    const today = dayIn(election.timeZone, at);
    return {
      id,
      name,
      choices,
      opensOn,
      closesOn,
      photoSides,
      trustedPrefixes: election.trustedPrefixes.length > 0 ? election.trustedPrefixes : trustedPrefixes,
      phase: isOpen(election, today) ? 'open' : today < opensOn ? 'before' : 'after',
    };
  }

  return () => {
    const at = now();
    if (read !== undefined && at.getTime() - read.at < FRESH_MS) return read.election;
    const election = fresh(at);
    read = { at: at.getTime(), election };
    // A failure is not remembered: the next one asks again.
    election.catch(() => {
      if (read?.election === election) read = undefined;
    });
    return election;
  };
}
