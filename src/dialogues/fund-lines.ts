import { CONTACT_KINDS, safestFirst } from '../domain/solidarity/contacts.ts';
import { deadSince, type PublicFund } from '../domain/solidarity/directory.ts';
import { namesIn } from '../domain/solidarity/names.ts';
import { type Place, placesOf, type ReplacedPlace } from '../domain/solidarity/places.ts';
import { wayText } from '../domain/solidarity/ways.ts';
import { wordsIn } from '../domain/some-languages.ts';
import type { TextKey } from '../i18n/keys.ts';
import { whereInWords } from '../i18n/solidarity-words.ts';
import type { Talk } from './dialogue.ts';
import { cut, dayInWords } from './labels.ts';

type Speaks = Pick<Talk, 't' | 'language'>;

/** What is said of a fund to who wants to give: what it does, how it was checked, its ways to give, each on a line of its own. */
export function givingLines(fund: PublicFund, { t, language }: Speaks): string[] {
  const names = namesIn(language);
  const where = whereInWords(t, names, fund.countries);
  return [
    wordsIn(fund.name, language),
    cut(wordsIn(fund.about, language), 500),
    '',
    t('funds-chat-for', { whom: cut(wordsIn(fund.forWhom, language), 200) }),
    t('funds-chat-where', { where: cut(where, 200) }),
    t('funds-chat-checked', { day: dayInWords(fund.checkedOn, language) }),
    ...siteLine(fund, { t }),
    ...spaced(replacedLines(fund.replaced, { t })),
    '',
    ...(fund.ways.length === 0 ? [t('funds-chat-no-ways')] : [t('solidarity-site-compare')]),
    ...fund.ways.flatMap((way) => {
      const label = t(`solidarity-place-${way.kind}`);
      const [place] = placesOf({ ways: [way] });
      if (place !== undefined && isDead(fund, place)) return ['', t('funds-chat-dead', { label })];
      const holder = way.holder === '' ? [] : [t('solidarity-site-holder', { holder: way.holder })];
      return ['', `${label}:`, wayText(way), ...holder];
    }),
  ];
}

/** Ways on which somebody who needs help may have reached a fund before; an account is none. */
const REACHED_BY: readonly string[] = [...CONTACT_KINDS, 'website'];

/**
 * What is said of a fund to who needs help: in which languages, how to reach it, the safest way first, and which ways lead there no
 * longer: a swapped contact robs as well as a swapped account.
 */
export function contactLines(fund: PublicFund, { t, language }: Speaks): string[] {
  const names = namesIn(language);
  const ways = safestFirst(fund.contacts).filter((contact) => !isDead(fund, contact));
  return [
    `▪ ${wordsIn(fund.name, language)} (${fund.languages.map(names.language).join(', ')})`,
    ...ways.map(({ kind, value }) => `${t(`solidarity-place-${kind}`)}: ${value}`),
    ...replacedLines(
      fund.replaced.filter(({ kind }) => REACHED_BY.includes(kind)),
      { t },
    ),
  ];
}

function siteLine(fund: PublicFund, { t }: Pick<Speaks, 't'>): string[] {
  if (fund.website === '') return [];
  return isDead(fund, { kind: 'website', value: fund.website })
    ? [t('funds-chat-dead', { label: t('solidarity-place-website') })]
    : [t('funds-chat-site', { site: fund.website })];
}

function spaced(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

/** What was valid until some days ago, below a warning. */
function replacedLines(replaced: readonly ReplacedPlace[], { t }: Pick<Speaks, 't'>): string[] {
  if (replaced.length === 0) return [];
  return [
    t('funds-chat-replaced'),
    ...replaced.map(({ kind, value }) =>
      t('funds-chat-was', { label: t(`solidarity-place-${kind}` as TextKey), value }),
    ),
  ];
}

function isDead({ dead }: PublicFund, place: Place): boolean {
  return deadSince(dead, place) !== undefined;
}
