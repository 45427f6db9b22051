import type { Traits } from '../domain/results/coarsen.ts';
import type { Combination, CountsByQuestion, SurveyCounts } from '../domain/results/survey-results.ts';
import type { Dimension } from '../domain/surveys/definition.ts';
import type { Queryable } from './database.ts';

interface CountRow {
  readonly dimension: Dimension | '';
  readonly cell: string;
  readonly question: string;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * A survey's counts: all of them, those of the wanted dimensions, and, only if asked for, those by region and
 * profile together, which weighting needs. In one snapshot when `q` is a transaction that has one. Reads as many rows
 * as there are options in cells, however many people answered. Plan: the primary keys.
 */
export async function readSurveyCounts(
  q: Queryable,
  surveyId: string,
  wanted: { readonly dimensions: readonly Dimension[]; readonly combinations: boolean },
): Promise<SurveyCounts> {
  const { rows } = await q.query<CountRow>(
    // JSON objects: a row an answer option would take several times as long to read.
    `select dimension, cell, question_id as question, json_object_agg(option_id, count) as counts
     from survey_counts where survey_id = $1 and dimension = any($2::text[]) and count > 0
     group by dimension, cell, question_id`,
    [surveyId, ['', ...wanted.dimensions]],
  );
  const all = new Map<string, ReadonlyMap<string, number>>();
  const by = new Map<Dimension, Map<string, Map<string, ReadonlyMap<string, number>>>>();
  for (const { dimension, cell, question, counts } of rows) {
    const found = new Map(Object.entries(counts));
    if (dimension === '') {
      all.set(question, found);
      continue;
    }
    const cells = by.get(dimension) ?? new Map<string, Map<string, ReadonlyMap<string, number>>>();
    by.set(dimension, cells.set(cell, (cells.get(cell) ?? new Map()).set(question, found)));
  }
  return { all, by, combinations: wanted.combinations ? await readCombinations(q, surveyId) : [] };
}

async function readCombinations(q: Queryable, surveyId: string): Promise<Combination[]> {
  const { rows } = await q.query<{ cell: string; questions: Readonly<Record<string, Record<string, number>>> }>(
    `select cell, json_object_agg(question_id, counts) as questions
     from (select cell, question_id, json_object_agg(option_id, count) as counts
           from survey_cells where survey_id = $1 and count > 0 group by cell, question_id) as by_question
     group by cell order by cell collate "C"`,
    [surveyId],
  );
  return rows.map(({ cell, questions }) => {
    const [region = '', sex = '', ageGroup = '', settlement = ''] = JSON.parse(cell) as string[];
    const counts: CountsByQuestion = new Map(
      Object.entries(questions).map(([question, options]) => [question, new Map(Object.entries(options))]),
    );
    return { categories: { region, sex, 'age-group': ageGroup, settlement }, counts };
  });
}

/** How many answer sets a survey has; 0 for one that there is not. */
export async function countAnswered(q: Queryable, surveyId: string): Promise<number> {
  const { rows } = await q.query<{ count: number }>(
    `select count from survey_counts where survey_id = $1 and dimension = '' and cell = '' and question_id = '' and option_id = ''`,
    [surveyId],
  );
  return rows[0]?.count ?? 0;
}

/** A page of free texts, and where the next one begins. */
export interface TextPage {
  readonly texts: readonly string[];
  /** Null: this was the last. */
  readonly next: string | null;
}

/**
 * Free texts of one question, in the order of the answer sets' random ids from `from` on. The page's own order is
 * by text: beside the same page of another question it tells nothing about who wrote what.
 */
export async function readTexts(
  q: Queryable,
  { surveyId, questionId, from, size }: { surveyId: string; questionId: string; from: string | null; size: number },
): Promise<TextPage> {
  const { rows } = await q.query<{ id: string; text: string }>(
    `select id, answers ->> $2 as text from answer_sets
     where survey_id = $1 and id > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000') and answers ->> $2 is not null
     order by id limit $4`,
    [surveyId, questionId, from, size + 1],
  );
  const shown = rows.slice(0, size);
  return {
    texts: shown.map(({ text }) => text).sort((a, b) => a.localeCompare(b, 'be')),
    next: rows.length > size ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Whether a survey is closed and its last answer counted: nothing in its results changes any more. */
export async function surveyIsFinal(q: Queryable, surveyId: string): Promise<boolean> {
  const { rows } = await q.query(`select 1 from surveys where id = $1 and state = 'closed' and unlinked`, [surveyId]);
  return rows.length === 1;
}

/** How many answer sets there are of each region and profile together. */
export async function readGroups(q: Queryable, surveyId: string): Promise<readonly (readonly [Traits, number])[]> {
  const { rows } = await q.query<Traits & { count: number }>(
    `select region, coalesce(sex, '') as sex, coalesce(age_group, '') as "ageGroup",
            coalesce(settlement, '') as settlement, count(*)::int as count
     from answer_sets where survey_id = $1 group by 1, 2, 3, 4`,
    [surveyId],
  );
  return rows.map(({ count, ...traits }) => [traits, count] as const);
}

/** An answer set as it is exported. */
export interface ExportedSet extends Traits {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly complete: boolean;
}

/**
 * All answer sets of a survey in an order that is new every time, `size` at a time, so that a million of them take no
 * memory. Within a transaction.
 */
export async function* readShuffledSets(
  client: Queryable,
  surveyId: string,
  size: number,
): AsyncGenerator<readonly ExportedSet[]> {
  // A cursor sorts once; rows that do not fit its memory wait on disk.
  await client.query(
    `declare shuffled no scroll cursor for
     select answers, complete, region, coalesce(sex, '') as sex, coalesce(age_group, '') as "ageGroup",
            coalesce(settlement, '') as settlement
     from answer_sets where survey_id = '${surveyId.replace(/[^a-z0-9-]/g, '')}' order by random()`,
  );
  for (;;) {
    const { rows } = await client.query<ExportedSet>(`fetch ${Math.floor(size)} from shuffled`);
    if (rows.length > 0) yield rows;
    if (rows.length < size) break;
  }
  await client.query('close shuffled');
}
