import { z } from 'zod';

/** The languages that the bots, the public site and the console speak. */
export const LANGUAGES = ['be', 'ru', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text in every language, as election files carry it. */
export type Localized = Readonly<Record<Language, string>>;

/** One of something for every language. */
export function inEveryLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, T>;
}

/** A text in every language, as it is read: none empty, none longer than `longest`. */
export function localizedUpTo(longest: number) {
  return z.strictObject(inEveryLanguage(() => z.string().trim().min(1).max(longest)));
}

/** The same, not longer than a heading. */
export const localized = localizedUpTo(200);

/** Spoken until a person has chosen. */
export const DEFAULT_LANGUAGE: Language = 'be';
