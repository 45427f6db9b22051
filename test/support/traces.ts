import { createHash } from 'node:crypto';

/** Finds traces of what must not be there, in whatever form it may have been left. */
export interface TraceSearch {
  /** Names of what was found in these bytes, each with its form. */
  in(bytes: Buffer | string): string[];
}

interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Shorter ones would be found by chance. */
const SHORTEST = 6;

/**
 * Searches for values as text (also without a leading plus), UTF-16, hex and base64 (at any offset), for
 * numbers as eight bytes of either order, and for their plain digests. All at once: bytes are read once.
 */
export function createTraceSearch(values: ReadonlyMap<string, string | number>): TraceSearch {
  const needles = [...values].flatMap(([name, value]) => needlesOf(name, value));
  const byStart = new Map<number, Needle[]>();
  const mayStart = new Uint8Array(65_536);
  for (const needle of needles) {
    if (needle.bytes.length < SHORTEST) throw new RangeError(`${needle.name} is too short to be searched for`);
    const start = needle.bytes.readUInt32BE(0);
    mayStart[start >>> 16] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
  }
  return {
    in(input) {
      const bytes = typeof input === 'string' ? Buffer.from(input) : input;
      const found = new Set<string>();
      const end = bytes.length - 4;
      for (let at = 0; at <= end; at += 1) {
        const two = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
        if (mayStart[two] === 0) continue;
        for (const { name, bytes: needle } of byStart.get(bytes.readUInt32BE(at)) ?? []) {
          if (bytes.compare(needle, 0, needle.length, at, Math.min(at + needle.length, bytes.length)) === 0)
            found.add(name);
        }
      }
      return [...found];
    },
  };
}

function needlesOf(name: string, value: string | number): Needle[] {
  const text = String(value);
  const texts = [...new Set([text, text.replace(/^\+/, '')])].filter((one) => one.length >= SHORTEST);
  return [
    ...texts.flatMap((one) => formsOf(Buffer.from(one)).map(([form, bytes]) => ({ name: `${name} (${form})`, bytes }))),
    ...texts.flatMap((one) => digestsOf(one).map(([form, bytes]) => ({ name: `${name} (${form})`, bytes }))),
    ...(typeof value === 'number' ? numbersOf(value).map((bytes) => ({ name: `${name} (binary)`, bytes })) : []),
  ];
}

function formsOf(bytes: Buffer): [form: string, bytes: Buffer][] {
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  const all: [string, string | Buffer][] = [
    ['text', bytes],
    ['UTF-16', Buffer.from(bytes.toString(), 'utf16le')],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ...base64.map((one): [string, string] => ['base64', one]),
    ...base64.map((one): [string, string] => ['base64url', one.replaceAll('+', '-').replaceAll('/', '_')]),
  ];
  return all.map(([form, one]) => [form, typeof one === 'string' ? Buffer.from(one) : one]);
}

/** What bytes look like within a longer base64 text: its characters that depend on nothing else. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const whole = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((offset * 8) / 6), whole);
}

/** A digest without a key is as good as the value itself where values can be tried. */
function digestsOf(text: string): [form: string, bytes: Buffer][] {
  return ['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm): [string, Buffer][] => {
    const digest = createHash(algorithm).update(text).digest();
    return [
      [algorithm, digest],
      [`${algorithm} hex`, Buffer.from(digest.toString('hex'))],
      [`${algorithm} base64`, Buffer.from(digest.toString('base64').replace(/=+$/, ''))],
    ];
  });
}

function numbersOf(value: number): Buffer[] {
  const double = Buffer.alloc(8);
  double.writeDoubleBE(value);
  const all = [double, Buffer.from(double).reverse()];
  if (Number.isInteger(value)) {
    const integer = Buffer.alloc(8);
    integer.writeBigInt64BE(BigInt(value));
    all.push(integer, Buffer.from(integer).reverse());
  }
  return all;
}
