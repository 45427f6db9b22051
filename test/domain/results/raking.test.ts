import fc from 'fast-check';
import { type Margin, type RakingCell, rake } from '../../../src/domain/results/raking.ts';

const margin = (variable: string, targets: Record<string, number>): Margin => ({
  variable,
  targets: new Map(Object.entries(targets)),
});

test('twelve people, two variables: 1.67 and 0.33 in turns', () => {
  const people = Array.from({ length: 12 }, (_, i) => ({
    categories: [i % 2 ? '2' : '1', i < 6 ? '1' : '2'],
    count: 1,
  }));
  const raked = rake(people, [margin('a', { '1': 10, '2': 2 }), margin('b', { '1': 6, '2': 6 })]);
  if (raked.kind !== 'raked') throw new Error(raked.kind);
  expect(raked.factors.map((w) => w.toFixed(2))).toEqual(people.map((_, i) => (i % 2 ? '0.33' : '1.67')));
});

test('a table of four by four', () => {
  const seed = [
    [40, 30, 20, 10],
    [35, 50, 100, 75],
    [30, 80, 70, 120],
    [20, 30, 40, 50],
  ];
  const cells = seed.flatMap((row, r) => row.map((count, c) => ({ categories: [`${r}`, `${c}`], count })));
  const raked = rake(cells, [
    margin('rows', { 0: 150, 1: 300, 2: 400, 3: 150 }),
    margin('columns', { 0: 200, 1: 300, 2: 400, 3: 100 }),
  ]);
  if (raked.kind !== 'raked') throw new Error(raked.kind);
  const fitted = cells.map(({ count }, i) => (count * (raked.factors[i] ?? 0)).toFixed(4));
  expect(fitted.slice(0, 4)).toEqual(['64.5585', '46.2325', '35.3843', '3.8247']);
  expect(fitted.slice(12)).toEqual(['28.7516', '41.1800', '63.0347', '17.0337']);
});

const two: RakingCell[] = [
  { categories: ['f', 'young'], count: 10 },
  { categories: ['m', 'old'], count: 10 },
];

test.each<[string, RakingCell[], Margin[], object]>([
  [
    'margins of different totals',
    two,
    [margin('sex', { f: 50, m: 50 }), margin('age', { young: 60, old: 60 })],
    { kind: 'contradictory', variable: 'sex', other: 'age' },
  ],
  [
    'nobody in a category that is wanted',
    two,
    [margin('sex', { f: 40, m: 50, x: 10 })],
    { kind: 'empty-category', variable: 'sex', category: 'x' },
  ],
  [
    'people in a category without a target',
    two,
    [margin('sex', { f: 100 })],
    { kind: 'no-target', variable: 'sex', category: 'm' },
  ],
  [
    'margins that these people cannot meet together',
    two,
    [margin('sex', { f: 50, m: 50 }), margin('age', { young: 70, old: 30 })],
    { kind: 'no-convergence', rounds: 2_000 },
  ],
  ['a target below 0', two, [margin('sex', { f: 110, m: -10 })], { kind: 'bad-target', variable: 'sex' }],
  ['targets that are all 0', two, [margin('sex', { f: 0, m: 0 })], { kind: 'bad-target', variable: 'sex' }],
  ['nobody at all', [], [margin('sex', { f: 1 })], { kind: 'empty-category', variable: 'sex', category: 'f' }],
])('%s: a problem and no number', (_name, cells, margins, problem) => {
  expect(rake(cells, margins)).toEqual(problem);
});

test('totals that differ by what a census rounds away are met', () => {
  const raked = rake(two.concat({ categories: ['f', 'old'], count: 5 }, { categories: ['m', 'young'], count: 5 }), [
    margin('sex', { f: 5_000_001, m: 4_000_000 }),
    margin('age', { young: 4_500_000, old: 4_500_000 }),
  ]);
  expect(raked.kind).toBe('raked');
});

test('whatever the people, every margin is met', () => {
  const positive = fc.integer({ min: 1, max: 1_000 });
  fc.assert(
    fc.property(
      fc.array(fc.array(positive, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
      fc.array(positive, { minLength: 4, maxLength: 4 }),
      fc.array(positive, { minLength: 3, maxLength: 3 }),
      (table, rowTargets, columnTargets) => {
        const cells = table.flatMap((row, r) => row.map((count, c) => ({ categories: [`r${r}`, `c${c}`], count })));
        const rows = rowTargets.slice(0, table.length);
        const total = rows.reduce((a, b) => a + b, 0);
        const columnTotal = columnTargets.reduce((a, b) => a + b, 0);
        const columns = columnTargets.map((c) => (c * total) / columnTotal);
        const raked = rake(cells, [
          { variable: 'row', targets: new Map(rows.map((target, r) => [`r${r}`, target])) },
          { variable: 'column', targets: new Map(columns.map((target, c) => [`c${c}`, target])) },
        ]);
        if (raked.kind !== 'raked') throw new Error(raked.kind);
        const fitted = cells.map(({ categories, count }, i) => ({ categories, sum: count * (raked.factors[i] ?? 0) }));
        const sumOf = (v: number, category: string) =>
          fitted.filter((cell) => cell.categories[v] === category).reduce((sum, cell) => sum + cell.sum, 0);
        for (const [r, target] of rows.entries()) expect(sumOf(0, `r${r}`)).toBeCloseTo(target, 5);
        for (const [c, target] of columns.entries()) expect(sumOf(1, `c${c}`)).toBeCloseTo(target, 5);
      },
    ),
    { numRuns: 200 },
  );
});
