import { z } from 'zod';
import type { Localized } from '../../../domain/languages.ts';
import {
  type AppealContent,
  CONSENTS,
  LONGEST_STORY,
  LONGEST_TITLE,
  MOST_GOAL,
  MOST_WAYS,
} from '../../../domain/solidarity/fund.ts';
import { isCurrency } from '../../../domain/solidarity/terms.ts';
import { APPEAL_WAY_KINDS } from '../../../domain/solidarity/ways.ts';
import type { FormValues } from '../route.ts';
import type { FieldProblems } from '../ui/field-errors.ts';
import { localizedFrom } from '../ui/localized.ts';
import { type Found, readHelp, readTexts, readWays, type TypedWay, typedWays } from './typed.ts';

/** An appeal as it stands in the form. */
export interface TypedAppeal {
  readonly title: Localized;
  readonly story: Localized;
  readonly help: readonly string[];
  readonly amount: string;
  readonly currency: string;
  readonly consent: string;
  readonly consentOn: string;
  readonly ways: readonly TypedWay[];
}

const NOTHING: Localized = { be: '', ru: '', en: '' };

export const EMPTY_APPEAL: TypedAppeal = {
  title: NOTHING,
  story: NOTHING,
  help: [],
  amount: '',
  currency: 'EUR',
  consent: '',
  consentOn: '',
  ways: [],
};

/** What a form says. */
export function typedAppeal(form: FormValues): TypedAppeal {
  const one = (name: string) => form.get(name)?.trim() ?? '';
  return {
    title: localizedFrom(form, 'title'),
    story: localizedFrom(form, 'story'),
    help: form.all('help'),
    amount: one('amount'),
    currency: one('currency').toUpperCase(),
    consent: one('consent'),
    consentOn: one('consent-on'),
    ways: typedWays(form),
  };
}

/** What a stored appeal looks like in the form. */
export function typedOfAppeal({ title, story, help, goal, consent, ways }: AppealContent): TypedAppeal {
  return {
    title: { ...NOTHING, ...title } as Localized,
    story: { ...NOTHING, ...story } as Localized,
    help,
    amount: `${goal.amount}`,
    currency: goal.currency,
    consent: consent.kind,
    consentOn: consent.on,
    ways,
  };
}

/** Reads a form. `today`: consent was given on a day that has been. */
export function parseAppeal(
  typed: TypedAppeal,
  today: string,
): { readonly content: AppealContent | undefined; readonly problems: FieldProblems } {
  const found: Found = new Map();
  const title = readTexts(found, 'title', typed.title, LONGEST_TITLE);
  const story = readTexts(found, 'story', typed.story, LONGEST_STORY);
  const help = readHelp(found, typed.help);
  const amount = readAmount(found, 'amount', typed.amount, 1);
  if (!isCurrency(typed.currency)) found.set('currency', { key: 'solidarity-currency-bad' });
  const kind = CONSENTS.find((one) => one === typed.consent);
  if (kind === undefined) found.set('consent', { key: 'solidarity-no-consent' });
  readDay(found, 'consent-on', typed.consentOn, today);
  const ways = readWays(found, typed.ways, APPEAL_WAY_KINDS);
  if (typed.ways.length > MOST_WAYS) found.set('ways', { key: 'solidarity-many', args: { most: MOST_WAYS } });
  if (found.size > 0 || kind === undefined || amount === undefined) return { content: undefined, problems: found };
  const goal = { amount, currency: typed.currency };
  const consent = { kind, on: typed.consentOn };
  return { content: { title, story, help, goal, consent, ways }, problems: found };
}

/** A whole number of a currency, with or without spaces between thousands. */
export function readAmount(found: Found, field: string, typed: string, least: number): number | undefined {
  const digits = typed.replace(/[\s\u00a0\u202f]/g, '');
  const amount = /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
  if (amount !== undefined && amount >= least && amount <= MOST_GOAL) return amount;
  found.set(field, { key: 'solidarity-amount-bad' });
  return undefined;
}

/** A day that there was: not 31 February, and not tomorrow. */
export function readDay(found: Found, field: string, typed: string, today: string): void {
  if (!z.iso.date().safeParse(typed).success) found.set(field, { key: 'solidarity-day-bad' });
  else if (typed > today) found.set(field, { key: 'solidarity-day-future' });
}
