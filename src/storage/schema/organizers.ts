import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** Who may open the console. An alias that its holder chose: no name, no address, no phone. */
export const organizers = pgTable(
  'organizers',
  {
    id: uuid().primaryKey().defaultRandom(),
    alias: text().notNull().unique(),
    role: text().$type<'administrator' | 'organizer' | 'reviewer' | 'reader'>().notNull(),
    language: text().$type<'be' | 'ru' | 'en'>().notNull(),
    /** False once removed: the row stays, because the audit trail names it. */
    active: boolean().notNull().default(true),
    joinedOn: date('joined_on').notNull(),
    /** They signed in under force: nothing of theirs lets anybody in any more, until somebody removes and invites them anew. */
    lockedOn: date('locked_on'),
  },
  (t) => [
    check('organizers_role', sql`${t.role} in ('administrator', 'organizer', 'reviewer', 'reader')`),
    check('organizers_language', sql`${t.language} in ('be', 'ru', 'en')`),
    check('organizers_alias', sql`length(${t.alias}) between 2 and 40`),
  ],
);

/** A passkey's public half. https://www.w3.org/TR/webauthn-3/ */
export const passkeys = pgTable(
  'passkeys',
  {
    credentialId: bytea('credential_id').primaryKey(),
    organizerId: uuid('organizer_id')
      .notNull()
      .references(() => organizers.id, { onDelete: 'cascade' }),
    publicKey: bytea('public_key').notNull(),
    /** The authenticator's own count of its signatures; one that does not grow betrays a copy. */
    counter: bigint({ mode: 'number' }).notNull(),
    transports: text().array().notNull(),
    addedOn: date('added_on').notNull(),
  },
  (t) => [index('passkeys_organizer').on(t.organizerId)],
);

/** A one-time link into the console: the first organizer's, and every later one's. Only its hash is kept. */
export const invitations = pgTable(
  'invitations',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    role: text().$type<'administrator' | 'organizer' | 'reviewer' | 'reader'>().notNull(),
    /** Null for the first organizer's. */
    invitedBy: uuid('invited_by').references(() => organizers.id),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }),
  },
  (t) => [check('invitations_role', sql`${t.role} in ('administrator', 'organizer', 'reviewer', 'reader')`)],
);

/** For who lost every passkey: each code once, as a SHA-256 of 128 random bits. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    codeHash: bytea('code_hash').primaryKey(),
    organizerId: uuid('organizer_id')
      .notNull()
      .references(() => organizers.id, { onDelete: 'cascade' }),
  },
  (t) => [index('recovery_codes_organizer').on(t.organizerId)],
);

/** Console sessions; the cookie's token is not here, only its hash. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    /** What belongs to the session while it lives, such as who signed in. */
    data: jsonb().notNull(),
    /** Null before signing in. */
    organizerId: uuid('organizer_id').references(() => organizers.id, { onDelete: 'cascade' }),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('sessions_organizer').on(t.organizerId), index('sessions_seen').on(t.seenAt)],
);

/**
 * Who did what to what, and when: chained by hashes, only ever appended. A trigger refuses every update,
 * delete and truncate; the role of the web process is granted select and insert alone.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    /** 1, 2, 3 … without a gap. */
    number: bigint({ mode: 'number' }).primaryKey(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** Null for the command line. */
    organizerId: uuid('organizer_id').references(() => organizers.id),
    /** Such as `survey.open`. */
    action: text().notNull(),
    /** What it was done to, such as a survey's id; no person's. */
    subject: text().notNull(),
    detail: jsonb().notNull(),
    /** The hash of the entry before; 32 zero bytes for the first. */
    previousHash: bytea('previous_hash').notNull().unique(),
    /** SHA-256 of this entry's canonical form, which contains `previous_hash`. */
    hash: bytea().notNull().unique(),
  },
  (t) => [
    check('audit_entries_hash_length', sql`length(${t.hash}) = 32 and length(${t.previousHash}) = 32`),
    index('audit_entries_action').on(t.action, t.number),
    index('audit_entries_organizer').on(t.organizerId, t.number),
  ],
);

/**
 * Something that takes two people: prepared by one, decided by another who sees exactly the same bytes.
 */
export const proposals = pgTable(
  'proposals',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** What is to be done, such as `broadcast.start`. */
    kind: text().notNull(),
    subject: text().notNull(),
    /** Everything that the second person sees and that will be done; never changed. */
    content: jsonb().notNull(),
    /** SHA-256 of the canonical content. A subject that changed since is not what was approved. */
    contentHash: bytea('content_hash').notNull(),
    preparedBy: uuid('prepared_by')
      .notNull()
      .references(() => organizers.id),
    preparedAt: timestamp('prepared_at', { withTimezone: true }).notNull(),
    decision: text().$type<'approved' | 'refused' | 'withdrawn'>(),
    decidedBy: uuid('decided_by').references(() => organizers.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
  },
  (t) => [
    check('proposals_decision', sql`${t.decision} in ('approved', 'refused', 'withdrawn')`),
    check(
      'proposals_decided_whole',
      sql`(${t.decision} is null) = (${t.decidedBy} is null) and (${t.decision} is null) = (${t.decidedAt} is null)`,
    ),
    // Two people: only taking it back is one's own.
    check('proposals_two_people', sql`${t.decision} is distinct from 'approved' or ${t.decidedBy} <> ${t.preparedBy}`),
    index('proposals_open').on(t.preparedAt).where(sql`${t.decision} is null`),
    index('proposals_subject').on(t.kind, t.subject),
  ],
);

/** How often something was tried from one place: keyed hashes, an hour at most. Nobody's address. */
export const attempts = pgTable(
  'attempts',
  {
    placeKey: bytea('place_key').primaryKey(),
    count: integer().notNull(),
    since: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('attempts_since').on(t.since)],
);
