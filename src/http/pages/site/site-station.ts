import type { EditionStation } from '../../../domain/finding/edition.ts';
import type { StationFinding } from '../../../domain/finding/station-finding.ts';
import { stationPath } from '../../../domain/station-path.ts';

/** What a station's numbers say, as maps and tables show it. */
export const STANDINGS = ['proven', 'suspect', 'consistent', 'nothing'] as const;

/**
 * `proven`: we hold more than was reported. `suspect`: something speaks against our own numbers. `consistent`: compared,
 * and no contradiction found. `nothing`: no official result or none of ours, so that nothing follows.
 */
export type Standing = (typeof STANDINGS)[number];

/** One station with what follows from it. */
export interface SiteStation {
  readonly station: EditionStation;
  readonly finding: StationFinding;
  readonly standing: Standing;
  /** Over all choices. */
  readonly missing: number;
  readonly path: string;
}

/** A station with what its finding says. */
export function siteStation(station: EditionStation, finding: StationFinding): SiteStation {
  const missing = finding.choices.reduce((sum, choice) => sum + choice.missing, 0);
  return { station, finding, standing: standingOf(finding), missing, path: stationPath(station.code) };
}

function standingOf({ suspicions, proven, hasOfficial, choices }: StationFinding): Standing {
  if (suspicions.length > 0) return 'suspect';
  if (proven) return 'proven';
  return hasOfficial && choices.some(({ ours }) => ours > 0) ? 'consistent' : 'nothing';
}
