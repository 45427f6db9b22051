import { sha256 } from '@noble/hashes/sha2';
import { keccak_256 } from '@noble/hashes/sha3';
import { base58xmr, bech32, bech32m, createBase58check } from '@scure/base';

/** Chains whose addresses carry a checksum, and that funds ask for. */
export const CHAINS = ['bitcoin', 'ethereum', 'tron', 'litecoin', 'monero'] as const;

export type Chain = (typeof CHAINS)[number];

/** Why an address cannot be one. */
export type AddressProblem =
  /** It does not look like an address of this chain at all. */
  | 'format'
  /** A letter is wrong, missing or another one: money sent there would be lost. */
  | 'checksum'
  /** Written in one case, an Ethereum address says nothing about its own correctness. */
  | 'no-checksum';

/** What is wrong with an address of a chain; undefined when its checksum is right. */
export function addressProblem(chain: Chain, address: string): AddressProblem | undefined {
  switch (chain) {
    case 'bitcoin':
      return /^bc1/i.test(address) ? segwit(address, 'bc') : base58(address, [0x00, 0x05], /^[13]/);
    case 'litecoin':
      return /^ltc1/i.test(address) ? segwit(address, 'ltc') : base58(address, [0x30, 0x32], /^[LM]/);
    case 'tron':
      return base58(address, [0x41], /^T/);
    case 'ethereum':
      return ethereum(address);
    case 'monero':
      return monero(address);
  }
}

const base58check = createBase58check(sha256);

/** A version byte and the hash of a key, with four bytes of SHA-256 twice. https://en.bitcoin.it/wiki/Base58Check_encoding */
function base58(address: string, versions: readonly number[], beginning: RegExp): AddressProblem | undefined {
  if (!beginning.test(address) || !/^[1-9A-HJ-NP-Za-km-z]{26,35}$/.test(address)) return 'format';
  const bytes = attempt(() => base58check.decode(address));
  if (bytes === undefined) return 'checksum';
  return bytes.length === 21 && versions.includes(bytes[0] ?? -1) ? undefined : 'format';
}

/** https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki, and bip-0350 for later versions. */
function segwit(address: string, prefix: string): AddressProblem | undefined {
  const [first, later] = [bech32.decodeUnsafe(address), bech32m.decodeUnsafe(address)];
  const decoded = first ?? later;
  if (decoded === undefined) return /^[a-z0-9]{14,90}$|^[A-Z0-9]{14,90}$/.test(address) ? 'checksum' : 'format';
  const [version = -1, ...words] = decoded.words;
  const program = attempt(() => bech32.fromWords(words));
  if (decoded.prefix !== prefix || program === undefined || version < 0 || version > 16) return 'format';
  // The version says which of the two checksums is the right one.
  if ((version === 0) !== (first !== undefined)) return 'checksum';
  const lengths = version === 0 ? [20, 32] : version === 1 ? [32] : undefined;
  const fits = lengths?.includes(program.length) ?? (program.length >= 2 && program.length <= 40);
  return fits ? undefined : 'format';
}

/** The case of its letters is the checksum. https://eips.ethereum.org/EIPS/eip-55 */
function ethereum(address: string): AddressProblem | undefined {
  const digits = /^0x([0-9a-fA-F]{40})$/.exec(address)?.[1];
  if (digits === undefined) return 'format';
  if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) return 'no-checksum';
  const hash = Buffer.from(keccak_256(digits.toLowerCase())).toString('hex');
  const right = [...digits].every((letter, i) => {
    const isUpper = Number.parseInt(hash[i] ?? '0', 16) >= 8;
    return letter === (isUpper ? letter.toUpperCase() : letter.toLowerCase());
  });
  return right ? undefined : 'checksum';
}

/** Main net: standard, integrated, subaddress. https://docs.getmonero.org/public-address/standard-address/ */
const MONERO = new Map([
  [18, 69],
  [19, 77],
  [42, 69],
]);

function monero(address: string): AddressProblem | undefined {
  if (!/^[48][1-9A-HJ-NP-Za-km-z]{94}$|^4[1-9A-HJ-NP-Za-km-z]{105}$/.test(address)) return 'format';
  const bytes = attempt(() => base58xmr.decode(address));
  if (bytes === undefined) return 'checksum';
  const [body, sum] = [bytes.subarray(0, -4), bytes.subarray(-4)];
  if (!Buffer.from(keccak_256(body).subarray(0, 4)).equals(Buffer.from(sum))) return 'checksum';
  return MONERO.get(bytes[0] ?? -1) === bytes.length ? undefined : 'format';
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
