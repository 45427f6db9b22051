import type { PublishedQuestion } from '../domain/results/publication.ts';
import type { Queryable } from './database.ts';

export interface Publication {
  readonly questionId: string;
  readonly content: PublishedQuestion;
  /** YYYY-MM-DD. */
  readonly publishedOn: string;
}

/** What of a survey is public; nothing, while nothing was published. */
export async function loadPublications(q: Queryable, surveyId: string): Promise<readonly Publication[]> {
  const { rows } = await q.query<Publication>(
    `select question_id as "questionId", content, published_on::text as "publishedOn"
     from survey_publications where survey_id = $1`,
    [surveyId],
  );
  return rows;
}

/** Surveys that everybody may see: open ones, and those of which something is published. The newest first. */
export async function listPublicSurveys(
  q: Queryable,
): Promise<
  readonly { readonly id: string; readonly title: Readonly<Record<string, string>>; readonly published: boolean }[]
> {
  const { rows } = await q.query<{ id: string; title: Record<string, string>; published: boolean }>(
    `select id, definition -> 'title' as title, published
     from surveys, lateral (
       select exists (select from survey_publications where survey_id = surveys.id) as published) as of_survey
     where state = 'open' or published
     order by state = 'open' desc, created_at desc, id`,
  );
  return rows;
}

/** Publishes questions, each in place of what was published of it before. */
export async function insertPublications(
  q: Queryable,
  surveyId: string,
  questions: readonly PublishedQuestion[],
  day: string,
): Promise<void> {
  await q.query(
    `insert into survey_publications (survey_id, question_id, content, published_on)
     select $1, question_id, content, $4 from unnest($2::text[], $3::jsonb[]) as n(question_id, content)
     on conflict (survey_id, question_id) do update set content = excluded.content, published_on = excluded.published_on`,
    [surveyId, questions.map(({ id }) => id), questions.map((question) => JSON.stringify(question)), day],
  );
}
