import { closeSurvey, unlinkClosedSurveys } from '../../src/actions/close-survey.ts';
import type { Answers, Profile } from '../../src/domain/surveys/definition.ts';
import { isComplete } from '../../src/domain/surveys/next-question.ts';
import type { Database } from '../../src/storage/database.ts';
import { compareSurveyCounts } from '../../src/storage/survey-recount.ts';
import { answersOf, type Ledger, type LedgerAnswers } from './ledger.ts';
import { compare, type Reconciled } from './reconcile.ts';
import { DEFINITION, QUESTIONS, SURVEY_ID } from './survey.ts';

/** Long enough after its closing for a survey to be unlinked. */
const LATER_MS = 3_600_000;

/** Compares what citizens answered with what is stored, closes the survey, and compares again. */
export async function reconcileSurvey(database: Database, ledger: Ledger): Promise<Reconciled[]> {
  const linked = ledger.accounts.flatMap((account) => answersOf(account) ?? []);
  const told = [...linked, ...ledger.leftAnswers].map(inWords);
  const open = compare('answers to the survey', told, await answerSets(database));
  const links = compare('links to answers', linked.map(inWords), await answerSets(database, true));
  const counted = await recounted(database, 'counts of the survey');
  await database.transaction((client) => closeSurvey(client, SURVEY_ID, new Date()));
  await unlinkClosedSurveys(database, new Date(Date.now() + LATER_MS));
  return [
    open,
    links,
    counted,
    compare('answers when it is closed', told, await answerSets(database)),
    compare('links when it is closed', [], await answerSets(database, true)),
    await recounted(database, 'counts when it is closed'),
  ];
}

function inWords({ answers, messenger, tier, profile }: LedgerAnswers): string {
  const { sex, ageGroup, settlement }: Partial<Profile> = profile ?? {};
  return line(messenger, tier, isComplete(DEFINITION, answers), answers, [sex, ageGroup, settlement]);
}

function line(
  messenger: string,
  tier: string,
  complete: boolean,
  answers: Answers,
  profile: readonly (string | null | undefined)[],
): string {
  const given = QUESTIONS.map(({ id }) => (Object.hasOwn(answers, id) ? JSON.stringify(answers[id]) : '…'));
  const who = profile.map((value) => value ?? '-');
  return [messenger, tier, complete ? 'complete' : 'partial', ...given, ...who].join(' · ');
}

interface StoredSet {
  readonly messenger: string;
  readonly tier: string;
  readonly complete: boolean;
  readonly answers: Answers;
  readonly sex: string | null;
  readonly age: string | null;
  readonly settlement: string | null;
}

async function answerSets({ pool }: Database, onlyLinked = false): Promise<string[]> {
  const { rows } = await pool.query<StoredSet>(
    `select messenger, tier, complete, answers, sex, age_group as age, settlement from answer_sets a
     where not $1 or exists (select from survey_participants p where p.answer_set_id = a.id and p.complete = a.complete)`,
    [onlyLinked],
  );
  return rows.map((row) =>
    line(row.messenger, row.tier, row.complete, row.answers, [row.sex, row.age, row.settlement]),
  );
}

/** The kept counts against a recount from the rows. */
async function recounted({ pool }: Database, what: string): Promise<Reconciled> {
  const { cells, differences } = await compareSurveyCounts(pool);
  const lines = differences.map(
    ({ dimension, cell, questionId, optionId, kept, recounted: again }) =>
      `${what}: ${dimension} ${cell} · ${questionId} · ${optionId}: kept ${kept}, recounted ${again}`,
  );
  return { what, acknowledged: cells, stored: cells - lines.length, differences: lines };
}
