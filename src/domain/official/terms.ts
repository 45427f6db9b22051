/** Who says so: the election commission, a station's own protocol, an observer at the station. Kept side by side. */
export const OFFICIAL_SOURCES = ['cec', 'protocol', 'observer'] as const;

export type OfficialSource = (typeof OFFICIAL_SOURCES)[number];

/**
 * What it means when a station's result names some choices and leaves out others: that nobody voted for them, or that
 * nothing is known. A station without any choice has no official result either way.
 */
export const BLANKS = ['missing', 'zero'] as const;

export type Blank = (typeof BLANKS)[number];

/**
 * Nonsense that an official source may really have published, and that is refused unless whoever imports says that it
 * did: votes that add up to more than the turnout (or a turnout above the register), and fewer than no votes.
 */
export const CONTRADICTIONS = ['sums', 'negative'] as const;

export type Contradiction = (typeof CONTRADICTIONS)[number];

/** One station's numbers of a file, in the order of the import's cells; null where the file has nothing. */
export interface OfficialStationNumbers {
  readonly stationId: string;
  readonly values: readonly (number | null)[];
  /** Where in the file each stands: from 1, the header's. */
  readonly lines: readonly (number | null)[];
}
