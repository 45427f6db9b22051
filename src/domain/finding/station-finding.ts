import { type Basis, oursOf, type StationNumbers } from './numbers.ts';
import { type Suspicion, suspicionsOf } from './suspicion.ts';

/** What a station's numbers say about one choice. */
export interface ChoiceFinding {
  readonly choiceId: string;
  readonly ours: number;
  readonly official: number | null;
  /**
   * How many votes the official number lacks at least: what we hold above it, 0 where we do not. The same number
   * is how many of ours would have to be fakes for the official number to stand.
   */
  readonly missing: number;
}

/** What a station's numbers say. */
export interface StationFinding {
  readonly stationId: string;
  readonly choices: readonly ChoiceFinding[];
  /** We hold more than was reported, for at least one choice. */
  readonly proven: boolean;
  /** Any official number at all. */
  readonly hasOfficial: boolean;
  readonly suspicions: readonly Suspicion[];
}

/**
 * Compares what we hold with what was reported. It is a lower bound per station, and holds without assuming that
 * our users are a fair sample. Without an official number nothing follows.
 */
export function stationFinding(station: StationNumbers, basis: Basis): StationFinding {
  const choices = station.choices.map((choice): ChoiceFinding => {
    const ours = oursOf(choice, basis);
    const { choiceId, official } = choice;
    return { choiceId, ours, official, missing: official === null ? 0 : Math.max(0, ours - official) };
  });
  return {
    stationId: station.stationId,
    choices,
    proven: choices.some(({ missing }) => missing > 0),
    hasOfficial: choices.some(({ official }) => official !== null),
    suspicions: suspicionsOf(station, basis),
  };
}
