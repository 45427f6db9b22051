import { createHash } from 'node:crypto';
import { createTraceSearch } from './traces.ts';

const search = createTraceSearch(
  new Map<string, string | number>([
    ['word', 'Marker-4711-x'],
    ['phone', '+375291234567'],
    ['id', 5_123_456_789],
    ['place', 46.188_512_34],
  ]),
);

const words = Buffer.from('Marker-4711-x');
const binary = (write: (bytes: Buffer) => void) => {
  const bytes = Buffer.alloc(11, 1);
  write(bytes);
  return bytes;
};

test.each<[string, Buffer | string, string]>([
  ['at the very end', 'once Marker-4711-x', 'word (text)'],
  ['without its plus', 'tel:375291234567.', 'phone (text)'],
  ['UTF-16', Buffer.from('Marker-4711-x', 'utf16le'), 'word (UTF-16)'],
  ['hex', `\\x00${words.toString('hex')}`, 'word (hex)'],
  ['base64, first offset', Buffer.from('Marker-4711-x!').toString('base64'), 'word (base64)'],
  ['base64, second offset', Buffer.from('aMarker-4711-x!').toString('base64'), 'word (base64)'],
  ['base64, third offset', Buffer.from('aaMarker-4711-x!').toString('base64url'), 'word (base64)'],
  ['a bare digest', createHash('sha256').update('375291234567').digest(), 'phone (sha256)'],
  ['a bare digest in hex', createHash('sha1').update('5123456789').digest('hex'), 'id (sha1 hex)'],
  ['an integer', binary((bytes) => bytes.writeBigInt64LE(5_123_456_789n, 2)), 'id (binary)'],
  ['a double', binary((bytes) => bytes.writeDoubleBE(46.188_512_34, 3)), 'place (binary)'],
])('a trace is found: %s', (_, bytes, name) => {
  expect(search.in(bytes)).toContain(name);
});

test('nothing is found where nothing is', () => {
  expect(search.in('Marker-4711-y 37529123456 5123456780')).toEqual([]);
});
