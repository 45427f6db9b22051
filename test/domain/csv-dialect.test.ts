import { type ColumnMap, detectSeparator, mapColumns } from '../../src/domain/csv-dialect.ts';

test.each([
  ['commas', 'id,region,town', ','],
  ['semicolons', 'код;область;город', ';'],
  ['tabs', 'number\tname, address\tlat', '\t'],
  ['commas within quotation marks', '"код, номер";"адрес, телефон";город', ';'],
  ['one column', 'code', ','],
])('separators: %s', (_, header, separator) => {
  expect(detectSeparator(header)).toBe(separator);
});

describe('mapColumns', () => {
  test.each<[string, string[], ColumnMap, object, string[]]>([
    [
      'the data of 2020',
      ['id', 'region', 'town', 'area', 'name', 'address', 'latitude', 'longitude'],
      {},
      {
        code: 'id',
        level1: 'region',
        level2: 'town',
        name: 'name',
        address: 'address',
        latitude: 'latitude',
        longitude: 'longitude',
      },
      ['area'],
    ],
    [
      'Russian, in another order',
      ['Город', 'Район', 'Область', '№ участка', 'Адрес', 'Кол-во'],
      {},
      { code: '№ участка', level1: 'Область', level2: 'Район', level3: 'Город', address: 'Адрес' },
      ['Кол-во'],
    ],
    [
      'Belarusian',
      ['Нумар ўчастка', 'нумар', 'Вобласць', 'Горад', 'Назва', 'Шырата', 'Даўгата', 'Выбаршчыкаў'],
      {},
      {
        code: 'нумар',
        level1: 'Вобласць',
        level2: 'Горад',
        name: 'Назва',
        latitude: 'Шырата',
        longitude: 'Даўгата',
        voters: 'Выбаршчыкаў',
      },
      ['Нумар ўчастка'],
    ],
    [
      'headers named by hand',
      ['id', 'region', 'area', 'PS'],
      { code: 'PS', level1: 'area' },
      { code: 'PS', level1: 'area' },
      ['id', 'region'],
    ],
    [
      'case and dashes',
      ['STATION_ID', 'Registered-Voters', 'TOWN'],
      {},
      { code: 'STATION_ID', voters: 'Registered-Voters' },
      [],
    ],
  ])('%s', (_, headers, map, used, unused) => {
    expect(mapColumns(headers, map)).toMatchObject({ ok: true, used, unused });
  });

  test.each<[string, string[], ColumnMap, RegExp]>([
    ['no code', ['town', 'name'], {}, /--map code=HEADER.*"town", "name"/s],
    ['no level', ['id', 'name'], {}, /--map level1=HEADER/],
    ['one coordinate', ['id', 'town', 'lat'], {}, /latitude and longitude/],
    ['a header that is not there', ['id', 'town'], { name: 'Title' }, /--map name: the file has no header "Title"/],
    ['a column that is not there', ['id', 'town'], { street: 'town' }, /there is no column street/],
  ])('refuses %s', (_, headers, map, reason) => {
    const mapped = mapColumns(headers, map);
    expect(mapped.ok).toBe(false);
    expect(mapped.ok ? '' : mapped.reasons.join('\n')).toMatch(reason);
  });

  test('picks the cells', () => {
    const mapped = mapColumns(['town', 'lat', 'lon', 'region', 'id']);
    if (!mapped.ok) throw new Error(mapped.reasons.join());
    expect(mapped.pick(['Brest', '52', '23', 'Brest region', '1'])).toEqual({
      code: '1',
      levels: ['Brest region', 'Brest'],
      name: '',
      address: '',
      latitude: '52',
      longitude: '23',
      voters: '',
    });
  });
});
