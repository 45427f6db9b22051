/** Bytes of a file that are no text in the encoding that its beginning shows. */
export class UndecodableText extends Error {
  override readonly name = 'UndecodableText';

  /** What the beginning shows, such as `UTF-8`. */
  constructor(readonly encoding: string) {
    super(`not ${encoding}`);
  }
}

/**
 * Turns a file's bytes into text, a piece at a time: UTF-8 with or without a byte order mark, UTF-16
 * with one, else Windows-1251, in which spreadsheets of the region save CSV. UTF-8 and Windows-1251
 * are told apart at the first bytes that are not ASCII: Cyrillic in Windows-1251 is practically never
 * valid UTF-8.
 *
 * @throws UndecodableText when UTF-8 or UTF-16 turns out broken later on.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let waiting: Uint8Array = new Uint8Array();
  let atStart = true;
  let decoder: Decoder | undefined;
  for await (const chunk of chunks) {
    if (decoder) {
      yield decode(decoder, chunk);
      continue;
    }
    waiting = concatenate(waiting, chunk);
    const encoding = encodingOf(waiting, { atStart, complete: false });
    if (encoding === undefined) {
      // Only whole ASCII may leave: the tail may be the first half of a letter, or of a byte order mark.
      const ascii = asciiLength(waiting);
      yield new TextDecoder().decode(waiting.subarray(0, ascii));
      waiting = waiting.slice(ascii);
      if (ascii > 0) atStart = false;
      continue;
    }
    decoder = new TextDecoder(encoding, { fatal: true });
    yield decode(decoder, waiting);
    waiting = new Uint8Array();
  }
  decoder ??= new TextDecoder(encodingOf(waiting, { atStart, complete: true }) ?? 'utf-8', { fatal: true });
  yield decode(decoder, waiting) + decode(decoder);
}

type Decoder = InstanceType<typeof TextDecoder>;

/** Undefined while the bytes do not tell. */
function encodingOf(bytes: Uint8Array, { atStart, complete }: { atStart: boolean; complete: boolean }) {
  if (atStart && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (atStart && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const ascii = asciiLength(bytes);
  if (ascii === bytes.length) return undefined;
  // Too little to tell a letter's first half from a letter of Windows-1251.
  if (!complete && bytes.length - ascii < 4) return undefined;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !complete });
    return 'utf-8';
  } catch {
    return looksLikeUtf8(bytes) ? 'utf-8' : 'windows-1251';
  }
}

/**
 * Whether broken bytes are UTF-8 all the same, which must not be read as gibberish: every second byte of
 * Cyrillic in UTF-8 is from 80 to BF, where Windows-1251 has і, ў, ё and punctuation only.
 */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  const high = bytes.filter((byte) => byte > 0x7f);
  return high.filter((byte) => byte < 0xc0).length > high.length * 0.35;
}

function asciiLength(bytes: Uint8Array): number {
  const index = bytes.findIndex((byte) => byte > 0x7f);
  return index === -1 ? bytes.length : index;
}

function decode(decoder: Decoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new UndecodableText(decoder.encoding.toUpperCase());
  }
}

function concatenate(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
