import type { Queryable } from './database.ts';
import { type LookupKeys, openKey, type StoredKey } from './lookup-keys.ts';

/** Whether any link does not say yet whose it is. */
export async function anyUnsealedLink(q: Queryable): Promise<boolean> {
  return (await q.query('select from ballot_links where sealed_person is null limit 1')).rowCount === 1;
}

/** A page of people, by id. */
export async function peopleAfter(
  q: Queryable,
  lookup: LookupKeys,
  after: string | undefined,
  limit: number,
): Promise<{ readonly id: string; readonly personKey: Buffer }[]> {
  const result = await q.query<{ id: string } & StoredKey>(
    `select id, person_key as lookup, sealed_key as "sealedKey" from people where $1::uuid is null or id > $1 order by id limit $2`,
    [after ?? null, limit],
  );
  return result.rows.map(({ id, ...stored }) => ({ id, personKey: openKey(lookup, 'person', stored) }));
}

/** Those of these links that do not say whose they are, locked. */
export async function unsealedLinks(
  q: Queryable,
  linkKeys: readonly Buffer[],
): Promise<{ readonly linkKey: Buffer; readonly ballotId: string }[]> {
  const result = await q.query<{ linkKey: Buffer; ballotId: string }>(
    `select link_key as "linkKey", ballot_id as "ballotId" from ballot_links
     where link_key = any($1::bytea[]) and sealed_person is null order by link_key for update`,
    [linkKeys],
  );
  return result.rows;
}

export async function sealLinks(
  q: Queryable,
  links: readonly { readonly linkKey: Buffer; readonly sealedPerson: Buffer }[],
): Promise<void> {
  await q.query(
    `update ballot_links l set sealed_person = n.sealed from unnest($1::bytea[], $2::bytea[]) as n(key, sealed)
     where l.link_key = n.key`,
    [links.map(({ linkKey }) => linkKey), links.map(({ sealedPerson }) => sealedPerson)],
  );
}

export interface Unreviewed {
  readonly id: string;
  readonly electionId: string;
  readonly stationId: string;
  readonly kind: 'photographed';
  readonly day: string;
}

/** Ballots with photos that count and that nobody was ever asked to read, locked; what somebody is at is left out. */
export async function lockUnreviewed(q: Queryable, limit: number): Promise<Unreviewed[]> {
  const result = await q.query<Unreviewed>(
    `select b.id, b.election_id as "electionId", b.station_id as "stationId", b.kind, b.day::text from ballots b
     where b.kind = 'photographed' and b.state = 'handed-in'
       and not exists (select from review_items i where i.ballot_id = b.id and i.kind = 'ballot')
     order by b.id limit $1 for update of b skip locked`,
    [limit],
  );
  return result.rows;
}
