import type { SheetDecision, SheetNumbers, SheetProblem } from '../domain/protocols/entries.ts';
import type { ProtocolState } from '../domain/protocols/states.ts';
import type { Queryable } from './database.ts';

/** A protocol that the worker holds locked. */
export interface LockedProtocol {
  readonly id: string;
  readonly electionId: string;
  readonly stationId: string;
  readonly state: ProtocolState;
  readonly round: number;
}

const LOCKED = `p.id, p.election_id as "electionId", p.station_id as "stationId", p.state, p.round`;

/**
 * A protocol whose photos are all known, or will never be: those of before `before`. Another worker's and those of
 * `not` are left out.
 */
export async function lockReceived(
  q: Queryable,
  before: string,
  not: readonly string[],
): Promise<LockedProtocol | undefined> {
  const { rows } = await q.query<LockedProtocol>({
    name: 'lock-received-protocols',
    text: `select ${LOCKED} from protocols p where p.state = 'receiving' and p.id <> all($2::uuid[]) and (p.day < $1
             or not exists (select from photos f where f.protocol_id = p.id and f.outcome = 'expected'))
           order by p.id limit 1 for update skip locked`,
    values: [before, not],
  });
  return rows[0];
}

/** A protocol with entries that came or were voided since the last conclusions. Plan: protocol_entries_due. Another worker's and those of `not` are left out. */
export async function lockTyped(q: Queryable, not: readonly string[]): Promise<LockedProtocol | undefined> {
  const { rows } = await q.query<LockedProtocol>({
    name: 'lock-typed-protocols',
    text: `select ${LOCKED} from protocols p
           where p.id in (select protocol_id from protocol_entries
                          where state <> 'held' and considered <> (state = 'typed'))
             and p.id <> all($1::uuid[])
           order by p.id limit 1 for update skip locked`,
    values: [not],
  });
  return rows[0];
}

export async function lockProtocol(q: Queryable, id: string): Promise<LockedProtocol | undefined> {
  const { rows } = await q.query<LockedProtocol>(`select ${LOCKED} from protocols p where p.id = $1 for update`, [id]);
  return rows[0];
}

export interface TypedEntry {
  readonly answer: SheetDecision;
  readonly final: boolean;
}

export interface RoundEntries {
  readonly typed: readonly TypedEntry[];
  /** Something that was typed does not count any more. */
  readonly anyVoided: boolean;
}

/** What was typed in this round, and marks all of it as considered, and what was voided as not. */
export async function considerEntries(q: Queryable, { id, round }: LockedProtocol): Promise<RoundEntries> {
  const { rows } = await q.query<TypedEntry & { round: number; state: 'typed' | 'voided' }>(
    `update protocol_entries set considered = (state = 'typed') where protocol_id = $1 and state <> 'held'
     returning answer, final, round, state`,
    [id],
  );
  const present = rows.filter((entry) => entry.round === round);
  return {
    typed: present.filter(({ state }) => state === 'typed'),
    anyVoided: present.some(({ state }) => state === 'voided'),
  };
}

/** The protocol of the same station that has the same pictures, if there is one that stands for itself. */
export async function findSameProtocol(
  q: Queryable,
  { id, stationId }: LockedProtocol,
  exactHashes: readonly Buffer[],
): Promise<{ readonly id: string; readonly state: ProtocolState } | undefined> {
  const { rows } = await q.query<{ id: string; state: ProtocolState }>(
    `select p.id, p.state from protocols p
     where p.station_id = $2 and p.id <> $1 and p.state in ('open', 'disputed', 'agreed')
       and (select array_agg(f.exact_hash order by f.exact_hash) from photos f where f.protocol_id = p.id)
         = (select array_agg(h order by h) from unnest($3::bytea[]) h)
     order by p.day, p.id limit 1 for share of p`,
    [id, stationId, exactHashes],
  );
  return rows[0];
}

export type Settled =
  | { readonly state: 'open'; readonly wanted: number; readonly round?: number }
  | { readonly state: 'disputed' | 'refused'; readonly round?: number }
  | { readonly state: 'agreed'; readonly numbers: SheetNumbers; readonly resolved: boolean }
  | { readonly state: 'rejected'; readonly problem: SheetProblem }
  | { readonly state: 'same'; readonly sameAs: string };

/** Moves a protocol on; what belongs to its former state goes. */
export async function settleProtocol(q: Queryable, id: string, to: Settled): Promise<void> {
  await q.query(
    `update protocols set state = $2, wanted = coalesce($3, wanted), round = coalesce($4, round), numbers = $5,
       resolved = $6, problem = $7, same_as = $8, chosen = false where id = $1`,
    [
      id,
      to.state,
      to.state === 'open' ? to.wanted : null,
      'round' in to ? (to.round ?? null) : null,
      to.state === 'agreed' ? JSON.stringify(to.numbers) : null,
      to.state === 'agreed' && to.resolved,
      to.state === 'rejected' ? to.problem : null,
      to.state === 'same' ? to.sameAs : null,
    ],
  );
}

/** Those that are the same as a rejected one are rejected with it. */
export async function rejectSame(q: Queryable, id: string, problem: SheetProblem): Promise<void> {
  await q.query(`update protocols set state = 'rejected', problem = $2, same_as = null where same_as = $1`, [
    id,
    problem,
  ]);
}

/** Who waits to hear of a protocol, and of those that are the same. */
export async function waitingFor(q: Queryable, id: string): Promise<Buffer[]> {
  const { rows } = await q.query<{ sealedPerson: Buffer }>(
    `select l.sealed_person as "sealedPerson" from protocols p join protocol_links l on l.protocol_id = p.id
     where p.id = $1 or p.same_as = $1 order by l.link_key`,
    [id],
  );
  return rows.map((row) => row.sealedPerson);
}

/** Deletes every name beside a protocol and those that are the same. */
export async function unlinkSettled(q: Queryable, id: string): Promise<void> {
  await q.query(
    'delete from protocol_links where protocol_id in (select p.id from protocols p where p.id = $1 or p.same_as = $1)',
    [id],
  );
  await q.query('update photos set link_key = null where protocol_id = $1', [id]);
}

/** Gives the web process a protocol's photos, under the review key. */
export async function showProtocolPhotos(
  q: Queryable,
  protocolId: string,
  photos: readonly { readonly photoId: string; readonly wrappedKey: Buffer }[],
): Promise<void> {
  await q.query(
    `insert into protocol_photos (protocol_id, position, photo_id, wrapped_key)
     select $1, position - 1, photo_id, wrapped_key
     from unnest($2::uuid[], $3::bytea[]) with ordinality as n (photo_id, wrapped_key, position) on conflict do nothing`,
    [protocolId, photos.map((p) => p.photoId), photos.map((p) => p.wrappedKey)],
  );
}

/** Takes them out of its reach. */
export async function hideProtocolPhotos(q: Queryable, protocolId: string): Promise<void> {
  await q.query('delete from protocol_photos where protocol_id = $1', [protocolId]);
}

/** The code of a station, for telling people. */
export async function stationCodeOf(q: Queryable, stationId: string): Promise<string> {
  const { rows } = await q.query<{ code: string }>('select code from stations where id = $1', [stationId]);
  return rows[0]?.code ?? '';
}
