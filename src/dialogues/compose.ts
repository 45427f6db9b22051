import type { Outgoing } from '../messaging/outgoing.ts';

/** No message is longer, whatever its parts are: Telegram refuses from 4,097 characters. */
const MAX_TEXT = 4_000;

/** Between two paragraphs. */
const BETWEEN = '\n\n';

/** Texts that are longer together are sent one by one. */
const MAX_JOINED = 700;

/** What one turn has to say, besides what its dialogues say. */
export interface Around {
  /** Words that go on top of everything. */
  readonly notices: readonly string[];
  /**
   * The button for a phone or place has to go; that takes a message without buttons of its own. The first
   * paragraph becomes it. `otherwise` is said where there is but one.
   */
  readonly clearRequest?: { readonly otherwise: string } | undefined;
  readonly acknowledges?: string | undefined;
}

/** The messages of one turn, as few as they can be: plain words go on top of the question after them. */
export function compose(said: readonly Outgoing[], { notices, clearRequest, acknowledges }: Around): Outgoing[] {
  const messages = notices.length === 0 ? [...said] : [{ text: under(notices) }, ...said];
  const [first, ...rest] = messages;
  if (first === undefined) return [];
  if (clearRequest === undefined) return acknowledging(join(messages), acknowledges);
  const [top, ...below] = isPlain(first) ? [first] : apart(first, clearRequest.otherwise);
  return acknowledging([{ ...top, clearRequest: true }, ...join([...below, ...rest])], acknowledges);
}

/** The first paragraph of a question by itself; words that are to be deleted later stay with it. */
function apart(question: Outgoing, otherwise: string): [top: Outgoing, ...below: Outgoing[]] {
  const end = question.trace === true ? -1 : question.text.indexOf(BETWEEN);
  if (end === -1) return [{ text: otherwise }, question];
  return [{ text: question.text.slice(0, end) }, { ...question, text: question.text.slice(end + BETWEEN.length) }];
}

function join(messages: readonly Outgoing[]): Outgoing[] {
  const joined: Outgoing[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last !== undefined && isPlain(last) && last.text.length + message.text.length <= MAX_JOINED) {
      joined[joined.length - 1] = { ...message, text: under([last.text, message.text]) };
    } else {
      joined.push(
        message.text.length <= MAX_TEXT ? message : { ...message, text: `${message.text.slice(0, MAX_TEXT - 1)}…` },
      );
    }
  }
  return joined;
}

function acknowledging(messages: readonly Outgoing[], acknowledges: string | undefined): Outgoing[] {
  return messages.map((message, i) => (i === 0 && acknowledges !== undefined ? { ...message, acknowledges } : message));
}

function isPlain({ options, request, trace }: Outgoing): boolean {
  return options === undefined && request === undefined && trace !== true;
}

function under(texts: readonly string[]): string {
  return texts.join(BETWEEN);
}
