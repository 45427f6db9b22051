import type { Election } from '../../../domain/elections.ts';
import { CHOICE_PREFIX, OFFICIAL_COLUMNS } from '../../../domain/official/columns.ts';
import { type OfficialReading, officialReading } from '../../../domain/official/reading.ts';
import { BLANKS, CONTRADICTIONS } from '../../../domain/official/terms.ts';
import type { FormValues } from '../route.ts';

/** Every column that a file of official results can have. */
export function columnsOf({ choices }: Pick<Election, 'choices'>): readonly string[] {
  return [...OFFICIAL_COLUMNS, ...choices.map(({ id }) => `${CHOICE_PREFIX}${id}`)];
}

/**
 * How a file is to be read, by the form. Everything is said in it, so that nothing is guessed any more; but of another
 * sheet, or below another line, there are other headers, and they are guessed anew.
 */
export function readingFromForm(form: FormValues, election: Pick<Election, 'choices'>): OfficialReading {
  const line = Number(form.get('header-line'));
  const sheet = form.get('sheet') ?? '';
  const elsewhere = sheet !== (form.get('shown-sheet') ?? '') || form.get('header-line') !== form.get('shown-line');
  const columns = columnsOf(election).filter((column) => form.has(`map.${column}`));
  const said = {
    map: elsewhere ? {} : Object.fromEntries(columns.map((column) => [column, form.get(`map.${column}`) ?? ''])),
    sheet: sheet === '' ? null : sheet,
    headerLine: Number.isInteger(line) && line >= 1 ? line : null,
    blank: BLANKS.find((blank) => blank === form.get('blank')) ?? 'missing',
    accept: CONTRADICTIONS.filter((one) => form.all('accept').includes(one)),
  };
  const parsed = officialReading.safeParse(said);
  return parsed.success ? parsed.data : { ...said, map: {}, sheet: null, headerLine: null };
}
