import { currentVersion } from '../../domain/chronicle/published.ts';
import { aYearAgo, type ListedEntry, onThisDay } from '../../domain/chronicle/timeline.ts';
import { dayIn } from '../../domain/elections.ts';
import type { Language } from '../../domain/languages.ts';
import { wordsIn } from '../../domain/some-languages.ts';
import type { Queryable } from '../../storage/database.ts';
import { createChronicleReader } from './chronicle-reader.ts';

/** Entries of one answer in the chat; all of them are on the public page. */
export const MOST_IN_CHAT = 6;

/** An entry as a line of a list. */
export interface ChronicleLine {
  readonly number: number;
  readonly day: string;
  readonly title: string;
}

/** What happened on a day of the calendar, or a year ago. */
export interface ChronicleLines {
  /** Of today, in the election's time zone: `YYYY-MM-DD`. */
  readonly today: string;
  /** The day that the entries are of, or around. */
  readonly day: string;
  readonly entries: readonly ChronicleLine[];
  readonly total: number;
}

/** An entry as the chat tells it. */
export interface ChronicleTold extends ChronicleLine {
  readonly place: string;
  readonly text: string;
  /** A `pictures` row. */
  readonly picture: string | undefined;
  /** Where all of it is; undefined where nobody could open it. */
  readonly url: string | undefined;
}

/** What dialogues read of the chronicle. */
export interface ChronicleChat {
  lines(which: 'this-day' | 'year-ago', language: Language): Promise<ChronicleLines>;
  /** Undefined when there is none, or it was withdrawn. */
  told(number: number, language: Language): Promise<ChronicleTold | undefined>;
}

/** Reads the chronicle for dialogues. `origin`: of the public pages, such as `https://example.org`. */
export function createChronicleChat(
  q: Queryable,
  {
    now,
    timeZone,
    origin,
  }: { readonly now: () => Date; readonly timeZone: () => Promise<string>; readonly origin: string | undefined },
): ChronicleChat {
  const reader = createChronicleReader({ q, now });
  const line = ({ number, day, title }: ListedEntry, language: Language): ChronicleLine => ({
    number,
    day,
    title: wordsIn(title, language),
  });
  return {
    async lines(which, language) {
      const { timeline } = await reader.current();
      const today = dayIn(await timeZone(), now());
      const found =
        which === 'this-day' ? { day: today, entries: onThisDay(timeline, today) } : aYearAgo(timeline, today);
      const entries = found.entries.slice(0, MOST_IN_CHAT).map((entry) => line(entry, language));
      return { today, day: found.day, entries, total: found.entries.length };
    },
    async told(number, language) {
      const entry = await reader.entry(number);
      const content = entry && currentVersion(entry)?.content;
      if (content === undefined) return undefined;
      return {
        number,
        day: content.day,
        title: wordsIn(content.title, language),
        place: wordsIn(content.place, language),
        text: wordsIn(content.text, language),
        picture: content.photos[0]?.id,
        // A messenger opens no page that only this machine has.
        url: origin?.startsWith('https://') ? `${origin}/chronicle/entries/${number}?lang=${language}` : undefined,
      };
    },
  };
}
