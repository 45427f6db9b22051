import fc from 'fast-check';
import { closeness, foldForSearch, parseStationQuery, stationSearchText } from '../../src/domain/station-search.ts';

describe('foldForSearch', () => {
  test.each([
    ['towns', ['Гродно', 'Гродна', 'Hrodna', 'Grodno', 'ГРОДНО']],
    ['ё and е', ['Берёза', 'Береза']],
    ['і and ў', ['Магілёў', 'Могилёв', 'Mahilioŭ', 'Mahilyow', 'Магилев']],
    ['soft т', ['Витебск', 'Віцебск', 'Vítebsk']],
    ['hacheks', ['Барановичи', 'Баранавічы', 'Baranavičy']],
    ['Latin among Cyrillic', ['Светлогорск', 'Светлогoрск', 'Svietlahоrsk']],
    ['decomposed letters', ['Йод', 'Йод'.normalize('NFD')]],
    ['apostrophes', ['Аб’ява', "Аб'ява", 'Абʼява']],
    ['number signs', ['школа № 5', 'школа №5', 'Школа No 5', 'школа Nº 5', 'школа, #5']],
    ['punctuation', ['ул. Гоголя, 7', 'ул Гоголя 7', '«ул.  Гоголя» — 7']],
  ])('%s meet', (_, spellings) => {
    expect(new Set(spellings.map(foldForSearch)).size).toBe(1);
  });

  test('leaves words and single blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(foldForSearch(text)).toMatch(/^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)?$/u);
      }),
    );
  });

  test('does not care about upper case or what stands between words', () => {
    const word = fc.string({
      unit: fc.constantFrom(...'абвгдеёжзиійклмнопрстуўфхцчшщыьэюя'),
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(', ', '-', '. ', ' «'),
        (words, between) => {
          expect(foldForSearch(words.join(between).toUpperCase())).toBe(foldForSearch(words.join(' ')));
        },
      ),
    );
  });
});

describe('parseStationQuery', () => {
  test.each([
    ['1', { numbers: ['1'], words: [] }],
    ['№ 001', { numbers: ['1'], words: [] }],
    ['УИК №12', { numbers: ['12'], words: ['uik'], code: 'uik12' }],
    ['01-010-0001', { numbers: ['1', '10'], words: [] }],
    ['брест 1', { numbers: ['1'], words: ['brest'], code: 'brest1' }],
    ['участок № 5', { numbers: ['5'], words: [], code: 'ucastak5' }],
    ['ул. Гоголя, д. 7', { numbers: ['7'], words: ['hahala'], code: 'ulhahalad7' }],
    ['улица', { numbers: [], words: ['ulita'] }],
    [' !? ', { numbers: [], words: [] }],
    ['дом 16А', { numbers: [], words: ['16a'], code: 'dam16a' }],
  ])('%s', (typed, expected) => {
    expect(parseStationQuery(typed)).toMatchObject(expected);
  });

  test('a code is whole whatever stands between its parts', () => {
    expect(parseStationQuery('01-010-0001').code).toBe('010100001');
    expect(parseStationQuery('01 010/0001').code).toBe('010100001');
    expect(parseStationQuery('1').code).toBeUndefined();
  });

  test('takes anything, and little of what is long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { numbers, words } = parseStationQuery(text);
        return numbers.length <= 6 && words.length <= 6;
      }),
    );
  });
});

test.each([
  ['the number of code and name', { code: '03-7', name: 'Участок № 9' }, [' n7 ', ' n9 ', ' c037 ']],
  ['a number with zeros', { code: '01-010-0012', name: 'УЧАСТОК Nº 12' }, [' n12 ', ' c010100012 ']],
  ['town and street', { code: 'A', name: 'B' }, [' t0brest ', ' brest ', ' hahala ']],
])('a search text has %s', (_, station, parts) => {
  const text = stationSearchText({ levels: ['Brest region', 'Брест'], address: 'ул. Гоголя', ...station });
  for (const part of parts) expect(text).toContain(part);
});

describe('closeness', () => {
  test.each([
    ['the same', 'brest', 'brest', true],
    ['a wrong letter', 'brist', 'brest', true],
    ['a missing letter', 'bres', 'bresta', true],
    ['swapped letters', 'berst', 'brest', true],
    ['a longer ending', 'brist', 'brestki', true],
    ['two wrong letters in a short word', 'brisk', 'brest', false],
    ['two wrong letters in a long word', 'muzikulnai', 'muzakalnai', true],
    ['another word', 'minsk', 'brest', false],
    ['a mistake in three letters', 'ves', 'les', false],
  ])('%s', (_, typed, known, near) => {
    expect(closeness(typed, known) !== undefined).toBe(near);
  });

  test('is 1 for the same word only', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const near = closeness(a, b);
        return near === undefined || (near > 0 && near <= 1 && (near === 1) === (a === b));
      }),
    );
  });
});
