import type { Localized } from '../languages.ts';
import type { Blank, OfficialSource } from '../official/terms.ts';
import type { Basis, OwnSigns } from './numbers.ts';

/**
 * Everything that is public at one moment: a numbered, immutable snapshot that two people approved. Public pages, data
 * files and the static export are made of this and of nothing else, so that whoever has it can recompute every number.
 */
export interface Edition {
  readonly format: 1;
  /** From 1, for each election. */
  readonly number: number;
  /** YYYY-MM-DD in the election's time zone. */
  readonly publishedOn: string;
  /** What counts as ours in it. Never mixed: another basis is another edition. */
  readonly basis: Basis;
  readonly election: EditionElection;
  /** The official results it rests on. The first is what ours is compared with; others stand beside it. */
  readonly sources: readonly EditionSource[];
  /** Regions (widest levels) that no total counts, such as stations abroad. */
  readonly except: readonly string[];
  /** In the order of codes. */
  readonly stations: readonly EditionStation[];
  /** What is different from the edition before; empty in the first. */
  readonly changes: readonly EditionChange[];
  /** Why it was published, such as a correction; null where nothing was said. */
  readonly note: Localized | null;
  /** What was public before, with what each changed, the newest first: nothing disappears from the history. */
  readonly earlier: readonly EarlierEdition[];
}

/** An edition as it is prepared: on which day it becomes public is known when the second person lets it. */
export type EditionContent = Omit<Edition, 'publishedOn'>;

export type EarlierEdition = Pick<Edition, 'number' | 'publishedOn' | 'note' | 'changes'>;

export interface EditionElection {
  readonly id: string;
  readonly name: Localized;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly timeZone: string;
  /** In the order of the ballot paper. */
  readonly choices: readonly { readonly id: string; readonly name: Localized }[];
}

/** An import of official results, by which anybody can check that we read the same file. */
export interface EditionSource {
  readonly source: OfficialSource;
  readonly version: number;
  readonly fileName: string;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly importedOn: string;
  readonly blank: Blank;
}

export interface EditionStation {
  readonly id: string;
  /** Unique in the election; also in addresses of pages. */
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly registeredVoters: number | null;
  /** By the first source: how many voted here. */
  readonly officialTurnout: number | null;
  /** By the first source: how many of them voted before election day; null where it is not known. */
  readonly officialEarly: number | null;
  /** Of the edition's basis, in the order of the election's choices. */
  readonly ours: readonly number[];
  /** For each source, for each choice; null: no official result. A blank that means zero is a zero here. */
  readonly official: readonly (readonly (number | null)[])[];
  readonly signs: OwnSigns;
  readonly quarantined: boolean;
}

/** One number or flag of a station that is not what it was in the edition before. */
export interface EditionChange {
  readonly stationCode: string;
  /**
   * `ours:ID`, `official:SOURCE:ID`, `registered`, `turnout`, `early`; `quarantined`, `left-out` (suspect): 1 or 0;
   * without numbers: `added`, `removed`, `text` (name, address, levels, place).
   */
  readonly what: string;
  readonly before: number | null;
  readonly after: number | null;
}
