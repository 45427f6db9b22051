import type { EditionContent, EditionStation } from './edition.ts';
import type { Basis, StationNumbers } from './numbers.ts';
import { type StationFinding, stationFinding } from './station-finding.ts';
import { type Totals, totalsOf } from './totals.ts';

/** Everything that follows from an edition. Whoever has its data files gets the same. */
export interface EditionFinding {
  /** In the order of the edition's stations, those that no total counts among them. */
  readonly findings: readonly StationFinding[];
  readonly country: Totals;
  /** The country with the stations that something speaks against. */
  readonly countryWithSuspect: Totals;
  /** By name. Regions that no total counts are not among them. */
  readonly regions: readonly RegionFinding[];
}

export interface RegionFinding {
  /** The widest level's name. */
  readonly region: string;
  readonly totals: Totals;
}

/** Says what an edition's numbers prove, station by station and added up. */
export function editionFinding(edition: EditionContent): EditionFinding {
  const { stations, basis, election } = edition;
  const except = new Set(edition.except);
  const choiceIds = election.choices.map(({ id }) => id);
  const findings = stations.map((station) => stationFinding(editionNumbers(edition, station), basis));
  const counted: StationFinding[] = [];
  const byRegion = new Map<string, StationFinding[]>();
  for (const [at, finding] of findings.entries()) {
    const region = stations[at]?.levels[0] ?? '';
    if (except.has(region)) continue;
    counted.push(finding);
    const others = byRegion.get(region);
    if (others === undefined) byRegion.set(region, [finding]);
    else others.push(finding);
  }
  return {
    findings,
    country: totalsOf(counted, choiceIds),
    countryWithSuspect: totalsOf(counted, choiceIds, { withSuspect: true }),
    regions: [...byRegion]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([region, of]) => ({ region, totals: totalsOf(of, choiceIds) })),
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
