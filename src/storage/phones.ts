import type { Queryable } from './database.ts';

/**
 * Binds a phone to a person, unless another account has it. Two accounts that claim one phone at the
 * same moment wait for one another at the primary key: exactly one gets it.
 */
export async function claimPhone(
  q: Queryable,
  phoneKey: Buffer,
  personId: string,
): Promise<'claimed' | 'yours' | 'taken'> {
  const holder = await q.query<{ person_id: string }>('select person_id from phones where phone_key = $1', [phoneKey]);
  const [held] = holder.rows;
  if (held !== undefined) return held.person_id === personId ? 'yours' : 'taken';
  // The person's former number, if any, is free again.
  await q.query('delete from phones where person_id = $1', [personId]);
  const claimed = await q.query(
    'insert into phones (phone_key, person_id) values ($1, $2) on conflict (phone_key) do nothing',
    [phoneKey, personId],
  );
  return claimed.rowCount === 1 ? 'claimed' : 'taken';
}

export async function phoneKeyOf(q: Queryable, personId: string): Promise<Buffer | undefined> {
  const result = await q.query<{ phone_key: Buffer }>('select phone_key from phones where person_id = $1', [personId]);
  return result.rows[0]?.phone_key;
}

/** Phone keys by person id. */
export async function findPhoneKeys(q: Queryable, personIds: readonly string[]): Promise<Map<string, Buffer>> {
  const result = await q.query<{ person_id: string; phone_key: Buffer }>({
    name: 'find-phone-keys',
    text: 'select person_id, phone_key from phones where person_id = any($1::uuid[])',
    values: [personIds],
  });
  return new Map(result.rows.map((row) => [row.person_id, row.phone_key]));
}

/** Who holds a phone, locked until the transaction ends. */
export async function holderOf(q: Queryable, phoneKey: Buffer): Promise<string | undefined> {
  const result = await q.query<{ person_id: string }>('select person_id from phones where phone_key = $1 for update', [
    phoneKey,
  ]);
  return result.rows[0]?.person_id;
}

export async function givePhone(q: Queryable, phoneKey: Buffer, personId: string): Promise<void> {
  await q.query('delete from phones where person_id = $1', [personId]);
  await q.query(
    'insert into phones (phone_key, person_id) values ($1, $2) on conflict (phone_key) do update set person_id = $2',
    [phoneKey, personId],
  );
}
