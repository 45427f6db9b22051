import { isIPv6 } from 'node:net';
import { keyedHash } from '../storage/sealing.ts';

/**
 * Where a request comes from, for counting: a keyed hash, so that no address is kept. Of IPv6 the first 64 bits,
 * because one household has all the rest.
 */
export function placeKeyOf(key: Buffer, address: string): Buffer {
  const plain = plainAddress(address);
  return keyedHash(key, 'place', isIPv6(plain) ? network(plain) : plain);
}

/** An address without what a system writes around it: an IPv4 one that came as IPv6, the zone of a link-local one. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '').split('%')[0] ?? '';
}

function network(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(gap).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
