/**
 * A little formatting for what organizers write: `*bold*`, `_italic_`, `[words](https://address)`. A sign
 * means formatting only at the edge of words, so that `snake_case` and `2*3` stay as they are; a backslash
 * before a sign takes its meaning away.
 */
export interface RichText {
  /** What is read, without signs. */
  readonly text: string;
  /** In order of their beginnings; an inner one lies wholly within an outer one. */
  readonly marks: readonly Mark[];
}

/** A stretch of text that stands out. `from` and `length` count UTF-16 units, as JavaScript and Telegram do. */
export type Mark =
  | { readonly kind: 'bold' | 'italic'; readonly from: number; readonly length: number }
  | { readonly kind: 'link'; readonly from: number; readonly length: number; readonly url: string };

const KINDS = { '*': 'bold', _: 'italic' } as const;
const LINK = /\[([^\]\n]{1,200})\]\((https:\/\/[^\s()]{1,500})\)/y;
const ESCAPED = /\\[*_[\]\\]/y;
const WORD = /[\p{L}\p{N}]$/u;
const WORD_NEXT = /^[\p{L}\p{N}]/u;

/** Reads the formatting. Never fails: a sign without its partner is a sign. */
export function readRichText(source: string): RichText {
  const marks: Mark[] = [];
  const text = read(source, 0, marks);
  return { text, marks: marks.sort((a, b) => a.from - b.from || b.length - a.length) };
}

/** Reads a stretch that begins at `base` of the whole text; resolves to its plain text and adds its marks. */
function read(source: string, base: number, marks: Mark[]): string {
  let text = '';
  for (let i = 0; i < source.length; ) {
    const sign = source.charAt(i);
    if (at(ESCAPED, source, i) !== null) {
      text += source.charAt(i + 1);
      i += 2;
      continue;
    }
    const [link, words, url] = at(LINK, source, i) ?? [];
    if (link !== undefined && words !== undefined && url !== undefined && URL.canParse(url)) {
      marks.push({ kind: 'link', from: base + text.length, length: words.length, url });
      text += words;
      i += link.length;
      continue;
    }
    const end = sign === '*' || sign === '_' ? closing(source, i, sign) : undefined;
    if ((sign === '*' || sign === '_') && end !== undefined) {
      const inner = read(source.slice(i + 1, end), base + text.length, marks);
      marks.push({ kind: KINDS[sign], from: base + text.length, length: inner.length });
      text += inner;
      i = end + 1;
      continue;
    }
    text += sign;
    i += 1;
  }
  return text;
}

/** Where the sign at `i` is closed, if it opens anything: in the same line, at the edges of words. */
function closing(source: string, i: number, sign: string): number | undefined {
  if (WORD.test(source.slice(Math.max(0, i - 2), i)) || /^(\s|$)/.test(source.slice(i + 1))) return undefined;
  for (let j = i + 1; j < source.length && source.charAt(j) !== '\n'; j += 1) {
    if (source.charAt(j) === '\\') j += 1;
    else if (source.charAt(j) === sign && j > i + 1) {
      if (!/\s$/.test(source.slice(0, j)) && !WORD_NEXT.test(source.slice(j + 1, j + 3))) return j;
    }
  }
  return undefined;
}

function at(pattern: RegExp, source: string, i: number): RegExpExecArray | null {
  const sticky = new RegExp(pattern.source, 'yu');
  sticky.lastIndex = i;
  return sticky.exec(source);
}

/** What takes the meaning away from every sign, so that `readRichText` gives back exactly this text. */
export function plainAsRichText(text: string): string {
  return text.replace(/[*_[\]\\]/g, '\\$&');
}
