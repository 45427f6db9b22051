/** Longest address of a page that is taken. */
export const LONGEST_LINK = 500;

/** Why an address of a page is not taken. Only its form is looked at: nothing of ours opens it. */
export type LinkProblem = 'format' | 'not-https' | 'name-in-it' | 'not-public' | 'long';

/** An address as it is kept, or what is wrong with it. `onion`: an onion service, where http is as good. */
export function readLink(
  typed: string,
  { onion = false } = {},
): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: LinkProblem } {
  const no = (problem: LinkProblem) => ({ ok: false, problem }) as const;
  if (typed.length > LONGEST_LINK) return no('long');
  // What a browser would quietly repair is a slip of the copier.
  if (/[\s<>"'`\\^{|}]/.test(typed) || !/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(typed)) return no('format');
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (url === undefined) return no('format');
  if (url.protocol !== 'https:' && !(onion && url.protocol === 'http:')) return no('not-https');
  if (url.username !== '' || url.password !== '') return no('name-in-it');
  const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(url.hostname);
  if (!isName || /\.(local|localhost|internal|test|invalid|example)$/.test(url.hostname)) return no('not-public');
  // As it is kept, letters of other alphabets take several signs.
  return url.href.length > LONGEST_LINK ? no('long') : { ok: true, value: url.href };
}
