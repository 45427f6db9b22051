/** The languages that the bots, the public site and the console speak. */
export const LANGUAGES = ['be', 'ru', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A text in every language, as election files carry it. */
export type Localized = Readonly<Record<Language, string>>;

/** Spoken until a person has chosen. */
export const DEFAULT_LANGUAGE: Language = 'be';
