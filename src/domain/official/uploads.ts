import type { FaultAt, OfficialFault } from './faults.ts';

/**
 * Where an upload is. `checking` and `importing` wait for the worker or are with it; `checked` could be imported as it
 * is; `refused` has faults, of which the organizer is told all; `failed` ended workers, and is not tried again.
 */
export type UploadState = 'uploaded' | 'checking' | 'checked' | 'importing' | 'imported' | 'refused' | 'failed';

/** What a file says, read in one way: what is, or would be, imported. */
export interface ReadSummary {
  readonly version: number;
  readonly sha256: string;
  readonly shape: 'long' | 'wide';
  readonly numbers: number;
  readonly stations: { readonly withResult: number; readonly without: number };
  /** Nonsense that was accepted. */
  readonly accepted: Faults;
  readonly columns: { readonly used: Readonly<Record<string, string>>; readonly unused: readonly string[] };
  readonly sheet: string | null;
  /** Choices that the file says nothing about. */
  readonly withoutNumbers: readonly string[];
}

/** The first of them in the order of their lines, and how many there are. */
export interface Faults {
  readonly count: number;
  readonly rows: readonly FaultAt[];
}

/** What became of an upload. */
export type UploadOutcome =
  | ({ readonly kind: 'fits' } & ReadSummary)
  | ({ readonly kind: 'imported' } & ReadSummary)
  /** The newest import of its source is this very file, read in the same way. */
  | { readonly kind: 'unchanged'; readonly version: number; readonly importedOn: string }
  | { readonly kind: 'unusable-file'; readonly line?: number; readonly faults: readonly OfficialFault[] }
  | ({ readonly kind: 'bad-rows' } & Faults)
  | { readonly kind: 'gave-up' };
