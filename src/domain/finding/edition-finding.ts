import type { EditionContent, EditionStation } from './edition.ts';
import type { Basis, StationNumbers } from './numbers.ts';
import { type StationFinding, stationFinding } from './station-finding.ts';
import { type RegionTotals, type Totals, totalsByRegion, totalsOf } from './totals.ts';

/** Everything that follows from an edition. Whoever has its data files gets the same. */
export interface EditionFinding {
  /** In the order of the edition's stations, those that no total counts among them. */
  readonly findings: readonly StationFinding[];
  readonly country: Totals;
  /** The country with the stations that something speaks against. */
  readonly countryWithSuspect: Totals;
  /** By name. Regions that no total counts are not among them. */
  readonly regions: readonly RegionTotals[];
}

/** Says what an edition's numbers prove, station by station and added up. */
export function editionFinding(edition: EditionContent): EditionFinding {
  const { stations, basis, election } = edition;
  const except = new Set(edition.except);
  const choiceIds = election.choices.map(({ id }) => id);
  const findings = stations.map((station) => stationFinding(editionNumbers(edition, station), basis));
  const counted = findings
    .map((finding, at) => ({ region: stations[at]?.levels[0] ?? '', finding }))
    .filter(({ region }) => !except.has(region));
  const all = counted.map(({ finding }) => finding);
  return {
    findings,
    country: totalsOf(all, choiceIds),
    countryWithSuspect: totalsOf(all, choiceIds, { withSuspect: true }),
    regions: totalsByRegion(counted, choiceIds),
  };
}

/** A station of an edition as the finding takes it: what is official is what the first source says. */
export function editionNumbers({ basis, election }: EditionContent, station: EditionStation): StationNumbers {
  const { id: stationId, levels, registeredVoters, officialTurnout, officialEarly, quarantined, signs } = station;
  return {
    stationId,
    levels,
    registeredVoters,
    officialTurnout,
    officialEarly,
    quarantined,
    ours: signs,
    choices: election.choices.map(({ id: choiceId }, at) => ({
      choiceId,
      ...NONE,
      [COUNT_OF[basis]]: station.ours[at] ?? 0,
      official: station.official[0]?.[at] ?? null,
    })),
  };
}

const NONE = { verified: 0, handedIn: 0, declared: 0 };

/** An edition has the counts of one basis only. */
const COUNT_OF = { verified: 'verified', 'handed-in': 'handedIn', declared: 'declared' } as const satisfies Record<
  Basis,
  string
>;
