/** A line of CSV. https://www.rfc-editor.org/rfc/rfc4180 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What a spreadsheet may take for the beginning of a formula; the wide forms are those of East Asian keyboards. */
const FORMULA = '=+\\-@|%\uff1d\uff0b\uff0d\uff20';
const BEGINS_FORMULA = new RegExp(`^\\s*[${FORMULA}\\t\\r\\n]`);
/** A spreadsheet that parts cells by semicolons or tabs sees a cell begin inside of ours. */
const FORMULA_INSIDE = new RegExp(`([;\\t\\r\\n]\\s*)(?=[${FORMULA}])`, 'g');

/**
 * A spreadsheet takes a text that begins like a formula for one, and runs it: such a text gets an apostrophe in front.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `${cell}`;
  const inside = cell.replace(FORMULA_INSIDE, "$1'");
  const guarded = BEGINS_FORMULA.test(inside) ? `'${inside}` : inside;
  return /[",\t\r\n;]/.test(guarded) || guarded !== cell ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
