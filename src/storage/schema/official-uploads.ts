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
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { OfficialReading } from '../../domain/official/reading.ts';
import type { OfficialSource } from '../../domain/official/terms.ts';
import type { UploadOutcome, UploadState } from '../../domain/official/uploads.ts';
import { bytea } from './columns.ts';
import { officialImports } from './official.ts';
import { organizers } from './organizers.ts';
import { elections } from './stations.ts';

/**
 * A file of official results on its way from the console to the worker, which alone may write what the count is compared
 * with. Deleted some days after it was uploaded.
 */
export const officialUploads = pgTable(
  'official_uploads',
  {
    id: uuid().primaryKey().defaultRandom(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    source: text().$type<OfficialSource>().notNull(),
    /** Without its folder. */
    fileName: text('file_name').notNull(),
    /** How many bytes its parts have together. */
    size: integer().notNull(),
    state: text().$type<UploadState>().notNull().default('uploaded'),
    /** Counted up by whatever the organizer changes or asks for: who does something to an older one is told so. */
    revision: integer().notNull().default(1),
    /** How to read it, as far as the organizer has said. */
    reading: jsonb().$type<OfficialReading>().notNull(),
    /** How far the worker is. */
    bytesRead: bigint('bytes_read', { mode: 'number' }).notNull().default(0),
    /** What became of it: faults, or what is or would be imported. */
    outcome: jsonb().$type<UploadOutcome>(),
    /** The worker that has it; afterwards another may take it. */
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    /** How often a worker has begun: a file that ends three of them is not tried again. */
    attempts: integer().notNull().default(0),
    importId: uuid('import_id').references(() => officialImports.id),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => organizers.id),
    uploadedAt: timestamp('uploaded_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    index('official_uploads_waiting').on(t.uploadedAt).where(sql`${t.state} in ('checking', 'importing')`),
    check('official_uploads_source', sql`${t.source} in ('cec', 'protocol', 'observer')`),
    check(
      'official_uploads_state',
      sql`${t.state} in ('uploaded', 'checking', 'checked', 'importing', 'imported', 'refused', 'failed')`,
    ),
    // Imported is what has an import, and nothing else is.
    check('official_uploads_imported', sql`(${t.state} = 'imported') = (${t.importId} is not null)`),
  ],
);

/** An upload's bytes, in pieces: no process holds a file twice over. */
export const officialUploadParts = pgTable(
  'official_upload_parts',
  {
    uploadId: uuid('upload_id')
      .notNull()
      .references(() => officialUploads.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.number] })],
);

/** How files of a kind are read, under a name: for the next file that looks the same, here and on the command line. */
export const officialProfiles = pgTable(
  'official_profiles',
  {
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    name: text().notNull(),
    reading: jsonb().$type<OfficialReading>().notNull(),
    savedOn: date('saved_on').notNull(),
    /** The organizer; null for the command line. */
    savedBy: uuid('saved_by').references(() => organizers.id),
  },
  (t) => [
    primaryKey({ columns: [t.electionId, t.name] }),
    check('official_profiles_name', sql`length(${t.name}) between 1 and 60`),
  ],
);
