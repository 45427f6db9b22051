/** Why a ballot cannot be counted, as a reviewer says it. Each has a text that asks the sender for better photos. */
export const REJECTIONS = ['not-a-ballot', 'unreadable', 'other-election', 'back-missing', 'altered'] as const;

export type Rejection = (typeof REJECTIONS)[number];

/** What a reviewer sees on the photos of a ballot: the choice that is marked, or why there is none to be counted. */
export type BallotReading = `choice:${string}` | Rejection;

/** Of two ballots that look nearly the same: whether they are photos of one piece of paper. */
export const PAIR_READINGS = ['same', 'different'] as const;

export type PairReading = (typeof PAIR_READINGS)[number];

/** What a reviewer can answer; also what is agreed on. */
export type Reading = BallotReading | PairReading;

/** Of `review_items`: a ballot's photos, two ballots that look alike, or photos with a known answer. */
export type ReviewKind = 'ballot' | 'pair' | 'gold';

const CHOICE = 'choice:';

/** The reading that says that this choice is marked. */
export function choiceReading(choiceId: string): BallotReading {
  return `${CHOICE}${choiceId}`;
}

/** The choice that a reading says is marked; undefined for every other reading. */
export function choiceRead(reading: string): string | undefined {
  return reading.startsWith(CHOICE) ? reading.slice(CHOICE.length) : undefined;
}

/** The reading that somebody's text stands for, if it is one of an item of this kind in an election with these choices. */
export function parseReading(kind: ReviewKind, choiceIds: readonly string[], text: string): Reading | undefined {
  if (kind === 'pair') return PAIR_READINGS.find((reading) => reading === text);
  const choiceId = choiceRead(text);
  if (choiceId !== undefined) return choiceIds.includes(choiceId) ? choiceReading(choiceId) : undefined;
  return REJECTIONS.find((reading) => reading === text);
}
