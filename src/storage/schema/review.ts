import { sql } from 'drizzle-orm';
import {
  boolean,
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { ballots } from './ballots.ts';
import { bytea } from './columns.ts';
import { organizers } from './organizers.ts';
import { elections, stations } from './stations.ts';

/**
 * Something that reviewers are to look at: a ballot's photos (`ballot`), two ballots that look nearly the same
 * (`pair`), or photos with a known answer (`gold`). Nothing of a person: what a ballot's link yields is in
 * `ballot_links` alone.
 */
export const reviewItems = pgTable(
  'review_items',
  {
    id: uuid().primaryKey().defaultRandom(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    kind: text().$type<'ballot' | 'pair' | 'gold'>().notNull(),
    ballotId: uuid('ballot_id').references(() => ballots.id, { onDelete: 'cascade' }),
    /** Of a pair: the one that was there before. */
    otherBallotId: uuid('other_ballot_id').references(() => ballots.id, { onDelete: 'cascade' }),
    stationId: uuid('station_id').references(() => stations.id),
    /** `disputed`: reviewers do not agree, an administrator decides. */
    state: text().$type<'open' | 'disputed' | 'closed'>().notNull().default('open'),
    /** Grows when a slice is reopened: turns of an earlier round do not count any more. */
    round: smallint().notNull().default(1),
    /** How many answers are wanted as things stand, and how many are given or being given. */
    wanted: smallint().notNull().default(2),
    taken: smallint().notNull().default(0),
    /** 0 where more reading would change a station's finding, 1 elsewhere. */
    priority: smallint().notNull().default(1),
    /** Random: which of the items of one priority and day comes next depends on nothing else. */
    pick: integer().notNull(),
    day: date().notNull(),
    /** What was agreed on, by `src/domain/review/readings.ts`; null until then. */
    outcome: text(),
    /** What was agreed on is not what the person said that they marked. */
    differs: boolean().notNull().default(false),
    /** Of a ballot: it has been looked up whether its photos are nearly another's. */
    compared: boolean().notNull().default(false),
  },
  (t) => [
    check('review_items_kind', sql`${t.kind} in ('ballot', 'pair', 'gold')`),
    check('review_items_state', sql`${t.state} in ('open', 'disputed', 'closed')`),
    check('review_items_ballot', sql`(${t.kind} = 'gold') = (${t.ballotId} is null)`),
    check('review_items_other', sql`(${t.kind} = 'pair') = (${t.otherBallotId} is not null)`),
    check('review_items_taken', sql`${t.taken} between 0 and ${t.wanted}`),
    check('review_items_outcome', sql`${t.outcome} is null or ${t.state} = 'closed' or ${t.kind} = 'gold'`),
    uniqueIndex('review_items_of_ballot').on(t.ballotId).where(sql`${t.kind} = 'ballot'`),
    uniqueIndex('review_items_of_pair').on(t.ballotId, t.otherBallotId).where(sql`${t.kind} = 'pair'`),
    // The reviewer's path: the next item is the first from a random `pick` on, within the most urgent priority and oldest day.
    index('review_items_next')
      .on(t.electionId, t.priority, t.day, t.pick)
      .where(sql`${t.state} = 'open' and ${t.taken} < ${t.wanted} and ${t.kind} <> 'gold'`),
    index('review_items_gold').on(t.electionId, t.pick).where(sql`${t.kind} = 'gold' and ${t.state} = 'open'`),
    index('review_items_disputed').on(t.electionId, t.day).where(sql`${t.state} = 'disputed'`),
    index('review_items_station').on(t.stationId, t.state),
    index('review_items_to_compare').on(t.day, t.id).where(sql`${t.kind} = 'ballot' and not ${t.compared}`),
  ],
);

/**
 * The photos of an item, with their keys wrapped anew under the review key, which the web process has: it can open
 * photos that are under review and no others. Deleted when the item closes.
 */
export const reviewPhotos = pgTable(
  'review_photos',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => reviewItems.id, { onDelete: 'cascade' }),
    /** From 0; of a pair, those of the other ballot come after those of the ballot. */
    position: smallint().notNull(),
    /** In the photo store. Not a foreign key: made-up gold items have no row in `photos`. */
    photoId: uuid('photo_id').notNull(),
    wrappedKey: bytea('wrapped_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.position] })],
);

/** One reviewer's look at one item: held for some minutes, then answered or lapsed. Never two of one reviewer in a round. */
export const reviewTurns = pgTable(
  'review_turns',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => reviewItems.id, { onDelete: 'cascade' }),
    reviewerId: uuid('reviewer_id')
      .notNull()
      .references(() => organizers.id),
    round: smallint().notNull(),
    state: text().$type<'held' | 'answered' | 'lapsed'>().notNull().default('held'),
    /** By `src/domain/review/readings.ts`. */
    answer: text(),
    /** An administrator's decision on a disputed item. */
    final: boolean().notNull().default(false),
    /** While it is held. Of an answer: until when it can be taken back; it is carried out afterwards. */
    leasedUntil: timestamp('leased_until', { withTimezone: true }).notNull(),
    /** The worker has still to look at it: answered, let go of, lapsed or voided since it last did. */
    due: boolean().notNull().default(false),
    /** From being shown to being answered. */
    seconds: smallint(),
    /** Its reviewer was paused: the answer does not count. */
    voided: boolean().notNull().default(false),
    day: date().notNull(),
    /** Which of their hands it is in: 0 and 1, and 2 for what was answered and taken back. */
    slot: smallint().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.reviewerId, t.round] }),
    check('review_turns_slot', sql`${t.slot} between 0 and 2`),
    // However many windows ask at once: nobody collects items to choose from.
    uniqueIndex('review_turns_in_hand').on(t.reviewerId, t.slot).where(sql`${t.state} = 'held' and not ${t.final}`),
    check('review_turns_state', sql`${t.state} in ('held', 'answered', 'lapsed')`),
    check('review_turns_answer', sql`(${t.state} = 'answered') = (${t.answer} is not null)`),
    index('review_turns_held').on(t.leasedUntil).where(sql`${t.state} = 'held'`),
    index('review_turns_reviewer').on(t.reviewerId, t.state),
    // The worker's path.
    index('review_turns_due').on(t.leasedUntil).where(sql`${t.due}`),
  ],
);

