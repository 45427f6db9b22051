import { binOf, type Estimate, type EstimateStation, histogram } from './estimate.ts';

/** Parts of turnout and of share, five percentage points each, in which stations are counted. */
export const GRID = 20;

/** Parts of the distributions, two percentage points each. */
export const BINS = 50;

/** How stations spread over turnout and a choice's official share. */
export interface TurnoutAndShare extends Estimate {
  readonly choiceId: string;
  /** Stations by turnout of the registered voters; in each of `BINS`. */
  readonly byTurnout: readonly number[];
  /** Stations by the choice's share of those who voted; in each of `BINS`. */
  readonly byShare: readonly number[];
  /** Stations by both: `grid[turnout][share]`, `GRID` parts each. */
  readonly grid: readonly (readonly number[])[];
  /** From −1 to 1, every station weighted by its voters; null where turnout or share is the same everywhere. */
  readonly correlation: number | null;
}

/**
 * How official turnout and a choice's official share go together, after P. Klimek et al., “Statistical detection of
 * systematic election irregularities”, PNAS 109 (2012) 16469, and S. Shpilkin, Troitsky Variant 21/94 (2011). Where
 * ballots are added for one choice, stations of high turnout are those with its high share.
 */
export function turnoutAndShare(
  stations: readonly EstimateStation[],
  choice: number,
  choiceId: string,
): TurnoutAndShare {
  const points = stations.flatMap(({ registered, turnout, official }) => {
    const votes = official[choice] ?? null;
    if (registered === null || turnout === null || votes === null || votes < 0) return [];
    if (turnout <= 0 || turnout > registered || votes > turnout) return [];
    return [{ turnout: turnout / registered, share: votes / turnout, weight: registered }];
  });
  const grid = Array.from({ length: GRID }, () => new Array<number>(GRID).fill(0));
  for (const { turnout, share } of points) {
    const row = grid[binOf(turnout, GRID)];
    const column = binOf(share, GRID);
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return {
    choiceId,
    stations: points.length,
    leftOut: stations.length - points.length,
    byTurnout: histogram(
      points.map(({ turnout }) => turnout),
      BINS,
    ),
    byShare: histogram(
      points.map(({ share }) => share),
      BINS,
    ),
    grid,
    correlation: correlationOf(points),
    assumptions: ['official-as-published', 'smooth'],
    limits: ['no-station', 'honest-differences', 'special-stations', 'reporting-stations'],
  };
}

/** Pearson's, weighted. */
function correlationOf(
  points: readonly { readonly turnout: number; readonly share: number; readonly weight: number }[],
): number | null {
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point) * point.weight, 0) / total;
  const [x, y] = [mean(({ turnout }) => turnout), mean(({ share }) => share)];
  const covariance = mean(({ turnout, share }) => (turnout - x) * (share - y));
  const spread = Math.sqrt(mean(({ turnout }) => (turnout - x) ** 2) * mean(({ share }) => (share - y) ** 2));
  // Rounding leaves a little of nothing.
  return spread > 1e-12 ? Math.min(1, Math.max(-1, covariance / spread)) : null;
}
