import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from '../../src/domain/csv-line.ts';

test.each([
  ['=1+1', `"'=1+1"`],
  ['+375', `"'+375"`],
  ['-5', `"'-5"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t'=1"`],
  [' =1', `"' =1"`],
  ['＝1+1', `"'＝1+1"`],
  ["=cmd|' /C calc'!A0", `"'=cmd|' /C calc'!A0"`],
  ['a;=1', `"a;'=1"`],
  ['a\n=1', `"a\n'=1"`],
  ['5-7', '5-7'],
  ['школа № 5', 'школа № 5'],
  ['"quoted"', '"""quoted"""'],
])('%j becomes %j', (text, cell) => expect(csvLine([text])).toBe(`${cell}\r\n`));

test('numbers stay numbers, and nothing stays nothing', () => expect(csvLine([-5, null, 0])).toBe('-5,,0\r\n'));

const hostile = fc
  .array(fc.constantFrom('=', '+', '-', '@', '|', '%', '\t', '\r', '\n', ';', ',', '"', "'", ' ', 'a', '1', '＝'), {
    maxLength: 12,
  })
  .map((letters) => letters.join(''));

const BEGINS_FORMULA = /^\s*[=+\-@|%＝]/;

test.each<[string, (line: string) => string[]]>([
  ['by commas', (line) => (parse(line, { record_delimiter: '\r\n' }) as string[][]).flat()],
  // Our quotes stand in the middle of such a cell, where they are letters.
  ['by semicolons', (line) => line.split(/[;\r\n]/)],
  ['by tabs', (line) => line.split(/[\t\r\n]/)],
])('a spreadsheet that parts cells %s sees none begin like a formula', (_, parted) => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (cells) => {
      for (const cell of parted(csvLine(cells))) expect(cell).not.toMatch(BEGINS_FORMULA);
    }),
    { numRuns: 2_000 },
  );
});

test('whoever reads it back gets what was written, but for the apostrophes', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (cells) => {
      const [read = []] = parse(csvLine(cells), { record_delimiter: '\r\n', relax_column_count: true }) as string[][];
      const bare = (text: string) => text.replaceAll("'", '');
      expect(read.map(bare)).toEqual(cells.map(bare));
    }),
  );
});
