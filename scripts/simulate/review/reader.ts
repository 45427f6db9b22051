import type { Seeded } from '../../../bots/playground/sample-ballots/seeded.ts';
import { type BallotReading, choiceRead, choiceReading, REJECTIONS } from '../../../src/domain/review/readings.ts';

/** How somebody reads: with care, or to have something wrong accepted. */
export interface Temper {
  readonly malicious: boolean;
  /** Of a hundred readings, how many are slips of the hand. */
  readonly slips: number;
}

/** Seconds that a person takes for a ballot: mostly a few, now and then many. */
const QUICKEST = 2;
const USUAL = 6;

/** Of a hundred turns: somebody is called away, and does not come back within the lease. */
const CALLED_AWAY = 0.5;
const AWAY_SECONDS = 700;

/** What is really to be seen on a ballot, by what its person said: a few are no good, a few are marked otherwise. */
export function truthOf(said: string, choiceIds: readonly string[], random: Seeded): BallotReading {
  const drawn = random.next();
  if (drawn < 0.02) return REJECTIONS[Math.floor(random.next() * REJECTIONS.length)] ?? 'unreadable';
  return choiceReading(drawn < 0.03 ? another(said, choiceIds) : said);
}

/**
 * What somebody answers. Malicious reviewers know one another: all of them answer the same wrong thing, which is the
 * worst that they can do without seeing one another's answers.
 */
export function readingBy(
  { malicious, slips }: Temper,
  truth: BallotReading,
  choiceIds: readonly string[],
  random: Seeded,
): BallotReading {
  const marked = choiceRead(truth);
  if (malicious) return choiceReading(marked === undefined ? (choiceIds[0] ?? '') : another(marked, choiceIds));
  if (random.next() * 100 >= slips) return truth;
  const all = [...choiceIds.map(choiceReading), 'unreadable' as const].filter((reading) => reading !== truth);
  return all[Math.floor(random.next() * all.length)] ?? truth;
}

/** Seconds until the answer. */
export function secondsFor(random: Seeded): number {
  if (random.next() * 100 < CALLED_AWAY) return AWAY_SECONDS;
  return QUICKEST - (USUAL - QUICKEST) * Math.log(1 - random.next());
}

function another(choiceId: string, choiceIds: readonly string[]): string {
  return choiceIds[(choiceIds.indexOf(choiceId) + 1) % choiceIds.length] ?? choiceId;
}
