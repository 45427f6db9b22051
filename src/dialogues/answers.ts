import type { TextKey } from '../i18n/keys.ts';
import type { TextArguments } from '../i18n/translate.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { Accepts, Answer, Prompt } from './dialogue.ts';

/** A kind word that names what is wrong with an answer. */
export interface Hint {
  readonly key: TextKey;
  readonly args?: TextArguments;
}

export type Fitted = { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly hint: Hint };

/** The longest text that a dialogue is ever given, in characters. */
export const MAX_TYPED = 200;

/** The longest text that a survey is given: one more than its longest answer, so that it can tell. */
export const MAX_SURVEY_TYPED = 1_001;

/** A typed text as dialogues see it: without control characters, on one line, cut to `most` characters. */
export function cleanText(text: string, most = MAX_TYPED): string {
  const oneLine = text
    .slice(0, most * 10)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return oneLine.length <= most ? oneLine : [...oneLine].slice(0, most).join('').trim();
}

/** The same with its line ends: one empty line at most between paragraphs. */
export function cleanLines(text: string, most: number): string {
  return text
    .slice(0, most * 10)
    .split(/\r\n?|\n/)
    .map((line) => cleanText(line, most))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, most);
}

/** What is compared of a word or label: letters and digits, in one case. */
export function essence(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether an answer fits a question. A typed label is taken for its option, and so is a typed number,
 * except where any text is welcome: there a number may mean something else, such as a station.
 */
export function fitAnswer(prompt: Prompt, accepts: Accepts, answer: Answer): Fitted {
  const options = prompt.options?.flat() ?? [];
  switch (answer.kind) {
    case 'tap':
      if (accepts.taps?.includes(answer.id) === true) return taken(answer);
      return options.some(({ id }) => id === answer.id) ? taken(answer) : refused('hint-stale');
    case 'text':
      return fitText(options, accepts, answer);
    case 'photo':
      return accepts.photo === true ? taken(answer) : refused(prompt.photoHint ?? 'hint-no-photo');
    case 'contact':
      return accepts.contact === true ? taken(answer) : refused('hint-no-contact');
    case 'place':
      return accepts.place === true ? taken(answer) : refused('hint-no-place');
  }
}

function fitText(options: readonly Option[], accepts: Accepts, answer: Answer & { kind: 'text' }): Fitted {
  const typed = essence(answer.text);
  const labelled = typed === '' ? undefined : options.find(({ label }) => essence(label) === typed);
  if (labelled !== undefined) return taken({ kind: 'tap', id: labelled.id });
  if (accepts.text !== undefined && accepts.text !== false) {
    if (answer.text === '') return refused('hint-empty');
    const hint = accepts.text === true ? undefined : accepts.text(answer.text);
    if (hint !== undefined) return { ok: false, hint };
    return accepts.text === true && typed === '' ? refused('hint-empty') : taken(answer);
  }
  if (/^\d{1,9}$/.test(typed) && options.length > 0) {
    const numbered = options[Number(typed) - 1];
    if (numbered !== undefined) return taken({ kind: 'tap', id: numbered.id });
    return refused('hint-number', { max: options.length });
  }
  if (accepts.photo === true) return refused('hint-send-photo');
  return refused(accepts.contact === true ? 'hint-use-phone-button' : 'hint-choose');
}

function taken(answer: Answer): Fitted {
  return { ok: true, answer };
}

function refused(key: TextKey, args?: TextArguments): Fitted {
  return { ok: false, hint: args === undefined ? { key } : { key, args } };
}
