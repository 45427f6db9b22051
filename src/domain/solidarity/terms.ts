import { z } from 'zod';
import { LANGUAGES } from '../languages.ts';

/** What a fund's address calls it: `/solidarity/funds/byhelp`. */
export const FUND_ID = /^[a-z0-9][a-z0-9-]{1,30}$/;

/** What an appeal's address calls it: letters that say nothing about anybody. */
export const APPEAL_ID = /^[a-z0-9]{8}$/;

/** What people who were punished need: what funds are found by, on the site and in the chats. */
export const HELP_KINDS = [
  'medical',
  'psychological',
  'legal',
  'fines',
  'family',
  'prisoners',
  'relocation',
  'work',
] as const;

export type HelpKind = (typeof HELP_KINDS)[number];

/** How something was checked. */
export const CHECKS = [
  /** It stands on the fund's own site, opened by its known address. */
  'own-site',
  /** Somebody of the fund whom we know said it aloud: a call, a meeting. */
  'spoke',
  /** Another organization that we trust says the same. */
  'partner',
  /** A public register has the organization. */
  'register',
  /** A small sum that was sent was confirmed by the fund. */
  'transfer',
] as const;

export type Check = (typeof CHECKS)[number];

export const checks = z.array(z.enum(CHECKS)).min(1);

const longestIn = (longest: number) => z.string().trim().min(1).max(longest).optional();

/** A text in some of our languages, at least one of them, as it is read; nothing in it is markup. */
export function someLanguages(longest: number) {
  return z
    .strictObject({ be: longestIn(longest), ru: longestIn(longest), en: longestIn(longest) })
    .refine((text) => LANGUAGES.some((language) => text[language] !== undefined))
    .refine((text) => LANGUAGES.every((language) => !hasMarkup(text[language] ?? '')));
}

/** Whether a text has tags in it: shown as they are, they would puzzle everybody. */
export function hasMarkup(text: string): boolean {
  return /<\/?[a-z!][^>]*>?/i.test(text);
}

/** ISO 3166-1, two letters, of a country that there is. */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRIES.has(code) || COUNTRIES.of(code) === undefined) return false;
  // A code of before has a newer one, and its name: SU is called Russia.
  return new Intl.Locale(`und-${code}`).region === code;
}

/** ISO 639-1, of a language that there is. */
export function isLanguage(code: string): boolean {
  return /^[a-z]{2}$/.test(code) && TONGUES.of(code) !== undefined && new Intl.Locale(code).language === code;
}

/** ISO 4217. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && MONEY.has(code);
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const TONGUES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const MONEY: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** What Unicode names besides countries: unions, the unknown, tests. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);
