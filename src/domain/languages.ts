import { z } from 'zod';

/** The languages that the bots, the public site and the console speak. */
export const LANGUAGES = ['be', 'ru', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text in every language, as election files carry it. */
export type Localized = Readonly<Record<Language, string>>;

/** The same, as it is read: all of them, none empty, not longer than a heading. */
export const localized = z.strictObject(
  Object.fromEntries(LANGUAGES.map((language) => [language, z.string().trim().min(1).max(200)])) as Record<
    Language,
    z.ZodString
  >,
);

/** Spoken until a person has chosen. */
export const DEFAULT_LANGUAGE: Language = 'be';
