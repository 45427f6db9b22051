import { binOf, type Estimate, type EstimateStation, histogram, quartiles } from './estimate.ts';

/** Parts of the early share, ten percentage points each. */
export const BANDS = 10;

/** How much of the official turnout voted before election day, and how that goes with a choice. */
export interface EarlyVotes extends Estimate {
  readonly choiceId: string;
  /** Stations by the share of their turnout that voted early; in each of `BANDS`. */
  readonly byEarly: readonly number[];
  /** A quarter, half and three quarters of the stations have less; null without any station. */
  readonly quartiles: readonly [number, number, number] | null;
  /** At these stations together: who voted early, of all who voted. */
  readonly early: number;
  readonly turnout: number;
  /**
   * For each band: the median of the choice's official share at its stations; null where there are fewer than
   * `ENOUGH`.
   */
  readonly shareByBand: readonly (number | null)[];
}

/** Stations from which a median says something. */
export const ENOUGH = 10;

/**
 * How many voted early by the official numbers. Ballot boxes stand for days without observers then; early voting that
 * is large, and larger where one choice is, is what reports of added ballots look like (OSCE/ODIHR on the Belarusian
 * elections of 2010 and 2015, § early voting).
 */
export function earlyVotes(stations: readonly EstimateStation[], choice: number, choiceId: string): EarlyVotes {
  const points = stations.flatMap(({ turnout, early, official }) => {
    const votes = official[choice] ?? null;
    if (turnout === null || early === null || turnout <= 0 || early < 0 || early > turnout) return [];
    if (votes === null || votes < 0 || votes > turnout) return [];
    return [{ early, turnout, part: early / turnout, share: votes / turnout }];
  });
  const parts = points.map(({ part }) => part);
  const shares = Array.from({ length: BANDS }, (): number[] => []);
  for (const { part, share } of points) shares[binOf(part, BANDS)]?.push(share);
  return {
    choiceId,
    stations: points.length,
    leftOut: stations.length - points.length,
    byEarly: histogram(parts, BANDS),
    quartiles: quartiles(parts),
    early: points.reduce((sum, { early }) => sum + early, 0),
    turnout: points.reduce((sum, { turnout }) => sum + turnout, 0),
    shareByBand: shares.map((of) => (of.length < ENOUGH ? null : (quartiles(of)?.[1] ?? null))),
    assumptions: ['official-as-published', 'early-as-cast', 'smooth'],
    limits: ['no-station', 'early-differ', 'special-stations', 'reporting-stations'],
  };
}
