import { binOf, type Estimate, type EstimateStation, quartiles } from './estimate.ts';

/** Parts of both shares, ten percentage points each. */
export const CELLS = 10;

/** How what we hold of a choice relates to what was officially reported of it, at the stations that have both. */
export interface PhotographedAndOfficial extends Estimate {
  readonly choiceId: string;
  /** Ours, and official votes, at these stations together. */
  readonly ours: number;
  readonly official: number;
  /**
   * Ours for each official vote, by station: a quarter, half and three quarters of the stations have less. Above one is
   * a finding, which stands on its own page. Stations with no official vote for the choice are not in it.
   */
  readonly perVote: readonly [number, number, number] | null;
  /**
   * Stations by the choice's share of what we hold there, and its share of the official turnout: `grid[ours][official]`,
   * for stations with at least `FEWEST_OURS` of ours.
   */
  readonly grid: readonly (readonly number[])[];
}

/** Of fewer a share says nothing. */
export const FEWEST_OURS = 20;

/**
 * What we hold of a choice beside what was reported of it. Never an estimate of a country's shares: who sends a photo is
 * no sample of who votes. What it shows is how differently the supporters of choices took part.
 */
export function photographedAndOfficial(
  stations: readonly EstimateStation[],
  choice: number,
  choiceId: string,
): PhotographedAndOfficial {
  const points = stations.flatMap(({ official, ours, turnout }) => {
    const votes = official[choice] ?? null;
    const all = ours.reduce((sum, count) => sum + count, 0);
    return votes === null || votes < 0 || all === 0 ? [] : [{ votes, held: ours[choice] ?? 0, all, turnout }];
  });
  const grid = Array.from({ length: CELLS }, () => new Array<number>(CELLS).fill(0));
  for (const { votes, held, all, turnout } of points) {
    if (turnout === null || turnout <= 0 || votes > turnout || all < FEWEST_OURS) continue;
    const row = grid[binOf(held / all, CELLS)];
    const column = binOf(votes / turnout, CELLS);
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return {
    choiceId,
    stations: points.length,
    leftOut: stations.length - points.length,
    ours: points.reduce((sum, { held }) => sum + held, 0),
    official: points.reduce((sum, { votes }) => sum + votes, 0),
    perVote: quartiles(points.flatMap(({ votes, held }) => (votes > 0 ? [held / votes] : []))),
    grid,
    assumptions: ['official-as-published', 'photos-differ'],
    limits: ['no-sample', 'no-station', 'reporting-stations'],
  };
}
