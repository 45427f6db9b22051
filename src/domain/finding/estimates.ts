import type { EditionContent } from './edition.ts';
import { editionNumbers } from './edition-finding.ts';
import { type EarlyVotes, earlyVotes } from './estimates/early-votes.ts';
import type { EstimateStation } from './estimates/estimate.ts';
import { type IntegerPeaks, integerPeaks } from './estimates/integer-peaks.ts';
import { type PhotographedAndOfficial, photographedAndOfficial } from './estimates/photographed.ts';
import { type TurnoutAndShare, turnoutAndShare } from './estimates/turnout-and-share.ts';
import { suspicionsOf } from './suspicion.ts';

/**
 * What an edition's numbers look like beside what is usual elsewhere. Not findings: each rests on assumptions, which it
 * carries with it, and none of them says anything about a country's shares.
 */
export interface Estimates {
  /** By the ballot paper; one for each choice. */
  readonly turnoutAndShare: readonly TurnoutAndShare[];
  readonly early: readonly EarlyVotes[];
  /** Of the turnout first, then of each choice. */
  readonly peaks: readonly IntegerPeaks[];
  readonly photographed: readonly PhotographedAndOfficial[];
}

/**
 * Estimates of an edition, from its first source. Regions that no total counts are in none of them; where something
 * speaks against our own numbers, ours are not looked at.
 */
export function estimatesOf(edition: EditionContent): Estimates {
  const except = new Set(edition.except);
  const counted = edition.stations.filter(({ levels }) => !except.has(levels[0] ?? ''));
  const choiceIds = edition.election.choices.map(({ id }) => id);
  const stations = counted.map((station): EstimateStation => {
    const suspect = suspicionsOf(editionNumbers(edition, station), edition.basis).length > 0;
    return {
      registered: station.registeredVoters,
      turnout: station.officialTurnout,
      early: station.officialEarly,
      official: station.official[0] ?? [],
      ours: suspect ? choiceIds.map(() => 0) : station.ours,
    };
  });
  const each = <T>(estimate: (stations: readonly EstimateStation[], choice: number, id: string) => T): T[] =>
    choiceIds.map((id, choice) => estimate(stations, choice, id));
  return {
    turnoutAndShare: each(turnoutAndShare),
    early: each(earlyVotes),
    peaks: [
      integerPeaks(stations, 'turnout', null, null),
      ...each((of, choice, id) => integerPeaks(of, 'share', choice, id)),
    ],
    photographed: each(photographedAndOfficial),
  };
}
