import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { surveys } from './surveys.ts';

/** A picture for the chats: a PNG or JPEG that was made or rebuilt here. Its random id is its address. */
export const pictures = pgTable('pictures', {
  id: uuid().primaryKey(),
  mediaType: text('media_type').$type<'image/png' | 'image/jpeg'>().notNull(),
  bytes: bytea().notNull(),
  day: date().notNull(),
});

export const broadcasts = pgTable(
  'broadcasts',
  {
    id: uuid().primaryKey().defaultRandom(),
    title: text().notNull(),
    /** Text per language, picture, link: `broadcastContent` of `domain/broadcasts`. */
    content: jsonb().notNull(),
    audience: jsonb().notNull(),
    surveyId: text('survey_id').references(() => surveys.id),
    state: text()
      .$type<'draft' | 'proposed' | 'scheduled' | 'fixing' | 'running' | 'paused' | 'cancelled' | 'finished'>()
      .notNull()
      .default('draft'),
    revision: integer().notNull().default(1),
    /** Not before; null is at once. */
    startsAt: timestamp('starts_at', { withTimezone: true }),
    /** Hours of the day in the election's time zone in which it may be sent: `{ from, to }`; null is any. */
    hours: jsonb().$type<{ from: number; to: number }>(),
    /** Where fixing the recipients has come to: the last person id looked at. */
    fixedUpTo: uuid('fixed_up_to'),
    /** When the last recipient was fixed. */
    fixedAt: timestamp('fixed_at', { withTimezone: true }),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** With it an organizer sees the content in a chat of their own, in any state, and nothing is counted. */
    tryCode: text('try_code').unique(),
    tryUntil: timestamp('try_until', { withTimezone: true }),
  },
  (t) => [
    check(
      'broadcasts_state',
      sql`${t.state} in ('draft', 'proposed', 'scheduled', 'fixing', 'running', 'paused', 'cancelled', 'finished')`,
    ),
    index('broadcasts_active').on(t.state).where(sql`${t.state} in ('scheduled', 'fixing', 'running')`),
  ],
);

/** Recipients in batches of at most 300 of one messenger, neighbours by key: one job each. */
export const broadcastBatches = pgTable(
  'broadcast_batches',
  {
    broadcastId: uuid('broadcast_id')
      .notNull()
      .references(() => broadcasts.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    /** What its job carries. */
    id: bigint({ mode: 'bigint' }).notNull().unique().generatedAlwaysAsIdentity(),
    messenger: text().$type<'telegram' | 'viber'>().notNull(),
    size: integer().notNull(),
    state: text().$type<'open' | 'done'>().notNull().default('open'),
    /** Held by one sender until then. */
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    /** Which sender holds it: the number under which it is marked as alive (`senders-place`). */
    leasedBy: integer('leased_by'),
    /** When it was last handed to its queue; null: not yet. */
    handedAt: timestamp('handed_at', { withTimezone: true }),
    /** Not before: a messenger asked for patience. */
    dueAt: timestamp('due_at', { withTimezone: true }),
    /** How often some of it could not be delivered and was put back. */
    attempts: smallint().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.broadcastId, t.number] }),
    check('broadcast_batches_state', sql`${t.state} in ('open', 'done')`),
    check('broadcast_batches_size', sql`${t.size} between 1 and 300`),
    index('broadcast_batches_open').on(t.broadcastId, t.number).where(sql`${t.state} = 'open'`),
  ],
);

/**
 * The ledger: a row per recipient, fixed when the broadcast starts. `outcome` is null until it is their
 * turn, `sending` from just before the request to its record: found afterwards in a dead sender's
 * hands, it becomes `uncertain` and is not sent again. Deleted with a finished broadcast after some
 * days; the sums stay.
 */
export const broadcastRecipients = pgTable(
  'broadcast_recipients',
  {
    /** Not a foreign key: checking it a million times takes half of fixing them. Broadcasts are never deleted. */
    broadcastId: uuid('broadcast_id').notNull(),
    batch: integer().notNull(),
    /** Not a foreign key: the row stays when the person is forgotten, and then names nobody. */
    personId: uuid('person_id').notNull(),
    outcome: text().$type<'sending' | 'sent' | 'blocked' | 'failed' | 'uncertain' | 'left-out'>(),
    /** Why, in the messenger's words: an error code. Empty when sent. */
    code: text().notNull().default(''),
  },
  (t) => [
    // One row, one message: nobody is twice in a broadcast.
    primaryKey({ columns: [t.broadcastId, t.personId] }),
    check(
      'broadcast_recipients_outcome',
      sql`${t.outcome} in ('sending', 'sent', 'blocked', 'failed', 'uncertain', 'left-out')`,
    ),
    index('broadcast_recipients_batch').on(t.broadcastId, t.batch),
  ],
);

/**
 * Sums of the ledger, kept in the transaction that writes it: progress without counting a million rows.
 * Outcome `fixed` counts the recipients themselves. A trigger lets a broadcast become `finished` only when
 * the outcomes add up to them.
 */
export const broadcastOutcomes = pgTable(
  'broadcast_outcomes',
  {
    broadcastId: uuid('broadcast_id')
      .notNull()
      .references(() => broadcasts.id, { onDelete: 'cascade' }),
    messenger: text().$type<'telegram' | 'viber'>().notNull(),
    outcome: text().notNull(),
    code: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.broadcastId, t.messenger, t.outcome, t.code] })],
);

/**
 * What a bot may send next, shared by every sender process: each takes places ahead, a handful at a time.
 */
export const sendingPlaces = pgTable('sending_places', {
  messenger: text().$type<'telegram' | 'viber'>().primaryKey(),
  nextAt: timestamp('next_at', { withTimezone: true }).notNull(),
  silentUntil: timestamp('silent_until', { withTimezone: true }).notNull(),
});
