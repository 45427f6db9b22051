import { sql } from 'drizzle-orm';
import { bigint, check, date, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { organizers, proposals } from './organizers.ts';
import { elections } from './stations.ts';

/**
 * An edition as somebody prepared it, whole, so that the second person decides on exactly what will be public. Never
 * updated (a trigger refuses it); one that was not let happen is deleted.
 */
export const preparedEditions = pgTable(
  'prepared_editions',
  {
    id: uuid().primaryKey().defaultRandom(),
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    /** What it will be. Two can be prepared with one number; one of them can be published. */
    number: integer().notNull(),
    /** The canonical JSON of `EditionContent` (`src/domain/finding/edition.ts`), in gzip. */
    content: bytea().notNull(),
    /** Of the canonical JSON's bytes. */
    sha256: bytea().notNull(),
    /** In the election's time zone. */
    preparedOn: date('prepared_on').notNull(),
    preparedBy: uuid('prepared_by')
      .notNull()
      .references(() => organizers.id),
  },
  (t) => [
    // What an edition refers to, so that it cannot take another's number.
    unique('prepared_editions_whole').on(t.id, t.electionId, t.number),
    check('prepared_editions_number', sql`${t.number} >= 1`),
    check('prepared_editions_sha256', sql`length(${t.sha256}) = 32`),
  ],
);

/**
 * What is or was public. A trigger lets a row in only for an approved proposal about exactly this content, numbers
 * follow one another without a gap, and no row is ever changed or deleted.
 */
export const editions = pgTable(
  'editions',
  {
    electionId: text('election_id')
      .notNull()
      .references(() => elections.id),
    number: integer().notNull(),
    preparedId: uuid('prepared_id').notNull().unique(),
    proposalId: uuid('proposal_id')
      .notNull()
      .unique()
      .references(() => proposals.id),
    /** In the election's time zone. */
    publishedOn: date('published_on').notNull(),
    /** The order in which editions were published, of all elections. */
    position: bigint({ mode: 'number' }).notNull().unique().generatedAlwaysAsIdentity(),
  },
  (t) => [
    primaryKey({ columns: [t.electionId, t.number] }),
    foreignKey({
      name: 'editions_prepared',
      columns: [t.preparedId, t.electionId, t.number],
      foreignColumns: [preparedEditions.id, preparedEditions.electionId, preparedEditions.number],
    }),
  ],
);
