import type { Mark } from '../../src/domain/rich-text.ts';

/** Read by Viber's apps; a text has nothing else to say it with. */
const SIGNS = { bold: '*', italic: '_' } as const;

/** Between a sign and its neighbour: the sign means nothing then. */
const ZERO_WIDTH_SPACE = '\u200b';

const ADDRESS = /https?:\/\/\S+/g;

/**
 * A text with its formatting as Viber's apps read it: `*bold*`, `_italic_`. A link's address follows its words,
 * because Viber makes links of addresses only. Signs that the text has of its own are kept from meaning
 * anything, except within addresses. A text that was not read for
 * marks stays as it is.
 */
export function formattedText(text: string, marks: readonly Mark[] | undefined): string {
  if (marks === undefined) return text;
  const inserts = marks.flatMap((mark) => {
    const end = mark.from + mark.length;
    if (mark.kind === 'link') return [{ at: end, order: -mark.length, text: ` (${mark.url})` }];
    const sign = SIGNS[mark.kind];
    return [
      // The longer one opens first and closes last.
      { at: mark.from, order: 1_000_000 - mark.length, text: sign },
      { at: end, order: mark.length - 1_000_000, text: sign },
    ];
  });
  inserts.push(...ownSigns(text).map((at) => ({ at, order: 2_000_000, text: ZERO_WIDTH_SPACE })));
  inserts.sort((a, b) => a.at - b.at || a.order - b.order);
  let formatted = '';
  let done = 0;
  for (const { at, text: added } of inserts) {
    formatted += text.slice(done, at) + added;
    done = at;
  }
  return formatted + text.slice(done);
}

/** Where a text has a sign of its own, outside of addresses. */
function ownSigns(text: string): number[] {
  const addresses = [...text.matchAll(ADDRESS)].map((found) => [found.index, found.index + found[0].length] as const);
  return [...text.matchAll(/[*_~]/g)]
    .map(({ index }) => index)
    .filter((index) => !addresses.some(([from, to]) => from <= index && index < to));
}
