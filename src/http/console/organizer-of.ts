import type { ConsoleRequest, Organizer } from './route.ts';

/** Whoever asks: a page for organizers is never answered to anybody else. */
export function organizerOf({ organizer }: Pick<ConsoleRequest, 'organizer'>): Organizer {
  if (organizer === undefined) throw new Error('A page for organizers was answered to somebody else.');
  return organizer;
}
