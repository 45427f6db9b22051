import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
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
import { photos } from './ballots.ts';
import { pictures } from './broadcasts.ts';
import { bytea } from './columns.ts';
import { proposals } from './organizers.ts';

/** Words as Postgres looks for them. */
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** What organizers are writing: a new entry of the chronicle, or a correction of one. Deleted when it is published. */
export const chronicleDrafts = pgTable(
  'chronicle_drafts',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Of the entry that it corrects; null: a new one. */
    entryNumber: integer('entry_number'),
    /** The version that it goes on from; 0 for a new one. */
    basedOn: integer('based_on').notNull().default(0),
    state: text().$type<'draft' | 'proposed'>().notNull().default('draft'),
    /** Grows with every save: who saves an older one is told so. */
    revision: integer().notNull().default(1),
    /** `chronicleDraft` of `domain/chronicle`; may be unfinished. */
    content: jsonb().notNull(),
    /** Whether a citizen sent what it was made of. Not who. */
    fromCitizen: boolean('from_citizen').notNull().default(false),
    day: date().notNull(),
  },
  (t) => [
    check('chronicle_drafts_state', sql`${t.state} in ('draft', 'proposed')`),
    check('chronicle_drafts_based_on', sql`(${t.entryNumber} is null) = (${t.basedOn} = 0)`),
  ],
);

/**
 * Every version of every entry that was ever public. A trigger lets a row in only as an approved proposal says it, or
 * as a withdrawal; none is ever changed or deleted.
 */
export const chronicleVersions = pgTable(
  'chronicle_versions',
  {
    entryNumber: integer('entry_number').notNull(),
    version: integer().notNull(),
    /** `chronicleContent` of `domain/chronicle`; null: withdrawn, nothing of it is shown any more. */
    content: jsonb(),
    /** What was corrected, or why it was withdrawn, in the languages that somebody wrote; null for a first version. */
    note: jsonb(),
    /** Earlier versions are not shown any more: what they said would endanger somebody. */
    hidesEarlier: boolean('hides_earlier').notNull().default(false),
    proposalId: uuid('proposal_id')
      .unique()
      .references(() => proposals.id),
    publishedAt: timestamp('published_at', { withTimezone: true }).notNull(),
    /** The order in which everything became public. */
    position: bigint({ mode: 'number' }).notNull().unique().generatedAlwaysAsIdentity(),
  },
  (t) => [
    primaryKey({ columns: [t.entryNumber, t.version] }),
    check('chronicle_versions_approved', sql`(${t.content} is null) = (${t.proposalId} is null)`),
    check('chronicle_versions_number', sql`${t.entryNumber} >= 1 and ${t.version} >= 1`),
  ],
);

/** What is public of each entry now: follows from its last version. */
export const chronicleEntries = pgTable(
  'chronicle_entries',
  {
    number: integer().primaryKey(),
    /** What feeds know it by, wherever the site is. */
    uid: uuid().notNull().defaultRandom(),
    version: integer().notNull(),
    /** On which it happened. */
    day: date().notNull(),
    /** What lists show of it: `EntrySummary` of `domain/chronicle`. */
    summary: jsonb().notNull(),
    withdrawn: boolean().notNull().default(false),
    /** Russian and English words by Postgres's own rules, Belarusian ones by ours (`domain/chronicle/search.ts`). */
    words: tsvector().notNull(),
  },
  (t) => [index('chronicle_entries_words').using('gin', t.words), index('chronicle_entries_day').on(t.day)],
);

/** What citizens sent for the chronicle and nobody has decided on. Names nobody; deleted when it is decided. */
export const chronicleSuggestions = pgTable('chronicle_suggestions', {
  id: uuid().primaryKey(),
  /** Text, day and place, under the review key: a dump of the database does not tell. */
  sealed: bytea().notNull(),
  /** On which it came. */
  day: date().notNull(),
});

/** Photos of a suggestion. They are nobody's, and are destroyed within two days of the decision. */
export const chronicleSuggestionPhotos = pgTable(
  'chronicle_suggestion_photos',
  {
    suggestionId: uuid('suggestion_id')
      .notNull()
      .references(() => chronicleSuggestions.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    photoId: uuid('photo_id')
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    /** The photo's own key under the review key; null while the photo is not there yet, or cannot be used. */
    wrappedKey: bytea('wrapped_key'),
  },
  (t) => [
    primaryKey({ columns: [t.suggestionId, t.position] }),
    uniqueIndex('chronicle_suggestion_photos_photo').on(t.photoId),
  ],
);

/** How much an account has sent on a day: an HMAC that nobody can turn back, deleted after the day. */
export const chronicleSenders = pgTable('chronicle_senders', {
  token: bytea().primaryKey(),
  day: date().notNull(),
  sent: smallint().notNull(),
});

/** Pictures that belong to the chronicle. Those that nothing of it shows any more, the worker destroys. */
export const chroniclePictures = pgTable('chronicle_pictures', {
  pictureId: uuid('picture_id')
    .primaryKey()
    .references(() => pictures.id, { onDelete: 'cascade' }),
});
