import { LANGUAGES, type Language } from '../../../domain/languages.ts';
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
  const [be, ru, en] = LANGUAGES.map((language): Speech => {
    const number = new Intl.NumberFormat(language, { useGrouping: 'always' } as Intl.NumberFormatOptions);
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
    return {
      language,
      t: catalogues.translator(language),
      number: (value) => number.format(value),
      percent: (share) => percent.format(share),
      day: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
    };
  });
  if (be === undefined || ru === undefined || en === undefined) throw new Error('a language is missing');
  return { be, ru, en };
}
