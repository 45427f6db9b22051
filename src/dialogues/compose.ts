import { firstParagraph, isPlain, joinMessages, paragraphs } from '../messaging/join-messages.ts';
import type { Outgoing } from '../messaging/outgoing.ts';

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
  const messages = notices.length === 0 ? [...said] : [{ text: paragraphs(notices) }, ...said];
  const [first, ...rest] = messages;
  if (first === undefined) return [];
  if (clearRequest === undefined) return acknowledging(joinMessages(messages), acknowledges);
  const [top, ...below] = isPlain(first) ? [first] : apart(first, clearRequest.otherwise);
  return acknowledging([{ ...top, clearRequest: true }, ...joinMessages([...below, ...rest])], acknowledges);
}

/** The first paragraph of a question by itself; words that are to be deleted later stay with it. */
function apart(question: Outgoing, otherwise: string): [top: Outgoing, ...below: Outgoing[]] {
  const split = question.trace === true ? undefined : firstParagraph(question.text);
  if (split === undefined) return [{ text: otherwise }, question];
  return [{ text: split.first }, { ...question, text: split.rest }];
}

function acknowledging(messages: readonly Outgoing[], acknowledges: string | undefined): Outgoing[] {
  return messages.map((message, i) => (i === 0 && acknowledges !== undefined ? { ...message, acknowledges } : message));
}
