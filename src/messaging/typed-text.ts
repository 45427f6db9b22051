import type { IncomingEvent } from './incoming.ts';

const COMMAND = /^\/([a-z0-9_]{1,64})(?:@[a-z0-9_]{1,64})?(?:\s+([\s\S]*))?$/i;

/** What Telegram allows in a deep link; anything else did not come from a link of ours. */
const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

/** What a person typed, read the same way on every messenger: `/start`, another command, or text. */
export function typedText(text: string): IncomingEvent {
  const command = COMMAND.exec(text.trim());
  if (command === null) return { kind: 'text', text };
  const [, name = '', rest] = command;
  return name.toLowerCase() === 'start' ? start(rest) : { kind: 'command', name: name.toLowerCase() };
}

/** A start, with its deep-link payload when there is one of the right form. */
export function start(payload: string | undefined): IncomingEvent & { kind: 'start' } {
  const trimmed = payload?.trim() ?? '';
  return PAYLOAD.test(trimmed) ? { kind: 'start', payload: trimmed } : { kind: 'start' };
}
