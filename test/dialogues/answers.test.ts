import fc from 'fast-check';
import { cleanText, essence, MAX_TYPED } from '../../src/dialogues/answers.ts';

describe('what a person typed', () => {
  test.each([
    ['  two   words \n', 'two words'],
    ['a\u0000b\u200bc', 'a b c'],
    ['\u0007', ''],
    ['🗳️'.repeat(300), '🗳️'.repeat(100)],
  ])('%j is seen as %j', (typed, seen) => {
    expect(cleanText(typed)).toBe(seen);
  });

  test('is short, on one line, well-formed, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), (typed) => {
        const text = cleanText(typed);
        expect([...text].length).toBeLessThanOrEqual(MAX_TYPED);
        expect(text).not.toMatch(/[\p{C}\n]/u);
        expect(cleanText(text)).toBe(text);
      }),
    );
  });

  test.each([
    ['«Мой участак»!', 'мой участак'],
    ['№ 5 · Школа', 'no 5 школа'],
    ['２.', '2'],
    ['…', ''],
  ])('%j is compared as %j', (typed, essential) => {
    expect(essence(typed)).toBe(essential);
  });
});
