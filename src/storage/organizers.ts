import type { Language } from '../domain/languages.ts';
import type { Role } from '../domain/permissions.ts';
import type { Queryable } from './database.ts';

export interface OrganizerRow {
  readonly id: string;
  readonly alias: string;
  readonly role: Role;
  readonly language: Language;
  /** A day, `YYYY-MM-DD`. */
  readonly joinedOn: string;
}

const COLUMNS = `id, alias, role, language, joined_on::text as "joinedOn"`;

/** Whether anybody may open the console at all. */
export async function hasOrganizers(q: Queryable): Promise<boolean> {
  const { rows } = await q.query<{ found: boolean }>('select exists (select from organizers where active) as found');
  return rows[0]?.found ?? false;
}

/** Whoever may open the console, by alias, with how many passkeys each has. */
export async function listOrganizers(q: Queryable): Promise<readonly (OrganizerRow & { passkeys: number })[]> {
  const { rows } = await q.query<OrganizerRow & { passkeys: number }>(
    `select ${COLUMNS}, (select count(*)::int from passkeys where organizer_id = organizers.id) as passkeys
     from organizers where active order by lower(alias)`,
  );
  return rows;
}

/** Somebody who has not been removed. */
export async function findOrganizer(q: Queryable, id: string): Promise<OrganizerRow | undefined> {
  const { rows } = await q.query<OrganizerRow>(`select ${COLUMNS} from organizers where id = $1 and active`, [id]);
  return rows[0];
}

/** Every administrator, kept from changing until the transaction ends: so that the last one stays. */
export async function lockAdministrators(q: Queryable): Promise<readonly string[]> {
  const { rows } = await q.query<{ id: string }>(
    `select id from organizers where active and role = 'administrator' order by id for update`,
  );
  return rows.map(({ id }) => id);
}

/** False when somebody, removed or not, has this alias in any case of letters. */
export async function addOrganizer(q: Queryable, organizer: OrganizerRow): Promise<boolean> {
  const { id, alias, role, language, joinedOn } = organizer;
  const { rowCount } = await q.query(
    `insert into organizers (id, alias, role, language, joined_on)
     select $1, $2, $3, $4, $5 where not exists (select from organizers where lower(alias) = lower($2))
     on conflict (alias) do nothing`,
    [id, alias, role, language, joinedOn],
  );
  return rowCount === 1;
}

export async function setRole(q: Queryable, id: string, role: Role): Promise<void> {
  await q.query('update organizers set role = $2 where id = $1', [id, role]);
}

export async function setLanguage(q: Queryable, id: string, language: Language): Promise<void> {
  await q.query('update organizers set language = $2 where id = $1', [id, language]);
}

/** Takes everything away that opens the console. The row stays: the audit trail names it. */
export async function deactivateOrganizer(q: Queryable, id: string): Promise<void> {
  await q.query('update organizers set active = false where id = $1', [id]);
  await q.query('delete from sessions where organizer_id = $1', [id]);
  await q.query('delete from passkeys where organizer_id = $1', [id]);
  await q.query('delete from recovery_codes where organizer_id = $1', [id]);
}

export interface InvitationRow {
  readonly tokenHash: Buffer;
  readonly role: Role;
  /** Null for the command line's. */
  readonly invitedBy: string | null;
  readonly expiresAt: Date;
}

export async function addInvitation(q: Queryable, row: InvitationRow): Promise<void> {
  await q.query('insert into invitations (token_hash, role, invited_by, expires_at) values ($1, $2, $3, $4)', [
    row.tokenHash,
    row.role,
    row.invitedBy,
    row.expiresAt,
  ]);
}

/** An invitation that can still be used. */
export async function findInvitation(q: Queryable, tokenHash: Buffer, at: Date): Promise<InvitationRow | undefined> {
  const { rows } = await q.query<InvitationRow>(
    `select token_hash as "tokenHash", role, invited_by as "invitedBy", expires_at as "expiresAt" from invitations
     where token_hash = $1 and used_at is null and expires_at > $2`,
    [tokenHash, at],
  );
  return rows[0];
}

/** Those that can still be used, the newest first, with the inviter's alias. */
export async function listInvitations(
  q: Queryable,
  at: Date,
): Promise<readonly (InvitationRow & { readonly inviter: string | null })[]> {
  const { rows } = await q.query<InvitationRow & { inviter: string | null }>(
    `select token_hash as "tokenHash", invitations.role, invited_by as "invitedBy", expires_at as "expiresAt",
       organizers.alias as inviter
     from invitations left join organizers on organizers.id = invited_by
     where used_at is null and expires_at > $1 order by expires_at desc`,
    [at],
  );
  return rows;
}

/** Uses an invitation up; undefined when it was used already or has expired. Of two at once one gets it. */
export async function useInvitation(q: Queryable, tokenHash: Buffer, at: Date): Promise<Role | undefined> {
  const { rows } = await q.query<{ role: Role }>(
    `update invitations set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning role`,
    [tokenHash, at],
  );
  return rows[0]?.role;
}

/** Takes an invitation back; undefined when there is none to be used. */
export async function deleteInvitation(q: Queryable, tokenHash: Buffer): Promise<Role | undefined> {
  const { rows } = await q.query<{ role: Role }>(
    'delete from invitations where token_hash = $1 and used_at is null returning role',
    [tokenHash],
  );
  return rows[0]?.role;
}

/** Takes back what the command line or an earlier start has offered and nobody has used. */
export async function deleteFirstInvitations(q: Queryable): Promise<void> {
  await q.query('delete from invitations where invited_by is null and used_at is null');
}

/** Nothing of theirs lets anybody in from now on. What stands of them stays as it looks. */
export async function lockOrganizer(q: Queryable, id: string, day: string): Promise<void> {
  await q.query('update organizers set locked_on = coalesce(locked_on, $2) where id = $1', [id, day]);
}
