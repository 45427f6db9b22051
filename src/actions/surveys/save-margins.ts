import { CsvError, parse } from 'csv-parse/sync';
import { detectSeparator } from '../../domain/csv-dialect.ts';
import { type MarginLine, type MarginProblem, type MarginRow, readMargins } from '../../domain/surveys/margins.ts';
import { decodeText, UndecodableText } from '../../domain/text-encoding.ts';
import type { Database } from '../../storage/database.ts';
import { currentElection } from '../../storage/elections.ts';
import { listRegions, replaceMargins } from '../../storage/survey-margins.ts';
import { lockSurvey } from '../../storage/surveys.ts';
import { appendAudit } from '../audit.ts';

export interface SaveMarginsDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
}

export type SavedMargins =
  | { readonly kind: 'saved'; readonly margins: readonly MarginRow[] }
  /** Nothing was changed: the rows that do not fit, and why. */
  | { readonly kind: 'refused'; readonly problems: readonly MarginProblem[] }
  /** The bytes are no text, or no CSV. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'unknown' };

/** Puts the margins of a CSV file in the place of those that a survey had: all of them, or none. */
export async function saveMargins(
  { database, now }: SaveMarginsDeps,
  { id, bytes, by }: { readonly id: string; readonly bytes: Uint8Array; readonly by: string },
): Promise<SavedMargins> {
  const lines = await readLines(bytes);
  if (lines === undefined) return { kind: 'unreadable' };
  const at = now();
  return database.transaction(async (client): Promise<SavedMargins> => {
    if ((await lockSurvey(client, id)) === undefined) return { kind: 'unknown' };
    const election = await currentElection(client, at);
    const read = readMargins(lines, election === undefined ? [] : await listRegions(client, election.id));
    if (!read.ok) return { kind: 'refused', problems: read.problems };
    await replaceMargins(client, id, read.margins);
    const detail = { rows: read.margins.length };
    await appendAudit(client, { at, organizerId: by, action: 'survey.margins', subject: id, detail });
    return { kind: 'saved', margins: read.margins };
  });
}

/** Takes a survey's margins away; false when there is no such survey. */
export async function removeMargins(
  { database, now }: SaveMarginsDeps,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<boolean> {
  return database.transaction(async (client) => {
    if ((await lockSurvey(client, id)) === undefined) return false;
    await replaceMargins(client, id, []);
    await appendAudit(client, {
      at: now(),
      organizerId: by,
      action: 'survey.margins',
      subject: id,
      detail: { rows: 0 },
    });
    return true;
  });
}

/** The rows of a CSV file that are not empty, with their lines; undefined when it is none. */
async function readLines(bytes: Uint8Array): Promise<readonly MarginLine[] | undefined> {
  try {
    let text = '';
    for await (const part of decodeText(inOne(bytes))) text += part;
    if (text.includes('\0')) return undefined;
    const records = parse(text, {
      delimiter: detectSeparator(text.trimStart().split(/[\r\n]/, 1)[0] ?? ''),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      bom: true,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    return records
      .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
      .map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (error instanceof CsvError || error instanceof UndecodableText) return undefined;
    throw error;
  }
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
