import type { BallotReading } from '../../../src/domain/review/readings.ts';
import type { Database } from '../../../src/storage/database.ts';
import type { ReviewSimulation } from './run.ts';

/** What came of a simulated review. */
export interface ReviewOutcome {
  readonly options: Omit<ReviewSimulation, 'migrations'>;
  /** Ballots that were decided, by reviewers or by the administrator. */
  readonly decided: number;
  /** Of these: as what is not to be seen on them. */
  readonly wrong: number;
  /** Decided by the administrator. */
  readonly byAdministrator: number;
  readonly answers: number;
  readonly goldAnswers: number;
  readonly malicious: number;
  readonly maliciousPaused: number;
  readonly honestPaused: number;
  /** Answers of malicious reviewers until they were paused, all together. */
  readonly maliciousAnswers: number;
  /** Of the reviewers' own time. */
  readonly itemsPerHour: number;
  /** Of this machine's: answers that were taken and settled, one process, without photos. */
  readonly answersPerSecond: number;
  /** Cells of the count that a recount finds otherwise. */
  readonly differences: number;
}

export interface Lived {
  readonly options: ReviewSimulation;
  readonly truths: ReadonlyMap<string, BallotReading>;
  readonly readers: readonly { readonly id: string; readonly malicious: boolean; readonly answers: number }[];
  readonly hours: number;
  readonly seconds: number;
  readonly answers: number;
  readonly differences: number;
}

/** Compares what was decided with what is to be seen. */
export async function outcomeOf({ pool }: Database, lived: Lived): Promise<ReviewOutcome> {
  const { options, truths, readers, hours, seconds, answers, differences } = lived;
  const items = await pool.query<{ id: string; outcome: string; final: boolean }>(
    `select i.id, i.outcome, exists (select from review_turns t where t.item_id = i.id and t.final and t.round = i.round
                                       and t.state = 'answered') as final
     from review_items i where i.kind = 'ballot' and i.state = 'closed'`,
  );
  const paused = await pool.query<{ id: string }>(
    'select organizer_id as id from reviewers where paused_on is not null',
  );
  const gold = await pool.query<{ count: number }>(
    `select count(*)::int as count from review_turns t join review_items i on i.id = t.item_id
     where i.kind = 'gold' and t.state = 'answered'`,
  );
  const pausedIds = new Set(paused.rows.map(({ id }) => id));
  const malicious = readers.filter((reader) => reader.malicious);
  const { migrations: _, ...kept } = options;
  return {
    options: kept,
    decided: items.rows.length,
    wrong: items.rows.filter(({ id, outcome }) => outcome !== truths.get(id)).length,
    byAdministrator: items.rows.filter(({ final }) => final).length,
    answers,
    goldAnswers: gold.rows[0]?.count ?? 0,
    malicious: malicious.length,
    maliciousPaused: malicious.filter(({ id }) => pausedIds.has(id)).length,
    honestPaused: readers.filter((reader) => !reader.malicious && pausedIds.has(reader.id)).length,
    maliciousAnswers: malicious.reduce((sum, reader) => sum + reader.answers, 0),
    itemsPerHour: hours === 0 ? 0 : items.rows.length / hours,
    answersPerSecond: answers / seconds,
    differences,
  };
}
