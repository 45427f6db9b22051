import { LANGUAGES, type Localized } from '../../../domain/languages.ts';
import { CONTACT_KINDS, type Contact, readContact } from '../../../domain/solidarity/contacts.ts';
import { CHECKS, HELP_KINDS, hasMarkup } from '../../../domain/solidarity/terms.ts';
import { type GivingWay, readWay, WAY_KINDS } from '../../../domain/solidarity/ways.ts';
import type { SomeLanguages } from '../../../domain/some-languages.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { FormValues } from '../route.ts';

/** A way to give as it stands in the form. */
export interface TypedWay {
  readonly kind: string;
  readonly value: string;
  readonly holder: string;
  readonly bic: string;
  readonly checks: readonly string[];
}

export interface TypedContact {
  readonly kind: string;
  readonly value: string;
}

export const EMPTY_WAY: TypedWay = { kind: 'link', value: '', holder: '', bic: '', checks: [] };
export const EMPTY_CONTACT: TypedContact = { kind: 'email', value: '' };

/** What is wrong, by the field's name: `name.en`, `way-0.value`. Read as `FieldProblems`. */
export type Found = Map<string, { key: TextKey; args?: Record<string, string | number> }>;

/** Ways as they were typed, each in its row. */
export function typedWays(form: FormValues): TypedWay[] {
  return numbers(form, /^way-(\d{1,3})\.kind$/).map((i) => {
    const one = (field: string) => form.get(`way-${i}.${field}`)?.trim() ?? '';
    return {
      kind: one('kind'),
      value: one('value'),
      holder: one('holder'),
      bic: one('bic'),
      checks: form.all(`way-${i}.checks`),
    };
  });
}

export function typedContacts(form: FormValues): TypedContact[] {
  return numbers(form, /^contact-(\d{1,3})\.kind$/).map((i) => ({
    kind: form.get(`contact-${i}.kind`) ?? '',
    value: form.get(`contact-${i}.value`)?.trim() ?? '',
  }));
}

/** The same without rows in which nothing stands: they were of no use. */
export function withoutEmptyWays(ways: readonly TypedWay[]): TypedWay[] {
  return ways.filter(
    ({ value, holder, bic, checks }) => value !== '' || holder !== '' || bic !== '' || checks.length > 0,
  );
}

function numbers(form: FormValues, pattern: RegExp): number[] {
  const found = form.names().flatMap((name) => pattern.exec(name)?.[1] ?? []);
  return [...new Set(found.map(Number))].sort((a, b) => a - b);
}

/** A text of which one language is enough. */
export function readTexts(found: Found, name: string, typed: Localized, longest: number): SomeLanguages {
  for (const language of LANGUAGES) {
    const text = typed[language];
    if (text.length > longest)
      found.set(`${name}.${language}`, { key: 'solidarity-long', args: { most: longest, length: text.length } });
    else if (hasMarkup(text)) found.set(`${name}.${language}`, { key: 'solidarity-markup' });
  }
  if (LANGUAGES.every((language) => typed[language] === ''))
    found.set(`${name}.be`, { key: 'solidarity-one-language' });
  return Object.fromEntries(LANGUAGES.flatMap((of) => (typed[of] === '' ? [] : [[of, typed[of]]])));
}

/** Those of the known ones that were ticked; at least one is needed. */
export function readChoices<T extends string>(
  found: Found,
  name: string,
  typed: readonly string[],
  known: readonly T[],
): T[] {
  const chosen = known.filter((one) => typed.includes(one));
  if (chosen.length === 0) found.set(name, { key: 'solidarity-choose-one' });
  return chosen;
}

export const readHelp = (found: Found, typed: readonly string[]) => readChoices(found, 'help', typed, HELP_KINDS);

/** Ways with their checksums right, or what is wrong at which field; of these kinds only. */
export function readWays(
  found: Found,
  typed: readonly TypedWay[],
  kinds: readonly GivingWay['kind'][] = WAY_KINDS,
): GivingWay[] {
  const values = new Set<string>();
  return typed.flatMap((way, i): GivingWay[] => {
    const kind = WAY_KINDS.find((known) => known === way.kind);
    const at = `way-${i}`;
    const checks = readChoices(found, `${at}.checks`, way.checks, CHECKS);
    if (kind === undefined) {
      found.set(`${at}.kind`, { key: 'solidarity-choose-one' });
      return [];
    }
    if (!kinds.includes(kind)) {
      found.set(`${at}.kind`, { key: 'solidarity-way-no-account' });
      return [];
    }
    const read = readWay(kind, way);
    if (!read.ok) {
      for (const { field, problem } of read.problems) found.set(`${at}.${field}`, { key: `solidarity-way-${problem}` });
      return [];
    }
    if (values.has(read.fields.value)) found.set(`${at}.value`, { key: 'solidarity-twice' });
    values.add(read.fields.value);
    return [{ kind, ...read.fields, checks }];
  });
}

export function readContacts(found: Found, typed: readonly TypedContact[]): Contact[] {
  return typed.flatMap(({ kind, value }, i): Contact[] => {
    const known = CONTACT_KINDS.find((one) => one === kind);
    const read = known && readContact(known, value);
    if (known !== undefined && read !== undefined) return [{ kind: known, value: read }];
    found.set(`contact-${i}.value`, { key: `solidarity-contact-bad-${known ?? 'form'}` });
    return [];
  });
}
