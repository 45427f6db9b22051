import type { Election } from '../../../domain/elections.ts';
import { officialColumns } from '../../../domain/official/columns.ts';
import { type OfficialReading, officialReading } from '../../../domain/official/reading.ts';
import { BLANKS, CONTRADICTIONS } from '../../../domain/official/terms.ts';
import type { FormValues } from '../route.ts';

/**
 * How a file is to be read, by the form. Its columns are all said in it, so that nothing is guessed any more; but of
 * another sheet, or below another line, there are other headers, and they are guessed anew. `before` is how the form's
 * page read it: sheet and line stay guessed until somebody chooses another.
 */
export function readingFromForm(
  form: FormValues,
  { choices }: Pick<Election, 'choices'>,
  before: OfficialReading,
): OfficialReading {
  const chosen = (name: string) => (form.get(name) === form.get(`shown-${name}`) ? undefined : (form.get(name) ?? ''));
  const [sheet, line] = [chosen('sheet'), chosen('line')];
  const columns = officialColumns(choices).filter((column) => form.has(`map.${column}`));
  const map = Object.fromEntries(columns.map((column) => [column, form.get(`map.${column}`) ?? '']));
  const guessedLine = sheet === undefined ? before.headerLine : null;
  const said = {
    map: sheet === undefined && line === undefined ? map : {},
    sheet: sheet === undefined ? before.sheet : sheet === '' ? null : sheet,
    headerLine: line === undefined ? guessedLine : /^[1-9]\d{0,3}$/.test(line) ? Number(line) : null,
    blank: BLANKS.find((blank) => blank === form.get('blank')) ?? 'missing',
    accept: CONTRADICTIONS.filter((one) => form.all('accept').includes(one)),
  };
  const parsed = officialReading.safeParse(said);
  return parsed.success ? parsed.data : { ...said, map: {}, sheet: null, headerLine: null };
}
