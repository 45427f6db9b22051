import type { Queryable } from './database.ts';

/** What people gave us at one station for one choice; ballots with photos only. */
export interface OwnCounts {
  readonly stationId: string;
  readonly choiceId: string;
  readonly declared: number;
  readonly handedIn: number;
  /** Accepted by review, without those in quarantine. */
  readonly verified: number;
  /** Of those handed in: of accounts without a confirmed phone. */
  readonly fromUnverified: number;
}

export interface FindingStation {
  readonly id: string;
  readonly code: string;
  readonly levels: readonly string[];
  readonly registeredVoters: number | null;
}

/** Every station of an election, in the order of codes. */
export async function findingStations(q: Queryable, electionId: string): Promise<readonly FindingStation[]> {
  const { rows } = await q.query<FindingStation>(
    `select id, code, levels, registered_voters as "registeredVoters" from stations where election_id = $1 order by code`,
    [electionId],
  );
  return rows;
}

/** The tallies of all tiers together. */
export async function ownCounts(q: Queryable, electionId: string): Promise<readonly OwnCounts[]> {
  const { rows } = await q.query<OwnCounts>(
    `select station_id as "stationId", choice_id as "choiceId", sum(declared)::int as declared,
       sum(photographed)::int as "handedIn", sum(verified - quarantined)::int as verified,
       coalesce(sum(photographed) filter (where tier = 'unverified'), 0)::int as "fromUnverified"
     from tallies where election_id = $1 group by station_id, choice_id`,
    [electionId],
  );
  return rows;
}

/** Stations that an administrator has set aside as a whole. */
export async function quarantinedStations(q: Queryable, electionId: string): Promise<ReadonlySet<string>> {
  const { rows } = await q.query<{ stationId: string }>(
    `select value as "stationId" from quarantines where election_id = $1 and slice = 'station' and lifted_on is null`,
    [electionId],
  );
  return new Set(rows.map(({ stationId }) => stationId));
}

/** Of each station that has any: counted ballots that look nearly like another one, unless reviewers told them apart. */
export async function nearDuplicates(
  q: Queryable,
  electionId: string,
): Promise<readonly { readonly stationId: string; readonly ballots: number }[]> {
  const { rows } = await q.query<{ stationId: string; ballots: number }>(
    `select b.station_id as "stationId", count(distinct b.id)::int as ballots
     from review_items i join ballots b on b.id in (i.ballot_id, i.other_ballot_id)
     where i.election_id = $1 and i.kind = 'pair' and i.outcome is distinct from 'different'
       and b.state in ('handed-in', 'locked', 'verified') and not b.quarantined
     group by b.station_id`,
    [electionId],
  );
  return rows;
}

/** Of each station the ballots of its busiest day; of those that review accepted, or of all that count. */
export async function busiestDays(
  q: Queryable,
  electionId: string,
  accepted: boolean,
): Promise<readonly { readonly stationId: string; readonly ballots: number }[]> {
  const { rows } = await q.query<{ stationId: string; ballots: number }>(
    `select station_id as "stationId", max(ballots)::int as ballots from (
       select station_id, day, count(*) as ballots from ballots
       where election_id = $1 and kind = 'photographed' and state = any($2) and not quarantined
       group by station_id, day) as days
     group by station_id`,
    [electionId, accepted ? ['verified'] : ['handed-in', 'locked', 'verified']],
  );
  return rows;
}
