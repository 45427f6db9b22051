import type { ProtocolQuorum } from '../domain/protocols/fields.ts';
import type { PhotoKnown, ProtocolState } from '../domain/protocols/states.ts';
import type { Queryable } from './database.ts';

/** A protocol as its sender's own, while it is linked. */
export interface LinkedProtocol {
  readonly id: string;
  readonly stationId: string;
  readonly state: ProtocolState;
}

const LINKED = `p.id, p.station_id as "stationId", p.state`;

/** What this person has sent for a station, while it is linked to them. */
export async function findProtocol(
  q: Queryable,
  linkKey: Buffer,
  stationId: string,
): Promise<LinkedProtocol | undefined> {
  const { rows } = await q.query<LinkedProtocol>({
    name: 'find-protocol',
    text: `select ${LINKED} from protocol_links l join protocols p on p.id = l.protocol_id
           where l.link_key = $1 and l.station_id = $2`,
    values: [linkKey, stationId],
  });
  return rows[0];
}

/** Everything that is linked to these people, locked in the order of ids. */
export async function lockProtocols(
  q: Queryable,
  linkKeys: readonly Buffer[],
): Promise<(LinkedProtocol & { readonly linkKey: Buffer })[]> {
  const { rows } = await q.query<LinkedProtocol & { linkKey: Buffer }>(
    `select ${LINKED}, l.link_key as "linkKey" from protocol_links l join protocols p on p.id = l.protocol_id
     where l.link_key = any($1::bytea[]) order by p.id for update of p`,
    [linkKeys],
  );
  return rows;
}

export interface NewProtocol {
  readonly id: string;
  readonly electionId: string;
  readonly stationId: string;
  readonly wanted: ProtocolQuorum;
  readonly pick: number;
  readonly day: string;
  readonly linkKey: Buffer;
  readonly sealedPerson: Buffer;
}

/** Adds a protocol with its link. False when a station of another election is named. */
export async function insertProtocol(q: Queryable, p: NewProtocol): Promise<boolean> {
  const { rowCount } = await q.query(
    `with station as (select id from stations where id = $3 and election_id = $2),
       added as (
         insert into protocols (id, election_id, station_id, state, wanted, pick, day)
         select $1, $2, id, 'receiving', $4, $5, $6 from station returning id, station_id)
     insert into protocol_links (link_key, station_id, protocol_id, sealed_person)
     select $7, station_id, id, $8 from added`,
    [p.id, p.electionId, p.stationId, p.wanted, p.pick, p.day, p.linkKey, p.sealedPerson],
  );
  return rowCount === 1;
}

/** Gives photos to a protocol, fetched or not, in the order in which they were sent. What is somebody's already stays so. */
export async function attachProtocolPhotos(
  q: Queryable,
  { protocolId, linkKey, photoIds }: { protocolId: string; linkKey: Buffer; photoIds: readonly string[] },
  day: string,
): Promise<void> {
  await q.query(
    `insert into photos (id, protocol_id, side, link_key, outcome, day)
     select id, $2, side - 1, $3, 'expected', $4 from unnest($1::uuid[]) with ordinality as n (id, side) order by id
     on conflict (id) do update
       set protocol_id = excluded.protocol_id, side = excluded.side, link_key = excluded.link_key
       where photos.ballot_id is null and photos.protocol_id is null`,
    [photoIds, protocolId, linkKey, day],
  );
}

/**
 * Deletes a protocol with photos, keys, entries and link; where others have the same photos and rely on them, only its
 * link. Resolves to the photos whose bytes may go.
 */
export async function dropProtocol(q: Queryable, id: string): Promise<string[]> {
  const shared = await q.query('select from protocols where same_as = $1 limit 1', [id]);
  if (shared.rowCount === 1) {
    await q.query('delete from protocol_links where protocol_id = $1', [id]);
    await q.query('update photos set link_key = null where protocol_id = $1', [id]);
    return [];
  }
  const photos = await deleteProtocolPhotos(q, id);
  await q.query('delete from protocols where id = $1', [id]);
  return photos;
}

/** Deletes what is kept of a protocol's pictures; resolves to the photos whose bytes may go. */
export async function deleteProtocolPhotos(q: Queryable, id: string): Promise<string[]> {
  await q.query('delete from protocol_photos where protocol_id = $1', [id]);
  const { rows } = await q.query<{ id: string }>('delete from photos where protocol_id = $1 returning id', [id]);
  return rows.map((row) => row.id);
}

/** Takes the names away, whatever state they are in; the protocols stay. */
export async function unlinkProtocols(q: Queryable, linkKeys: readonly Buffer[]): Promise<void> {
  await q.query('delete from protocol_links where link_key = any($1::bytea[])', [linkKeys]);
  await q.query('update photos set link_key = null where link_key = any($1::bytea[]) and protocol_id is not null', [
    linkKeys,
  ]);
}

/** Puts a person's protocols under another link, but for stations that the other has sent one for. */
export async function relinkProtocols(
  q: Queryable,
  from: Buffer,
  to: { readonly linkKey: Buffer; readonly sealedPerson: Buffer },
): Promise<void> {
  await q.query(
    `update protocol_links l set link_key = $2, sealed_person = $3 where link_key = $1
       and not exists (select from protocol_links o where o.link_key = $2 and o.station_id = l.station_id)`,
    [from, to.linkKey, to.sealedPerson],
  );
  await q.query('update photos set link_key = $2 where link_key = $1 and protocol_id is not null', [from, to.linkKey]);
  await unlinkProtocols(q, [from]);
}

/** A photo of a protocol, with its own key where it has one. */
export interface ProtocolPhoto {
  readonly id: string;
  readonly outcome: PhotoKnown;
  readonly refusal: string | null;
  readonly exactHash: Buffer | null;
  readonly wrappedKey: Buffer | null;
}

/** A protocol's photos in the order in which they were sent. */
export async function photosOfProtocol(q: Queryable, id: string): Promise<ProtocolPhoto[]> {
  const { rows } = await q.query<ProtocolPhoto>(
    `select p.id, p.outcome, p.refusal, p.exact_hash as "exactHash", k.wrapped_key as "wrappedKey"
     from photos p left join photo_keys k on k.photo_id = p.id where p.protocol_id = $1 order by p.side, p.id`,
    [id],
  );
  return rows;
}

/** Deletes the names beside refused and rejected protocols from before a day: nobody is going to replace those. */
export async function unlinkOldProtocols(q: Queryable, before: string): Promise<void> {
  await q.query(
    `with old as (delete from protocol_links l using protocols p
                  where p.id = l.protocol_id and p.state in ('refused', 'rejected') and p.day < $1 returning p.id)
     update photos set link_key = null where protocol_id in (select id from old)`,
    [before],
  );
}

/** Takes the rows of before off the disk. Not within a transaction. */
export async function vacuumProtocols(q: Queryable): Promise<void> {
  await q.query('vacuum protocol_links');
}
