import type { TableFault } from '../table-faults.ts';

/** What is wrong with a file's columns. */
export type ColumnFault =
  | { readonly kind: 'unknown-column'; readonly column: string }
  | { readonly kind: 'no-header'; readonly column: string; readonly header: string }
  | { readonly kind: 'header-twice'; readonly column: string; readonly header: string }
  | { readonly kind: 'ambiguous'; readonly what: string; readonly headers: string }
  | { readonly kind: 'no-station-column' }
  | { readonly kind: 'no-votes-column' }
  | { readonly kind: 'no-choice-column' };

/** What is wrong in a row, or between a station's numbers. `what` is a choice's id or one of `BESIDE`. */
export type RowFault =
  | { readonly kind: 'width'; readonly columns: number; readonly header: number }
  | { readonly kind: 'no-code' }
  | { readonly kind: 'unknown-station'; readonly code: string }
  | { readonly kind: 'unknown-choice'; readonly named: string }
  | { readonly kind: 'station-twice'; readonly code: string; readonly before: string }
  | { readonly kind: 'number-twice'; readonly what: string; readonly code: string; readonly before: string }
  | { readonly kind: 'fraction'; readonly what: string; readonly text: string }
  | { readonly kind: 'no-number'; readonly what: string; readonly text: string }
  | { readonly kind: 'negative'; readonly what: string; readonly value: string }
  | { readonly kind: 'votes-over-turnout'; readonly code: string; readonly votes: number; readonly turnout: number }
  /** Every choice and the spoiled ballots are there, and somebody is still missing. */
  | { readonly kind: 'votes-under-turnout'; readonly code: string; readonly votes: number; readonly turnout: number }
  | { readonly kind: 'turnout-over-register'; readonly code: string; readonly turnout: number; readonly voters: number }
  | { readonly kind: 'votes-over-register'; readonly code: string; readonly votes: number; readonly voters: number }
  | { readonly kind: 'early-over-turnout'; readonly code: string; readonly early: number; readonly turnout: number };

/** What can be wrong with a file of official results. */
export type OfficialFault =
  | TableFault
  | ColumnFault
  | RowFault
  | { readonly kind: 'no-numbers' }
  /** Blanks cannot mean zero for choices that the file does not have. */
  | { readonly kind: 'blank-choices'; readonly choices: string };

/** A fault and where it stands; lines count from 1, as the file's own program shows them. */
export interface FaultAt {
  readonly line: number;
  readonly fault: OfficialFault;
}
