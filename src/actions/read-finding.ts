import type { Election } from '../domain/elections.ts';
import type { Basis, StationNumbers } from '../domain/finding/numbers.ts';
import { type StationFinding, stationFinding } from '../domain/finding/station-finding.ts';
import { type Totals, totalsOf } from '../domain/finding/totals.ts';
import type { OfficialSource, OfficialStationNumbers } from '../domain/official/terms.ts';
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
  readonly regions: readonly { readonly region: string; readonly totals: Totals }[];
}

/** What the count as it is now says about the newest official results of a source. Undefined without the election. */
export async function readFinding(database: Database, request: FindingRequest): Promise<Finding | undefined> {
  return database.transaction(async (client) => {
    await client.query('set transaction isolation level repeatable read read only');
    const election = await loadElection(client, request.electionId);
    if (election === undefined) return undefined;
    const [official] = await listOfficialImports(client, election.id, request.source);
    const all = await readStationNumbers(client, election, official, request.basis);
    const except = new Set(request.except);
    const stations = all.filter(({ levels }) => !except.has(levels[0] ?? ''));
    const findings = stations.map((numbers) => stationFinding(numbers, request.basis));
    const choiceIds = election.choices.map(({ id }) => id);
    const options = { withSuspect: request.withSuspect ?? false };
    const byRegion = new Map<string, StationFinding[]>();
    for (const [index, finding] of findings.entries()) {
      const region = stations[index]?.levels[0] ?? '';
      const of = byRegion.get(region);
      if (of === undefined) byRegion.set(region, [finding]);
      else of.push(finding);
    }
    const regions = [...byRegion]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([region, of]) => ({ region, totals: totalsOf(of, choiceIds, options) }));
    return { election, official, stations, findings, country: totalsOf(findings, choiceIds, options), regions };
  });
}

/** Every station's numbers of ours, and those of an import. */
async function readStationNumbers(
  q: Queryable,
  { id, choices }: Election,
  official: OfficialImport | undefined,
  basis: Basis,
): Promise<StationNumbers[]> {
  const stations = await findingStations(q, id);
  const own = new Map((await ownCounts(q, id)).map((row) => [`${row.stationId} ${row.choiceId}`, row]));
  const quarantined = await quarantinedStations(q, id);
  const alike = new Map((await nearDuplicates(q, id)).map(({ stationId, ballots }) => [stationId, ballots]));
  const busiest = new Map(
    (await busiestDays(q, id, basis === 'verified')).map(({ stationId, ballots }) => [stationId, ballots]),
  );
  const numbers = new Map(
    official === undefined ? [] : (await loadOfficialNumbers(q, official.id)).map((row) => [row.stationId, row]),
  );
  return stations.map(({ id: stationId, levels, registeredVoters }) => {
    const reported = reader(official, numbers.get(stationId));
    // A result that names some choices: what a blank next to them means was said when it was imported.
    const named = choices.some((choice) => reported(`choice:${choice.id}`) !== null);
    const blank = named && official?.blank === 'zero' ? 0 : null;
    const counts = choices.map((choice) => own.get(`${stationId} ${choice.id}`));
    return {
      stationId,
      levels,
      registeredVoters: reported('registered') ?? registeredVoters,
      officialTurnout: reported('turnout'),
      officialEarly: reported('early'),
      choices: choices.map((choice, index) => ({
        choiceId: choice.id,
        verified: counts[index]?.verified ?? 0,
        handedIn: counts[index]?.handedIn ?? 0,
        declared: counts[index]?.declared ?? 0,
        official: reported(`choice:${choice.id}`) ?? blank,
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

function reader(official: OfficialImport | undefined, row: OfficialStationNumbers | undefined) {
  return (cell: string): number | null => row?.values[official?.cells.indexOf(cell) ?? -1] ?? null;
}
