/** A line of CSV. https://www.rfc-editor.org/rfc/rfc4180 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A spreadsheet takes a text that begins like a formula for one, and runs it: such a text gets an apostrophe in front.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `${cell}`;
  const guarded = /^\s*[=+\-@\t\r\n|%]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;]/.test(guarded) || guarded !== cell ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
