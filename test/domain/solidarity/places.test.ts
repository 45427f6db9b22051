import fc from 'fast-check';
import { directoryAt, fundsFor, listedAppeals } from '../../../src/domain/solidarity/directory.ts';
import { createCodeReader } from '../../../src/domain/solidarity/names.ts';
import {
  changesBetween,
  type Place,
  placesOf,
  type ReplacedPlace,
  replacedAfter,
  SHOWN_DAYS,
  stillShown,
} from '../../../src/domain/solidarity/places.ts';
import { hasMarkup } from '../../../src/domain/solidarity/terms.ts';
import { inLanguage } from '../../../src/domain/some-languages.ts';
import { publicAppeal, publicFund, someFund } from '../../support/solidarity.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-08-01T12:00:00Z');

const place = fc.constantFrom<Place>(
  { kind: 'iban', value: 'A' },
  { kind: 'iban', value: 'B' },
  { kind: 'link', value: 'A' },
  { kind: 'email', value: 'C' },
);
const places = fc.uniqueArray(place, { selector: ({ kind, value }) => kind + value });
const keyOf = ({ kind, value }: Place) => `${kind} ${value}`;

test('whatever is changed how often: each that went is shown for a week from its last going, and none that is valid', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(places, fc.integer({ min: 0, max: 12 * 24 })), { minLength: 1, maxLength: 12 }),
      (steps) => {
        let at = START;
        let now: readonly Place[] = [];
        let replaced: ReplacedPlace[] = [];
        const wentAt = new Map<string, number>();
        for (const [next, hours] of steps) {
          at += hours * 3_600_000;
          const { removed } = changesBetween(now, next);
          replaced = replacedAfter(replaced, { before: now, after: next, at: new Date(at) });
          for (const one of removed) wentAt.set(keyOf(one), at);
          now = next;
          const valid = new Set(now.map(keyOf));
          const due = [...wentAt].filter(([key, went]) => !valid.has(key) && at < went + SHOWN_DAYS * DAY);
          expect(stillShown(replaced, new Date(at)).map(keyOf).sort()).toEqual(due.map(([key]) => key).sort());
        }
      },
    ),
  );
});

test('an account that only changes its holder is another place', () => {
  const [fund, other] = [someFund(), someFund()];
  const ways = other.ways.map((way) => (way.kind === 'iban' ? { ...way, holder: 'Somebody Else' } : way));
  const changes = changesBetween(placesOf(fund), placesOf({ ...other, ways }));
  expect(changes.removed).toMatchObject([{ value: 'DE89370400440532013000 · Lagoda e.V.' }]);
  expect(changes.added).toMatchObject([{ value: 'DE89370400440532013000 · Somebody Else' }]);
  const withBic = fund.ways.map((way) => (way.kind === 'iban' ? { ...way, bic: 'DEUTDEFF' } : way));
  expect(changesBetween(placesOf(fund), placesOf({ ...fund, ways: withBic })).added).toMatchObject([
    { value: 'DE89370400440532013000 · Lagoda e.V. · DEUTDEFF' },
  ]);
  // How something was checked, or in which order it stands, is no change of it.
  expect(changesBetween(placesOf(fund), placesOf({ ...fund, ways: [...fund.ways].reverse() }))).toEqual({
    removed: [],
    added: [],
  });
});

test('funds are found by help, country and language; one that helps everywhere helps there, too', () => {
  const funds = [
    publicFund('here', { countries: ['LT'], help: ['medical'], languages: ['be'] }),
    publicFund('everywhere', { countries: [], help: ['legal'], languages: ['en'] }),
  ];
  const found = (filter: Parameters<typeof fundsFor>[1]) => fundsFor(funds, filter).map(({ id }) => id);
  expect(found({})).toEqual(['here', 'everywhere']);
  expect(found({ country: 'LT' })).toEqual(['here', 'everywhere']);
  expect(found({ country: 'PL' })).toEqual(['everywhere']);
  expect(found({ help: 'medical', language: 'en' })).toEqual([]);
});

test('appeals that ask come first, closed ones are not listed; a later day forgets what was replaced', () => {
  const appeals = [
    publicAppeal('aaaaaaaa', 'f', { status: 'covered' }),
    publicAppeal('bbbbbbbb', 'f', { status: 'closed' }),
    publicAppeal('cccccccc', 'f'),
  ];
  expect(listedAppeals(appeals).map(({ id }) => id)).toEqual(['cccccccc', 'aaaaaaaa']);
  const until = '2026-08-08T12:00:00.000Z';
  const fund = publicFund('f', { replaced: [{ kind: 'iban', value: 'A', changedOn: '2026-08-01', until }] });
  const directory = { asOf: '2026-08-01', funds: [fund], appeals };
  expect(directoryAt(directory, new Date('2026-08-08T11:59:59Z')).funds[0]?.replaced).toHaveLength(1);
  expect(directoryAt(directory, new Date('2026-08-08T12:00:00Z')).funds[0]?.replaced).toEqual([]);
});

test('texts fall back to the nearest language, and say which it is', () => {
  expect(inLanguage({ ru: 'р', en: 'e' }, 'be')).toEqual({ text: 'р', in: 'ru' });
  expect(inLanguage({ be: 'б', en: 'e' }, 'ru')).toEqual({ text: 'б', in: 'be' });
  expect(inLanguage({ be: 'б' }, 'en')).toEqual({ text: 'б', in: 'be' });
});

test.each([
  ['We <b>help</b>', true],
  ['<!-- x', true],
  ['a < b and c > d', false],
  ['<3', false],
])('%s: has markup %s', (text, expected) => {
  expect(hasMarkup(text)).toBe(expected);
});

test('countries and languages are read by code and by name, in each of our languages', () => {
  expect(createCodeReader('country').read('Польшча, литва; DE\nCzechia')).toEqual({
    codes: ['PL', 'LT', 'DE', 'CZ'],
    unknown: [],
  });
  // Codes of before are called by the names of those that came after them.
  expect(createCodeReader('country').read('Russia, France, United Kingdom, Сербия').codes).toEqual([
    'RU',
    'FR',
    'GB',
    'RS',
  ]);
  expect(createCodeReader('country').read('SU, FX, YU').codes).toEqual([]);
  expect(createCodeReader('language').read('Hebrew, Indonesian').codes).toEqual(['he', 'id']);
  expect(createCodeReader('language').read('беларуская, ru, Klingon')).toEqual({
    codes: ['be', 'ru'],
    unknown: ['Klingon'],
  });
  expect(createCodeReader('country').read('EU, ZZ').unknown).toEqual(['EU', 'ZZ']);
});
