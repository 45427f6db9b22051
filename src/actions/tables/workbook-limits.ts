import type { TableFault } from '../../domain/table-faults.ts';

/**
 * How much of a workbook is unpacked at most. 31,000 stations with twelve choices, a row for each of both, are 60 MB of
 * XML in a file of 4 MB; a zip file of 64 MB could hold 64 GB.
 */
export const WORKBOOK_LIMITS = {
  /** Of the file as it is. */
  packedBytes: 64 * 1024 * 1024,
  /** Of one part, unpacked. */
  bytes: 400 * 1024 * 1024,
  /** Entries of the zip file. */
  parts: 2_000,
  /** Letters of all shared strings, which are held while the file is read. */
  letters: 24 * 1024 * 1024,
  /** Shared strings. */
  strings: 1_500_000,
  /** As Excel has. */
  rows: 1_048_576,
  /** Of a row, with anything in them. */
  columns: 1_000,
} as const;

/** A workbook that cannot be read; caught where it was opened. */
export class WorkbookFault extends Error {
  override readonly name = 'WorkbookFault';

  constructor(readonly fault: TableFault) {
    super(fault.kind);
  }
}

/** Whatever is wrong with a workbook that needs no words: whoever has it can only save it again. */
export function brokenWorkbook(): never {
  throw new WorkbookFault({ kind: 'broken-workbook' });
}

/** More of something than `WORKBOOK_LIMITS` has. */
export function tooLarge(what: keyof typeof WORKBOOK_LIMITS): never {
  throw new WorkbookFault({ kind: 'too-large', what, limit: WORKBOOK_LIMITS[what] });
}
