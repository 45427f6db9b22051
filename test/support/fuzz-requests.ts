import fc from 'fast-check';
import { hostileText } from './fuzz.ts';

/** Of nothing that is there. */
export const UUID = '00000000-0000-4000-8000-000000000000';
/** Half a pair of code units cannot be sent as UTF-8. */
const wellFormed = (text: string) => Buffer.from(text).toString();

/** What stands where an id is expected. */
export const part = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      UUID,
      '1',
      '0',
      '-1',
      '2147483648',
      '99999999999999999999',
      'roads',
      '1e3',
      '..',
      '%2e%2e',
      'x'.repeat(300),
    ),
  },
  { weight: 1, arbitrary: hostileText.map((text) => encodeURIComponent(wellFormed(text.slice(0, 80))) || 'x') },
);
/** What is typed into a field, or stands behind a name in an address. */
export const value = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    '0',
    '-1',
    '99999999999999999999',
    'NaN',
    UUID,
    'on',
    'be',
    '2020-08-09',
    '2020-02-31',
    '2020-08-09T10:11',
    '[]',
    '{}',
    'null',
    '{"a":1}',
    '0.5',
    '1,5',
    'x'.repeat(5_000),
  ),
  hostileText.map(wellFormed),
);
/** Names that many addresses and forms know. */
export const COMMON = [
  'page',
  'q',
  'lang',
  'after',
  'limit',
  'id',
  'election',
  'station',
  'day',
  'from',
  'until',
  'sort',
  'state',
  'action',
  'v',
  'w',
  'theme',
  'question',
  'choice',
  'reason',
  'note',
];
