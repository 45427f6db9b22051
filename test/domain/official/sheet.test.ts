import fc from 'fast-check';
import { BESIDE } from '../../../src/domain/official/columns.ts';
import { createOfficialSheet } from '../../../src/domain/official/sheet.ts';

const STATIONS = ['1', '2', '3'].map((code) => ({ id: `id ${code}`, code }));
const CHOICES = ['oak', 'elm'];
const WIDTH = CHOICES.length + BESIDE.length;

const number = fc.option(fc.nat(999_999_999));
const row = fc.array(number, { minLength: WIDTH, maxLength: WIDTH });
const texts = (numbers: readonly (number | null)[]) =>
  numbers.map((value, column) => ({ column, text: value === null ? '' : `${value}` }));

test('every number comes back as it was, with its line; what is not there stays away', () => {
  fc.assert(
    fc.property(fc.subarray(STATIONS), fc.array(row, { minLength: 3, maxLength: 3 }), (stations, rows) => {
      const sheet = createOfficialSheet(STATIONS, CHOICES, 'wide');
      const written = stations.map(({ id, code }, at) => ({ id, line: at + 2, code, numbers: rows[at] ?? [] }));
      for (const { line, code, numbers } of written)
        expect(sheet.add(line, { code, cells: texts(numbers) })).toEqual([]);
      const named = written.filter(({ numbers }) => numbers.some((value) => value !== null));
      expect([...sheet.numbers()]).toEqual(
        named.map(({ id, line, numbers }) => ({
          stationId: id,
          values: numbers,
          lines: numbers.map((value) => (value === null ? null : line)),
        })),
      );
      expect(sheet.count()).toBe(named.flatMap(({ numbers }) => numbers.filter((value) => value !== null)).length);
    }),
  );
});

test('a fault is told once for each row and column, and nothing is taken of it', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => text.trim() !== '' && !/^[\s\u00a0\u202f\d−-]+$/u.test(text)),
      (text) => {
        const sheet = createOfficialSheet(STATIONS, CHOICES, 'wide');
        const [remark, ...more] = sheet.add(2, { code: '1', cells: [{ column: 0, text }] });
        expect(more).toEqual([]);
        expect(remark?.fault.kind).toMatch(/^(no-number|fraction)$/);
        expect(sheet.stationsWithResult()).toBe(0);
      },
    ),
  );
});

test.each([
  ['12', 12],
  [' 1 234 ', 1_234],
  ['1\u00a0234\u202f567', 1_234_567],
  ['007', 7],
])('%p is a number', (text, value) => {
  const sheet = createOfficialSheet(STATIONS, CHOICES, 'wide');
  expect(sheet.add(2, { code: '1', cells: [{ column: 0, text }] })).toEqual([]);
  expect([...sheet.numbers()][0]?.values[0]).toBe(value);
});

const sums = (cells: Partial<Record<'oak' | 'elm' | (typeof BESIDE)[number], number>>) => {
  const sheet = createOfficialSheet(STATIONS, CHOICES, 'wide');
  const columns = [...CHOICES, ...BESIDE];
  sheet.add(2, {
    code: '1',
    cells: Object.entries(cells).map(([name, value]) => ({ column: columns.indexOf(name), text: `${value}` })),
  });
  return [...sheet.sums()].map(({ fault }) => fault.kind);
};

test.each<[string, Parameters<typeof sums>[0], string[]]>([
  ['everything adds up', { oak: 5, elm: 3, spoiled: 1, turnout: 9, registered: 10, early: 4 }, []],
  ['more votes than voters', { oak: 5, elm: 3, spoiled: 2, turnout: 9 }, ['votes-over-turnout']],
  ['somebody is missing', { oak: 5, elm: 3, spoiled: 0, turnout: 9 }, ['votes-under-turnout']],
  ['somebody may have spoiled it', { oak: 5, elm: 3, turnout: 9 }, []],
  ['a choice is not known', { oak: 5, spoiled: 0, turnout: 9 }, []],
  ['more voted than there are', { oak: 5, turnout: 9, registered: 8 }, ['turnout-over-register']],
  ['more votes than people', { oak: 5, elm: 4, registered: 8 }, ['votes-over-register']],
  ['more voted early than at all', { oak: 5, turnout: 9, early: 10 }, ['early-over-turnout']],
])('%s', (_name, cells, faults) => expect(sums(cells)).toEqual(faults));
