import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import { bytea } from './columns.ts';
import { people } from './people.ts';

/** What a person said about themselves for weighting: optional, erasable. A row once they were asked, so that nobody is asked twice. */
export const profiles = pgTable(
  'profiles',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => people.id, { onDelete: 'cascade' }),
    sex: text(),
    ageGroup: text('age_group'),
    settlement: text(),
    /** True once they were asked, whatever they answered: nobody is asked twice. */
    asked: boolean().notNull().default(true),
  },
  (t) => [
    check('profiles_sex', sql`${t.sex} in ('female', 'male')`),
    check('profiles_age_group', sql`${t.ageGroup} in ('18-29', '30-44', '45-59', '60+')`),
    check('profiles_settlement', sql`${t.settlement} in ('capital', 'city', 'town', 'village')`),
  ],
);

export const surveys = pgTable(
  'surveys',
  {
    /** In addresses and options: lower-case ASCII letters, digits and hyphens. */
    id: text().primaryKey(),
    /** Questions, texts in every language, branches, partner: `surveyDefinition` of `domain/surveys`. */
    definition: jsonb().notNull(),
    state: text().$type<'draft' | 'open' | 'closed'>().notNull().default('draft'),
    /** Grows with every save: who saves an older one is told so. */
    revision: integer().notNull().default(1),
    opensAt: timestamp('opens_at', { withTimezone: true }),
    closesAt: timestamp('closes_at', { withTimezone: true }),
    /** Whether an answer set may be changed until the survey closes. */
    changeable: boolean().notNull().default(true),
    /** When it was closed; answers that were committed before are still written a little later. */
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** True once nobody can say any more who answered what; from then on no answer is written. */
    unlinked: boolean().notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** With it an organizer sees the survey in a chat of their own, in any state, and nothing is counted. */
    tryCode: text('try_code').unique(),
    tryUntil: timestamp('try_until', { withTimezone: true }),
  },
  (t) => [
    check('surveys_id', sql`${t.id} ~ '^[a-z0-9][a-z0-9-]{1,30}$'`),
    check('surveys_state', sql`${t.state} in ('draft', 'open', 'closed')`),
    check('surveys_times', sql`${t.opensAt} is null or ${t.closesAt} is null or ${t.opensAt} < ${t.closesAt}`),
  ],
);

/**
 * Who took part. The key is an HMAC of person and survey under the link key. While the survey is open it
 * names the answer set, which may be continued or changed; once it closes the name is deleted, and nobody
 * can say any more who answered what.
 */
export const surveyParticipants = pgTable(
  'survey_participants',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id, { onDelete: 'cascade' }),
    linkKey: bytea('link_key').notNull(),
    answerSetId: uuid('answer_set_id').unique(),
    complete: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.surveyId, t.linkKey] })],
);

/** One person's answers, without the person. Random id, no time: their order tells nothing. */
export const answerSets = pgTable(
  'answer_sets',
  {
    id: uuid().primaryKey(),
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id, { onDelete: 'cascade' }),
    /** Question id → answer, as `domain/surveys` defines it. */
    answers: jsonb().notNull(),
    complete: boolean().notNull(),
    messenger: text().$type<'telegram' | 'viber'>().notNull(),
    language: text().$type<'be' | 'ru' | 'en'>().notNull(),
    tier: text().$type<'verified' | 'unverified'>().notNull(),
    /** The widest level of the person's station; empty when there is none. */
    region: text().notNull(),
    sex: text(),
    ageGroup: text('age_group'),
    settlement: text(),
  },
  (t) => [index('answer_sets_survey').on(t.surveyId, t.id)],
);

/**
 * Answers counted per option, kept in the same transaction as the answer sets: `dimension` is empty for
 * all of them, else one of messenger, language, region, tier, sex, age-group, settlement, and `cell` its value
 * (empty where it was not said). What is counted under which question and option: `domain/surveys/counting.ts`.
 */
export const surveyCounts = pgTable(
  'survey_counts',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id, { onDelete: 'cascade' }),
    dimension: text().notNull(),
    cell: text().notNull(),
    questionId: text('question_id').notNull(),
    optionId: text('option_id').notNull(),
    count: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.surveyId, t.dimension, t.cell, t.questionId, t.optionId] }),
    check('survey_counts_not_negative', sql`${t.count} >= 0`),
  ],
);

/** The same by the whole combination of region and profile, which weighting needs. */
export const surveyCells = pgTable(
  'survey_cells',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id, { onDelete: 'cascade' }),
    /** JSON array: region, sex, age group, settlement; an empty string where it is not known. */
    cell: text().notNull(),
    questionId: text('question_id').notNull(),
    optionId: text('option_id').notNull(),
    count: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.surveyId, t.cell, t.questionId, t.optionId] }),
    check('survey_cells_not_negative', sql`${t.count} >= 0`),
  ],
);

/** Targets to weight to, as uploaded. */
export const surveyMargins = pgTable(
  'survey_margins',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id, { onDelete: 'cascade' }),
    variable: text().notNull(),
    category: text().notNull(),
    target: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.surveyId, t.variable, t.category] }),
    check('survey_margins_target', sql`${t.target} >= 0`),
  ],
);

/** What of a survey is public: frozen as it was approved, a row a question. */
export const surveyPublications = pgTable(
  'survey_publications',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id, { onDelete: 'cascade' }),
    questionId: text('question_id').notNull(),
    content: jsonb().notNull(),
    publishedOn: date('published_on').notNull(),
  },
  (t) => [primaryKey({ columns: [t.surveyId, t.questionId] })],
);
