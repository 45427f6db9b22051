import fc from 'fast-check';
import { type Breakdown, HIDE_BELOW, hiddenCells, hiddenTotals } from '../../../src/domain/results/suppression.ts';

/** Options that exclude one another: rows sum up. */
function exclusive(rows: readonly (readonly number[])[]): Breakdown {
  const options = rows[0]?.length ?? 0;
  const answered = rows.map((row) => row.reduce((a, b) => a + b, 0));
  const chosen = Array.from({ length: options }, (_, o) => rows.reduce((sum, row) => sum + (row[o] ?? 0), 0));
  return {
    answered,
    chosen: rows,
    total: { answered: answered.reduce((a, b) => a + b, 0), chosen },
    exclusive: true,
  };
}

/** What somebody sees of a table: undefined is a hidden count. */
interface Seen {
  readonly answered: readonly (number | undefined)[];
  readonly chosen: readonly (readonly (number | undefined)[])[];
  readonly total: { readonly answered: number; readonly chosen: readonly (number | undefined)[] };
}

function shown(table: Breakdown, below: number): Seen | undefined {
  const totals = hiddenTotals(table.total, table.exclusive, below);
  if (totals === undefined) return undefined;
  const hidden = hiddenCells(table, totals, below);
  return {
    answered: table.answered.map((count, g) => (hidden === undefined || hidden.answered[g] ? undefined : count)),
    chosen: table.chosen.map((row, g) =>
      row.map((count, o) => (hidden === undefined || hidden.chosen[g]?.[o] ? undefined : count)),
    ),
    total: {
      answered: table.total.answered,
      chosen: table.total.chosen.map((count, o) => (totals[o] ? undefined : count)),
    },
  };
}

/**
 * Somebody who subtracts: narrows every hidden count from the sums it is part of, over and over, until nothing more
 * follows. Resolves to the range that is left of each cell.
 */
function subtract(seen: Seen): [number, number][][] {
  type Range = [number, number];
  const range = (count: number | undefined): Range => (count === undefined ? [0, seen.total.answered] : [count, count]);
  const cells = seen.chosen.map((row) => row.map(range));
  const groups = seen.answered.map(range);
  const options = seen.total.chosen.map(range);
  const lines: { parts: Range[]; sum: Range }[] = [
    ...cells.map((row, g) => ({ parts: row, sum: groups[g] as Range })),
    ...options.map((sum, o) => ({ parts: cells.map((row) => row[o] as Range), sum })),
    { parts: groups, sum: range(seen.total.answered) },
    { parts: options, sum: range(seen.total.answered) },
  ];
  const narrow = (one: Range, low: number, high: number) => {
    const was = `${one}`;
    one[0] = Math.max(one[0], low);
    one[1] = Math.min(one[1], high);
    return `${one}` !== was;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const { parts, sum } of lines) {
      const low = parts.reduce((total, part) => total + part[0], 0);
      const high = parts.reduce((total, part) => total + part[1], 0);
      changed = narrow(sum, low, high) || changed;
      for (const part of parts) {
        changed = narrow(part, sum[0] - (high - part[1]), sum[1] - (low - part[0])) || changed;
      }
    }
  }
  return cells;
}

/** Every table that looks the same: the whole truth about what can be known. Only for tiny ones. */
function everyTable(seen: Seen): number[][][] {
  const [groups, options] = [seen.chosen.length, seen.total.chosen.length];
  const found: number[][][] = [];
  const table: number[][] = seen.chosen.map(() => []);
  const fill = (place: number): void => {
    const [g, o] = [Math.floor(place / options), place % options];
    if (g === groups) {
      const fits = seen.total.chosen.every((total, c) => {
        const sum = table.reduce((s, row) => s + (row[c] ?? 0), 0);
        return total === undefined || total === sum;
      });
      const all = table.flat().reduce((a, b) => a + b, 0);
      if (fits && all === seen.total.answered) found.push(table.map((row) => [...row]));
      return;
    }
    const row = table[g] as number[];
    const sum = row.slice(0, o).reduce((a, b) => a + b, 0);
    const most = (seen.answered[g] ?? seen.total.answered) - sum;
    const known = seen.chosen[g]?.[o];
    const last = o === options - 1 && seen.answered[g] !== undefined;
    for (let value = known ?? (last ? most : 0); value <= (known ?? most); value += 1) {
      if (last && value !== most) break;
      row[o] = value;
      fill(place + 1);
    }
    row.length = o;
  };
  fill(0);
  return found;
}

const counts = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 }));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 6 }))
  .chain(([groups, options]) =>
    fc.array(fc.array(counts, { minLength: options, maxLength: options }), { minLength: groups, maxLength: groups }),
  );

