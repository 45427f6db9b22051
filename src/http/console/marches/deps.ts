import type { LiveMarches } from '../../../actions/marches/live-marches.ts';
import type { KnownStation } from '../../../domain/marches/zones.ts';
import type { Database } from '../../../storage/database.ts';
import { currentElection } from '../../../storage/elections.ts';
import { knownStations } from '../../../storage/marches.ts';
import { listRegions } from '../../../storage/survey-margins.ts';

/** What the pages about marches work with. */
export interface MarchPagesDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** Where people find the public pages, such as `https://example.org`. */
  readonly origin: string;
  /** Of the election that is served, IANA: times are shown and read in it. */
  readonly timeZone: () => Promise<string>;
  /** What is published. The console knows no more than everybody. */
  readonly live: LiveMarches;
}

/** The stations that zones are checked against. */
export async function stationsOf({ database, now }: MarchPagesDeps): Promise<readonly KnownStation[]> {
  const election = await currentElection(database.pool, now());
  return election === undefined ? [] : knownStations(database.pool, election.id);
}

/** Names of the stations' widest level. */
export async function regionsOf({ database, now }: MarchPagesDeps): Promise<readonly string[]> {
  const election = await currentElection(database.pool, now());
  return election === undefined ? [] : listRegions(database.pool, election.id);
}
