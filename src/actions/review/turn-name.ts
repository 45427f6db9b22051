import type { TurnKey } from '../../storage/review-turns.ts';

const TURN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{1,4})$/;

/** A turn in addresses and forms: the item and its round. Whose it is, the session says. */
export function turnName({ itemId, round }: Omit<TurnKey, 'reviewerId'>): string {
  return `${itemId}.${round}`;
}

/** The turn that a name stands for, of this reviewer; undefined when it is no name of a turn. */
export function parseTurn(name: string, reviewerId: string): TurnKey | undefined {
  const [, itemId, round] = TURN.exec(name) ?? [];
  return itemId === undefined ? undefined : { itemId, round: Number(round), reviewerId };
}