/** What is known of an organizer as a reviewer. */
export const reviewers = pgTable('reviewers', {
  organizerId: uuid('organizer_id')
    .primaryKey()
    .references(() => organizers.id),
  /** When the practice items were passed: nobody reviews before. */
  practisedOn: date('practised_on'),
  /** Set by gold accuracy or by an administrator; null is at work. */
  pausedOn: date('paused_on'),
  pausedBecause: text('paused_because'),
  /** What was answered last, and when: the next item is none of the same person. */
  lastItemId: uuid('last_item_id'),
  lastAnswerAt: timestamp('last_answer_at', { withTimezone: true }),
  answered: integer().notNull().default(0),
  seconds: integer().notNull().default(0),
  goldRight: integer('gold_right').notNull().default(0),
  goldWrong: integer('gold_wrong').notNull().default(0),
  /** Answers that were what was agreed on in the end, and that were not. */
  agreed: integer().notNull().default(0),
  disagreed: integer().notNull().default(0),
});

/** How often reviewers get an item with a known answer, and how many they must read rightly: one row, or none yet. */
export const goldTerms = pgTable(
  'gold_terms',
  {
    only: boolean().primaryKey().default(true),
    /** Of a hundred items. */
    percent: smallint().notNull(),
    /** Of a hundred items with a known answer. */
    floor: smallint().notNull(),
  },
  (row) => [
    check('gold_terms_one', sql`${row.only}`),
    check('gold_terms_percent', sql`${row.percent} between 0 and 50`),
    check('gold_terms_floor', sql`${row.floor} between 50 and 99`),
  ],
);

/** How many answers and decisions came in a minute, and settled result sheets: what the pace is told by. Kept for a week. */
export const reviewPace = pgTable('review_pace', {
  minute: timestamp({ withTimezone: true }).primaryKey(),
  answers: integer().notNull().default(0),
  decided: integer().notNull().default(0),
  /** Result sheets that were agreed or rejected. */
  sheets: integer().notNull().default(0),
});

/** A slice of ballots that published numbers leave out, until it is lifted. */
export const quarantines = pgTable(
  'quarantines',
  {
    id: uuid().primaryKey().defaultRandom(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    slice: text().$type<'station' | 'day' | 'reviewer'>().notNull(),
    /** A station's id, a day, an organizer's id. */
    value: text().notNull(),
    reason: text().notNull(),
    by: uuid()
      .notNull()
      .references(() => organizers.id),
    setOn: date('set_on').notNull(),
    liftedOn: date('lifted_on'),
  },
  (t) => [
    check('quarantines_slice', sql`${t.slice} in ('station', 'day', 'reviewer')`),
    uniqueIndex('quarantines_one').on(t.electionId, t.slice, t.value).where(sql`${t.liftedOn} is null`),
  ],
);

/**
 * What an administrator has ordered and only the worker can do, which has the photos' keys and writes the count: a
 * slice to be read again, a quarantine to be applied, a gold item to be made. Never changed but to say that it is done.
 */
export const reviewOrders = pgTable(
  'review_orders',
  {
    id: uuid().primaryKey().defaultRandom(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    /** By `src/domain/review/orders.ts`. */
    content: jsonb().$type<unknown>().notNull(),
    by: uuid()
      .notNull()
      .references(() => organizers.id),
    orderedAt: timestamp('ordered_at', { withTimezone: true }).notNull(),
    doneAt: timestamp('done_at', { withTimezone: true }),
    /** How many items or ballots it came to. */
    touched: integer(),
  },
  (t) => [
    check('review_orders_done', sql`(${t.doneAt} is null) = (${t.touched} is null)`),
    index('review_orders_open').on(t.orderedAt).where(sql`${t.doneAt} is null`),
  ],
);
