import fc from 'fast-check';
import { plainAsRichText, readRichText } from '../../src/domain/rich-text.ts';

test.each([
  ['nothing to read', 'plain', 'plain', []],
  ['bold', 'a *b c* d', 'a b c d', [{ kind: 'bold', from: 2, length: 3 }]],
  ['italic at the edges', '_x_', 'x', [{ kind: 'italic', from: 0, length: 1 }]],
  [
    'one within the other',
    '*a _b_*',
    'a b',
    [
      { kind: 'bold', from: 0, length: 3 },
      { kind: 'italic', from: 2, length: 1 },
    ],
  ],
  [
    'a link',
    'go [here](https://example.org/a_b_c) now',
    'go here now',
    [{ kind: 'link', from: 3, length: 4, url: 'https://example.org/a_b_c' }],
  ],
  ['another scheme is no link', '[x](javascript:1)', '[x](javascript:1)', []],
  ['within words they are signs', 'snake_case_name and 2*3*4', 'snake_case_name and 2*3*4', []],
  ['Cyrillic words too', 'слова_з_рысамі', 'слова_з_рысамі', []],
  ['a lone sign', '5 * 3, *x', '5 * 3, *x', []],
  ['over the end of a line', '*a\nb*', '*a\nb*', []],
  ['escaped', '\\*a\\* \\[b\\]', '*a* [b]', []],
  ['an emoji counts twice, as on Telegram', '😀 *b*', '😀 b', [{ kind: 'bold', from: 3, length: 1 }]],
] as const)('%s', (_, source, text, marks) => {
  expect(readRichText(source)).toEqual({ text, marks });
});

test('marks lie within the text and within one another, whatever is written', () => {
  const written = fc
    .array(fc.constantFrom('*', '_', '[', ']', '(https://a.b/c)', 'a', ' ', '\\', '\n', 'я', '😀', '.'))
    .map((a) => a.join(''));
  fc.assert(
    fc.property(written, (source) => {
      const { text, marks } = readRichText(source);
      for (const [i, mark] of marks.entries()) {
        expect(mark.from >= 0 && mark.length > 0 && mark.from + mark.length <= text.length).toBe(true);
        for (const other of marks.slice(i + 1)) {
          const apart = other.from >= mark.from + mark.length;
          const inside = other.from >= mark.from && other.from + other.length <= mark.from + mark.length;
          expect(apart || inside).toBe(true);
        }
      }
    }),
  );
});

test('a text whose signs are escaped is read as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => expect(readRichText(plainAsRichText(text))).toEqual({ text, marks: [] })),
  );
});
