import type { Tier } from '../domain/people.ts';
import type { Queryable } from './database.ts';
import { type LookupKeys, openKey, type StoredKey } from './lookup-keys.ts';

/**
 * Erases accounts: address, keys, phone key, station, dialogue, traces and everything still to be sent.
 * Photos still to be fetched lose their person: a ballot that was handed in may be waiting for them.
 */
export async function erasePeople(q: Queryable, personIds: readonly string[]): Promise<void> {
  await q.query(`update outbox set person_id = null where person_id = any($1::uuid[]) and queue = 'photos'`, [
    personIds,
  ]);
  await q.query('delete from outbox where person_id = any($1::uuid[])', [personIds]);
  await q.query('delete from people where id = any($1::uuid[])', [personIds]);
}

export interface PersonRow {
  readonly id: string;
  readonly personKey: Buffer;
  readonly messenger: 'telegram' | 'viber';
  readonly sealedAddress: Buffer;
  readonly language: 'be' | 'ru' | 'en' | null;
  readonly tier: Tier | null;
  readonly stationId: string | null;
}

export async function readPerson(q: Queryable, lookup: LookupKeys, id: string): Promise<PersonRow | undefined> {
  const result = await q.query<Omit<PersonRow, 'personKey'> & StoredKey>(
    `select id, person_key as lookup, sealed_key as "sealedKey", messenger, sealed_address as "sealedAddress", language, tier, station_id as "stationId"
     from people where id = $1`,
    [id],
  );
  const [row] = result.rows;
  if (row === undefined) return undefined;
  const { lookup: at, sealedKey, ...person } = row;
  return { ...person, personKey: openKey(lookup, 'person', { lookup: at, sealedKey }) };
}

/** Registers a person as another account was registered. */
export async function takeOverRegistration(
  q: Queryable,
  id: string,
  tier: Tier,
  stationId: string | null,
): Promise<void> {
  await q.query('update people set tier = $2, station_id = coalesce($3, station_id), consented = true where id = $1', [
    id,
    tier,
    stationId,
  ]);
}

/** Photos still to be fetched go along with a registration. */
export async function givePhotoRows(q: Queryable, from: string, to: string): Promise<void> {
  await q.query(`update outbox set person_id = $2 where person_id = $1 and queue = 'photos'`, [from, to]);
}
