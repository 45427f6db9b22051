import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { TableFault } from '../../domain/table-faults.ts';
import { sheetBatches } from './sheet-rows.ts';
import type { OpenedTable, TableBatch } from './table.ts';
import { brokenWorkbook, tooLarge, WORKBOOK_LIMITS, WorkbookFault } from './workbook-limits.ts';
import { type Relations, readRelations, readSharedStrings, readSheets } from './workbook-parts.ts';

/**
 * Opens a workbook (.xlsx, ISO/IEC 29500): one sheet, row by row, the values as they are stored and not as they are
 * formatted. Its packed bytes are held, and its shared strings; nothing else of it is ever there as a whole. What is
 * more than `WORKBOOK_LIMITS` is refused, as its directory says at once, or as it turns out while it is unpacked.
 */
export async function openWorkbook(bytes: AsyncIterable<Uint8Array>, sheet: string | null): Promise<OpenedTable> {
  let zip: ZipFile | undefined;
  try {
    const packed = await collect(bytes);
    zip = await fromBufferPromise(packed, { lazyEntries: true, validateEntrySizes: true }).catch(brokenWorkbook);
    const parts = await openParts(zip);
    const workbook = await findWorkbook(parts);
    const relations = await relationsOf(parts, workbook);
    const sheets = await readSheets(await parts(workbook));
    const named = sheets.filter(({ name }) => name === sheet);
    const [chosen] = sheet === null ? sheets.filter(({ hidden }) => !hidden) : named;
    const names = sheets.map(({ name }) => name);
    if (chosen === undefined)
      throw new WorkbookFault({ kind: 'no-sheet', sheet: sheet ?? '', sheets: names.join(', ') });
    const strings = [...relations.values()].find(({ type }) => type.endsWith('/sharedStrings'))?.target;
    const shared = strings === undefined ? [] : await readSharedStrings(await parts(strings));
    const path = relations.get(chosen.relation)?.target;
    if (path === undefined) brokenWorkbook();
    const batches = faultsAsBatches(sheetBatches(await parts(path), shared));
    const opened = zip;
    const close = async () => {
      await batches.return(undefined);
      opened.close();
    };
    return { ok: true, sheet: chosen.name, sheets: names, batches, close };
  } catch (error) {
    zip?.close();
    return { ok: false, fault: faultOf(error) };
  }
}

/** Opens a part of the workbook by its path. */
type Parts = (path: string) => Promise<Readable>;

/** Reads the zip file's directory. @throws WorkbookFault */
async function openParts(zip: ZipFile): Promise<Parts> {
  if (zip.entryCount > WORKBOOK_LIMITS.parts) tooLarge('parts');
  const listed = await entriesOf(zip).catch(brokenWorkbook);
  if (listed.some((entry) => entry.isEncrypted())) throw new WorkbookFault({ kind: 'old-workbook' });
  // Names differ in case only between what programs write and what they write about it.
  const entries = new Map(listed.map((entry) => [entry.fileName.toLowerCase(), entry]));
  return async (path) => {
    const entry = entries.get(path.toLowerCase());
    if (entry === undefined) brokenWorkbook();
    // What the directory says of a part is checked again while it is unpacked.
    if (entry.uncompressedSize > WORKBOOK_LIMITS.bytes) tooLarge('bytes');
    return zip.openReadStreamPromise(entry).catch(brokenWorkbook);
  };
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

async function findWorkbook(parts: Parts): Promise<string> {
  const relations = await readRelations(await parts('_rels/.rels'), '');
  const found = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (found === undefined) brokenWorkbook();
  return found;
}

async function relationsOf(parts: Parts, workbook: string): Promise<Relations> {
  const folder = workbook.includes('/') ? workbook.slice(0, workbook.lastIndexOf('/')) : '';
  const name = workbook.slice(folder === '' ? 0 : folder.length + 1);
  const path = `${folder === '' ? '' : `${folder}/`}_rels/${name}.rels`;
  return readRelations(await parts(path), folder);
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > WORKBOOK_LIMITS.packedBytes) tooLarge('packedBytes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What is wrong with the sheet comes where its rows end. */
async function* faultsAsBatches(batches: AsyncGenerator<TableBatch>): AsyncGenerator<TableBatch, void, undefined> {
  let line = 0;
  try {
    for await (const batch of batches) {
      if (batch.ok) line = batch.rows.at(-1)?.line ?? line;
      yield batch;
    }
  } catch (error) {
    yield { ok: false, line: line + 1, fault: faultOf(error) };
  }
}

/** @throws what is no fault of the file. */
function faultOf(error: unknown): TableFault {
  if (error instanceof WorkbookFault) return error.fault;
  throw error;
}
