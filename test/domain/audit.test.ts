import fc from 'fast-check';
import { type AuditLink, CHAIN_START, createChainCheck, nextLink } from '../../src/domain/audit.ts';
import { canonicalJson, type Json, type JsonObject } from '../../src/domain/canonical-json.ts';

describe('canonical JSON', () => {
  test.each<[string, Json, string]>([
    ['sorts fields', { b: 1, a: { d: [], c: null } }, '{"a":{"c":null,"d":[]},"b":1}'],
    ['leaves out what is undefined', { a: undefined, b: true }, '{"b":true}'],
    // RFC 8785, 3.2.3: by UTF-16 code units, so that a surrogate pair comes before a private character.
    [
      'sorts as RFC 8785 does',
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    // RFC 8785, 3.2.2.
    [
      'writes the numbers of RFC 8785',
      [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    ],
  ])('%s', (_name, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => canonicalJson({ value })).toThrow('not a number of JSON');
  });

  test('is the same whatever the order, and reads back the same', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse());
        const text = canonicalJson(object as JsonObject);
        expect(canonicalJson(turned as JsonObject)).toBe(text);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });
});

describe('the chain', () => {
  test('right from the first entry to the last', () => {
    expect(faults(chain(10))).toEqual([]);
  });

  test.each<[string, (links: AuditLink[]) => AuditLink[], unknown]>([
    ['one changed', (l) => l.with(4, { ...at(l, 4), subject: 'other' }), [{ number: 5, kind: 'changed' }]],
    ['one gone', (l) => l.toSpliced(4, 1), [{ number: 6, kind: 'missing' }]],
    ['the first gone', (l) => l.slice(1), [{ number: 2, kind: 'missing' }]],
    [
      'one changed and hashed again',
      (l) => l.with(4, nextLink(at(l, 3), { ...at(l, 4), action: 'other' })),
      [{ number: 6, kind: 'out-of-order' }],
    ],
    [
      'two changed places, numbers and all',
      (l) => l.with(4, { ...at(l, 5), number: 5 }).with(5, { ...at(l, 4), number: 6 }),
      [
        { number: 5, kind: 'out-of-order' },
        { number: 5, kind: 'changed' },
        { number: 6, kind: 'out-of-order' },
        { number: 6, kind: 'changed' },
        { number: 7, kind: 'out-of-order' },
      ],
    ],
    [
      'one gone and the others renumbered',
      (l) => l.toSpliced(4, 1).map((link, i) => ({ ...link, number: i + 1 })),
      [
        { number: 5, kind: 'out-of-order' },
        { number: 5, kind: 'changed' },
        ...[6, 7, 8, 9].map((number) => ({ number, kind: 'changed' })),
      ],
    ],
  ])('%s: found, where it is', (_name, tamper, expected) => {
    expect(faults(tamper(chain(10)))).toEqual(expected);
  });

  test('any field that is changed is found', () => {
    const changes = {
      at: 'x',
      organizerId: 'x',
      action: 'x',
      subject: 'x',
      detail: { x: 1 },
      hash: Buffer.alloc(32, 1),
    };
    for (const [field, value] of Object.entries(changes)) {
      const links = chain(3);
      expect(faults(links.with(1, { ...at(links, 1), [field]: value })).at(0)).toEqual({ number: 2, kind: 'changed' });
    }
  });

  test('whatever is taken out or swapped, it is found', () => {
    const long = chain(30);
    fc.assert(
      fc.property(fc.nat(28), fc.integer({ min: 1, max: 29 }), (a, b) => {
        expect(faults(long.toSpliced(a, 1)).length).toBeGreaterThan(0);
        if (a !== b) expect(faults(long.with(a, at(long, b)).with(b, at(long, a))).length).toBeGreaterThan(0);
      }),
    );
  });
});

function chain(length: number): AuditLink[] {
  const links: AuditLink[] = [];
  for (let i = 1; i <= length; i++) {
    const content = {
      at: `2026-01-01T00:00:${String(i).padStart(2, '0')}.000000Z`,
      organizerId: null,
      action: 'survey.open',
      subject: `survey-${i}`,
      detail: { i },
    };
    links.push(nextLink(links.at(-1) ?? CHAIN_START, content));
  }
  return links;
}

function faults(links: readonly AuditLink[]) {
  const check = createChainCheck();
  return links.flatMap((link) => check.next(link));
}

function at(links: readonly AuditLink[], i: number): AuditLink {
  const link = links[i];
  if (link === undefined) throw new Error('no such link');
  return link;
}
