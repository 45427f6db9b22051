import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
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
import type { SheetDecision, SheetNumbers, SheetProblem } from '../../domain/protocols/entries.ts';
import type { ProtocolState } from '../../domain/protocols/states.ts';
import { bytea } from './columns.ts';
import { organizers } from './organizers.ts';
import { elections, stations } from './stations.ts';

/** Photos of one station's result sheet as somebody handed them in, and what reviewers read on them. Nothing of a person. */
export const protocols = pgTable(
  'protocols',
  {
    id: uuid().primaryKey(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    state: text().$type<ProtocolState>().notNull(),
    /** Grows when it is typed anew: entries of an earlier round do not count any more. */
    round: smallint().notNull().default(1),
    /** How many entries are wanted as things stand. */
    wanted: smallint().notNull().default(2),
    /** Random: which of the protocols of one day comes next depends on nothing else. */
    pick: integer().notNull(),
    day: date().notNull(),
    /** What was agreed, by field id; as printed, whether or not it adds up. */
    numbers: jsonb().$type<SheetNumbers>(),
    /** An administrator decided, because reviewers did not agree. */
    resolved: boolean().notNull().default(false),
    /** Why it was rejected. */
    problem: text().$type<SheetProblem>(),
    /** Of its station's differing versions this one counts, an administrator says. */
    chosen: boolean().notNull().default(false),
    /** Whose photos are the same, to the pixel. */
    sameAs: uuid('same_as').references((): AnyPgColumn => protocols.id),
  },
  (t) => [
    check(
      'protocols_state',
      sql`${t.state} in ('receiving', 'open', 'disputed', 'agreed', 'refused', 'rejected', 'same')`,
    ),
    check('protocols_numbers', sql`${t.state} <> 'agreed' or ${t.numbers} is not null`),
    check('protocols_problem', sql`(${t.state} = 'rejected') = (${t.problem} is not null)`),
    check('protocols_chosen', sql`not ${t.chosen} or ${t.state} = 'agreed'`),
    check('protocols_same', sql`(${t.state} = 'same') = (${t.sameAs} is not null)`),
    check('protocols_wanted', sql`${t.wanted} between 2 and 5`),
    // The reviewers' path: the oldest day's first, from a random `pick` on.
    index('protocols_open').on(t.electionId, t.day, t.pick).where(sql`${t.state} = 'open'`),
    index('protocols_receiving').on(t.id).where(sql`${t.state} = 'receiving'`),
    index('protocols_station').on(t.electionId, t.stationId),
    index('protocols_same_as').on(t.sameAs).where(sql`${t.sameAs} is not null`),
  ],
);

/**
 * Who sent it, until it is settled: an HMAC of person and election under the link key, of another purpose than that of
 * ballots, so that a dump does not connect a person's ballot and protocol either. One of a person for each station.
 */
export const protocolLinks = pgTable(
  'protocol_links',
  {
    linkKey: bytea('link_key').notNull(),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    protocolId: uuid('protocol_id')
      .notNull()
      .unique()
      .references(() => protocols.id, { onDelete: 'cascade' }),
    /** Their account's id, encrypted as a ballot's: whom to tell what became of it. */
    sealedPerson: bytea('sealed_person').notNull(),
  },
  (t) => [primaryKey({ columns: [t.linkKey, t.stationId] })],
);

/**
 * The photos of a protocol that is being typed in or resolved, with their keys wrapped anew under the review key, which
 * the web process has. Deleted when it is settled.
 */
export const protocolPhotos = pgTable(
  'protocol_photos',
  {
    protocolId: uuid('protocol_id')
      .notNull()
      .references(() => protocols.id, { onDelete: 'cascade' }),
    /** From 0, in the order in which they were sent. */
    position: smallint().notNull(),
    photoId: uuid('photo_id').notNull(),
    wrappedKey: bytea('wrapped_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.protocolId, t.position] })],
);

/**
 * One person's look at one protocol: held for some minutes, then typed in or lapsed; voided when they were paused before
 * it was settled. The web process writes these.
 */
export const protocolEntries = pgTable(
  'protocol_entries',
  {
    protocolId: uuid('protocol_id')
      .notNull()
      .references(() => protocols.id, { onDelete: 'cascade' }),
    reviewerId: uuid('reviewer_id')
      .notNull()
      .references(() => organizers.id),
    round: smallint().notNull(),
    /** An administrator's decision on a disputed one; nobody's own entry of that round. */
    final: boolean().notNull().default(false),
    state: text().$type<'held' | 'typed' | 'voided'>().notNull().default('held'),
    answer: jsonb().$type<SheetDecision>(),
    leasedUntil: timestamp('leased_until', { withTimezone: true }).notNull(),
    /** From being shown to being typed. */
    seconds: integer(),
    day: date().notNull(),
    /** It is in the worker's conclusions. */
    considered: boolean().notNull().default(false),
  },
  (t) => [
    // Never two entries of one person, whatever they press.
    primaryKey({ columns: [t.protocolId, t.round, t.reviewerId] }),
    check('protocol_entries_state', sql`${t.state} in ('held', 'typed', 'voided')`),
    check('protocol_entries_answer', sql`(${t.state} = 'held') = (${t.answer} is null)`),
    // The worker's path: typed and not in its conclusions, or voided and still in them.
    index('protocol_entries_due')
      .on(t.protocolId)
      .where(sql`${t.state} <> 'held' and ${t.considered} <> (${t.state} = 'typed')`),
    index('protocol_entries_held').on(t.reviewerId).where(sql`${t.state} = 'held'`),
  ],
);

/** What an administrator wants done that only the worker may do. Written by the web process, carried out once. */
export const protocolRequests = pgTable(
  'protocol_requests',
  {
    id: uuid().primaryKey().defaultRandom(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    /**
     * `open-again`: an agreed or rejected protocol, for an administrator to look at. `choose`: of its station's versions
     * it counts. `adopt`: the agreed numbers become the newest official results of source `protocol`.
     */
    kind: text().$type<'open-again' | 'choose' | 'adopt'>().notNull(),
    protocolId: uuid('protocol_id').references(() => protocols.id, { onDelete: 'cascade' }),
    by: uuid()
      .notNull()
      .references(() => organizers.id),
    at: timestamp({ withTimezone: true }).notNull(),
    /** What came of it; null until it is carried out. */
    outcome: text(),
  },
  (t) => [
    check('protocol_requests_kind', sql`${t.kind} in ('open-again', 'choose', 'adopt')`),
    check('protocol_requests_protocol', sql`(${t.kind} = 'adopt') = (${t.protocolId} is null)`),
    // One at a time: a second press is the first.
    uniqueIndex('protocol_requests_open')
      .on(t.electionId, t.kind, sql`coalesce(${t.protocolId}, '00000000-0000-0000-0000-000000000000'::uuid)`)
      .where(sql`${t.outcome} is null`),
  ],
);
