import type { Readable } from 'node:stream';
import { parseXml } from './parse-xml.ts';
import type { TableBatch, TableRow } from './table.ts';
import { brokenWorkbook, tooLarge, WORKBOOK_LIMITS } from './workbook-limits.ts';

/** A cell holds no more than this, says Excel. */
const MAX_TEXT = 32_767;

/**
 * Reads a sheet's rows: each as wide as the widest so far, since a workbook leaves out a row's empty end.
 * Yields after each piece of the stream. @throws WorkbookFault
 */
export async function* sheetBatches(
  stream: Readable,
  shared: readonly string[],
): AsyncGenerator<TableBatch, void, undefined> {
  let rows: TableRow[] = [];
  let [line, width] = [0, 0];
  let cells: string[] = [];
  let cell = { column: -1, type: 'n', text: '' };
  let [inText, inPhonetics] = [false, false];

  const handlers = {
    open: (name: string, { r, t }: Readonly<Record<string, string>>) => {
      switch (name) {
        case 'c':
          cell = { column: r === undefined ? cell.column + 1 : columnOf(r), type: t ?? 'n', text: '' };
          return;
        case 'v':
        case 't':
          inText = !inPhonetics;
          return;
        case 'rPh':
          inPhonetics = true;
          return;
        case 'row': {
          const next = r === undefined ? line + 1 : Number(r);
          if (!Number.isSafeInteger(next) || next <= line) brokenWorkbook();
          if (next > WORKBOOK_LIMITS.rows) tooLarge('rows');
          [line, cells] = [next, []];
          cell = { column: -1, type: 'n', text: '' };
        }
      }
    },
    text: (text: string) => {
      if (!inText) return;
      cell.text += text;
      if (cell.text.length > MAX_TEXT) brokenWorkbook();
    },
    close: (name: string) => {
      switch (name) {
        case 'v':
        case 't':
          inText = false;
          return;
        case 'rPh':
          inPhonetics = false;
          return;
        case 'c': {
          const value = cellText(cell, shared);
          if (value === '') return;
          if (cell.column >= WORKBOOK_LIMITS.columns) tooLarge('columns');
          while (cells.length < cell.column) cells.push('');
          cells[cell.column] = value;
          return;
        }
        case 'row':
          if (cells.every((value) => value.trim() === '')) return;
          width = Math.max(width, cells.length);
          while (cells.length < width) cells.push('');
          rows.push({ line, cells });
      }
    },
  };
  for await (const _piece of parseXml(stream, handlers)) {
    if (rows.length === 0) continue;
    yield { ok: true, rows };
    rows = [];
  }
}

/** `B7` → 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  if (column < 1 || column > 16_384) brokenWorkbook();
  return column - 1;
}

/** A cell's types are those of ISO/IEC 29500-1, 18.18.11. */
function cellText({ type, text }: { type: string; text: string }, shared: readonly string[]): string {
  if (type === 'n') return numberText(text);
  if (type !== 's') return text;
  const value = shared[Number(text)];
  if (value === undefined) brokenWorkbook();
  return value;
}

/** `5.0`, `1E3` and `4.9999999999999996` as people see them: numbers are kept in binary, and shown with 15 digits. */
function numberText(text: string): string {
  if (/^-?\d{0,15}$/.test(text)) return text;
  const number = Number(text);
  return Number.isFinite(number) ? `${Number(number.toPrecision(15))}` : text;
}
