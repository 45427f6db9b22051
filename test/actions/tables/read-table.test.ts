import { Readable } from 'node:stream';
import fc from 'fast-check';
import { readTable, type TableOptions } from '../../../src/actions/tables/read-table.ts';
import { packZip, type WorkbookCell, workbookParts, type ZipLies } from '../../support/workbook.ts';

const ROWS: readonly (readonly WorkbookCell[])[] = [
  ['station', 'oak', 'elm'],
  ['01', 5, 7],
  ['02', 1, null],
];

/** Everything that is read, as `line: cells`; or what is wrong. */
async function read(bytes: Buffer | string, options: Partial<TableOptions> = {}) {
  const chunks: Buffer[] = [];
  const all = Buffer.from(bytes);
  // In pieces, as files and sockets give them.
  for (let at = 0; at < all.length; at += 1_000) chunks.push(all.subarray(at, at + 1_000));
  const headerWorth = (headers: readonly string[]) => (headers.includes('station') ? 1 : 0);
  const table = await readTable(Readable.from(chunks), { known: {}, headerWorth, ...options });
  if (!table.ok) return table;
  const rows: string[] = [];
  for await (const batch of table.batches) {
    if (!batch.ok) return { ok: false, line: batch.line, fault: batch.fault };
    rows.push(...batch.rows.map(({ line, cells }) => `${line}: ${cells.join('|')}`));
  }
  await table.close();
  return { headers: table.headers, line: table.headerLine, sheet: table.sheet, sheets: table.sheets, rows };
}

const workbook = (rows: readonly (readonly WorkbookCell[])[]) => packZip(workbookParts({ Results: rows }));

test('a workbook is read like a CSV file; empty ends of rows are there', async () => {
  expect(await read(workbook(ROWS))).toEqual({
    headers: ['station', 'oak', 'elm'],
    line: 1,
    sheet: 'Results',
    sheets: ['Results'],
    rows: ['2: 01|5|7', '3: 02|1|'],
  });
});

test.each<[string, WorkbookCell, string]>([
  ['a whole number', 5, '5'],
  ['a number with a point', { xml: '<c><v>5.0</v></c>' }, '5'],
  ['a number as binary has it', { xml: '<c><v>4.9999999999999996</v></c>' }, '5'],
  ['a large number', { xml: '<c><v>1.2E3</v></c>' }, '1200'],
  ['a fraction', 1.5, '1.5'],
  ['a formula’s text', { xml: '<c t="str"><f>A1</f><v>abc</v></c>' }, 'abc'],
  ['a text of its own', { xml: '<c t="inlineStr"><is><t>a</t><r><t>b</t></r></is></c>' }, 'ab'],
  ['a text with its pronunciation', { xml: '<c t="inlineStr"><is><t>a</t><rPh><t>x</t></rPh></is></c>' }, 'a'],
  ['an error', { xml: '<c t="e"><v>#REF!</v></c>' }, '#REF!'],
  ['letters that XML escapes', 'a < b & "c"', 'a < b & "c"'],
])('a cell with %s', async (_name, cell, text) => {
  const result = await read(
    workbook([
      ['station', 'oak'],
      ['01', cell],
    ]),
  );
  expect(result).toMatchObject({ rows: [`2: 01|${text}`] });
});

describe('headers', () => {
  const TITLED = [['Results of the election'], [], ...ROWS];
  test.each<[string, Buffer | string]>([
    ['a workbook', workbook(TITLED)],
    ['a CSV file', 'Results of the election\n\nstation;oak;elm\n01;5;7\n02;1;\n'],
  ])('stand below a title in %s', async (_name, bytes) => {
    expect(await read(bytes)).toMatchObject({ line: 3, rows: ['4: 01|5|7', '5: 02|1|'] });
  });

  test('stand where they are said to', async () => {
    expect(await read(workbook(ROWS), { headerLine: 2 })).toMatchObject({ headers: ['01', '5', '7'] });
    expect(await read(workbook(ROWS), { headerLine: 9 })).toMatchObject({ fault: { kind: 'no-header-line' } });
  });
});

test('the first sheet that is not hidden is read, or the one that is named', async () => {
  const parts = workbookParts({ Notes: [['x']], Results: ROWS, More: [['station'], ['9']] }, { hidden: ['Notes'] });
  expect(await read(packZip(parts))).toMatchObject({ sheet: 'Results', sheets: ['Notes', 'Results', 'More'] });
  expect(await read(packZip(parts), { sheet: 'More' })).toMatchObject({ rows: ['2: 9'] });
  expect(await read(packZip(parts), { sheet: 'x' })).toMatchObject({ fault: { kind: 'no-sheet' } });
});

describe('what cannot be read says why', () => {
  const parts = workbookParts({ Results: ROWS });
  const sheet = 'xl/worksheets/sheet0.xml';
  const packed = (changed: Record<string, string>, lies?: ZipLies) => packZip({ ...parts, ...changed }, lies);
  const without = (name: string) => packZip(Object.fromEntries(Object.entries(parts).filter(([key]) => key !== name)));
  test.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['an empty sheet', workbook([]), 'empty'],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old-workbook'],
    ['pictures', Buffer.from('89504e470d0a1a0a00000000', 'hex'), 'no-table'],
    ['another zip file', packZip({ 'a.txt': 'hello' }), 'broken-workbook'],
    ['half a workbook', workbook(ROWS).subarray(0, 700), 'broken-workbook'],
    ['a workbook without its sheet', without(sheet), 'broken-workbook'],
    ['a sheet that is no XML', packed({ [sheet]: '<worksheet><sheetData><row' }), 'broken-workbook'],
    ['a sheet with entities', packed({ [sheet]: `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>` }), 'broken-workbook'],
    ['rows out of order', packed({ [sheet]: '<x><row r="2"/><row r="1"/></x>' }), 'broken-workbook'],
    [
      'a shared text that is not there',
      packed({ [sheet]: '<x><row><c t="s"><v>99</v></c></row></x>' }),
      'broken-workbook',
    ],
    ['a row beyond the last', packed({ [sheet]: '<x><row r="2000000"/></x>' }), 'too-large'],
    ['a cell far to the right', packed({ [sheet]: '<x><row><c r="XFD1"><v>1</v></c></row></x>' }), 'too-large'],
    ['a part that says it is huge', packed({}, { size: { [sheet]: 2 ** 31 } }), 'too-large'],
    ['a part that is larger than it says', packed({}, { size: { [sheet]: 20 } }), 'broken-workbook'],
    [
      'too many parts',
      packZip({ ...parts, ...Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`x${i}`, ''])) }),
      'too-large',
    ],
  ])('%s', async (_name, bytes, kind) => {
    expect(await read(bytes)).toMatchObject({ ok: false, fault: { kind } });
  });

  test('a zip bomb of shared texts', async () => {
    const texts = `<sst>${`<si><t>${'a'.repeat(60_000)}</t></si>`.repeat(500)}</sst>`;
    const bomb = packed({ 'xl/sharedStrings.xml': texts });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await read(bomb)).toMatchObject({ fault: { kind: 'too-large', what: 'letters' } });
  });
});

test('no bytes whatever, changed anywhere, do anything but be read or be refused', async () => {
  const good = workbook(ROWS);
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, value) => {
      const bytes = Buffer.from(good);
      bytes[at] = value;
      const result = await read(bytes);
      expect('rows' in result || 'fault' in result).toBe(true);
    }),
    { numRuns: 300 },
  );
});
