/** What a code is written with (Crockford's base 32): no letter that looks like a digit. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const CODE_BYTES = 16;

/** How many recovery codes somebody has. Each works once. */
export const RECOVERY_CODES = 8;

/** An alias as it is kept, or what is wrong with it: 2 to 40 characters, something else than spaces. */
export function readAlias(
  text: string | undefined,
): { readonly ok: true; readonly alias: string } | { readonly ok: false } {
  const alias = (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim();
  // Invisible characters would make two aliases that look alike.
  const plain = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(alias);
  return plain && alias.length >= 2 && alias.length <= 40 ? { ok: true, alias } : { ok: false };
}

/** 128 random bits as somebody can write them down: four groups of five characters and one of six. */
export function writeCode(bytes: Uint8Array): string {
  if (bytes.length !== CODE_BYTES) throw new Error('A code has 16 bytes.');
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  // 26 characters of five bits hold 130: the first one is below 8.
  for (let at = 0; at < 26; at += 1) {
    text = (ALPHABET[Number(value & 31n)] ?? '') + text;
    value >>= 5n;
  }
  return text.replace(/(.{5})(?=.{5})/g, '$1-');
}

/**
 * The bytes of a code that somebody typed under force: with its second and third groups in each other's place. Nothing
 * that is written down or stored tells it from a code that was typed wrongly.
 */
export function readForcedCode(text: string): Uint8Array | undefined {
  const letters = text.replace(/[\s-]/g, '');
  return readCode(letters.slice(0, 5) + letters.slice(10, 15) + letters.slice(5, 10) + letters.slice(15));
}

/** The bytes of a code as somebody typed it: in any case, with o for 0, i or l for 1. Undefined when it is none. */
export function readCode(text: string): Uint8Array | undefined {
  const letters = text.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  if (letters.length !== 26) return undefined;
  let value = 0n;
  for (const letter of letters) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  if (value >> 128n !== 0n) return undefined;
  const bytes = new Uint8Array(CODE_BYTES);
  for (let at = CODE_BYTES - 1; at >= 0; at -= 1) {
    bytes[at] = Number(value & 255n);
    value >>= 8n;
  }
  return bytes;
}
