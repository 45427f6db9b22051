import type { Outgoing } from './outgoing.ts';

/** No message is longer, whatever its parts are: Telegram refuses from 4,097 characters. */
const MAX_TEXT = 4_000;

/** Between two paragraphs. */
const BETWEEN = '\n\n';

/** Texts that are longer together are sent one by one. Below what a picture may have under it. */
const MAX_JOINED = 700;

/** What somebody is told in one go, in as few messages as it can be: plain words go on top of what comes after them. */
export function joinMessages<M extends Outgoing>(messages: readonly M[]): M[] {
  const joined: M[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last !== undefined && isPlain(last) && last.text.length + message.text.length <= MAX_JOINED) {
      joined[joined.length - 1] = { ...message, text: paragraphs([last.text, message.text]) };
    } else {
      joined.push(
        message.text.length <= MAX_TEXT ? message : { ...message, text: `${message.text.slice(0, MAX_TEXT - 1)}…` },
      );
    }
  }
  return joined;
}

/** Whether a message is nothing but words, which may stand on top of others. */
export function isPlain({ options, request, trace, picture, link, marks }: Outgoing): boolean {
  return (
    options === undefined &&
    request === undefined &&
    trace !== true &&
    picture === undefined &&
    link === undefined &&
    marks === undefined
  );
}

/** Texts one under the other. */
export function paragraphs(texts: readonly string[]): string {
  return texts.join(BETWEEN);
}

/** Where a text's first paragraph ends and the next one begins; undefined when it has but one. */
export function firstParagraph(text: string): { readonly first: string; readonly rest: string } | undefined {
  const end = text.indexOf(BETWEEN);
  return end === -1 ? undefined : { first: text.slice(0, end), rest: text.slice(end + BETWEEN.length) };
}
