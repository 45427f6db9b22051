import type { Language } from './languages.ts';

/** A text in some of our languages. */
export type SomeLanguages = { readonly [language in Language]?: string | undefined };

/** Whose language one falls back to: Belarusian and Russian speakers read each other's first. */
const FALLBACK: Readonly<Record<Language, readonly Language[]>> = {
  be: ['be', 'ru', 'en'],
  ru: ['ru', 'be', 'en'],
  en: ['en', 'ru', 'be'],
};

/**
 * A text in a language or, where it is not written in it, in the nearest one; with the language that it is in. Empty where there is
 * none at all.
 */
export function inLanguage(text: SomeLanguages, language: Language): { readonly text: string; readonly in: Language } {
  const found = FALLBACK[language].find((one) => text[one] !== undefined) ?? language;
  return { text: text[found] ?? '', in: found };
}

/** The words alone. */
export function wordsIn(text: SomeLanguages, language: Language): string {
  return inLanguage(text, language).text;
}
