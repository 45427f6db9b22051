import type { PublicAppeal, PublicFund, SolidarityDirectory } from '../../src/domain/solidarity/directory.ts';
import type { AppealContent, FundContent } from '../../src/domain/solidarity/fund.ts';
import { HELP_KINDS } from '../../src/domain/solidarity/terms.ts';

/** Published examples: the IBAN registry's, BIP-173's, EIP-55's and the like. Nobody's money goes there. */
export const IBAN = 'DE89370400440532013000';
export const OTHER_IBAN = 'LT121000011101001000';
export const BITCOIN = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
export const ETHEREUM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

/** A fund of a made-up country. */
export function someFund(changes: Partial<FundContent> = {}): FundContent {
  return {
    name: { be: 'Фонд Лагода', ru: 'Фонд Лагода', en: 'Lagoda Fund' },
    about: { be: 'Плаціць за лекі.', en: 'Pays for medicine.\nAnd for doctors.' },
    forWhom: { en: 'For who was hurt' },
    help: ['medical', 'family'],
    countries: ['LT', 'PL'],
    languages: ['be', 'en'],
    website: 'https://lagoda.org/',
    contacts: [
      { kind: 'email', value: 'help@lagoda.org' },
      { kind: 'signal', value: 'lagoda.42' },
    ],
    ways: [
      { kind: 'link', value: 'https://lagoda.org/give', holder: '', bic: '', checks: ['own-site'] },
      { kind: 'iban', value: IBAN, holder: 'Lagoda e.V.', bic: '', checks: ['spoke', 'transfer'] },
      { kind: 'bitcoin', value: BITCOIN, holder: '', bic: '', checks: ['own-site', 'spoke'] },
    ],
    checks: ['register'],
    ...changes,
  };
}

export function someAppeal(changes: Partial<AppealContent> = {}): AppealContent {
  return {
    title: { be: 'Лячэнне пасля турмы', en: 'Treatment after prison' },
    story: { be: 'Чалавеку патрэбная аперацыя.', en: 'Somebody needs an operation.' },
    help: ['medical'],
    goal: { amount: 4_000, currency: 'EUR' },
    consent: { kind: 'written', on: '2026-07-30' },
    ways: [],
    ...changes,
  };
}

/** The same as everybody sees it. */
export function publicFund(id: string, changes: Partial<PublicFund> = {}): PublicFund {
  return { id, ...someFund(), checkedOn: '2026-08-01', replaced: [], dead: [], ...changes };
}

export function publicAppeal(id: string, fund: string, changes: Partial<PublicAppeal> = {}): PublicAppeal {
  const { consent: _, ...content } = someAppeal();
  return {
    id,
    fund,
    ...content,
    checkedOn: '2026-08-02',
    replaced: [],
    dead: [],
    status: 'open',
    reported: { amount: 1_250, currency: 'EUR', on: '2026-08-09' },
    ...changes,
  };
}

/** A fund as the console's form sends it. */
export function fundForm(
  changes: Readonly<Record<string, string | readonly string[]>> = {},
): Record<string, string | readonly string[]> {
  return {
    act: 'save',
    id: 'lagoda',
    'name.be': 'Фонд Лагода',
    'name.ru': '',
    'name.en': 'Lagoda Fund',
    'about.be': '',
    'about.ru': '',
    'about.en': 'Pays for medicine.',
    'for-whom.be': '',
    'for-whom.ru': '',
    'for-whom.en': 'For who was hurt',
    help: ['medical', 'family'],
    countries: 'Літва, PL',
    languages: 'be, английский',
    website: 'https://lagoda.org/',
    checks: ['register'],
    'contact-0.kind': 'signal',
    'contact-0.value': 'lagoda.42',
    'way-0.kind': 'iban',
    'way-0.value': 'DE89 3704 0044 0532 0130 00',
    'way-0.holder': 'Lagoda e.V.',
    'way-0.bic': '',
    'way-0.checks': ['spoke', 'transfer'],
    ...changes,
  };
}

/** A directory of so many funds, each with some ways to give, and an appeal for every third. */
export function manyFunds(count: number): SolidarityDirectory {
  const two = ['LT', 'PL', 'DE', 'GE', 'CZ'];
  const funds = Array.from({ length: count }, (_, i) =>
    publicFund(`fund-${i}`, {
      name: { be: `Фонд № ${i}`, en: `Fund No. ${i}` },
      about: { be: `Фонд нумар ${i} дапамагае людзям. `.repeat(8).trim() },
      help: HELP_KINDS.filter((_kind, at) => (i + at) % 3 === 0),
      countries: i % 7 === 0 ? [] : [two[i % 5] ?? 'LT'],
      replaced:
        i === 0
          ? [{ kind: 'iban', value: OTHER_IBAN, changedOn: '2026-08-09', until: '2026-08-16T00:00:00.000Z' }]
          : [],
      dead: i === 1 ? [{ kind: 'link', value: 'https://lagoda.org/give', since: '2026-08-08' }] : [],
    }),
  );
  const appeals = funds
    .filter((_, i) => i % 3 === 0)
    .map(({ id }, i) =>
      publicAppeal(`appeal${`${i}`.padStart(2, '0')}`, id, {
        status: (['open', 'covered', 'closed'] as const)[i % 3] ?? 'open',
      }),
    );
  return { asOf: '2026-08-10', funds, appeals };
}
