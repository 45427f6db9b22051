/** What is wrong with a file that should be a table, whatever is in it. */
export type TableFault =
  | { readonly kind: 'empty' }
  /** Bytes that are neither text nor a workbook. */
  | { readonly kind: 'no-table' }
  /** Excel's format of before 2007, or a workbook with a password. */
  | { readonly kind: 'old-workbook' }
  /** A zip file, or something like one, that is no workbook. */
  | { readonly kind: 'broken-workbook' }
  /** More than we unpack of a workbook. */
  | { readonly kind: 'too-large'; readonly what: string; readonly limit: number }
  | { readonly kind: 'no-sheet'; readonly sheet: string; readonly sheets: string }
  | { readonly kind: 'no-header-line'; readonly line: string }
  | { readonly kind: 'encoding'; readonly encoding: string }
  /** A quotation mark that is never closed. */
  | { readonly kind: 'open-quote' }
  | { readonly kind: 'unreadable'; readonly code: string };

/** The same in English, for the command line. */
export function tableFaultReason(fault: TableFault): string {
  switch (fault.kind) {
    case 'empty':
      return 'the file is empty';
    case 'no-table':
      return 'the file is neither text nor a workbook (.xlsx)';
    case 'old-workbook':
      return 'the file is an old or protected Excel file: save it as .xlsx without a password, or as CSV';
    case 'broken-workbook':
      return 'the file is no workbook, or a broken one: open it and save it again as .xlsx or CSV';
    case 'too-large':
      return `the workbook is too large: more than ${fault.limit.toLocaleString('en')} ${fault.what}`;
    case 'no-sheet':
      return `the workbook has no sheet "${fault.sheet}", only ${fault.sheets}`;
    case 'no-header-line':
      return `there is nothing on line ${fault.line}`;
    case 'encoding':
      return `it is not ${fault.encoding}`;
    case 'open-quote':
      return 'a quotation mark is opened here and never closed';
    case 'unreadable':
      return `it cannot be read as CSV (${fault.code})`;
  }
}
