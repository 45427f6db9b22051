import { crc32, deflateRawSync } from 'node:zlib';

/** A cell as it stands in a sheet: a number, a shared text, or whatever XML. */
export type WorkbookCell = number | string | null | { readonly xml: string };

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with these sheets, to be packed by `packZip`; texts are shared strings. */
export function workbookParts(
  sheets: Readonly<Record<string, readonly (readonly WorkbookCell[])[]>>,
  { hidden = [] }: { readonly hidden?: readonly string[] } = {},
): Record<string, string> {
  const strings: string[] = [];
  const asXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const cell = (value: WorkbookCell, row: number, column: number) => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === 'object') return value.xml.replace('<c', `<c r="${at}"`);
    strings.push(value);
    return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
  };
  const names = Object.keys(sheets);
  const state = (name: string) => (hidden.includes(name) ? ' state="hidden"' : '');
  const listed = names.map((name, at) => `<sheet name="${asXml(name)}" sheetId="${at}"${state(name)} r:id="s${at}"/>`);
  const related = names.map(
    (_, at) => `<Relationship Id="s${at}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
  );
  const bodies = Object.values(sheets).map((rows, at): [string, string] => [
    `xl/worksheets/sheet${at}.xml`,
    `<worksheet><sheetData>${rows
      .map((row, r) => (row.length === 0 ? '' : `<row r="${r + 1}">${row.map((v, c) => cell(v, r, c)).join('')}</row>`))
      .join('')}</sheetData></worksheet>`,
  ]);
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="w" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${OFFICE}"><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${related.join('')}<Relationship Id="t" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    ...Object.fromEntries(bodies),
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${asXml(text)}</t></si>`).join('')}</sst>`,
  };
}

export interface ZipLies {
  /** What the directory says a part has unpacked, where that is not true. */
  readonly size?: Readonly<Record<string, number>>;
}

/** A zip file of these parts (APPNOTE 6.3), deflated; with `lies`, one that says something else than it holds. */
export function packZip(parts: Readonly<Record<string, string | Buffer>>, lies: ZipLies = {}): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(lies.size?.[name] ?? bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    files.push(Buffer.from('PK\x03\x04'), common, title, packed);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, where, title);
    offset += 4 + common.length + title.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  const count = Object.keys(parts).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}
