import { inEveryLanguage, type Language } from '../../../domain/languages.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Links } from './links.ts';

/** How pages speak in one language. */
export interface Speech {
  readonly language: Language;
  readonly t: Translate;
  /** A whole number with its thousands apart. */
  number(value: number): string;
  /** From 0 to 1, with one decimal. */
  percent(share: number): string;
  /** A day in words, of `YYYY-MM-DD`. */
  day(iso: string): string;
}

/** How a page speaks, and where it finds the others. */
export interface Look extends Speech {
  readonly links: Links;
}

/** What pages say in each language: made once, because formats are slow to make. */
export function speechesOf(catalogues: Catalogues): Readonly<Record<Language, Speech>> {
  return inEveryLanguage((language) => speechIn(language, catalogues.translator(language)));
}

/** The same in one language. `t` may speak another one: the console around a preview. */
export function speechIn(language: Language, t: Translate): Speech {
  const number = new Intl.NumberFormat(language, { useGrouping: 'always' } as Intl.NumberFormatOptions);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    language,
    t,
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    day: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
  };
}
