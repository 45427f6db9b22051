import { sql } from 'drizzle-orm';
import { check, date, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Blank, Contradiction, OfficialSource } from '../../domain/official/terms.ts';
import { bytea } from './columns.ts';
import { organizers } from './organizers.ts';
import { elections, stations } from './stations.ts';

/** A file of official results as it was imported. Never changed: a later file of the same source is a new version. */
export const officialImports = pgTable(
  'official_imports',
  {
    id: uuid().primaryKey().defaultRandom(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    source: text().$type<OfficialSource>().notNull(),
    /** From 1, for each source of an election. */
    version: integer().notNull(),
    /** Without its folder. */
    fileName: text('file_name').notNull(),
    sha256: bytea().notNull(),
    /** Our column to the file's header: how the file was read. */
    columns: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    /** Of a workbook; null for CSV. */
    sheet: text(),
    /** What the values of `official_numbers` are, in their order: `choice:ID`, then `BESIDE` of that time. */
    cells: text().array().notNull(),
    /** What a blank next to a number means. Nothing is stored for it: it is not in the file. */
    blank: text().$type<Blank>().notNull(),
    /** Nonsense that whoever imported the file said to be the source's own. */
    accepted: text().$type<Contradiction>().array().notNull(),
    /** In the election's time zone. */
    importedOn: date('imported_on').notNull(),
    /** Null: by the command line. */
    importedBy: uuid('imported_by').references(() => organizers.id),
  },
  (t) => [
    unique('official_imports_version').on(t.electionId, t.source, t.version),
    check('official_imports_source', sql`${t.source} in ('cec', 'protocol', 'observer')`),
    check('official_imports_from_one', sql`${t.version} >= 1`),
    check('official_imports_sha256', sql`length(${t.sha256}) = 32`),
    check('official_imports_blank', sql`${t.blank} in ('missing', 'zero')`),
    check('official_imports_accepted', sql`${t.accepted} <@ array['sums', 'negative']`),
  ],
);

/**
 * Every number of an imported file, a row for each station that it names. One row for each number would make Postgres
 * check half a million foreign keys in an import of 31,000 stations: a minute instead of seconds.
 */
export const officialNumbers = pgTable(
  'official_numbers',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => officialImports.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    /** As many as the import's `cells`; null where the file has nothing. */
    values: integer().array().$type<(number | null)[]>().notNull(),
    /** On which line of the file each stands, from 1. */
    lines: integer().array().$type<(number | null)[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.stationId] }),
    check('official_numbers_lines', sql`cardinality(${t.values}) = cardinality(${t.lines}) and 1 <= all (${t.lines})`),
  ],
);
