import type { MarginRow } from '../domain/surveys/margins.ts';
import type { Queryable } from './database.ts';

/** A survey's margins in the order of the variables and their categories; none where nothing was uploaded. */
export async function loadMargins(queryable: Queryable, surveyId: string): Promise<readonly MarginRow[]> {
  const { rows } = await queryable.query<MarginRow>(
    // Sums of people stay below 2^53: float8 carries them exactly, and comes as a number.
    `select variable, category, target::float8 as target from survey_margins where survey_id = $1
     order by array_position(array['region', 'sex', 'age-group', 'settlement'], variable), category collate "C"`,
    [surveyId],
  );
  return rows;
}

/** Puts these margins in the place of all that there were. */
export async function replaceMargins(
  client: Queryable,
  surveyId: string,
  margins: readonly MarginRow[],
): Promise<void> {
  await client.query('delete from survey_margins where survey_id = $1', [surveyId]);
  await client.query(
    `insert into survey_margins (survey_id, variable, category, target)
     select $1, * from unnest($2::text[], $3::text[], $4::bigint[])`,
    [
      surveyId,
      margins.map(({ variable }) => variable),
      margins.map(({ category }) => category),
      margins.map(({ target }) => target),
    ],
  );
}

/** The widest levels that stations of an election are in: what answers are counted by as regions. */
export async function listRegions(queryable: Queryable, electionId: string): Promise<readonly string[]> {
  const { rows } = await queryable.query<{ region: string }>(
    `select distinct levels[1] as region from stations where election_id = $1 and levels[1] is not null order by 1`,
    [electionId],
  );
  return rows.map(({ region }) => region);
}
