import fc from 'fast-check';
import type { ColumnMap } from '../../../src/domain/csv-dialect.ts';
import { headerName, mapOfficialColumns, officialHeaderWorth } from '../../../src/domain/official/columns.ts';

const CHOICES = ['oak', 'elm'].map((id) => ({ id, name: { be: id, ru: id, en: id } }));
const used = (headers: readonly string[], map: ColumnMap = {}) => {
  const columns = mapOfficialColumns(headers, CHOICES, map);
  return columns.ok ? columns.used : columns.faults.map(({ kind }) => kind);
};

test('a column without a name of its own is called by its number', () => {
  const headers = ['station', '', 'Votes', 'Votes'];
  expect(headers.map((_, at) => headerName(headers, at))).toEqual(['station', '#2', 'Votes', '#4']);
  const map = { 'choice:oak': '#2', 'choice:elm': '#4' };
  expect(used(headers, map)).toMatchObject({ station: 'station', 'choice:oak': '#2', 'choice:elm': '#4' });
  expect(used(headers, { 'choice:oak': '#9' })).toEqual(['no-header']);
});

test('what a map has as an empty text is not in the file, whatever it looks like', () => {
  const headers = ['station', 'oak', 'elm', 'turnout'];
  expect(used(headers)).toHaveProperty('turnout');
  expect(used(headers, { turnout: '', 'choice:elm': '' })).toEqual({ station: 'station', 'choice:oak': 'oak' });
});

test('how a file was read reads it in the same way again', () => {
  const header = fc.oneof(
    fc.constantFrom('station', 'oak', 'elm', 'turnout', 'early', 'choice', 'votes', ''),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(header, { maxLength: 8 }), (headers) => {
      const first = mapOfficialColumns(headers, CHOICES, {});
      if (!first.ok) return;
      const again = mapOfficialColumns(headers, CHOICES, first.used);
      expect(again.ok && again.used).toEqual(first.used);
      expect(again.ok && again.shape).toBe(first.shape);
    }),
  );
});

test('headers are worth more than titles, notes and rows of data', () => {
  const worth = (cells: readonly string[]) => officialHeaderWorth(cells, CHOICES, {});
  expect(worth(['station', 'oak', 'elm'])).toBeGreaterThan(worth(['Place', 'oak', 'elm']));
  expect(worth(['Place', 'Party', 'Count'])).toBeGreaterThan(worth(['Results of the election', '', '']));
  expect(worth(['station', 'A', 'B'])).toBeGreaterThan(worth(['1', 'oak', '5']));
});
