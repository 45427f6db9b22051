import { byteaArray } from './bytea-array.ts';
import type { Queryable } from './database.ts';
import { isReplacing, type LookupKeys, lookupsOf, openKey, type StoredKey, storedKey } from './lookup-keys.ts';

/**
 * Binds a phone to a person, unless another account has it. Two accounts that claim one phone at the
 * same moment wait for one another at the primary key: exactly one gets it.
 */
export async function claimPhone(
  q: Queryable,
  lookup: LookupKeys,
  phoneKey: Buffer,
  personId: string,
): Promise<'claimed' | 'yours' | 'taken'> {
  const lookups = lookupsOf(lookup, 'phone', phoneKey);
  await lockPhone(q, lookup, lookups);
  const holder = await q.query<{ person_id: string }>(
    'select person_id from phones where phone_key = any($1::bytea[])',
    [byteaArray(lookups)],
  );
  const [held] = holder.rows;
  if (held !== undefined) return held.person_id === personId ? 'yours' : 'taken';
  // The person's former number, if any, is free again.
  await q.query('delete from phones where person_id = $1', [personId]);
  const stored = storedKey(lookup, 'phone', phoneKey);
  const claimed = await q.query(
    'insert into phones (phone_key, person_id, sealed_key) values ($1, $2, $3) on conflict (phone_key) do nothing',
    [stored.lookup, personId, stored.sealedKey],
  );
  return claimed.rowCount === 1 ? 'claimed' : 'taken';
}

export async function phoneKeyOf(q: Queryable, lookup: LookupKeys, personId: string): Promise<Buffer | undefined> {
  return (await findPhoneKeys(q, lookup, [personId])).get(personId);
}

/** Phone keys by person id. */
export async function findPhoneKeys(
  q: Queryable,
  lookup: LookupKeys,
  personIds: readonly string[],
): Promise<Map<string, Buffer>> {
  const result = await q.query<{ person_id: string } & StoredKey>({
    name: 'find-phone-keys',
    text: `select person_id, phone_key as lookup, sealed_key as "sealedKey" from phones where person_id = any($1::uuid[])`,
    values: [personIds],
  });
  return new Map(result.rows.map(({ person_id, ...stored }) => [person_id, openKey(lookup, 'phone', stored)]));
}

/** Who holds a phone, locked until the transaction ends. */
export async function holderOf(q: Queryable, lookup: LookupKeys, phoneKey: Buffer): Promise<string | undefined> {
  const lookups = lookupsOf(lookup, 'phone', phoneKey);
  await lockPhone(q, lookup, lookups);
  const result = await q.query<{ person_id: string }>(
    'select person_id from phones where phone_key = any($1::bytea[]) for update',
    [byteaArray(lookups)],
  );
  return result.rows[0]?.person_id;
}

/** Takes a phone from whoever holds it. To be called after `holderOf`, in its transaction. */
export async function givePhone(q: Queryable, lookup: LookupKeys, phoneKey: Buffer, personId: string): Promise<void> {
  const lookups = byteaArray(lookupsOf(lookup, 'phone', phoneKey));
  await q.query('delete from phones where person_id = $1 or phone_key = any($2::bytea[])', [personId, lookups]);
  const stored = storedKey(lookup, 'phone', phoneKey);
  await q.query(
    `insert into phones (phone_key, person_id, sealed_key) values ($1, $2, $3)
     on conflict (phone_key) do update set person_id = $2`,
    [stored.lookup, personId, stored.sealedKey],
  );
}

/** While lookup keys are being replaced, the primary key alone does not make two who claim one phone meet. */
async function lockPhone(q: Queryable, lookup: LookupKeys, lookups: readonly Buffer[]): Promise<void> {
  if (!isReplacing(lookup)) return;
  const [least] = [...lookups].sort(Buffer.compare);
  await q.query("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 8))", [least]);
}
