import type { FormValues } from '../route.ts';

/** Far more pages than any list has, and a number that the database can count with. */
const MOST_PAGES = 100_000;

/** Which page of a list an address asks for (`page`), from 1; the first where it says nothing sensible. */
export function pageNumber(query: Pick<FormValues, 'get'>): number {
  return Math.min(MOST_PAGES, Math.max(1, Math.trunc(Number(query.get('page'))) || 1));
}
