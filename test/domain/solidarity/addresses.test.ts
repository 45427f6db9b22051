import fc from 'fast-check';
import { readContact } from '../../../src/domain/solidarity/contacts.ts';
import { addressProblem, type Chain } from '../../../src/domain/solidarity/crypto-addresses.ts';
import { readLink } from '../../../src/domain/solidarity/links.ts';
import { readWay, wayQrText, wayText } from '../../../src/domain/solidarity/ways.ts';

/** From the specifications and the chains' own documentation. */
const RIGHT: readonly (readonly [Chain, string])[] = [
  ['bitcoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ['bitcoin', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
  ['bitcoin', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ['bitcoin', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
  ['bitcoin', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
  ['ethereum', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ['ethereum', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'],
  ['tron', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
  ['litecoin', 'LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9'],
  ['litecoin', 'ltc1qg42tkwuuxefutzxezdkdel39gfstuap288mfea'],
  ['monero', '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A'],
];

test.each(RIGHT)('%s: %s is right', (chain, address) => {
  expect(addressProblem(chain, address)).toBeUndefined();
});

test.each<[string, Chain, string]>([
  ['of another chain', 'litecoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ['of the test net', 'bitcoin', 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx'],
  ['nothing', 'tron', ''],
  [
    'with the wrong kind of checksum for its version',
    'bitcoin',
    'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4',
  ],
  ['in both cases', 'bitcoin', 'bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ['too short', 'ethereum', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe'],
  [
    'cut off',
    'monero',
    '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP',
  ],
])('an address %s is none', (_name, chain, address) => {
  expect(addressProblem(chain, address)).toBeDefined();
});

test('an Ethereum address in one case has no checksum', () => {
  expect(addressProblem('ethereum', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed')).toBe('no-checksum');
});

test('any one letter that is another one is found, in every kind of address', () => {
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  fc.assert(
    fc.property(fc.constantFrom(...RIGHT), fc.nat(), fc.constantFrom(...letters), ([chain, address], at, letter) => {
      // The prefix says which kind it is; Ethereum's letters of one case each are changed to another digit.
      const place = 3 + (at % (address.length - 3));
      const next = chain === 'ethereum' ? (letter.charCodeAt(0) % 10).toString() : letter;
      fc.pre(address[place]?.toLowerCase() !== next.toLowerCase());
      const wrong = address.slice(0, place) + next + address.slice(place + 1);
      expect(addressProblem(chain, wrong)).toBeDefined();
    }),
    { numRuns: 1_500 },
  );
});

test('nothing that is typed as an address throws', () => {
  fc.assert(
    fc.property(fc.constantFrom(...RIGHT), fc.string({ unit: 'binary' }), fc.nat(60), ([chain, address], junk, at) => {
      addressProblem(chain, junk);
      addressProblem(chain, address.slice(0, at) + junk + address.slice(at));
    }),
    { numRuns: 500 },
  );
});

describe('accounts', () => {
  const IBANS = [
    'DE89370400440532013000',
    'LT121000011101001000',
    'BY13NBRB3600900000002Z00AB00',
    'PL61109010140000071219812874',
  ];

  test.each(IBANS)('%s is right, with spaces and in small letters, too', (iban) => {
    const typed = { value: iban.toLowerCase().replace(/(.{4})/g, '$1 '), holder: ' Somebody ', bic: 'deut deff' };
    expect(readWay('iban', typed)).toEqual({ ok: true, fields: { value: iban, holder: 'Somebody', bic: 'DEUTDEFF' } });
  });

  test('any one digit that is another one is found, and any two neighbours that have changed places', () => {
    const holder = 'Somebody';
    fc.assert(
      fc.property(
        fc.constantFrom(...IBANS),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (iban, at, by, swap) => {
          const place = 2 + (at % (iban.length - 3));
          const [a = '', b = ''] = iban.slice(place, place + 2);
          fc.pre(swap ? a !== b : /\d/.test(a));
          const other = swap ? b + a : `${(Number(a) + by) % 10}${b}`;
          const value = iban.slice(0, place) + other + iban.slice(place + 2);
          expect(readWay('iban', { value, holder, bic: '' }).ok).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('a code for banks’ apps where the euro area’s apps read it, else the number alone', () => {
    const account = { kind: 'iban', value: IBANS[0] ?? '', holder: 'Lagoda e.V.', bic: '' } as const;
    expect(wayQrText(account)).toBe('BCD\n002\n1\nSCT\n\nLagoda e.V.\nDE89370400440532013000');
    expect(wayQrText({ ...account, value: IBANS[2] ?? '' })).toBe(IBANS[2]);
    expect(wayText(account)).toBe('DE89 3704 0044 0532 0130 00');
  });
});

test.each<[string, string, string]>([
  ['no address', 'give here', 'format'],
  ['half an address', 'https:/lagoda.org', 'format'],
  ['a script', 'javascript:alert(1)', 'format'],
  ['a quote in it', 'https://lagoda.org/"x', 'format'],
  ['without encryption', 'http://lagoda.org/', 'not-https'],
  ['a name before the host', 'https://paypal.com@evil.org/', 'name-in-it'],
  ['this machine', 'https://localhost/', 'not-public'],
  ['a number', 'https://10.0.0.1/', 'not-public'],
  ['a number of the newer kind', 'https://[::1]/', 'not-public'],
  ['no country or kind at its end', 'https://intranet/', 'not-public'],
  ['endless', `https://lagoda.org/${'x'.repeat(500)}`, 'long'],
])('a link that is %s is refused', (_name, typed, problem) => {
  expect(readLink(typed)).toEqual({ ok: false, problem });
});

test('a link is kept as a browser understands it: letters that look alike become visible', () => {
  expect(readLink('https://LAGODA.org')).toEqual({ ok: true, value: 'https://lagoda.org/' });
  expect(readLink('https://lаgoda.org/')).toEqual({ ok: true, value: 'https://xn--lgoda-4ve.org/' });
});

test.each<[Parameters<typeof readContact>[0], string, string | undefined]>([
  ['email', 'help@lagoda.org', 'help@lagoda.org'],
  ['email', 'help@lagoda', undefined],
  ['telegram', 'https://t.me/lagoda_help', '@lagoda_help'],
  ['telegram', '@ab', undefined],
  ['phone', '+370 612 34567', '+37061234567'],
  ['phone', '12345', undefined],
  ['signal', 'lagoda.42', 'lagoda.42'],
  ['signal', 'https://signal.me/#eu/abcdef', 'https://signal.me/#eu/abcdef'],
  ['signal', 'https://evil.org/#p/+370', undefined],
  ['form', 'https://lagoda.org/form', 'https://lagoda.org/form'],
  ['form', 'http://lagoda.org/form', undefined],
  [
    'onion',
    'http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion/',
    'http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion/',
  ],
  ['onion', 'http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wie.onion/', undefined],
  ['onion', 'http://lagoda.onion/', undefined],
])('as %s: %s', (kind, typed, kept) => {
  expect(readContact(kind, typed)).toBe(kept);
});
