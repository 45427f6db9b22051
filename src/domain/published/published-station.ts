import type { EditionContent, EditionStation } from '../finding/edition.ts';
import type { StationFinding } from '../finding/station-finding.ts';
import { leftOutBecause, missingOf } from './stations-csv.ts';

/** A station as programs are told of it: its numbers, and what follows from them. */
export function publishedStation(edition: EditionContent, station: EditionStation, finding: StationFinding) {
  const { code, levels, name, address, latitude, longitude, signs, quarantined } = station;
  const { registeredVoters, officialTurnout, officialEarly } = station;
  const because = leftOutBecause(edition, station, finding);
  const { fromUnverified, onBusiestDay, nearDuplicates } = signs;
  return {
    code,
    levels,
    name,
    address,
    latitude,
    longitude,
    registeredVoters,
    officialTurnout,
    officialEarly,
    counted: because.length === 0,
    leftOutBecause: because,
    proven: finding.proven,
    missing: finding.hasOfficial ? finding.choices.reduce((sum, { missing }) => sum + missing, 0) : null,
    choices: finding.choices.map((choice, at) => ({
      choice: choice.choiceId,
      ours: choice.ours,
      official: edition.sources.map(({ source }, of) => ({ source, votes: station.official[of]?.[at] ?? null })),
      missing: missingOf(choice),
    })),
    signs: { fromUnverified, onBusiestDay, nearDuplicates },
    quarantined,
  };
}