test('nothing small is shown, and whoever subtracts learns no small count', () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const table = exclusive(rows);
      const seen = shown(table, HIDE_BELOW);
      if (seen === undefined) return expect(table.total.answered).toBeLessThan(HIDE_BELOW);
      const known = subtract(seen);
      for (const [g, row] of rows.entries()) {
        for (const [o, count] of row.entries()) {
          if (count === 0 || count >= HIDE_BELOW) continue;
          expect(seen.chosen[g]?.[o]).toBeUndefined();
          const [low, high] = known[g]?.[o] ?? [0, 0];
          // The attacker's range may be too wide, never too narrow.
          expect(high - low).toBeGreaterThanOrEqual(HIDE_BELOW - 1);
        }
      }
      return undefined;
    }),
    { numRuns: 200 },
  );
});

test('of all tables that look the same, a small count is different in enough', () => {
  const below = 3;
  const tiny = fc.constantFrom<[number, number][]>([1, 2], [2, 2], [1, 3]).chain(([g, o]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: o, maxLength: o }), {
      minLength: g,
      maxLength: g,
    }),
  );
  fc.assert(
    fc.property(tiny, (rows) => {
      const table = exclusive(rows);
      const seen = shown(table, below);
      if (seen === undefined) return;
      const possible = everyTable(seen);
      expect(possible).toContainEqual(rows);
      for (const [g, row] of rows.entries()) {
        for (const [o, count] of row.entries()) {
          if (count === 0 || count >= below) continue;
          const values = new Set(possible.map((one) => one[g]?.[o]));
          // At least `below` + 1; one fewer where all there are is not more than that.
          expect(values.size).toBeGreaterThan(Math.min(below, table.total.answered - 1));
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('options that exclude nothing are protected by themselves', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(counts, counts, counts), { minLength: 2, maxLength: 6 }), (rows) => {
      const answered = rows.map((row) => Math.max(...row) + 1);
      const table: Breakdown = {
        answered,
        chosen: rows,
        total: {
          answered: answered.reduce((a, b) => a + b, 0),
          chosen: [0, 1, 2].map((o) => rows.reduce((sum, row) => sum + (row[o] ?? 0), 0)),
        },
        exclusive: false,
      };
      const seen = shown(table, HIDE_BELOW);
      if (seen === undefined) return;
      for (const o of [0, 1, 2]) {
        const total = seen.total.chosen[o];
        const yesAndNo: Seen = {
          answered: seen.answered,
          chosen: seen.chosen.map((row, g) => {
            const [yes, all] = [row[o], seen.answered[g]];
            return [yes, yes === undefined || all === undefined ? undefined : all - yes];
          }),
          total: {
            answered: seen.total.answered,
            chosen: [total, total === undefined ? undefined : seen.total.answered - total],
          },
        };
        const known = subtract(yesAndNo);
        for (const [g, row] of rows.entries()) {
          const small = [row[o] ?? 0, (answered[g] ?? 0) - (row[o] ?? 0)];
          for (const [side, count] of small.entries()) {
            if (count === 0 || count >= HIDE_BELOW) continue;
            expect(seen.chosen[g]?.[o]).toBeUndefined();
            const [low, high] = known[g]?.[side] ?? [0, 0];
            expect(high - low).toBeGreaterThanOrEqual(HIDE_BELOW - 1);
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('large counts are all shown', () => {
  const table = exclusive([
    [100, 200],
    [300, 0],
    [50, 60],
  ]);
  expect(hiddenTotals(table.total, true)).toEqual([false, false]);
  expect(hiddenCells(table, [false, false])).toEqual({
    answered: [false, false, false],
    chosen: [
      [false, false],
      [false, false],
      [false, false],
    ],
  });
});

test('a small cell is hidden with a square of others, the cheapest', () => {
  const table = exclusive([
    [100, 3],
    [200, 300],
    [50, 60],
  ]);
  expect(hiddenCells(table, [false, false])?.chosen).toEqual([
    [true, true],
    [false, false],
    [true, true],
  ]);
});

test('a small group is hidden with another, and so is everything in the two', () => {
  const hidden = hiddenCells(
    exclusive([
      [4, 2],
      [200, 300],
      [50, 60],
    ]),
    [false, false],
  );
  expect(hidden).toEqual({
    answered: [true, false, true],
    chosen: [
      [true, true],
      [false, false],
      [true, true],
    ],
  });
});

test('fewer than ten answers are not shown at all', () => {
  expect(hiddenTotals({ answered: 9, chosen: [9, 0] }, true)).toBeUndefined();
});

test('forty questions in small groups are done in a moment', () => {
  const rows = Array.from({ length: 8 }, (_, g) => Array.from({ length: 20 }, (_, o) => (g * 7 + o * 3) % 11));
  const table = exclusive(rows);
  const totals = hiddenTotals(table.total, true) ?? [];
  const start = process.cpuUsage();
  for (let i = 0; i < 40; i += 1) hiddenCells(table, totals);
  // Of the processor, in microseconds: how long it takes depends on who else is at work.
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
});
