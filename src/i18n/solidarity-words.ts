import type { Language } from '../domain/languages.ts';
import type { Names } from '../domain/solidarity/names.ts';
import type { Check } from '../domain/solidarity/terms.ts';
import type { Translate } from './translate.ts';

/** Where a fund helps; without any country, everywhere. */
export function whereInWords(t: Translate, names: Names, countries: readonly string[]): string {
  return countries.length === 0 ? t('solidarity-everywhere') : countries.map(names.country).join(', ');
}

/** How something was checked. */
export function checksInWords(t: Translate, checks: readonly Check[]): string {
  return checks.map((check) => t(`solidarity-check-${check}`)).join('; ');
}

/** An amount in whole units. */
export function moneyInWords(
  language: Language,
  { amount, currency }: { readonly amount: number; readonly currency: string },
): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
}
