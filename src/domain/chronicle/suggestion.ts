import { z } from 'zod';
import { LANGUAGES } from '../languages.ts';
import { isCalendarDay } from './days.ts';

/** What one message of a chat can say, and a little less than both messengers allow. */
export const LONGEST_SUGGESTION = 3_000;
export const SHORTEST_SUGGESTION = 10;
export const LONGEST_SUGGESTED_PLACE = 100;
export const MOST_SUGGESTED_PHOTOS = 4;

/** One account may send so many on a day. */
export const MOST_A_DAY = 5;

/** More than organizers can ever read: then nothing is taken any more until they have. */
export const MOST_WAITING = 5_000;

/** What a citizen sends for the chronicle. Who they are is no part of it. */
export const suggestion = z.object({
  /** When it happened, `YYYY-MM-DD`; null: not said. */
  day: z.string().refine(isCalendarDay).nullable(),
  place: z.string().max(LONGEST_SUGGESTED_PLACE),
  text: z.string().min(1).max(LONGEST_SUGGESTION),
  /** That the bot spoke with them. */
  language: z.enum(LANGUAGES),
});

export type Suggestion = z.infer<typeof suggestion>;
