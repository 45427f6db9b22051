import fc from 'fast-check';
import sodium from 'libsodium-wrappers';
import { hsalsa20, sealedBoxOpener } from '../../src/storage/sealed-box.ts';
import { loadSealer } from '../../src/storage/sealing.ts';

beforeAll(() => sodium.ready);

function pair() {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return { publicKey: Buffer.from(publicKey), privateKey: Buffer.from(privateKey) };
}

/** NaCl's own vector: the first key of "Cryptography in NaCl", section 5 (https://cr.yp.to/highspeed/naclcrypto-20090310.pdf). */
test('HSalsa20 of the paper’s shared secret', () => {
  const shared = Buffer.from('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742', 'hex');
  expect(Buffer.from(hsalsa20(shared)).toString('hex')).toBe(
    '1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389',
  );
});

test('what libsodium sealed is opened, as libsodium opens it', async () => {
  const { publicKey, privateKey } = pair();
  const seal = await loadSealer(publicKey);
  const open = sealedBoxOpener(publicKey, privateKey);
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (plain) => {
      const sealed = seal(plain);
      expect(open(sealed).toString('utf8')).toBe(Buffer.from(plain).toString('utf8'));
      const theirs = Buffer.from(sodium.crypto_box_seal_open(sealed, publicKey, privateKey));
      expect(open(sealed).equals(theirs)).toBe(true);
    }),
  );
});

test.each([
  ['a changed byte', (sealed: Buffer) => Buffer.from(sealed.map((b, i) => (i === sealed.length - 1 ? b ^ 1 : b)))],
  ['another ephemeral key', (sealed: Buffer) => Buffer.from(sealed.map((b, i) => (i === 3 ? b ^ 1 : b)))],
  ['half of it', (sealed: Buffer) => sealed.subarray(0, 40)],
  ['nothing', () => Buffer.alloc(0)],
])('%s is refused', async (_, change) => {
  const { publicKey, privateKey } = pair();
  const seal = await loadSealer(publicKey);
  expect(() => sealedBoxOpener(publicKey, privateKey)(change(seal('123456789')))).toThrow();
});

test('a box to somebody else is refused', async () => {
  const seal = await loadSealer(pair().publicKey);
  const { publicKey, privateKey } = pair();
  expect(() => sealedBoxOpener(publicKey, privateKey)(seal('123456789'))).toThrow();
});
