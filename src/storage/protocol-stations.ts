import type { SheetDecision, SheetNumbers, SheetProblem } from '../domain/protocols/entries.ts';
import type { ProtocolState } from '../domain/protocols/states.ts';
import type { Queryable } from './database.ts';

/** An agreed protocol and its station. */
export interface AgreedRow {
  readonly protocolId: string;
  readonly stationId: string;
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly registeredVoters: number | null;
  readonly numbers: SheetNumbers;
  readonly chosen: boolean;
  readonly resolved: boolean;
  /** How many others sent the same pictures. */
  readonly same: number;
}

/** Every agreed protocol of an election, by station. Plan: protocols_station. */
export async function agreedProtocols(q: Queryable, electionId: string, stationId?: string): Promise<AgreedRow[]> {
  const { rows } = await q.query<AgreedRow>(
    `select p.id as "protocolId", s.id as "stationId", s.code, s.levels, s.name,
       s.registered_voters as "registeredVoters", p.numbers, p.chosen, p.resolved,
       (select count(*)::int from protocols o where o.same_as = p.id) as same
     from protocols p join stations s on s.id = p.station_id
     where p.election_id = $1 and p.state = 'agreed' and ($2::uuid is null or p.station_id = $2)
     order by s.code, p.day, p.id`,
    [electionId, stationId ?? null],
  );
  return rows;
}

/** How many protocols of an election are in which state, and how many entries were typed since a day. */
export interface ProtocolCounts {
  readonly states: Readonly<Partial<Record<ProtocolState, number>>>;
  /** Entries that are still wanted, as things stand. */
  readonly wanted: number;
  /** Entries of that day and later, and the seconds that people spent on them. */
  readonly typed: number;
  readonly seconds: number;
}

export async function countProtocols(q: Queryable, electionId: string, since: string): Promise<ProtocolCounts> {
  const states = await q.query<{ state: ProtocolState; count: number }>(
    'select state, count(*)::int as count from protocols where election_id = $1 group by state',
    [electionId],
  );
  const { rows } = await q.query<Omit<ProtocolCounts, 'states'>>(
    `select
       (select coalesce(sum(greatest(0, p.wanted - (select count(*) from protocol_entries e
               where e.protocol_id = p.id and e.round = p.round and e.state = 'typed'))), 0)::int
        from protocols p where p.election_id = $1 and p.state = 'open') as wanted,
       count(*)::int as typed, coalesce(sum(e.seconds), 0)::int as seconds
     from protocol_entries e join protocols p on p.id = e.protocol_id
     where p.election_id = $1 and e.state = 'typed' and not e.final and e.day >= $2`,
    [electionId, since],
  );
  const [row = { wanted: 0, typed: 0, seconds: 0 }] = rows;
  return { states: Object.fromEntries(states.rows.map(({ state, count }) => [state, count])), ...row };
}

/** A protocol as administrators see it in a list. */
export interface ListedProtocol {
  readonly id: string;
  readonly stationId: string;
  readonly code: string;
  readonly name: string;
  readonly state: ProtocolState;
  readonly problem: SheetProblem | null;
  readonly day: string;
  readonly entries: number;
  /** Its photos were taken in. Not those of one that had the same pictures as another: these are the other's. */
  readonly hasPhotos: boolean;
}

const LISTED = `p.id, s.id as "stationId", s.code, s.name, p.state, p.problem, p.day::text as day,
  (select count(*)::int from protocol_entries e
   where e.protocol_id = p.id and e.round = p.round and e.state = 'typed') as entries,
  exists (select from photos f where f.protocol_id = p.id) as "hasPhotos"`;

/** Protocols in one of these states, the oldest first. */
export async function listProtocols(
  q: Queryable,
  {
    electionId,
    states,
    stationId,
    limit,
  }: { electionId: string; states: readonly ProtocolState[]; stationId?: string; limit: number },
): Promise<ListedProtocol[]> {
  const { rows } = await q.query<ListedProtocol>(
    `select ${LISTED}
     from protocols p join stations s on s.id = p.station_id
     where p.election_id = $1 and p.state = any($2::text[]) and ($3::uuid is null or p.station_id = $3)
     order by p.day, s.code, p.id limit $4`,
    [electionId, states, stationId ?? null, limit],
  );
  return rows;
}

/** What one reviewer typed. */
export interface ListedEntry {
  readonly reviewer: string;
  readonly round: number;
  readonly final: boolean;
  readonly answer: SheetDecision;
}

/** Every entry of a protocol, the first round first. Only for administrators, and only of what is not open. */
export async function entriesOf(q: Queryable, protocolId: string): Promise<ListedEntry[]> {
  const { rows } = await q.query<ListedEntry>(
    `select o.alias as reviewer, e.round, e.final, e.answer
     from protocol_entries e join protocols p on p.id = e.protocol_id join organizers o on o.id = e.reviewer_id
     where e.protocol_id = $1 and e.state = 'typed' and (p.state <> 'open' or e.round < p.round)
     order by e.round, e.final, o.alias`,
    [protocolId],
  );
  return rows;
}

/** One protocol as an administrator opens it. */
export interface ShownProtocol extends ListedProtocol {
  readonly electionId: string;
  readonly round: number;
  readonly registeredVoters: number | null;
  readonly photos: number;
}

export async function readProtocol(q: Queryable, id: string): Promise<ShownProtocol | undefined> {
  const { rows } = await q.query<ShownProtocol>(
    `select ${LISTED}, p.election_id as "electionId", p.round, s.registered_voters as "registeredVoters",
       (select count(*)::int from protocol_photos f where f.protocol_id = p.id) as photos
     from protocols p join stations s on s.id = p.station_id where p.id = $1`,
    [id],
  );
  return rows[0];
}

/** How many sheets wait for an administrator, of whatever election. */
export async function countDisputedSheets(q: Queryable): Promise<number> {
  const { rows } = await q.query<{ count: number }>(
    "select count(*)::int as count from protocols where state = 'disputed'",
  );
  return rows[0]?.count ?? 0;
}
