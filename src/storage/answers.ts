import type { Respondent, SurveyMove } from '../domain/surveys/counting.ts';
import type { Answers } from '../domain/surveys/definition.ts';
import { byteaArray } from './bytea-array.ts';
import type { Queryable } from './database.ts';

/** Somebody's part in a survey. */
export interface Participation {
  readonly surveyId: string;
  readonly linkKey: Buffer;
  readonly complete: boolean;
  /** Null when nobody can say any more which answers are theirs. */
  readonly answerSetId: string | null;
  /** Null like the id. */
  readonly answers: Answers | null;
  readonly respondent: Respondent | null;
}

/** A survey as whoever writes answers needs it; the definition is as it is stored. */
export interface AnsweredSurvey {
  readonly id: string;
  readonly definition: unknown;
  readonly state: 'draft' | 'open' | 'closed';
  readonly changeable: boolean;
  readonly unlinked: boolean;
}

/** Keeps surveys from being closed or unlinked until the transaction ends; other answers are not held up. */
export async function holdSurveys(q: Queryable, ids: readonly string[]): Promise<Map<string, AnsweredSurvey>> {
  const result = await q.query<AnsweredSurvey>({
    name: 'hold-surveys',
    text: `select id, definition, state, changeable, unlinked from surveys
           where id = any($1::text[]) order by id for share`,
    values: [ids],
  });
  return new Map(result.rows.map((row) => [row.id, row]));
}

/** Surveys of which it can still be told who answered what. */
export async function listLinkedSurveyIds(q: Queryable): Promise<string[]> {
  const result = await q.query<{ id: string }>(
    `select id from surveys where not unlinked and state <> 'draft' order by id`,
  );
  return result.rows.map(({ id }) => id);
}

/** Surveys that people may have taken part in. */
export async function listAnsweredSurveyIds(q: Queryable): Promise<string[]> {
  const result = await q.query<{ id: string }>(`select id from surveys where state <> 'draft' order by id`);
  return result.rows.map(({ id }) => id);
}

const PARTICIPATION = `p.survey_id as "surveyId", p.link_key as "linkKey", p.complete, p.answer_set_id as "answerSetId", a.answers,
  case when a.id is not null then json_build_object(
    'messenger', a.messenger, 'language', a.language, 'tier', a.tier, 'region', a.region,
    'sex', a.sex, 'ageGroup', a.age_group, 'settlement', a.settlement) end as respondent`;

/** Parts of these people in these surveys, by their link keys. Plan: primary key, then that of answer_sets. */
export async function findParticipations(
  q: Queryable,
  wanted: readonly { readonly surveyId: string; readonly linkKey: Buffer }[],
): Promise<Participation[]> {
  const result = await q.query<Participation>({
    name: 'find-participations',
    text: `select ${PARTICIPATION}
           from unnest($1::text[], $2::bytea[]) as n(survey_id, link_key)
           join survey_participants p on p.survey_id = n.survey_id and p.link_key = n.link_key
           left join answer_sets a on a.id = p.answer_set_id`,
    values: [wanted.map((w) => w.surveyId), byteaArray(wanted.map((w) => w.linkKey))],
  });
  return result.rows;
}

/** The same, locked in the order of their keys until the transaction ends. */
export async function lockParticipations(
  q: Queryable,
  wanted: readonly { readonly surveyId: string; readonly linkKey: Buffer }[],
): Promise<Participation[]> {
  const result = await q.query<Participation>({
    name: 'lock-participations',
    text: `select ${PARTICIPATION}
           from unnest($1::text[], $2::bytea[]) as n(survey_id, link_key)
           join survey_participants p on p.survey_id = n.survey_id and p.link_key = n.link_key
           left join answer_sets a on a.id = p.answer_set_id
           order by p.survey_id, p.link_key for update of p`,
    values: [wanted.map((w) => w.surveyId), byteaArray(wanted.map((w) => w.linkKey))],
  });
  return result.rows;
}

