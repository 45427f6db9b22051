import type { PairReading, Rejection } from '../../../domain/review/readings.ts';

/**
 * Which key does what while reviewing. Keys are told by what they type, or by where they are on the keyboard:
 * `u` works in a Cyrillic layout, too (`src/http/assets/review.js`). `shift+1` is that key with Shift held.
 */
export const REJECTION_KEYS: Readonly<Record<Rejection, string>> = {
  'not-a-ballot': 'n',
  unreadable: 'u',
  'other-election': 'o',
  'back-missing': 'b',
  altered: 'a',
};

export const PAIR_KEYS: Readonly<Record<PairReading, string>> = { same: 's', different: 'd' };

/** What can be done with a photo. */
export const PHOTO_TOOLS = ['out', 'in', 'turn', 'darker', 'brighter', 'whole'] as const;

export type PhotoTool = (typeof PHOTO_TOOLS)[number];

export const TOOL_KEYS: Readonly<Record<PhotoTool, string>> = {
  out: '-',
  in: '+',
  turn: 'r',
  darker: ',',
  brighter: '.',
  whole: 'f',
};

/** To the next photo: the one that the tools' keys are for. */
export const OTHER_PHOTO_KEY = 'v';

export const UNDO_KEY = 'z';

/** The key of the choice that stands in this place on the ballot paper, from 0; the last of a long list have none. */
export function choiceKey(place: number): string | undefined {
  const digit = String((place + 1) % 10);
  if (place < 10) return digit;
  return place < 20 ? `shift+${digit}` : undefined;
}
