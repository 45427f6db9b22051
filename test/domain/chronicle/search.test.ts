import fc from 'fast-check';
import { belarusianStem, folded, parseChronicleQuery } from '../../../src/domain/chronicle/search.ts';

describe('what the forms of a Belarusian word have in common', () => {
  test.each([
    ['галасаванне', 'галасавання', 'галасаваннем', 'галасаванні', 'галасаванняў'],
    ['пратэст', 'пратэсты', 'пратэстаў', 'пратэстах', 'пратэсце'],
    ['выбары', 'выбараў', 'выбарах', 'выбарамі', 'выбарам'],
    ['горад', 'горада', 'гарады', 'гарадоў', 'горадзе', 'гарадамі'],
    ['рэспубліка', 'рэспублікі', 'рэспубліцы', 'рэспубліку'],
    ['свет', 'свеце', 'свету'],
    ['лес', 'лясы', 'лесу', 'лясоў'],
    ['мірны', 'мірная', 'мірнага', 'мірных', 'мірнымі'],
    ['Мінск', 'Мінску', 'Мінска', 'Минск'],
    ['шэсце', 'шэсця', 'шэсцем'],
    ['аб’ява', "аб'явы", 'абʼяву'],
    ['студэнт', 'студэнты', 'студэнтаў', 'студэнтам'],
  ])('%s', (...forms) => {
    const stems = new Set(forms.map(belarusianStem));
    expect([...stems]).toHaveLength(1);
  });

  test.each([
    ['марш', 'мора'],
    ['выбары', 'вайна'],
    ['страйк', 'страх'],
  ])('%s is not %s', (one, other) => {
    expect(belarusianStem(one)).not.toBe(belarusianStem(other));
  });

  test('a short word keeps something', () => {
    for (const word of ['я', 'ёй', 'дом', 'рэй', '2020']) expect(belarusianStem(word)).not.toBe('');
    expect(belarusianStem('2020')).toBe('2020');
  });
});

describe('a typed query', () => {
  test('words that are in every text are left out, unless there are no others', () => {
    expect(parseChronicleQuery('марш у Мінску').map(({ plain }) => plain)).toEqual(['марш', 'минску']);
    expect(parseChronicleQuery('на').map(({ plain }) => plain)).toEqual(['на']);
    expect(parseChronicleQuery(' … !? ')).toEqual([]);
  });

  test('nothing that Postgres would read as an operator gets through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        for (const { plain, belarusian } of parseChronicleQuery(typed)) {
          expect(plain).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(belarusian).toMatch(/^'[\p{L}\p{N}]+'(:\*)?( \| '[\p{L}\p{N}]+'(:\*)?)*$/u);
        }
      }),
    );
  });

  test('folding twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => folded(folded(text)) === folded(text)));
  });
});
