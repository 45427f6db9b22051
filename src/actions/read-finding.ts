import type { Election } from '../domain/elections.ts';
import type { Basis, StationNumbers } from '../domain/finding/numbers.ts';
import { type StationFinding, stationFinding } from '../domain/finding/station-finding.ts';
import { type RegionTotals, type Totals, totalsByRegion, totalsOf } from '../domain/finding/totals.ts';
import { groupBy } from '../domain/group-by.ts';
import type { OfficialSource } from '../domain/official/terms.ts';
import type { Database, Queryable } from '../storage/database.ts';
import { loadElection } from '../storage/elections.ts';
import { busiestDays, findingStations, nearDuplicates, ownCounts, quarantinedStations } from '../storage/finding.ts';
import { listOfficialImports, loadOfficialNumbers, type OfficialImport } from '../storage/official.ts';

export interface FindingRequest {
  readonly electionId: string;
  readonly source: OfficialSource;
  readonly basis: Basis;
  /** Stations with suspicions count too; by default they are left out, and their number is told. */
  readonly withSuspect?: boolean;
  /** Regions that are left out altogether, such as stations abroad. */
  readonly except?: readonly string[];
}

export interface Finding {
  readonly election: Election;
  /** The official results it rests on; undefined where the source has none yet. */
  readonly official: OfficialImport | undefined;
  readonly stations: readonly StationNumbers[];
  /** In the order of `stations`. */
  readonly findings: readonly StationFinding[];
  readonly country: Totals;
  readonly regions: readonly RegionTotals[];
}

/** What the count as it is now says about the newest official results of a source. Undefined without the election. */
export async function readFinding(database: Database, request: FindingRequest): Promise<Finding | undefined> {
  const { electionId, source, basis, withSuspect = false } = request;
  const read = await readNumbers(database, { electionId, basis, sources: [source] });
  const [compared] = read?.compared ?? [];
  if (read === undefined || compared === undefined) return undefined;
  const except = new Set(request.except);
  const stations = compared.stations.filter(({ levels }) => !except.has(levels[0] ?? ''));
  const findings = stations.map((numbers) => stationFinding(numbers, basis));
  const choiceIds = read.election.choices.map(({ id }) => id);
  const byRegion = findings.map((finding, at) => ({ region: stations[at]?.levels[0] ?? '', finding }));
  return {
    election: read.election,
    official: compared.official,
    stations,
    findings,
    country: totalsOf(findings, choiceIds, { withSuspect }),
    regions: totalsByRegion(byRegion, choiceIds, { withSuspect }),
  };
}

export interface NumbersRequest {
  readonly electionId: string;
  readonly basis: Basis;
  readonly sources: readonly OfficialSource[];
}

/** Every station's numbers of ours, beside those of one source. */
export interface Compared {
  readonly source: OfficialSource;
  /** Its newest import; undefined where it has none yet. */
  readonly official: OfficialImport | undefined;
  readonly stations: readonly StationNumbers[];
}

export interface Numbers {
  readonly election: Election;
  /** For each source, in the order they were asked for. */
  readonly compared: readonly Compared[];
}

/** The count as it is now beside the newest official results of each source, all of one moment. Undefined without the election. */
export async function readNumbers(
  database: Database,
  { electionId, basis, sources }: NumbersRequest,
): Promise<Numbers | undefined> {
  return database.transaction(async (client) => {
    await client.query('set transaction isolation level repeatable read read only');
    const election = await loadElection(client, electionId);
    if (election === undefined) return undefined;
    const ours = await readOurs(client, election, basis);
    const compared: Compared[] = [];
    for (const source of new Set(sources)) {
      const [official] = await listOfficialImports(client, election.id, source);
      compared.push({ source, official, stations: await beside(client, ours, election, official) });
    }
    return { election, compared };
  });
}

/** Every station with what is ours, before any official result. */
async function readOurs(q: Queryable, { id, choices }: Election, basis: Basis): Promise<StationNumbers[]> {
  const stations = await findingStations(q, id);
  const own = groupBy(await ownCounts(q, id), ({ stationId }) => stationId);
  const quarantined = await quarantinedStations(q, id);
  const alike = ballotsByStation(await nearDuplicates(q, id));
  const busiest = ballotsByStation(await busiestDays(q, id, basis === 'verified'));
  return stations.map(({ id: stationId, levels, registeredVoters }) => {
    const here = own.get(stationId) ?? [];
    const counts = choices.map((choice) => here.find(({ choiceId }) => choiceId === choice.id));
    return {
      stationId,
      levels,
      registeredVoters,
      officialTurnout: null,
      officialEarly: null,
      choices: choices.map(({ id: choiceId }, at) => ({
        choiceId,
        verified: counts[at]?.verified ?? 0,
        handedIn: counts[at]?.handedIn ?? 0,
        declared: counts[at]?.declared ?? 0,
        official: null,
      })),
      quarantined: quarantined.has(stationId),
      ours: {
        fromUnverified: counts.reduce((sum, count) => sum + (count?.fromUnverified ?? 0), 0),
        onBusiestDay: busiest.get(stationId) ?? 0,
        nearDuplicates: alike.get(stationId) ?? 0,
      },
    };
  });
}

function ballotsByStation(rows: readonly { readonly stationId: string; readonly ballots: number }[]) {
  return new Map(rows.map(({ stationId, ballots }) => [stationId, ballots]));
}

/** The same stations with the numbers of an import. */
async function beside(
  q: Queryable,
  stations: readonly StationNumbers[],
  { choices }: Election,
  official: OfficialImport | undefined,
): Promise<readonly StationNumbers[]> {
  if (official === undefined) return stations;
  const rows = new Map((await loadOfficialNumbers(q, official.id)).map(({ stationId, values }) => [stationId, values]));
  const [registered, turnout, early] = ['registered', 'turnout', 'early'].map((cell) => official.cells.indexOf(cell));
  const columns = choices.map(({ id }) => official.cells.indexOf(`choice:${id}`));
  return stations.map((station) => {
    const values = rows.get(station.stationId);
    const at = (column = -1): number | null => values?.[column] ?? null;
    // A result that names some choices: what a blank next to them means was said when it was imported.
    const named = columns.some((column) => at(column) !== null);
    const blank = named && official.blank === 'zero' ? 0 : null;
    return {
      ...station,
      registeredVoters: at(registered) ?? station.registeredVoters,
      officialTurnout: at(turnout),
      officialEarly: at(early),
      choices: station.choices.map((choice, of) => ({ ...choice, official: at(columns[of]) ?? blank })),
    };
  });
}
