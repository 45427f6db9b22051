import { formattedText } from '../../../bots/viber/formatted-text.ts';
import { readRichText } from '../../../src/domain/rich-text.ts';

test.each([
  ['bold and italic', 'a *b* _c_', 'a *b* _c_'],
  ['one within the other', '*a _b_*', '*a _b_*'],
  ['a link’s address follows its words', '[here](https://example.org/x_y) now', 'here (https://example.org/x_y) now'],
  ['a bold link', '*[here](https://example.org)*', '*here* (https://example.org)'],
  ['signs of the text mean nothing', '2 \\* 3 \\* 4', '2 \u200b* 3 \u200b* 4'],
  ['addresses stay whole', 'see https://example.org/a_b_c', 'see https://example.org/a_b_c'],
])('%s', (_, source, wire) => {
  const { text, marks } = readRichText(source);
  expect(formattedText(text, marks)).toBe(wire);
});

test('a text that was not read for marks stays as it is', () => {
  expect(formattedText('2 * 3 * 4', undefined)).toBe('2 * 3 * 4');
});
