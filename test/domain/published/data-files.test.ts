import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { canonicalJson, canonicalPieces, type Json } from '../../../src/domain/canonical-json.ts';
import type { Edition } from '../../../src/domain/finding/edition.ts';
import { changesBetween } from '../../../src/domain/finding/edition-changes.ts';
import { editionFinding } from '../../../src/domain/finding/edition-finding.ts';
import { type DataFile, numberFiles } from '../../../src/domain/published/data-files.ts';
import { someEdition, someStation } from '../../support/some-edition.ts';

const text = (file: DataFile | undefined) => [...(file?.pieces() ?? [])].join('');

function fileOf(edition: Edition, name: string): string {
  return text(numberFiles(edition, editionFinding(edition)).find((file) => file.name === name));
}

const rowsOf = (edition: Edition, name: string): Record<string, string>[] =>
  parse(fileOf(edition, name), { columns: true, bom: true });

const count = fc.integer({ min: 0, max: 3_000 });
const anyStation = fc.record({
  ours: fc.tuple(count, count, count),
  official: fc.tuple(fc.tuple(fc.option(count), fc.option(count), fc.option(count))),
  levels: fc.constantFrom(['North', 'Rivertown'], ['South'], ['Abroad', 'ru']),
  officialTurnout: fc.option(count),
  registeredVoters: fc.option(count),
  quarantined: fc.boolean(),
});
const anyEdition = fc
  .array(anyStation, { maxLength: 30 })
  .map((stations) => someEdition({ stations: stations.map((but, at) => someStation(`S-${100 + at}`, but)) }));

test('canonical JSON in pieces is canonical JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(4), (value, depth) => {
      expect([...canonicalPieces(value as Json, depth)].join('')).toBe(canonicalJson(value as Json));
    }),
  );
});

test('all JSON files are canonical', () => {
  for (const name of ['edition.json', 'summary.json', 'totals.json']) {
    const found = fileOf(someEdition(), name);
    expect(found).toBe(`${canonicalJson(JSON.parse(found))}\n`);
  }
});

test('what counts in stations.csv adds up to the headline and to every region, whatever the numbers are', () => {
  fc.assert(
    fc.property(anyEdition, (edition) => {
      const rows = rowsOf(edition, 'stations.csv').filter((row) => row.counted === '1');
      const add = (of: Record<string, string>[], column: string) =>
        of.reduce((sum, row) => sum + Number(row[column]), 0);
      for (const total of rowsOf(edition, 'totals.csv')) {
        if (total.suspect !== 'left-out' || total.choice !== '') continue;
        const inside = rows.filter(
          (row) =>
            (total.level1 === '' || row.level1 === total.level1) &&
            (total.level2 === '' || row.level2 === total.level2),
        );
        expect([Number(total.proven), Number(total.missing)]).toEqual([add(inside, 'proven'), add(inside, 'missing')]);
        expect(Number(total.stations)).toBe(inside.length);
      }
      const { country } = editionFinding(edition);
      expect([add(rows, 'proven'), add(rows, 'missing')]).toEqual([country.proven, country.missing]);
    }),
  );
});

test('stations.csv and results.csv say the same', () => {
  fc.assert(
    fc.property(anyEdition, (edition) => {
      const stations = new Map(rowsOf(edition, 'stations.csv').map((row) => [row.code, row]));
      for (const { code, choice, ours, official_cec, missing } of rowsOf(edition, 'results.csv')) {
        const row = stations.get(code);
        expect([row?.[`ours_${choice}`], row?.[`official_${choice}`], row?.[`missing_${choice}`]]).toEqual([
          ours,
          official_cec,
          missing,
        ]);
      }
    }),
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  // Also for a spreadsheet that parts cells by tabs.
  ['\t=1', "'\t'=1"],
  [' =1', "' =1"],
  ['=HYPERLINK("http://example.org";"x")', `'=HYPERLINK("http://example.org";"x")`],
])('a name like a formula is a text in a spreadsheet: %j', (name, text) => {
  const edition = someEdition({ stations: [someStation('S-1', { name, address: name })] });
  const [row] = rowsOf(edition, 'stations.csv');
  expect([row?.name, row?.address]).toEqual([text, text]);
});

test('a negative official number is a number', () => {
  const edition = someEdition({ stations: [someStation('S-1', { official: [[-3, 1, 1]] })] });
  expect(rowsOf(edition, 'stations.csv')[0]?.official_oak).toBe('-3');
});

describe('changes between editions', () => {
  test('are none between an edition and itself', () => {
    fc.assert(fc.property(anyEdition, (edition) => expect(changesBetween(edition, edition)).toEqual([])));
  });

  test('lead from one to the other', () => {
    fc.assert(
      fc.property(anyEdition, anyEdition, (before, after) => {
        for (const { stationCode, what, before: was, after: is } of changesBetween(before, after)) {
          const [old, now] = [before, after].map((of) => of.stations.find(({ code }) => code === stationCode));
          if (what === 'added') expect([old, now?.code]).toEqual([undefined, stationCode]);
          else if (what === 'removed') expect([now, old?.code]).toEqual([undefined, stationCode]);
          else if (what === 'turnout') expect([was, is]).toEqual([old?.officialTurnout, now?.officialTurnout]);
          else if (what === 'ours:oak') expect([was, is]).toEqual([old?.ours[0], now?.ours[0]]);
          if (what !== 'text' && what !== 'added' && what !== 'removed') expect(was).not.toBe(is);
        }
      }),
    );
  });

  test('are known by their names', () => {
    const of = (but: Parameters<typeof someStation>[1]) => someEdition({ stations: [someStation('S-1', but)] });
    const changes = changesBetween(
      of({ registeredVoters: 2_000, ours: [1, 2, 3] }),
      of({ registeredVoters: null, ours: [1, 2, 4], address: 'elsewhere', quarantined: true, officialEarly: 500 }),
    );
    expect(changes.map(({ what, before, after }) => [what, before, after])).toEqual([
      ['ours:against', 3, 4],
      ['registered', 2_000, null],
      ['early', 400, 500],
      ['quarantined', 0, 1],
      ['left-out', 0, 1],
      ['text', null, null],
    ]);
  });
});