/** By what the answers of these people are broken down, as it is now. */
export async function readRespondents(q: Queryable, personIds: readonly string[]): Promise<Map<string, Respondent>> {
  const result = await q.query<Respondent & { id: string }>({
    name: 'read-respondents',
    text: `select p.id, p.messenger, coalesce(p.language, 'be') as language, coalesce(p.tier, 'unverified') as tier,
                  coalesce(s.levels[1], '') as region, f.sex, f.age_group as "ageGroup", f.settlement
           from people p left join stations s on s.id = p.station_id left join profiles f on f.person_id = p.id
           where p.id = any($1::uuid[])`,
    values: [personIds],
  });
  return new Map(result.rows.map(({ id, ...respondent }) => [id, respondent]));
}

export interface WrittenSet {
  readonly id: string;
  readonly surveyId: string;
  readonly linkKey: Buffer;
  readonly answers: Answers;
  readonly complete: boolean;
  readonly respondent: Respondent;
}

/** Writes answer sets, in place of what they were, and who they belong to. */
export async function writeAnswerSets(q: Queryable, sets: readonly WrittenSet[]): Promise<void> {
  if (sets.length === 0) return;
  await q.query({
    name: 'write-answer-sets',
    text: `insert into answer_sets (id, survey_id, answers, complete, messenger, language, tier, region, sex, age_group, settlement)
           select * from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::bool[], $5::text[], $6::text[], $7::text[], $8::text[],
                                $9::text[], $10::text[], $11::text[]) order by 1
           on conflict (id) do update set answers = excluded.answers, complete = excluded.complete,
             messenger = excluded.messenger, language = excluded.language, tier = excluded.tier, region = excluded.region,
             sex = excluded.sex, age_group = excluded.age_group, settlement = excluded.settlement`,
    values: [
      sets.map((s) => s.id),
      sets.map((s) => s.surveyId),
      sets.map((s) => JSON.stringify(s.answers)),
      sets.map((s) => s.complete),
      sets.map((s) => s.respondent.messenger),
      sets.map((s) => s.respondent.language),
      sets.map((s) => s.respondent.tier),
      sets.map((s) => s.respondent.region),
      sets.map((s) => s.respondent.sex),
      sets.map((s) => s.respondent.ageGroup),
      sets.map((s) => s.respondent.settlement),
    ],
  });
  await q.query({
    name: 'write-participants',
    text: `insert into survey_participants (survey_id, link_key, answer_set_id, complete)
           select * from unnest($1::text[], $2::bytea[], $3::uuid[], $4::bool[]) order by 1, 2
           on conflict (survey_id, link_key) do update set answer_set_id = excluded.answer_set_id, complete = excluded.complete`,
    values: [
      sets.map((s) => s.surveyId),
      byteaArray(sets.map((s) => s.linkKey)),
      sets.map((s) => s.id),
      sets.map((s) => s.complete),
    ],
  });
}

type PartKey = Pick<Participation, 'surveyId' | 'linkKey'>;

/** Forgets which answers are these people's; that they took part stays marked, so that nobody answers twice. */
export async function forgetParticipations(q: Queryable, parts: readonly PartKey[]): Promise<void> {
  await q.query({
    name: 'forget-participations',
    text: `update survey_participants p set answer_set_id = null
           from unnest($1::text[], $2::bytea[]) as n(survey_id, link_key)
           where p.survey_id = n.survey_id and p.link_key = n.link_key and p.answer_set_id is not null`,
    values: [parts.map((p) => p.surveyId), byteaArray(parts.map((p) => p.linkKey))],
  });
}

/** Gives a part in a survey to another account. */
export async function relinkParticipation(q: Queryable, { surveyId, linkKey }: PartKey, to: Buffer): Promise<void> {
  await q.query('update survey_participants set link_key = $3 where survey_id = $1 and link_key = $2', [
    surveyId,
    linkKey,
    to,
  ]);
}

