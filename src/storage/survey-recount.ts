import { cellsOf, countedIn, type Respondent, type SurveyMove } from '../domain/surveys/counting.ts';
import { type Answers, surveyDefinition } from '../domain/surveys/definition.ts';
import { moveSurveyCounts } from './answers.ts';
import type { Queryable } from './database.ts';

/** A count of a survey in which what is kept and a recount from the answer sets disagree. */
export interface SurveyDifference extends Omit<SurveyMove, 'by'> {
  readonly kept: number;
  readonly recounted: number;
}

/** Answer sets that are read at once. */
const CHUNK = 2_000;

/**
 * Recounts every survey from its answer sets, and lists what differs from the counts that are kept. To be
 * called in a transaction of one snapshot (`repeatable read`), or while no worker runs.
 */
export async function compareSurveyCounts(q: Queryable): Promise<{ cells: number; differences: SurveyDifference[] }> {
  const surveys = await q.query<{ id: string; definition: unknown }>('select id, definition from surveys order by id');
  const differences: SurveyDifference[] = [];
  let cells = 0;
  for (const { id, definition } of surveys.rows) {
    const recounted = await recount(q, id, surveyDefinition.parse(definition));
    const kept = await keptCounts(q, id);
    const keys = new Set([...kept.keys(), ...recounted.keys()]);
    cells += keys.size;
    for (const key of keys) {
      const of = kept.get(key) ?? recounted.get(key);
      const [a, b] = [kept.get(key)?.by ?? 0, recounted.get(key)?.by ?? 0];
      if (of !== undefined && a !== b) {
        const { by: _, ...cell } = of;
        differences.push({ ...cell, kept: a, recounted: b });
      }
    }
  }
  return { cells, differences };
}

/** Writes the recount over what is kept. Call it in a transaction while no worker runs. */
export async function rewriteSurveyCounts(q: Queryable): Promise<void> {
  await q.query('lock table survey_counts, survey_cells in share row exclusive mode');
  const { differences } = await compareSurveyCounts(q);
  await moveSurveyCounts(
    q,
    differences.map(({ kept, recounted, ...cell }) => ({ ...cell, by: recounted - kept })),
  );
}

async function recount(
  q: Queryable,
  surveyId: string,
  definition: Parameters<typeof countedIn>[0],
): Promise<Map<string, SurveyMove>> {
  // People who are counted in the same cells first together: they are far fewer than people.
  const groups = new Map<string, { readonly respondent: Respondent; readonly counts: Map<string, number> }>();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await q.query<{ id: string; answers: Answers; complete: boolean } & Respondent>(
      `select id, answers, complete, messenger, language, tier, region, sex, age_group as "ageGroup", settlement
       from answer_sets where survey_id = $1 and id > $2 order by id limit $3`,
      [surveyId, after, CHUNK],
    );
    for (const { id: _, answers, complete, ...respondent } of rows) {
      const key = JSON.stringify(Object.values(respondent));
      const group = groups.get(key) ?? { respondent, counts: new Map<string, number>() };
      groups.set(key, group);
      for (const [questionId, optionId] of countedIn(definition, { answers, complete })) {
        const pair = `${questionId}/${optionId}`;
        group.counts.set(pair, (group.counts.get(pair) ?? 0) + 1);
      }
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  const sums = new Map<string, SurveyMove>();
  for (const { respondent, counts } of groups.values()) {
    for (const [dimension, cell] of cellsOf(respondent)) {
      for (const [pair, by] of counts) {
        const [questionId = '', optionId = ''] = pair.split('/');
        add(sums, { surveyId, dimension, cell, questionId, optionId, by });
      }
    }
  }
  return sums;
}

async function keptCounts(q: Queryable, surveyId: string): Promise<Map<string, SurveyMove>> {
  const { rows } = await q.query<SurveyMove>(
    `select survey_id as "surveyId", dimension, cell, question_id as "questionId", option_id as "optionId", count as by
     from survey_counts where survey_id = $1
     union all
     select survey_id, 'combination', cell, question_id, option_id, count from survey_cells where survey_id = $1`,
    [surveyId],
  );
  const kept = new Map<string, SurveyMove>();
  for (const move of rows) add(kept, move);
  return kept;
}

function add(sums: Map<string, SurveyMove>, move: SurveyMove): void {
  const key = JSON.stringify([move.dimension, move.cell, move.questionId, move.optionId]);
  const known = sums.get(key);
  sums.set(key, known === undefined ? move : { ...known, by: known.by + move.by });
}
