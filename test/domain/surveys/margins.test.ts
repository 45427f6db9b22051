import { readMargins } from '../../../src/domain/surveys/margins.ts';

const REGIONS = ['North', 'Брестская область'];

function lines(text: string) {
  return text
    .trim()
    .split('\n')
    .map((row, index) => ({ line: index + 1, cells: row.trim().split(';') }));
}

test('margins of two variables', () => {
  const read = readMargins(
    lines(`Variable;category;target
           sex;female;4 900
           sex;male;4 100
           Region;north;5 000
           region;брестская  область;4000`),
    REGIONS,
  );
  expect(read).toEqual({
    ok: true,
    margins: [
      { variable: 'sex', category: 'female', target: 4_900 },
      { variable: 'sex', category: 'male', target: 4_100 },
      { variable: 'region', category: 'North', target: 5_000 },
      { variable: 'region', category: 'Брестская область', target: 4_000 },
    ],
  });
});

test('columns in another order, in another language, with dashes of a spreadsheet', () => {
  const read = readMargins(
    lines(`число;категория;переменная
           1;18–29;age-group
           1;30-44;age-group
           1;45-59;age-group
           1;60+;age-group`),
    REGIONS,
  );
  expect(read.ok && read.margins.map(({ category }) => category)).toEqual(['18-29', '30-44', '45-59', '60+']);
});

test.each<[name: string, file: string, line: number, reason: string]>([
  ['no header', 'sex;female;10', 1, 'no-header'],
  ['nothing', 'variable;category;target', 0, 'no-rows'],
  ['a column less', 'variable;category;target\nsex;female', 2, 'columns'],
  ['a column more', 'variable;category;target\nsex;female;10;20', 2, 'columns'],
  ['another variable', 'variable;category;target\nincome;low;10', 2, 'unknown-variable'],
  ['another category', 'variable;category;target\nsex;female;10\nsex;robot;10', 3, 'unknown-category'],
  ['another region', 'variable;category;target\nregion;South;10', 2, 'unknown-category'],
  ['no category', 'variable;category;target\nsex;;10', 2, 'no-category'],
  ['a share', 'variable;category;target\nsex;female;53,4', 2, 'not-a-number'],
  ['less than nobody', 'variable;category;target\nsex;female;-1', 2, 'not-a-number'],
  ['more than everybody', 'variable;category;target\nsex;female;99999999999', 2, 'too-large'],
  ['a row twice', 'variable;category;target\nsex;female;1\nsex;Female;2', 3, 'doubled'],
  ['half of a variable', 'variable;category;target\nsex;female;1', 0, 'category-missing'],
  ['nobody at all', 'variable;category;target\nsex;female;0\nsex;male;0', 0, 'all-zero'],
  [
    'totals that contradict each other',
    'variable;category;target\nsex;female;1\nsex;male;1\nregion;North;3',
    0,
    'contradictory',
  ],
])('%s', (_name, file, line, reason) => {
  const read = readMargins(lines(file), REGIONS);
  expect(read.ok ? [] : read.problems).toContainEqual(expect.objectContaining({ line, reason }));
});