/** Deletes a part in a survey, with the answers that can be told to belong to it. */
export async function deleteParticipation(q: Queryable, { surveyId, linkKey }: PartKey): Promise<void> {
  await q.query(
    `with gone as (delete from survey_participants where survey_id = $1 and link_key = $2 returning answer_set_id)
     delete from answer_sets where id in (select answer_set_id from gone)`,
    [surveyId, linkKey],
  );
}

/** Adds up moves of one count, leaves out those that come to nothing, and sorts: locks are taken in one order. */
function added(moves: readonly SurveyMove[]): SurveyMove[] {
  const sums = new Map<string, SurveyMove>();
  for (const move of moves) {
    const key = JSON.stringify([move.surveyId, move.dimension, move.cell, move.questionId, move.optionId]);
    sums.set(key, { ...move, by: (sums.get(key)?.by ?? 0) + move.by });
  }
  return [...sums.entries()]
    .filter(([, { by }]) => by !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, move]) => move);
}

/**
 * Moves the counts of surveys, a few statements for all of them. A count that would fall below zero
 * violates a constraint: something was taken away twice.
 */
export async function moveSurveyCounts(q: Queryable, moves: readonly SurveyMove[]): Promise<void> {
  const all = added(moves);
  const counts = all.filter(({ dimension }) => dimension !== 'combination');
  const cells = all.filter(({ dimension }) => dimension === 'combination');
  // Two steps each, because a CHECK is tried on the row to be inserted before the conflict is found.
  if (counts.length > 0) {
    const keys = [
      counts.map((m) => m.surveyId),
      counts.map((m) => m.dimension),
      counts.map((m) => m.cell),
      counts.map((m) => m.questionId),
      counts.map((m) => m.optionId),
    ];
    await q.query({
      name: 'open-survey-counts',
      text: `insert into survey_counts (survey_id, dimension, cell, question_id, option_id, count)
             select s, d, c, u, o, 0 from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
               with ordinality as n(s, d, c, u, o, i) order by i on conflict do nothing`,
      values: keys,
    });
    await q.query({
      name: 'move-survey-counts',
      text: `with n as materialized (
               select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
                 with ordinality as n(s, d, c, u, o, by, i)),
             locked as materialized (
               select n.* from n join survey_counts t
                 on (t.survey_id, t.dimension, t.cell, t.question_id, t.option_id) = (n.s, n.d, n.c, n.u, n.o)
               order by n.i for update of t)
             update survey_counts t set count = t.count + l.by from locked l
             where (t.survey_id, t.dimension, t.cell, t.question_id, t.option_id) = (l.s, l.d, l.c, l.u, l.o)`,
      values: [...keys, counts.map((m) => m.by)],
    });
  }
  if (cells.length > 0) {
    const keys = [
      cells.map((m) => m.surveyId),
      cells.map((m) => m.cell),
      cells.map((m) => m.questionId),
      cells.map((m) => m.optionId),
    ];
    await q.query({
      name: 'open-survey-cells',
      text: `insert into survey_cells (survey_id, cell, question_id, option_id, count)
             select s, c, u, o, 0 from unnest($1::text[], $2::text[], $3::text[], $4::text[])
               with ordinality as n(s, c, u, o, i) order by i on conflict do nothing`,
      values: keys,
    });
    await q.query({
      name: 'move-survey-cells',
      text: `with n as materialized (
               select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])
                 with ordinality as n(s, c, u, o, by, i)),
             locked as materialized (
               select n.* from n join survey_cells t on (t.survey_id, t.cell, t.question_id, t.option_id) = (n.s, n.c, n.u, n.o)
               order by n.i for update of t)
             update survey_cells t set count = t.count + l.by from locked l
             where (t.survey_id, t.cell, t.question_id, t.option_id) = (l.s, l.c, l.u, l.o)`,
      values: [...keys, cells.map((m) => m.by)],
    });
  }
}
