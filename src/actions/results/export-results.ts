import { z } from 'zod';
import { csvLine } from '../../domain/csv-line.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { coarsened } from '../../domain/results/coarsen.ts';
import { type ExportColumn, exportColumns, exportRow } from '../../domain/results/export-rows.ts';
import { HIDE_BELOW } from '../../domain/results/suppression.ts';
import type { SurveyDefinition } from '../../domain/surveys/definition.ts';
import type { Database } from '../../storage/database.ts';
import { readGroups, readShuffledSets, surveyIsFinal } from '../../storage/results.ts';
import type { ProposalKind } from '../two-people.ts';

/** What is to be handed out. */
export const exportContent = z.strictObject({
  /** How many answer sets there were when it was prepared. */
  sets: z.int(),
  /** Whether the free texts are in it: people may have written who they are. */
  texts: z.boolean(),
});

export type ExportContent = z.infer<typeof exportContent>;

/** So long after its approval an export may be downloaded. */
export const EXPORT_HOURS = 24;

/** Subject: the survey's id. Approved, the files can be downloaded for a day; each download is in the audit trail. */
export const exportResultsKind: ProposalKind<ExportContent> = {
  kind: 'results.export',
  permission: 'results.export',
  content: exportContent,
  async carryOut(client, { subject }) {
    return (await surveyIsFinal(client, subject)) ? undefined : 'changed';
  },
};

export const EXPORT_FILES = ['answers.csv', 'answers.json', 'codebook.csv'] as const;

export type ExportFile = (typeof EXPORT_FILES)[number];

/** Rows that are read at once: memory stays the same for a million. */
const AT_ONCE = 2_000;

/**
 * A file of the export, piece by piece. The rows come in another order each time, carry no id, and say no more about
 * who answered than at least `HIDE_BELOW` people have in common.
 */
export async function* exportFile(
  database: Pick<Database, 'pool'>,
  survey: { readonly id: string; readonly definition: SurveyDefinition },
  file: ExportFile,
  { texts }: Pick<ExportContent, 'texts'>,
): AsyncGenerator<string> {
  const columns = exportColumns(survey.definition, { texts });
  if (file === 'codebook.csv') {
    yield codebook(columns);
    return;
  }
  const json = file === 'answers.json';
  yield json ? jsonHead(survey, columns) : `\ufeff${csvLine(columns.map(({ name }) => name))}`;
  let first = true;
  for await (const sets of readRows(database, survey.id)) {
    let piece = '';
    for (const set of sets) {
      const row = exportRow(columns, set);
      piece += json ? `${first ? '\n' : ',\n'}${JSON.stringify(row)}` : csvLine(row);
      first = false;
    }
    yield piece;
  }
  if (json) yield '\n]}\n';
}

async function* readRows(database: Pick<Database, 'pool'>, surveyId: string) {
  const client = await database.pool.connect();
  let failed = true;
  try {
    await client.query('begin isolation level repeatable read read only');
    const say = coarsened(await readGroups(client, surveyId), HIDE_BELOW);
    for await (const sets of readShuffledSets(client, surveyId, AT_ONCE)) {
      yield sets.map(({ answers, complete, ...traits }) => ({ answers, complete, traits: say(traits) }));
    }
    await client.query('commit');
    failed = false;
  } finally {
    // Somebody who leaves in the middle leaves a transaction open: the connection goes with it.
    client.release(failed);
  }
}

function jsonHead({ id, definition }: { id: string; definition: SurveyDefinition }, columns: readonly ExportColumn[]) {
  const head = {
    survey: id,
    title: definition.title,
    codebook: columns.map(({ name, question, meaning, values }) => ({
      column: name,
      kind: question?.kind ?? 'about',
      meaning,
      values,
    })),
  };
  return `${JSON.stringify(head).slice(0, -1)},"rows":[`;
}

function codebook(columns: readonly ExportColumn[]): string {
  const head = ['column', 'kind', 'value', ...LANGUAGES.map((language) => `meaning_${language}`)];
  const lines = columns.flatMap(({ name, question, meaning, values }) => [
    csvLine([name, question?.kind ?? 'about', null, ...LANGUAGES.map((language) => meaning[language])]),
    ...values.map((v) => csvLine([name, null, v.value, ...LANGUAGES.map((language) => v.meaning[language])])),
  ]);
  return `\ufeff${csvLine(head)}${lines.join('')}`;
}
