import { placeKeyOf } from '../../src/http/place.ts';

const key = Buffer.alloc(32, 1);
const place = (address: string) => placeKeyOf(key, address).toString('hex');

test.each([
  ['one IPv4 address, however it is written', '203.0.113.9', '::ffff:203.0.113.9', true],
  ['two IPv4 addresses', '203.0.113.9', '203.0.113.10', false],
  ['two addresses of one IPv6 network', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
  ['one IPv6 address with and without its zeros', '2001:db8::1', '2001:0db8:0:0:0:0:0:1', true],
  ['two IPv6 networks', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['an address with its interface', 'fe80::1%eth0', 'fe80::1', true],
])('%s', (_name, one, other, same) => {
  expect(place(one) === place(other)).toBe(same);
});

test('another key makes another place, and no address can be read from it', () => {
  expect(placeKeyOf(Buffer.alloc(32, 2), '203.0.113.9').toString('hex')).not.toBe(place('203.0.113.9'));
  expect(place('203.0.113.9')).toMatch(/^[0-9a-f]{64}$/);
});
