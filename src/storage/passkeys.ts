import type { Queryable } from './database.ts';

/** A passkey's public half, and what its authenticator has told. */
export interface PasskeyRow {
  readonly credentialId: Buffer;
  readonly organizerId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  /** A day, `YYYY-MM-DD`. */
  readonly addedOn: string;
}

const COLUMNS = `credential_id as "credentialId", organizer_id as "organizerId", public_key as "publicKey",
  counter::float8 as counter, transports, added_on::text as "addedOn"`;

/** Locked until the transaction ends, so that its counter is compared and raised by one at a time. */
export async function lockPasskey(q: Queryable, credentialId: Buffer): Promise<PasskeyRow | undefined> {
  const { rows } = await q.query<PasskeyRow>(
    `select ${COLUMNS} from passkeys where credential_id = $1
       and exists (select from organizers where id = organizer_id and active and locked_on is null) for update`,
    [credentialId],
  );
  return rows[0];
}

export async function listPasskeys(q: Queryable, organizerId: string): Promise<readonly PasskeyRow[]> {
  const { rows } = await q.query<PasskeyRow>(
    `select ${COLUMNS} from passkeys where organizer_id = $1 order by added_on, credential_id`,
    [organizerId],
  );
  return rows;
}

/** False when this passkey is known already. */
export async function addPasskey(q: Queryable, row: PasskeyRow): Promise<boolean> {
  const { rowCount } = await q.query(
    `insert into passkeys (credential_id, organizer_id, public_key, counter, transports, added_on)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [row.credentialId, row.organizerId, row.publicKey, row.counter, row.transports, row.addedOn],
  );
  return rowCount === 1;
}

export async function setPasskeyCounter(q: Queryable, credentialId: Buffer, counter: number): Promise<void> {
  await q.query('update passkeys set counter = $2 where credential_id = $1', [credentialId, counter]);
}

/** Their passkeys' ids, kept from changing until the transaction ends: so that one stays. */
export async function lockPasskeysOf(q: Queryable, organizerId: string): Promise<readonly Buffer[]> {
  const { rows } = await q.query<{ id: Buffer }>(
    'select credential_id as id from passkeys where organizer_id = $1 order by credential_id for update',
    [organizerId],
  );
  return rows.map(({ id }) => id);
}

export async function deletePasskey(q: Queryable, credentialId: Buffer): Promise<void> {
  await q.query('delete from passkeys where credential_id = $1', [credentialId]);
}

/** In place of all codes before. */
export async function replaceRecoveryCodes(
  q: Queryable,
  organizerId: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await q.query('delete from recovery_codes where organizer_id = $1', [organizerId]);
  await q.query('insert into recovery_codes (code_hash, organizer_id) select unnest($2::bytea[]), $1', [
    organizerId,
    hashes,
  ]);
}

/** Uses a code up: whose it was. `evenLocked`: also of somebody whom nothing else lets in. */
export async function useRecoveryCode(q: Queryable, hash: Buffer, evenLocked = false): Promise<string | undefined> {
  const { rows } = await q.query<{ id: string }>(
    `delete from recovery_codes where code_hash = $1
       and exists (select from organizers where id = organizer_id and active and (locked_on is null or $2))
     returning organizer_id as id`,
    [hash, evenLocked],
  );
  return rows[0]?.id;
}

export async function countRecoveryCodes(q: Queryable, organizerId: string): Promise<number> {
  const { rows } = await q.query<{ count: number }>(
    'select count(*)::int as count from recovery_codes where organizer_id = $1',
    [organizerId],
  );
  return rows[0]?.count ?? 0;
}

/** Counts one more try from a place, beginning anew where the last count began before `windowStart`. */
export async function countAttempt(q: Queryable, placeKey: Buffer, at: Date, windowStart: Date): Promise<number> {
  const { rows } = await q.query<{ count: number }>(
    `insert into attempts (place_key, count, since) values ($1, 1, $2)
     on conflict (place_key) do update set
       count = case when attempts.since <= $3 then 1 else attempts.count + 1 end,
       since = case when attempts.since <= $3 then $2 else attempts.since end
     returning count`,
    [placeKey, at, windowStart],
  );
  return rows[0]?.count ?? 0;
}

export async function deleteOldAttempts(q: Queryable, before: Date): Promise<void> {
  await q.query('delete from attempts where since < $1', [before]);
}
