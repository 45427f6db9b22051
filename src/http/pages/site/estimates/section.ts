import type { Look } from '../look.ts';

/** What every section of the page is given. */
export interface SectionProps<T> {
  readonly look: Look;
  /** Of the choices, in the order of the ballot paper. */
  readonly names: readonly string[];
  /** The choice with most official votes. */
  readonly leading: number;
  readonly estimates: readonly T[];
}

/** A number with two decimals, in the page's language. */
export function decimal({ language }: Look, value: number, digits = 2): string {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
