import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { protocols } from './protocols.ts';
import { choices, elections, stations } from './stations.ts';

/** A ballot names nobody. Random id and a day: neither who nor when can be told from it. */
export const ballots = pgTable(
  'ballots',
  {
    id: uuid().primaryKey(),
    electionId: text('election_id').notNull(),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    choiceId: text('choice_id').notNull(),
    tier: text().$type<'verified' | 'unverified'>().notNull(),
    /** Whether it came with photos; without them it is counted apart. */
    kind: text().$type<'photographed' | 'without-photo'>().notNull(),
    state: text().notNull(),
    /** What reviewers agreed that is marked: what counts once it is verified. Null before. */
    acceptedChoiceId: text('accepted_choice_id'),
    /** In a quarantined slice: verified, and left out of what is published. */
    quarantined: boolean().notNull().default(false),
    day: date().notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.electionId, t.choiceId], foreignColumns: [choices.electionId, choices.id] }),
    foreignKey({ columns: [t.electionId, t.acceptedChoiceId], foreignColumns: [choices.electionId, choices.id] }),
    check('ballots_accepted', sql`(${t.state} = 'verified') = (${t.acceptedChoiceId} is not null)`),
    check('ballots_tier', sql`${t.tier} in ('verified', 'unverified')`),
    check('ballots_kind', sql`${t.kind} in ('photographed', 'without-photo')`),
    check(
      'ballots_state',
      sql`${t.state} in ('receiving', 'handed-in', 'refused', 'duplicate', 'locked', 'verified', 'rejected')`,
    ),
    index('ballots_tally').on(t.electionId, t.stationId, t.choiceId, t.tier),
  ],
);

/**
 * Whose ballot it is, while it can still be replaced or questioned. The key is an HMAC of person and
 * election under the link key, which is not in the database: a dump alone connects nobody to anything.
 * Its uniqueness is "one ballot per person and election". Deleted when review accepts the ballot.
 */
export const ballotLinks = pgTable('ballot_links', {
  linkKey: bytea('link_key').primaryKey(),
  ballotId: uuid('ballot_id')
    .notNull()
    .unique()
    .references(() => ballots.id, { onDelete: 'cascade' }),
  /**
   * Their account's id, encrypted under the link key, once person keys were rotated under the lookup key: whom to tell what
   * review says. Null in links from before review.
   */
  sealedPerson: bytea('sealed_person'),
});

/** How a person means to vote, if they said so. Linked and unlinkable in the same way as a ballot. */
export const declarations = pgTable(
  'declarations',
  {
    linkKey: bytea('link_key').primaryKey(),
    electionId: text('election_id').notNull(),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    choiceId: text('choice_id').notNull(),
    tier: text().$type<'verified' | 'unverified'>().notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.electionId, t.choiceId], foreignColumns: [choices.electionId, choices.id] }),
    check('declarations_tier', sql`${t.tier} in ('verified', 'unverified')`),
  ],
);

/**
 * Voices that were used up: by somebody who asked to be forgotten afterwards, or whose ballot review accepted. An
 * HMAC under the voice key of the person key, or of the phone key, and the election. It tells neither choice nor
 * station, and stops the same account and phone from handing in again. Deleted with the election.
 */
export const spentVoices = pgTable('spent_voices', {
  voiceKey: bytea('voice_key').primaryKey(),
  electionId: text('election_id')
    .notNull()
    .references(() => elections.id, { onDelete: 'cascade' }),
  /** Used up by a ballot that review accepted: its person is told that it counts. */
  accepted: boolean().notNull().default(false),
});

/** A photo's row. The pixels are in the photo store, encrypted under a key of their own. */
export const photos = pgTable(
  'photos',
  {
    id: uuid().primaryKey(),
    /** Null until its ballot is confirmed. */
    ballotId: uuid('ballot_id').references(() => ballots.id, { onDelete: 'cascade' }),
    /** Of a station's result sheet; null unless it was handed in as one. */
    protocolId: uuid('protocol_id').references(() => protocols.id, { onDelete: 'cascade' }),
    side: smallint(),
    /** Whose it is while its ballot or protocol has a link; see `ballot_links`. */
    linkKey: bytea('link_key'),
    outcome: text().$type<'expected' | 'ready' | 'duplicate' | 'refused'>().notNull(),
    /** Why it was refused. */
    refusal: text(),
    /** HMAC of the kept JPEG, which follows from the pixels alone: equal for the same picture. */
    exactHash: bytea('exact_hash'),
    /** 64-bit perceptual hash (dHash) for review's near-duplicates. */
    perceptualHash: bigint('perceptual_hash', { mode: 'bigint' }),
    day: date().notNull(),
  },
  (t) => [
    check('photos_outcome', sql`${t.outcome} in ('expected', 'ready', 'duplicate', 'refused')`),
    check('photos_hash_when_kept', sql`${t.outcome} not in ('ready', 'duplicate') or ${t.exactHash} is not null`),
    check('photos_refusal_reason', sql`(${t.outcome} = 'refused') = (${t.refusal} is not null)`),
    check('photos_of_one', sql`${t.ballotId} is null or ${t.protocolId} is null`),
    index('photos_ballot').on(t.ballotId),
    index('photos_protocol').on(t.protocolId).where(sql`${t.protocolId} is not null`),
    index('photos_exact_hash').on(t.exactHash),
    // Photos that look the same at whatever station.
    index('photos_perceptual_hash').on(t.perceptualHash),
    index('photos_link').on(t.linkKey),
  ],
);

/**
 * A photo's own key, wrapped under the keyring's photo key. Deleting the row destroys the photo, unless its key also lies
 * under the review key: in `review_photos`, `protocol_photos` or `chronicle_suggestion_photos`, while somebody is to see it.
 */
export const photoKeys = pgTable('photo_keys', {
  photoId: uuid('photo_id')
    .primaryKey()
    .references(() => photos.id, { onDelete: 'cascade' }),
  wrappedKey: bytea('wrapped_key').notNull(),
});

/** Kept in the same transaction as the rows they count; `golos recount --check` compares. */
export const tallies = pgTable(
  'tallies',
  {
    electionId: text('election_id').notNull(),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    choiceId: text('choice_id').notNull(),
    tier: text().$type<'verified' | 'unverified'>().notNull(),
    declared: integer().notNull().default(0),
    photographed: integer().notNull().default(0),
    withoutPhoto: integer('without_photo').notNull().default(0),
    /** Ballots that review accepted, under the choice that reviewers read; of these, those in quarantined slices. */
    verified: integer().notNull().default(0),
    quarantined: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.electionId, t.stationId, t.choiceId, t.tier] }),
    foreignKey({ columns: [t.electionId, t.choiceId], foreignColumns: [choices.electionId, choices.id] }),
    check('tallies_tier', sql`${t.tier} in ('verified', 'unverified')`),
    // A count below zero means that something was taken away twice.
    check('tallies_not_negative', sql`${t.declared} >= 0 and ${t.photographed} >= 0 and ${t.withoutPhoto} >= 0`),
    check('tallies_quarantined', sql`${t.quarantined} between 0 and ${t.verified}`),
  ],
);
