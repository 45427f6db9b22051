import { type Cell, protect } from './protect-cells.ts';

/** Counts from 1 up to below this are shown to nobody: whoever is in so small a group could be found. */
export const HIDE_BELOW = 10;

/** A question's answers by the groups of one dimension, such as its regions. */
export interface Breakdown {
  /** How many answered, a group; together they are `total`. */
  readonly answered: readonly number[];
  /** How often each option was chosen, a row a group. */
  readonly chosen: readonly (readonly number[])[];
  readonly total: { readonly answered: number; readonly chosen: readonly number[] };
  /** Whether everybody chose exactly one option, so that a row sums up to who answered. */
  readonly exclusive: boolean;
}

/** The same places; true: not shown. */
export interface Hidden {
  readonly answered: readonly boolean[];
  readonly chosen: readonly (readonly boolean[])[];
}

/** Which of the options' totals are hidden. `undefined`: so few answered that nothing is shown. */
export function hiddenTotals(
  { answered, chosen }: Breakdown['total'],
  exclusive: boolean,
  below = HIDE_BELOW,
): readonly boolean[] | undefined {
  if (answered < below) return undefined;
  // Nothing sums up over options that exclude nothing: each is shown or not beside all who answered.
  if (!exclusive) return chosen.map((count) => isSmall(count, below) || isSmall(answered - count, below));
  // Options around a total that everybody sees.
  const cells = chosen.map((value): Cell => ({ from: 0, to: 1, value, hidden: isSmall(value, below), fixed: false }));
  const protecting = protect(cells, 2, below);
  return protecting ?? chosen.map(() => true);
}

/**
 * Which cells of a breakdown are hidden: the small ones, and others with them, so that whoever adds and subtracts
 * everything that is shown cannot tell a small count more narrowly than to `below` possible values. Hidden totals
 * come from `hiddenTotals`, and stay what they are. `undefined`: that is only so if nothing of it is shown.
 */
export function hiddenCells(
  table: Breakdown,
  hiddenOptions: readonly boolean[],
  below = HIDE_BELOW,
): Hidden | undefined {
  const answered = hiddenGroups(table.answered, below);
  if (answered === undefined) return undefined;
  if (table.exclusive) {
    const chosen = hiddenInTable(table.answered, answered, table.chosen, table.total.chosen, hiddenOptions, below);
    return chosen && { answered, chosen };
  }
  // Each option by itself: those who chose it and those who did not.
  const chosen = table.answered.map((): boolean[] => []);
  for (const [o, hidden] of hiddenOptions.entries()) {
    const all = table.total.chosen[o] ?? 0;
    const rows = table.answered.map((count, g) => {
      const yes = table.chosen[g]?.[o] ?? 0;
      return [yes, count - yes];
    });
    const both = hiddenInTable(
      table.answered,
      answered,
      rows,
      [all, table.total.answered - all],
      [hidden, hidden],
      below,
    );
    if (both === undefined) return undefined;
    for (const [g, row] of both.entries()) chosen[g]?.push(row[0] === true || row[1] === true);
  }
  return { answered, chosen };
}

/** Groups whose size is hidden, around a total that everybody sees. */
function hiddenGroups(sizes: readonly number[], below: number): readonly boolean[] | undefined {
  return protect(
    sizes.map((value) => ({ from: 0, to: 1, value, hidden: isSmall(value, below), fixed: false })),
    2,
    below,
  );
}

/**
 * A table is a flow: from all to each group, from a group to its options, from an option to its total and back to
 * all. What goes into a node comes out of it, which is all that its sums say.
 */
function hiddenInTable(
  groups: readonly number[],
  hiddenSizes: readonly boolean[],
  rows: readonly (readonly number[])[],
  totals: readonly number[],
  hiddenOptions: readonly boolean[],
  below: number,
): boolean[][] | undefined {
  const group = (g: number) => 1 + g;
  const option = (o: number) => 1 + groups.length + o;
  const cells: Cell[] = [];
  for (const [g, row] of rows.entries()) {
    const whole = hiddenSizes[g] === true;
    for (const [o, value] of row.entries()) {
      cells.push({ from: group(g), to: option(o), value, hidden: whole || isSmall(value, below), fixed: false });
    }
  }
  const inside = cells.length;
  for (const [g, value] of groups.entries()) {
    cells.push({ from: 0, to: group(g), value, hidden: hiddenSizes[g] === true, fixed: true });
  }
  for (const [o, value] of totals.entries()) {
    cells.push({ from: option(o), to: 0, value, hidden: hiddenOptions[o] === true, fixed: true });
  }
  const hidden = protect(cells, 1 + groups.length + totals.length, below)?.slice(0, inside);
  const width = totals.length;
  return hidden && rows.map((_, g) => hidden.slice(g * width, (g + 1) * width));
}

function isSmall(count: number, below: number): boolean {
  return count > 0 && count < below;
}
