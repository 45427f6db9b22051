import fc from 'fast-check';
import { readAlias, readCode, writeCode } from '../../src/domain/organizers.ts';

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('recovery codes', () => {
  test('are read as they were written, however they are typed', () => {
    fc.assert(
      fc.property(bytes, fc.boolean(), fc.constantFrom('', ' ', '-', ' - '), (code, upper, between) => {
        const text = writeCode(code).replaceAll('-', between);
        expect(readCode(upper ? text.toUpperCase() : text)).toEqual(code);
      }),
    );
  });

  test('have the same shape each', () => {
    fc.assert(fc.property(bytes, (code) => /^[0-7][0-9a-z]{4}(-[0-9a-z]{5}){3}-[0-9a-z]{6}$/.test(writeCode(code))));
  });

  test('forgive letters that look like digits', () => {
    const text = writeCode(new Uint8Array(16).fill(0b0000_1000));
    expect(readCode(text.replace('0', 'O').replace('1', 'l'))).toEqual(readCode(text));
  });

  test.each([
    ['nothing', ''],
    ['too short', '0'.repeat(25)],
    ['too long', '0'.repeat(27)],
    ['a letter that is in none', `u${'0'.repeat(25)}`],
    ['more than 128 bits', `8${'0'.repeat(25)}`],
    ['other alphabets', 'ў'.repeat(26)],
  ])('%s is none', (_name, text) => {
    expect(readCode(text)).toBeUndefined();
  });

  test('anything typed is read or refused, never fatal', () => {
    fc.assert(fc.property(fc.string(), (text) => [undefined, 16].includes(readCode(text)?.length)));
  });
});

describe('aliases', () => {
  test.each([
    ['Сасна', 'Сасна'],
    ['  two   words ', 'two words'],
    ['Jo', 'Jo'],
    ['e\u0301a', '\u00e9a'],
    ['№ 7!', '№ 7!'],
  ])('%j is kept as %j', (text, alias) => {
    expect(readAlias(text)).toEqual({ ok: true, alias });
  });

  test.each([[undefined], [''], ['x'], ['   '], ['x'.repeat(41)], ['a\u202eb'], ['a\u0000b'], ['a\u200bb']])(
    '%j is none',
    (text) => {
      expect(readAlias(text)).toEqual({ ok: false });
    },
  );
});
