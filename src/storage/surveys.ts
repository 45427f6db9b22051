import { ALL_SETS, COMPLETE_SETS, NO_QUESTION } from '../domain/surveys/counting.ts';
import type { SurveyDefinition } from '../domain/surveys/definition.ts';
import type { Queryable } from './database.ts';

export type SurveyState = 'draft' | 'open' | 'closed';

/** A survey as it is stored. Its definition was checked when it was saved. */
export interface StoredSurvey {
  readonly id: string;
  readonly definition: SurveyDefinition;
  readonly state: SurveyState;
  /** Grows with every save. */
  readonly revision: number;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** Whether who answered may change it until the survey closes. */
  readonly changeable: boolean;
}

const SURVEY = `surveys.id, surveys.definition, surveys.state, surveys.revision, surveys.opens_at as "opensAt",
  surveys.closes_at as "closesAt", surveys.changeable`;

export async function loadSurvey(queryable: Queryable, id: string): Promise<StoredSurvey | undefined> {
  const { rows } = await queryable.query<StoredSurvey>(`select ${SURVEY} from surveys where id = $1`, [id]);
  return rows[0];
}

/** The survey as it is, kept from changing until the transaction ends. */
export async function lockSurvey(client: Queryable, id: string): Promise<StoredSurvey | undefined> {
  const { rows } = await client.query<StoredSurvey>(`select ${SURVEY} from surveys where id = $1 for no key update`, [
    id,
  ]);
  return rows[0];
}

/** A line of the console's list. */
export interface SurveyLine extends StoredSurvey {
  /** Answer sets, and how many of them are complete. */
  readonly answered: number;
  readonly completed: number;
}

/** All surveys: open ones first, then drafts, then closed ones, each the newest first. */
export async function listSurveys(queryable: Queryable): Promise<readonly SurveyLine[]> {
  const { rows } = await queryable.query<SurveyLine>(
    `select ${SURVEY}, counted.answered, counted.completed
     from surveys, lateral (${countedSets('surveys.id')}) as counted
     order by array_position(array['open', 'draft', 'closed'], state), created_at desc, id`,
  );
  return rows;
}

/** How many people have answered a survey, and how many of them to its end. */
export async function participation(
  queryable: Queryable,
  id: string,
): Promise<{ readonly answered: number; readonly completed: number }> {
  const { rows } = await queryable.query<{ answered: number; completed: number }>(countedSets('$1'), [id]);
  return rows[0] ?? { answered: 0, completed: 0 };
}

/** Read from the counts that are kept with the answers: as fast with a million of them as with one. */
function countedSets(surveyId: string): string {
  return `select coalesce(sum(count) filter (where option_id = '${ALL_SETS}'), 0)::int as answered,
      coalesce(sum(count) filter (where option_id = '${COMPLETE_SETS}'), 0)::int as completed
    from survey_counts
    where survey_id = ${surveyId} and dimension = '' and cell = '' and question_id = '${NO_QUESTION}'`;
}

/** Surveys that take answers, the one that closes first at the top. */
export async function openSurveys(queryable: Queryable): Promise<readonly StoredSurvey[]> {
  const { rows } = await queryable.query<StoredSurvey>(
    `select ${SURVEY} from surveys where state = 'open' order by closes_at nulls last, id`,
  );
  return rows;
}

/** False when there is one with this id. */
export async function insertSurvey(
  client: Queryable,
  survey: Omit<StoredSurvey, 'state' | 'revision'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into surveys (id, definition, opens_at, closes_at, changeable) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing`,
    [survey.id, JSON.stringify(survey.definition), survey.opensAt, survey.closesAt, survey.changeable],
  );
  return rowCount === 1;
}

/** Writes it as the next revision; false when the revision that was edited is no longer the newest. */
export async function updateSurvey(client: Queryable, survey: Omit<StoredSurvey, 'state'>): Promise<boolean> {
  const { rowCount } = await client.query(
    `update surveys set definition = $3, opens_at = $4, closes_at = $5, changeable = $6, revision = revision + 1
     where id = $1 and revision = $2`,
    [survey.id, survey.revision, JSON.stringify(survey.definition), survey.opensAt, survey.closesAt, survey.changeable],
  );
  return rowCount === 1;
}

/** Opens a draft: from now on it takes answers. False when it is no draft. */
export async function setSurveyOpen(client: Queryable, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    `update surveys set state = 'open', revision = revision + 1,
       -- An opening time that is still to come has come now.
       opens_at = case when opens_at > $2 then null else opens_at end
     where id = $1 and state = 'draft'`,
    [id, at],
  );
  return rowCount === 1;
}

/** Drafts whose opening time has come, and open ones whose closing time has. */
export async function surveysDue(
  queryable: Queryable,
  at: Date,
): Promise<readonly { readonly id: string; readonly due: 'open' | 'close' }[]> {
  const { rows } = await queryable.query<{ id: string; due: 'open' | 'close' }>(
    `select id, case state when 'draft' then 'open' else 'close' end as due from surveys
     where (state = 'draft' and opens_at <= $1 and (closes_at is null or closes_at > $1))
       or (state = 'open' and closes_at <= $1)
     order by id`,
    [at],
  );
  return rows;
}

/** Deletes a survey that was never open and that no broadcast offers; false when it is none. */
export async function deleteDraft(client: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `delete from surveys where id = $1 and state = 'draft' and not exists (select from broadcasts where survey_id = $1)`,
    [id],
  );
  return rowCount === 1;
}

/** The survey that somebody may try out with this code. */
export async function surveyByTryCode(queryable: Queryable, code: string, at: Date): Promise<StoredSurvey | undefined> {
  const { rows } = await queryable.query<StoredSurvey>(
    `select ${SURVEY} from surveys where try_code = $1 and try_until > $2`,
    [code, at],
  );
  return rows[0];
}

/** Gives a survey a code to try it out with, in place of an earlier one; false when there is no such survey. */
export async function setTryCode(client: Queryable, id: string, code: string, until: Date): Promise<boolean> {
  const { rowCount } = await client.query('update surveys set try_code = $2, try_until = $3 where id = $1', [
    id,
    code,
    until,
  ]);
  return rowCount === 1;
}
