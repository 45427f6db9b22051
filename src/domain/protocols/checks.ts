import type { SheetNumbers } from './entries.ts';
import { type FormField, isChoiceField } from './fields.ts';

/** More ballots than this nobody counts in one room. */
export const LARGEST_STATION = 50_000;

/**
 * What does not add up on a sheet. Contradictions are numbers that cannot all be true; notes are worth a second look.
 * Neither is ever corrected: a sheet counts as it is printed.
 */
export type SheetFlag =
  | {
      readonly kind: 'contradiction';
      readonly check:
        | 'votes-not-in-box'
        | 'votes-over-box'
        | 'votes-over-issued'
        | 'votes-over-registered'
        | 'issued-over-registered'
        | 'box-over-issued'
        | 'box-over-registered'
        | 'early-over-box'
        | 'at-home-over-box'
        | 'early-and-at-home-over-box'
        | 'choice-over-box'
        | 'impossible';
      /** Whose numbers they are. */
      readonly fields: readonly string[];
      /** What is too large, or does not equal `right`. */
      readonly left: number;
      readonly right: number;
    }
  | { readonly kind: 'note'; readonly check: 'blank'; readonly fields: readonly string[] }
  | {
      readonly kind: 'note';
      readonly check: 'far-from-list';
      readonly fields: readonly string[];
      readonly left: number;
      readonly right: number;
    };

/** The station's own list may have grown on the day, not by a quarter. */
const FAR = 0.25;

/**
 * Checks a sheet's numbers against one another, in the order of the sheet. `list` is how many voters the list of
 * stations has, if it says so.
 *
 * `in-box` is everything that was in the boxes, early and at-home votes included; the choices' votes and the invalid
 * ballots are to add up to it.
 */
export function checkSheet(fields: readonly FormField[], numbers: SheetNumbers, list?: number | null): SheetFlag[] {
  const value = (id: string) => numbers[id] ?? undefined;
  const flags: SheetFlag[] = [];
  const contradiction = (check: Contradiction['check'], of: readonly string[], left: number, right: number) =>
    flags.push({ kind: 'contradiction', check, fields: of, left, right });
  const over = (check: Contradiction['check'], a: string, b: string) => {
    const [left, right] = [value(a), value(b)];
    if (left !== undefined && right !== undefined && left > right) contradiction(check, [a, b], left, right);
  };

  const cast = fields.map(({ id }) => id).filter((id) => isChoiceField(id) || id === 'invalid');
  const votes = cast.reduce((sum, id) => sum + (value(id) ?? 0), 0);
  const whole = cast.every((id) => value(id) !== undefined);
  const [box, issued, registered] = [value('in-box'), value('issued'), value('registered')];
  const [early, atHome] = [value('early'), value('at-home')];

  for (const { id } of fields) {
    const number = value(id);
    if (number !== undefined && number > LARGEST_STATION) contradiction('impossible', [id], number, LARGEST_STATION);
  }
  over('issued-over-registered', 'issued', 'registered');
  over('box-over-issued', 'in-box', 'issued');
  if (issued === undefined) over('box-over-registered', 'in-box', 'registered');
  over('early-over-box', 'early', 'in-box');
  over('at-home-over-box', 'at-home', 'in-box');
  if (early !== undefined && atHome !== undefined && box !== undefined) {
    const [both, most] = [early + atHome, Math.max(early, atHome)];
    if (both > box && most <= box) contradiction('early-and-at-home-over-box', ['early', 'at-home'], both, box);
  }
  if (box !== undefined) {
    for (const id of cast.filter(isChoiceField)) over('choice-over-box', id, 'in-box');
    if (whole && votes !== box) contradiction('votes-not-in-box', [...cast, 'in-box'], votes, box);
    else if (!whole && votes > box) contradiction('votes-over-box', [...cast, 'in-box'], votes, box);
  } else if (issued !== undefined) {
    if (votes > issued) contradiction('votes-over-issued', [...cast, 'issued'], votes, issued);
  }
  if (registered !== undefined && votes > registered) {
    contradiction('votes-over-registered', [...cast, 'registered'], votes, registered);
  }

  const blank = fields.filter(({ id }) => value(id) === undefined).map(({ id }) => id);
  if (blank.length > 0) flags.push({ kind: 'note', check: 'blank', fields: blank });
  if (registered !== undefined && list != null && Math.abs(registered - list) > list * FAR) {
    flags.push({ kind: 'note', check: 'far-from-list', fields: ['registered'], left: registered, right: list });
  }
  return flags;
}

type Contradiction = Extract<SheetFlag, { kind: 'contradiction' }>;

/** Whether a sheet's own numbers cannot all be true. */
export function contradictsItself(flags: readonly SheetFlag[]): boolean {
  return flags.some(({ kind }) => kind === 'contradiction');
}
