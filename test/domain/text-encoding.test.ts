import fc from 'fast-check';
import { decodeText, UndecodableText } from '../../src/domain/text-encoding.ts';

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decodeAll(bytes: Uint8Array, size = 64 * 1024): Promise<string> {
  let text = '';
  for await (const piece of decodeText(inPieces(bytes, size))) text += piece;
  return text;
}

/** The letters of Windows-1251 that the tests need: https://encoding.spec.whatwg.org/index-windows-1251.txt */
function windows1251(text: string): Uint8Array {
  const special: Record<string, number> = {
    Ё: 0xa8,
    ё: 0xb8,
    І: 0xb2,
    і: 0xb3,
    Ў: 0xa1,
    ў: 0xa2,
    '№': 0xb9,
    '«': 0xab,
    '»': 0xbb,
  };
  return Uint8Array.from([...text], (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return special[letter] ?? (code < 0x80 ? code : code - 0x410 + 0xc0);
  });
}

const TEXT = 'code;town\n1;Брест, «Ёлка» № 5\n2;Віцебск і Магілёў\n';
const utf8 = new TextEncoder().encode(TEXT);

describe('decodeText', () => {
  test.each([
    ['UTF-8', utf8],
    ['UTF-8 with a byte order mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, ...Buffer.from(TEXT, 'utf16le')])],
    ['Windows-1251', windows1251(TEXT)],
  ])('%s, in pieces of every size', async (_, bytes) => {
    for (const size of [1, 2, 3, 5, 11, 64, 1_000]) expect(await decodeAll(bytes, size)).toBe(TEXT);
  });

  test.each([
    ['nothing', ''],
    ['ASCII only', 'code,town\n1,Brest\n'],
    ['the first letter late', `${'a'.repeat(100_000)}Брест`],
    ['one letter at the end', 'code\nя'],
  ])('%s', async (_, text) => {
    expect(await decodeAll(new TextEncoder().encode(text), 700)).toBe(text);
    expect(await decodeAll(windows1251(text), 700)).toBe(text);
  });

  test('what looks like a byte order mark within a file is none', async () => {
    const text = 'code\nяюяю';
    expect(await decodeAll(windows1251(text), 5)).toBe(text);
  });

  test.each([
    ['cut in a letter', utf8.slice(0, utf8.length - 2)],
    ['with a broken letter', Uint8Array.from([...utf8.slice(0, 13), 0xff, ...utf8])],
  ])('UTF-8 %s is not read as gibberish', async (_, bytes) => {
    await expect(decodeAll(bytes)).rejects.toThrow(UndecodableText);
  });

  test('any text comes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          const clean = text.replaceAll('\uFEFF', '');
          expect(await decodeAll(new TextEncoder().encode(clean), size)).toBe(clean);
        },
      ),
    );
  });
});
