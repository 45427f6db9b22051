import { z } from 'zod';
import type { Language } from '../languages.ts';
import { wordsIn } from '../some-languages.ts';
import { APPEAL_STATUSES, appealContent, fundContent, money } from './fund.ts';
import { type Place, replacedPlace, stillShown } from './places.ts';
import { APPEAL_ID, FUND_ID, HELP_KINDS, type HelpKind } from './terms.ts';

/** A place that organizers found dead, and since when. Nothing of ours opens addresses: people report it. */
export const deadPlace = z.strictObject({ kind: z.string(), value: z.string(), since: z.iso.date() });

export type DeadPlace = z.infer<typeof deadPlace>;

const shown = {
  /** When two organizers checked what stands here. */
  checkedOn: z.iso.date(),
  /** What was valid until some days ago. */
  replaced: z.array(replacedPlace),
  dead: z.array(deadPlace),
};

/** A fund as everybody sees it. */
export const publicFund = z.strictObject({ id: z.string().regex(FUND_ID), ...fundContent.shape, ...shown });

export type PublicFund = z.infer<typeof publicFund>;

/** An appeal as everybody sees it: without how consent was given, which is nobody's business but ours. */
export const publicAppeal = z.strictObject({
  id: z.string().regex(APPEAL_ID),
  fund: z.string().regex(FUND_ID),
  ...appealContent.omit({ consent: true }).shape,
  ...shown,
  status: z.enum(APPEAL_STATUSES),
  /** What the fund says has been given so far, and when it said so. Nothing is collected here. */
  reported: z.strictObject({ ...money.shape, amount: z.int().min(0), on: z.iso.date() }).nullable(),
});

export type PublicAppeal = z.infer<typeof publicAppeal>;

/** Everything that is public of funds and appeals at one moment: pages and files are made of this and of nothing else. */
export const solidarityDirectory = z.strictObject({
  /** The day on which it was so. */
  asOf: z.iso.date(),
  funds: z.array(publicFund),
  appeals: z.array(publicAppeal),
});

export type SolidarityDirectory = z.infer<typeof solidarityDirectory>;

export const EMPTY_DIRECTORY: SolidarityDirectory = { asOf: '1970-01-01', funds: [], appeals: [] };

/** What somebody looks for. */
export interface FundFilter {
  readonly help?: HelpKind | undefined;
  /** A country in which help is needed: funds that help everywhere fit, too. */
  readonly country?: string | undefined;
  /** In which somebody wants to write. */
  readonly language?: string | undefined;
}

/** Funds that fit, in the directory's order. */
export function fundsFor<T extends Pick<PublicFund, 'help' | 'countries' | 'languages'>>(
  funds: readonly T[],
  { help, country, language }: FundFilter,
): T[] {
  return funds.filter(
    (fund) =>
      (help === undefined || fund.help.includes(help)) &&
      (country === undefined || fund.countries.length === 0 || fund.countries.includes(country)) &&
      (language === undefined || fund.languages.includes(language)),
  );
}

/** Appeals that still ask for something, then those that are covered; closed ones are not listed. */
export function listedAppeals<T extends Pick<PublicAppeal, 'status' | 'help'>>(
  appeals: readonly T[],
  { help }: Pick<FundFilter, 'help'> = {},
): T[] {
  const fitting = appeals.filter((appeal) => help === undefined || appeal.help.includes(help));
  return [
    ...fitting.filter(({ status }) => status === 'open'),
    ...fitting.filter(({ status }) => status === 'covered'),
  ];
}

/** Everything that can be chosen: the kinds, countries and languages that some fund has. */
export function choicesOf(funds: readonly Pick<PublicFund, 'help' | 'countries' | 'languages'>[]) {
  const every = (of: (fund: Pick<PublicFund, 'help' | 'countries' | 'languages'>) => readonly string[]) =>
    [...new Set(funds.flatMap(of))].sort();
  return {
    help: HELP_KINDS.filter((kind) => funds.some(({ help }) => help.includes(kind))),
    countries: every(({ countries }) => countries),
    languages: every(({ languages }) => languages),
  };
}

/** By name, whatever language it is written in. */
export function byName<T extends Pick<PublicFund, 'name'>>(funds: readonly T[], language: Language): T[] {
  const collator = new Intl.Collator(language);
  return [...funds].sort((a, b) => collator.compare(wordsIn(a.name, language), wordsIn(b.name, language)));
}

/** Since when a place is dead; undefined when nobody says so. */
export function deadSince(dead: readonly DeadPlace[], { kind, value }: Place): string | undefined {
  return dead.find((one) => one.kind === kind && one.value === value)?.since;
}

/** The same directory at a later moment: what was replaced more than a week ago is gone. */
export function directoryAt(directory: SolidarityDirectory, at: Date): SolidarityDirectory {
  const current = <T extends PublicFund | PublicAppeal>(one: T): T => ({
    ...one,
    replaced: stillShown(one.replaced, at),
  });
  return {
    asOf: at.toISOString().slice(0, 10),
    funds: directory.funds.map(current),
    appeals: directory.appeals.map(current),
  };
}
