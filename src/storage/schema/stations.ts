import { sql } from 'drizzle-orm';
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Localized } from '../../domain/languages.ts';
import type { ProtocolFieldsFile, ProtocolQuorum } from '../../domain/protocols/fields.ts';

export const elections = pgTable('elections', {
  id: text().primaryKey(),
  name: jsonb().$type<Localized>().notNull(),
  opensOn: date('opens_on').notNull(),
  closesOn: date('closes_on').notNull(),
  timeZone: text('time_zone').notNull(),
  trustedPrefixes: text('trusted_prefixes').array().notNull(),
  photoSides: smallint('photo_sides').notNull(),
  /** What stands on a result sheet, as the election file says; null where it does not. */
  protocolFields: jsonb('protocol_fields').$type<ProtocolFieldsFile>(),
  protocolQuorum: smallint('protocol_quorum').$type<ProtocolQuorum>(),
  /** When its ballots were last put in an order that says nothing; null: not since it closed. */
  disorderedOn: date('disordered_on'),
});

export const choices = pgTable(
  'choices',
  {
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    id: text().notNull(),
    position: smallint().notNull(),
    name: jsonb().$type<Localized>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.electionId, t.id] }),
    // The order on the ballot paper.
    unique('choices_position').on(t.electionId, t.position),
  ],
);

export const stations = pgTable(
  'stations',
  {
    id: uuid().primaryKey().defaultRandom(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    /** The number or code that people know it by, as in the imported file. */
    code: text().notNull(),
    /** Region … town, from the widest to the narrowest; at most five. */
    levels: text().array().notNull(),
    name: text().notNull(),
    address: text().notNull(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    registeredVoters: integer('registered_voters'),
    /** What a search runs over: numbers, code, levels, name and address, by `stationSearchText`. */
    searchText: text('search_text').notNull(),
  },
  (t) => [
    // What makes importing twice change nothing.
    unique('stations_code').on(t.electionId, t.code),
    index('stations_search').using('gin', sql`${t.searchText} gin_trgm_ops`),
    index('stations_levels').on(t.electionId, t.levels),
    check('stations_levels_count', sql`cardinality(${t.levels}) between 1 and 5`),
    check('stations_place', sql`(${t.latitude} is null) = (${t.longitude} is null)`),
    check('stations_latitude', sql`${t.latitude} between -90 and 90`),
    check('stations_longitude', sql`${t.longitude} between -180 and 180`),
    check('stations_voters', sql`${t.registeredVoters} >= 0`),
  ],
);

/**
 * Every word of the search texts of an election's stations, once. A mistyped word is looked up here
 * first: the trigram similarity of two words takes microseconds, that of a word and a whole search
 * text a hundred times as long. Rebuilt by each import that changes a station.
 */
export const stationWords = pgTable(
  'station_words',
  {
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id, { onDelete: 'cascade' }),
    word: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.electionId, t.word] }),
    index('station_words_similar').using('gin', sql`${t.word} gin_trgm_ops`),
  ],
);
