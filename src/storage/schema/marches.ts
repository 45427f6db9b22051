import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { broadcasts, pictures } from './broadcasts.ts';
import { bytea } from './columns.ts';

/**
 * Marches whose walkers are counted. A trigger keeps everything but the state as it is once a march is no draft any
 * more, and lets the state move onwards only. One is open at a time.
 */
export const marches = pgTable(
  'marches',
  {
    /** In addresses and buttons. */
    id: text().primaryKey(),
    /** Name and zones: `marchDefinition` of `domain/marches`. A zone is named by its place in the list. */
    definition: jsonb().notNull(),
    state: text().$type<'draft' | 'scheduled' | 'open' | 'closing' | 'closed'>().notNull().default('draft'),
    /** Grows with every save: who saves an older one is told so. */
    revision: integer().notNull().default(1),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    windowSeconds: integer('window_seconds').notNull(),
    /** How long a check-in counts; null: until the march ends. */
    validMinutes: integer('valid_minutes'),
    /** When no more was taken: what was committed before is still counted. */
    closingAt: timestamp('closing_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    check('marches_id', sql`${t.id} ~ '^[a-z0-9][a-z0-9-]{1,30}$'`),
    check('marches_state', sql`${t.state} in ('draft', 'scheduled', 'open', 'closing', 'closed')`),
    check('marches_times', sql`${t.startsAt} < ${t.endsAt} and ${t.endsAt} <= ${t.startsAt} + interval '24 hours'`),
    check('marches_window', sql`${t.windowSeconds} between 1 and 3600`),
    check('marches_valid', sql`${t.validMinutes} between 1 and 1440`),
    uniqueIndex('marches_one_open').on(sql`(true)`).where(sql`${t.state} = 'open'`),
    index('marches_by_time').on(t.startsAt),
  ],
);

/** Each march's own key, wrapped under a key that only the worker has. Deleted when the march is closed. */
export const marchKeys = pgTable('march_keys', {
  marchId: text('march_id')
    .primaryKey()
    .references(() => marches.id, { onDelete: 'cascade' }),
  wrappedKey: bytea('wrapped_key').notNull(),
});

/**
 * Who is counted where: a token is an HMAC of the person key under the march's own key. No time of the check-in, but for
 * what the window tells in which it runs out; all rows of a march are deleted when it is closed.
 */
export const marchCheckIns = pgTable(
  'march_check_ins',
  {
    /** Not a foreign key: whoever checks people in holds the march's row. */
    marchId: text('march_id').notNull(),
    token: bytea().notNull(),
    zone: smallint().notNull(),
    tier: text().$type<'verified' | 'unverified'>().notNull(),
    /** The first window that it is not counted in any more. */
    untilWindow: integer('until_window').notNull(),
    /** How often it began to be counted somewhere: no more than `MOST_VISITS`. */
    visits: smallint().notNull(),
  },
  (t) => [
    // One account, one place at a time.
    primaryKey({ columns: [t.marchId, t.token] }),
    check('march_check_ins_tier', sql`${t.tier} in ('verified', 'unverified')`),
  ],
);

/**
 * The noise of a zone and tier: one draw a window, from the first on, written in the transaction that publishes the
 * window and never drawn again. With it the published series could be cleared of its noise: deleted when the march is closed.
 */
export const marchDraws = pgTable(
  'march_draws',
  {
    marchId: text('march_id')
      .notNull()
      .references(() => marches.id, { onDelete: 'cascade' }),
    zone: smallint().notNull(),
    tier: text().$type<'verified' | 'unverified'>().notNull(),
    draws: doublePrecision().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.marchId, t.zone, t.tier] })],
);

/** The published series: never changed, and all that stays of a march. Null: too few to be shown. */
export const marchWindows = pgTable(
  'march_windows',
  {
    marchId: text('march_id')
      .notNull()
      .references(() => marches.id, { onDelete: 'cascade' }),
    window: integer('window_number').notNull(),
    /** When it was published. */
    at: timestamp({ withTimezone: true }).notNull(),
    /** By zone, in their order. */
    verified: integer().array().notNull(),
    unverified: integer().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.marchId, t.window] })],
);

/** Milestones that a march's published count has passed, each told once at most. */
export const marchMilestones = pgTable(
  'march_milestones',
  {
    marchId: text('march_id')
      .notNull()
      .references(() => marches.id, { onDelete: 'cascade' }),
    milestone: integer().notNull(),
    /** By which those who walk were told; null: it was not announced, or passed together with a higher one. */
    broadcastId: uuid('broadcast_id').references(() => broadcasts.id),
    /** True once the list of whom it went to is deleted, and how many they were: it says who walked. */
    ledgerGone: boolean('ledger_gone').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.marchId, t.milestone] })],
);

/** Pictures of counts for the chats, one a window, zone and language, for everybody who asks. */
export const marchPictures = pgTable(
  'march_pictures',
  {
    marchId: text('march_id')
      .notNull()
      .references(() => marches.id, { onDelete: 'cascade' }),
    window: integer('window_number').notNull(),
    /** −1: the country alone. */
    zone: smallint().notNull(),
    language: text().$type<'be' | 'ru' | 'en'>().notNull(),
    pictureId: uuid('picture_id')
      .notNull()
      .references(() => pictures.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.marchId, t.window, t.zone, t.language] }),
    index('march_pictures_picture').on(t.pictureId),
  ],
);
