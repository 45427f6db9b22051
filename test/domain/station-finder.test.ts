import fc from 'fast-check';
import { findInTexts, searchableTexts } from '../../src/domain/station-finder.ts';
import { streetOf } from '../../src/domain/station-street.ts';

const STATIONS = [
  {
    code: '01-010-0001',
    levels: ['Brest region', 'Brest'],
    name: 'Участок № 1',
    address: 'ул. Гоголя, 7, музыкальный колледж',
  },
  { code: '01-010-0012', levels: ['Brest region', 'Brest'], name: 'Участок № 12', address: 'ул. Пригородная, 25' },
  { code: '04-020-0001', levels: ['Hrodna region', 'Hrodna'], name: 'Участок № 1', address: 'вул. Брэсцкая, 1' },
  { code: '04-020-0002', levels: ['Hrodna region', 'Гродна'], name: 'Участок № 2', address: 'ул. Советская, 12' },
];
const texts = inOneGo(searchableTexts(STATIONS));
const found = (query: string) => findInTexts(texts, query).map((at) => STATIONS[at]?.code);

function inOneGo<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

test.each([
  ['01-010-0012', ['01-010-0012']],
  ['010100012', []],
  ['1', ['01-010-0001', '04-020-0001']],
  ['Брест 1', ['01-010-0001', '04-020-0001']],
  ['Гродно', ['04-020-0001', '04-020-0002']],
  ['гоголя колледж', ['01-010-0001']],
  ['гоголю', ['01-010-0001']],
  ['Савецкая 12', ['04-020-0002']],
  ['пригороднайа', ['01-010-0012']],
  ['zzzz', []],
  ['', []],
])('%s', (query, codes) => {
  expect(found(query)).toEqual(codes);
});

test('every station is found by its code, and whatever is typed does no harm', () => {
  for (const { code } of STATIONS) expect(found(code)[0]).toBe(code);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (query) => {
      const all = findInTexts(texts, query);
      expect(new Set(all).size).toBe(all.length);
    }),
  );
});

test.each([
  ['ул. Гоголя, 7, УО «Колледж»', 'Гоголя'],
  ['г. Могилев, ул. Белинского, 22а', 'Белинского'],
  ['Центр, ул.Суворова, 96А/1', 'Суворова'],
  ['город Мосты, улица Будённого, 2', 'Будённого'],
  ['аграгарадок Каменка, вуліца Школьная, 37', 'Школьная'],
  ['ул. Победы 21', 'Победы'],
  ['пр. Шмидта, д. 5', 'Шмидта'],
  ['аг. Лесное, 5', 'Лесное'],
  ['деревня Удога', 'Удога'],
  ['Принцев переулок', 'Принцев переулок'],
  ['', ''],
])('the street in %s', (address, street) => {
  expect(streetOf(address)).toBe(street);
});
