import type { Queryable } from './database.ts';

/** Closes a survey; false when it is not open. Waits for answers that are being written. */
export async function markClosed(q: Queryable, surveyId: string, at: Date): Promise<boolean> {
  const { rowCount } = await q.query(
    `update surveys set state = 'closed', closed_at = $2, revision = revision + 1 where id = $1 and state = 'open'`,
    [surveyId, at],
  );
  return rowCount === 1;
}

/** Surveys that were closed so many seconds ago, and of which it can still be told who answered what. */
export async function surveysToUnlink(q: Queryable, at: Date, seconds: number): Promise<string[]> {
  const result = await q.query<{ id: string }>(
    `select id from surveys where state = 'closed' and not unlinked
       and coalesce(closed_at, '-infinity') <= $1::timestamptz - make_interval(secs => $2)
     order by id`,
    [at, seconds],
  );
  return result.rows.map(({ id }) => id);
}

/** The newest of what people wanted and is still to be carried out; undefined when all of it is done. */
export async function newestIntent(q: Queryable): Promise<string | undefined> {
  const result = await q.query<{ id: string | null }>(`select max(id)::text as id from outbox where queue = 'intents'`);
  return result.rows[0]?.id ?? undefined;
}

/** Whether that, and everything before it, is done. */
export async function intentsAreDoneUpTo(q: Queryable, id: string): Promise<boolean> {
  const { rows } = await q.query(`select from outbox where queue = 'intents' and id <= $1::bigint limit 1`, [id]);
  return rows.length === 0;
}

/**
 * Deletes the names of the answer sets from the participants, and writes both anew, each in an order of
 * its own and the answer sets under other ids: neither ids nor places on the disk match any more.
 */
export async function unlinkSurvey(q: Queryable, surveyId: string): Promise<void> {
  const { rowCount } = await q.query(
    `update surveys set unlinked = true where id = $1 and state = 'closed' and not unlinked`,
    [surveyId],
  );
  if (rowCount !== 1) return;
  await shuffle(q, surveyId, 'survey_participants', 'survey_id, link_key, null::uuid as answer_set_id, complete');
  await shuffle(
    q,
    surveyId,
    'answer_sets',
    `gen_random_uuid() as id, survey_id, answers, complete, messenger, language, tier, region, sex, age_group, settlement`,
  );
}

/** Writes a survey's rows of a table anew, in random order. The columns are in the table's own order. */
async function shuffle(q: Queryable, surveyId: string, table: string, columns: string): Promise<void> {
  await q.query(`create temporary table shuffled (like ${table}) on commit drop`);
  await q.query(`insert into shuffled select ${columns} from ${table} where survey_id = $1 order by random()`, [
    surveyId,
  ]);
  await q.query(`delete from ${table} where survey_id = $1`, [surveyId]);
  await q.query(`insert into ${table} select * from shuffled`);
  await q.query('drop table shuffled');
}

/** Takes the rows of before off the disk. Not within a transaction. */
export async function vacuumAnswers(q: Queryable): Promise<void> {
  await q.query('vacuum survey_participants, answer_sets');
}

/**
 * Writes the spent voices anew in random order: in the order in which ballots were accepted they would say, with the
 * voice key, whose each was. Who wants to spend one meanwhile waits: a second for some hundred thousand.
 */
export async function shuffleSpentVoices(q: Queryable): Promise<void> {
  await q.query('lock table spent_voices in share row exclusive mode');
  await q.query(
    'create temporary table shuffled_voices on commit drop as select * from spent_voices order by random()',
  );
  await q.query('delete from spent_voices');
  await q.query('insert into spent_voices select * from shuffled_voices');
}

/** Takes the rows of before off the disk. Not within a transaction. */
export async function vacuumVoices(q: Queryable): Promise<void> {
  await q.query('vacuum spent_voices, ballot_links');
}
