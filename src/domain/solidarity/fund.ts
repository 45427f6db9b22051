import { z } from 'zod';
import { contact } from './contacts.ts';
import { LONGEST_LINK, readLink } from './links.ts';
import { checks, HELP_KINDS, isCountry, isCurrency, isLanguage, someLanguages } from './terms.ts';
import { givingWay } from './ways.ts';

export const LONGEST_NAME = 80;
export const LONGEST_ABOUT = 1_500;
export const LONGEST_FOR_WHOM = 500;
export const MOST_WAYS = 12;
export const MOST_CONTACTS = 8;
export const MOST_CODES = 60;

/** What is published of a fund: frozen when it is prepared, and checked by the two people who publish it. */
export const fundContent = z.strictObject({
  name: someLanguages(LONGEST_NAME),
  /** What they do. */
  about: someLanguages(LONGEST_ABOUT),
  forWhom: someLanguages(LONGEST_FOR_WHOM),
  help: z.array(z.enum(HELP_KINDS)).min(1),
  /** Where they help, ISO 3166-1; empty: everywhere. */
  countries: z.array(z.string().refine(isCountry)).max(MOST_CODES),
  /** In which one can write to them, ISO 639-1. */
  languages: z.array(z.string().refine(isLanguage)).min(1).max(MOST_CODES),
  /** Empty: none. */
  website: z
    .string()
    .max(LONGEST_LINK)
    .refine((value) => value === '' || readLink(value).ok),
  contacts: z.array(contact).max(MOST_CONTACTS),
  ways: z.array(givingWay).max(MOST_WAYS),
  /** How the organization itself was checked. */
  checks,
});

export type FundContent = z.infer<typeof fundContent>;

export const LONGEST_TITLE = 120;
export const LONGEST_STORY = 3_000;
export const MOST_GOAL = 1_000_000_000;

/** How somebody has agreed that their appeal is published. What they signed stays with the fund. */
export const CONSENTS = ['written', 'recorded', 'relative'] as const;

/** Money as it is written: whole units of a currency (ISO 4217). */
export const money = z.strictObject({
  amount: z.int().min(1).max(MOST_GOAL),
  currency: z.string().refine(isCurrency),
});

export type Money = z.infer<typeof money>;

/** What is published of an individual appeal. */
export const appealContent = z.strictObject({
  title: someLanguages(LONGEST_TITLE),
  story: someLanguages(LONGEST_STORY),
  help: z.array(z.enum(HELP_KINDS)).min(1),
  goal: money,
  consent: z.strictObject({ kind: z.enum(CONSENTS), on: z.iso.date() }),
  /** Its own; empty: through the fund's. */
  ways: z.array(givingWay).max(MOST_WAYS),
});

export type AppealContent = z.infer<typeof appealContent>;

/** `covered`: the goal is reached. `closed`: nothing is asked for any more. */
export const APPEAL_STATUSES = ['open', 'covered', 'closed'] as const;

export type AppealStatus = (typeof APPEAL_STATUSES)[number];

/** `hidden`: taken off the directory. */
export const ENTRY_STATES = ['draft', 'public', 'hidden'] as const;

export type EntryState = (typeof ENTRY_STATES)[number];
