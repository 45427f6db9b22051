import type { Tier } from '../people.ts';

/**
 * What attacks are looked for in: counts by station and day, of which no row is a person's. Stations, days and
 * reviewers are named by their place in the lists.
 */
export interface AttackFigures {
  /** In order, without gaps. */
  readonly days: readonly string[];
  /** Accounts that had chosen a station and joined before the first of these days. */
  readonly joinedBefore: number;
  readonly stations: readonly WatchedStation[];
  readonly cells: readonly WatchedCell[];
  readonly choices: readonly WatchedChoice[];
  /** How many accounts were erased, by the place of the day. */
  readonly deletions: readonly number[];
  readonly reviewers: readonly WatchedReviewer[];
}

export interface WatchedStation {
  readonly code: string;
  /** Its first level. */
  readonly region: string;
  /** On the register; null where that is not known. */
  readonly voters: number | null;
}

/** One station, day and tier. */
export interface WatchedCell {
  readonly station: number;
  readonly day: number;
  readonly tier: Tier;
  /** Ballots that count. */
  readonly counted: number;
  /** Of them: accepted by review. */
  readonly accepted: number;
  /** Ballots that were rejected by review, or are somebody else's photo again. */
  readonly bad: number;
  /** Accounts that joined on the day and chose the station. */
  readonly joined: number;
}

/** How many of a station's counted ballots of a tier are for a choice. */
export interface WatchedChoice {
  readonly station: number;
  readonly tier: Tier;
  readonly choiceId: string;
  readonly count: number;
}

/** A reviewer's answers to items that are decided, gold items not among them. */
export interface WatchedReviewer {
  readonly id: string;
  readonly alias: string;
  readonly answers: number;
  /** Answers that were not what was decided in the end, by what they said. */
  readonly overruled: readonly { readonly answer: string; readonly count: number }[];
}
