import type { Election } from '../../../domain/elections.ts';
import type { Language } from '../../../domain/languages.ts';
import { cellName } from '../../../i18n/official-fault.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Database } from '../../../storage/database.ts';
import { currentElection, loadElection } from '../../../storage/elections.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';

/** What the pages of official results work with. */
export interface OfficialPagesDeps {
  readonly database: Database;
  readonly now: () => Date;
}

/** The election that is served, or that was last; undefined while there is none. */
export async function electionOf({ database, now }: OfficialPagesDeps): Promise<Election | undefined> {
  return currentElection(database.pool, now());
}

/** The election of an upload or an import: it stays for as long as they do. */
export async function electionById({ database }: OfficialPagesDeps, id: string): Promise<Election> {
  const election = await loadElection(database.pool, id);
  if (election === undefined) throw new Error('official results of no election');
  return election;
}

/** Says what a cell of an import is: `choice:ID` or one of `BESIDE`; also what faults name: a choice's bare id. */
export function cellNames(t: Translate, language: Language, { choices }: Election): (cell: string) => string {
  const names = new Map(choices.map(({ id, name }) => [id, name[language]]));
  return (cell) => cellName(t, cell.replace(/^choice:/, ''), (id) => names.get(id) ?? id);
}

/** What a column of a file is called: one of `OFFICIAL_COLUMNS`, or `choice:ID`, which `nameOf` names. */
export function columnLabel(t: Translate, column: string, nameOf: (cell: string) => string): string {
  if (column === 'station' || column === 'choice' || column === 'votes') return t(`official-column-${column}`);
  return nameOf(column);
}

export function gone({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('official-gone') };
}

export const BACK = '/console/official';
