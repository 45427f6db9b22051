import { randomBytes } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { placeKeyOf, plainAddress } from './place.ts';

/** This machine, and its private network: a proxy there that says for whom it asks is believed. */
export const NEAR_NETWORKS = [
  '127.0.0.0/8',
  '169.254.0.0/16',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fe80::/10',
  'fc00::/7',
];
const NEAR = blockListOf(NEAR_NETWORKS);

/** In place of the key of whoever is near: no hash is like it. */
const NEARBY = '';

/**
 * What one place may ask for in a minute. One mobile operator has thousands of people behind one address, and on the
 * evening of an election all of them look: the first number stops a machine that hammers, and no crowd.
 */
export const REQUESTS_A_MINUTE = 6_000;
/** Of what is worked out for each request: searches, lists of the interface for programs. */
const COSTLY_A_MINUTE = 600;

const MINUTE_MS = 60_000;
/** Places that are remembered; whoever was seen least lately is forgotten first, so that memory stays flat. */
const PLACES = 20_000;

/** For a route's `config`: it costs more than a page that lies ready. */
export const COSTLY = { rateLimit: { max: COSTLY_A_MINUTE, timeWindow: MINUTE_MS } };

/** Streams that one place may hold open. */
export const STREAMS_A_PLACE = 1_000;

/**
 * Counts requests by place, below `app`: a hash under a key that is made at the start and kept in memory only, of an
 * IPv4 address or of the first 64 bits of an IPv6 one. No address is stored. A proxy that does not say for whom it
 * asks is one place for everybody: then nobody is counted, because everybody would be shut out.
 */
export async function limitPlaces(app: FastifyInstance): Promise<void> {
  const keyOf = createPlaceKey();
  await app.register(rateLimit, {
    global: true,
    max: REQUESTS_A_MINUTE,
    timeWindow: MINUTE_MS,
    cache: PLACES,
    keyGenerator: ({ ip }) => (isNear(ip) ? NEARBY : keyOf(ip)),
    allowList: (_request, key) => key === NEARBY,
    ...SILENT,
  });
}

/** Only when to come again is said: the library's other headers would tell what this server is made of. */
export const SILENT = {
  addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
};

/** Names places for as long as the process lives. */
export function createPlaceKey(): (address: string) => string {
  const key = randomBytes(32);
  return (address) => placeKeyOf(key, address).toString('base64');
}

/** How many streams each place holds open. */
export interface PlaceStreams {
  /** Takes a place's stream, until `leave` is called; undefined when it has as many as it may. */
  enter(address: string): (() => void) | undefined;
}

export function createPlaceStreams(most = STREAMS_A_PLACE): PlaceStreams {
  const keyOf = createPlaceKey();
  const open = new Map<string, number>();
  return {
    enter(address) {
      if (isNear(address)) return () => undefined;
      const key = keyOf(address);
      const count = open.get(key) ?? 0;
      if (count >= most) return undefined;
      open.set(key, count + 1);
      return () => {
        const left = (open.get(key) ?? 1) - 1;
        if (left === 0) open.delete(key);
        else open.set(key, left);
      };
    },
  };
}

/** Whether an address is of this machine or its private network: a proxy's, or a developer's, but no visitor's. */
export function isNear(address: string): boolean {
  const plain = plainAddress(address);
  const version = isIP(plain);
  return version !== 0 && NEAR.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
