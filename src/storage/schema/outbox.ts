import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/**
 * Updates that were taken. The key is a keyed hash of messenger and update id, so that a repeat is
 * recognised and nothing is told about when or by whom. Kept for a few days, then dropped by day.
 */
export const updates = pgTable('updates', {
  updateKey: bytea('update_key').primaryKey(),
  day: date().notNull(),
});

/**
 * What is still to be done. A row lives from the commit that wants it to the commit that does it:
 * closing a row is deleting it. `payload` is encrypted under the outbox key.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Which queue hands it over. */
    queue: text().$type<'sends' | 'intents' | 'photos'>().notNull(),
    /** Null for what concerns nobody any more, such as a farewell after `/forget`. */
    personId: uuid('person_id'),
    payload: bytea().notNull(),
    /** When it was last handed to a queue: at its commit, or by the sweeper. */
    handedAt: timestamp('handed_at', { withTimezone: true }).notNull().defaultNow(),
    /** Not to be tried again before. */
    dueAt: timestamp('due_at', { withTimezone: true }),
    /** Held by one sender until then. A row whose lease ran out was being sent when its sender died. */
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    /** Which sender holds it: the number under which it is marked as alive (`senders-place`). */
    leasedBy: integer('leased_by'),
    attempts: smallint().notNull().default(0),
  },
  (t) => [
    check('outbox_queue', sql`${t.queue} in ('sends', 'intents', 'photos')`),
    // The sweeper's path: what was handed over longest ago.
    index('outbox_handed').on(t.handedAt),
    index('outbox_person').on(t.personId, t.id),
  ],
);

/** Updates that no code could handle, sealed to the sender's key holder for a person to look at. */
export const deadLetters = pgTable('dead_letters', {
  id: uuid().primaryKey().defaultRandom(),
  messenger: text().$type<'telegram' | 'viber'>().notNull(),
  reason: text().notNull(),
  sealedBody: bytea('sealed_body').notNull(),
  day: date().notNull(),
});

/** Outcomes of sends, counted per day; no person in it. */
export const sendOutcomes = pgTable(
  'send_outcomes',
  {
    day: date().notNull(),
    messenger: text().$type<'telegram' | 'viber'>().notNull(),
    outcome: text().$type<'sent' | 'stopped' | 'uncertain' | 'failed'>().notNull(),
    code: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.day, t.messenger, t.outcome, t.code] }),
    check('send_outcomes_outcome', sql`${t.outcome} in ('sent', 'stopped', 'uncertain', 'failed')`),
  ],
);
