import type { Language, Localized } from '../../../domain/languages.ts';
import {
  type FundContent,
  LONGEST_ABOUT,
  LONGEST_FOR_WHOM,
  LONGEST_NAME,
  MOST_CODES,
  MOST_CONTACTS,
  MOST_WAYS,
} from '../../../domain/solidarity/fund.ts';
import { readLink } from '../../../domain/solidarity/links.ts';
import { type CodeReader, createCodeReader, namesIn } from '../../../domain/solidarity/names.ts';
import { CHECKS, FUND_ID } from '../../../domain/solidarity/terms.ts';
import type { FormValues } from '../route.ts';
import type { FieldProblems } from '../ui/field-errors.ts';
import { localizedFrom } from '../ui/localized.ts';
import {
  EMPTY_CONTACT,
  EMPTY_WAY,
  type Found,
  readChoices,
  readContacts,
  readHelp,
  readTexts,
  readWays,
  type TypedContact,
  type TypedWay,
  typedContacts,
  typedWays,
} from './typed.ts';

/** A fund as it stands in the form: whatever was typed, right or wrong. */
export interface TypedFund {
  /** Its address; fixed once it is saved. */
  readonly id: string;
  readonly name: Localized;
  readonly about: Localized;
  readonly forWhom: Localized;
  readonly help: readonly string[];
  /** Codes or names, with commas. */
  readonly countries: string;
  readonly languages: string;
  readonly website: string;
  readonly contacts: readonly TypedContact[];
  readonly ways: readonly TypedWay[];
  readonly checks: readonly string[];
}

const NOTHING: Localized = { be: '', ru: '', en: '' };

export const EMPTY_FUND: TypedFund = {
  id: '',
  name: NOTHING,
  about: NOTHING,
  forWhom: NOTHING,
  help: [],
  countries: '',
  languages: '',
  website: '',
  contacts: [EMPTY_CONTACT],
  ways: [EMPTY_WAY],
  checks: [],
};

/** Addresses of the console's own pages. */
const TAKEN = ['new'];

/** What a form says. */
export function typedFund(form: FormValues): TypedFund {
  const one = (name: string) => form.get(name)?.trim() ?? '';
  return {
    id: one('id'),
    name: localizedFrom(form, 'name'),
    about: localizedFrom(form, 'about'),
    forWhom: localizedFrom(form, 'for-whom'),
    help: form.all('help'),
    countries: one('countries'),
    languages: one('languages'),
    website: one('website'),
    contacts: typedContacts(form),
    ways: typedWays(form),
    checks: form.all('checks'),
  };
}

/** What a stored fund looks like in the form. */
export function typedOfFund(id: string, fund: FundContent, language: Language): TypedFund {
  const names = namesIn(language);
  return {
    id,
    name: { ...NOTHING, ...fund.name } as Localized,
    about: { ...NOTHING, ...fund.about } as Localized,
    forWhom: { ...NOTHING, ...fund.forWhom } as Localized,
    help: fund.help,
    countries: fund.countries.map(names.country).join(', '),
    languages: fund.languages.map(names.language).join(', '),
    website: fund.website,
    contacts: fund.contacts,
    ways: fund.ways,
    checks: fund.checks,
  };
}

const countries = createCodeReader('country');
const languages = createCodeReader('language');

/** Reads a form. `content` only where nothing is wrong. */
export function parseFund(
  typed: TypedFund,
  { isNew }: { readonly isNew: boolean },
): { readonly content: FundContent | undefined; readonly problems: FieldProblems } {
  const found: Found = new Map();
  if (isNew && (!FUND_ID.test(typed.id) || TAKEN.includes(typed.id))) found.set('id', { key: 'solidarity-id-bad' });
  const name = readTexts(found, 'name', typed.name, LONGEST_NAME);
  const about = readTexts(found, 'about', typed.about, LONGEST_ABOUT);
  const forWhom = readTexts(found, 'for-whom', typed.forWhom, LONGEST_FOR_WHOM);
  const help = readHelp(found, typed.help);
  const where = readCodes(found, 'countries', typed.countries, countries);
  const spoken = readCodes(found, 'languages', typed.languages, languages);
  if (spoken.length === 0 && !found.has('languages')) found.set('languages', { key: 'solidarity-no-language' });
  const link = typed.website === '' ? undefined : readLink(typed.website);
  if (link?.ok === false) found.set('website', { key: `solidarity-way-link-${link.problem}` });
  const contacts = readContacts(found, typed.contacts);
  if (typed.contacts.length > MOST_CONTACTS)
    found.set('contacts', { key: 'solidarity-many', args: { most: MOST_CONTACTS } });
  const ways = readWays(found, typed.ways);
  if (typed.ways.length > MOST_WAYS) found.set('ways', { key: 'solidarity-many', args: { most: MOST_WAYS } });
  if (typed.ways.length === 0 && typed.contacts.length === 0) found.set('ways', { key: 'solidarity-nothing' });
  const checks = readChoices(found, 'checks', typed.checks, CHECKS);
  if (found.size > 0) return { content: undefined, problems: found };
  const website = link?.ok === true ? link.value : '';
  const content = { name, about, forWhom, help, countries: where, languages: spoken, website, contacts, ways, checks };
  return { content, problems: found };
}

function readCodes(found: Found, field: string, typed: string, reader: CodeReader): string[] {
  const { codes, unknown } = reader.read(typed);
  const [first] = unknown;
  if (first !== undefined) found.set(field, { key: 'solidarity-code-unknown', args: { word: first } });
  else if (codes.length > MOST_CODES) found.set(field, { key: 'solidarity-many', args: { most: MOST_CODES } });
  return codes;
}
