import { sql } from 'drizzle-orm';
import { boolean, check, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { stations } from './stations.ts';

/**
 * One account in one messenger. Nothing here names anybody: the key is an HMAC whose key is not in
 * the database, the address is sealed to the sender. Random id, day-granular date.
 */
export const people = pgTable(
  'people',
  {
    id: uuid().primaryKey().defaultRandom(),
    /**
     * HMAC-SHA-256 of messenger and user id under the identity key: the person key. After a rotation, the hash of that under
     * the lookup key.
     */
    personKey: bytea('person_key').notNull().unique(),
    /** After a rotation, the person key itself, encrypted under the lookup key. Null: it is the column above. */
    sealedKey: bytea('sealed_key'),
    messenger: text().$type<'telegram' | 'viber'>().notNull(),
    /** Sealed to the sender's public key (libsodium sealed box). */
    sealedAddress: bytea('sealed_address').notNull(),
    /** Null until chosen. */
    language: text().$type<'be' | 'ru' | 'en'>(),
    consented: boolean().notNull().default(false),
    /** Null until registered. */
    tier: text().$type<'verified' | 'unverified'>(),
    stationId: uuid('station_id').references(() => stations.id),
    /** False after the person blocked the bot; true again when they come back. */
    reachable: boolean().notNull().default(true),
    /** False after `/stop` until they write again: replies still go to them, broadcasts do not. */
    wantsBroadcasts: boolean('wants_broadcasts').notNull().default(true),
    joinedOn: date('joined_on').notNull(),
  },
  (t) => [
    check('people_messenger', sql`${t.messenger} in ('telegram', 'viber')`),
    check('people_language', sql`${t.language} in ('be', 'ru', 'en')`),
    check('people_tier', sql`${t.tier} in ('verified', 'unverified')`),
    // Nobody is registered without having agreed first.
    check('people_consent_before_tier', sql`${t.tier} is null or ${t.consented}`),
    index('people_station').on(t.stationId),
    // A broadcast's way through everybody: who blocked the bot or never agreed is passed over unread.
    index('people_listening').on(t.id).where(sql`${t.consented} and ${t.reachable} and ${t.wantsBroadcasts}`),
  ],
);

/** One phone, one voice, across both messengers: the key is unique, whoever holds it. */
export const phones = pgTable('phones', {
  /** HMAC-SHA-256 of the E.164 number under the phone key; after a rotation, as a person's. The number itself is nowhere. */
  phoneKey: bytea('phone_key').primaryKey(),
  /** As a person's. */
  sealedKey: bytea('sealed_key'),
  personId: uuid('person_id')
    .notNull()
    .unique()
    .references(() => people.id, { onDelete: 'cascade' }),
});

/**
 * Where a person is in a conversation, encrypted for the web process. Its own table, because it is
 * rewritten at every update: the person's row is not. Also the lock: one update of one person at a time.
 */
export const dialogues = pgTable('dialogues', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  state: bytea(),
});

/**
 * Ids of messages that the person may want deleted from the chat; gone once deleted, at most two days old.
 */
export const traces = pgTable(
  'traces',
  {
    id: uuid().primaryKey().defaultRandom(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Encrypted under the outbox key. */
    messageId: bytea('message_id').notNull(),
    day: date().notNull(),
  },
  (t) => [index('traces_person').on(t.personId)],
);
