import type { IncomingEvent } from './incoming.ts';

/** An event as a dead letter keeps it, for a person to look at. Where somebody is helps nobody to mend anything. */
export function letterBody(event: IncomingEvent): string {
  return JSON.stringify(event.kind === 'place' ? { kind: event.kind } : event);
}
