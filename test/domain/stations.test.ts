import fc from 'fast-check';
import { checkStationRow, distanceInMetres, type RawStationRow } from '../../src/domain/stations.ts';

const good: RawStationRow = {
  code: '01-010-0001',
  levels: ['Brest region', 'Brest'],
  name: 'Участок № 1',
  address: 'ул. Гоголя, 7',
  latitude: '52.089515',
  longitude: '23.680013',
  voters: '1656',
};

describe('checkStationRow', () => {
  test('takes a whole row', () => {
    expect(checkStationRow(good)).toEqual({
      ok: true,
      row: {
        code: '01-010-0001',
        levels: ['Brest region', 'Brest'],
        name: 'Участок № 1',
        address: 'ул. Гоголя, 7',
        place: { latitude: 52.089515, longitude: 23.680013 },
        registeredVoters: 1656,
      },
    });
  });

  test.each<[string, Partial<RawStationRow>, object]>([
    [
      'surrounding and doubled blanks',
      { address: '  улица  Сикорского,\tдом 22 ' },
      { address: 'улица Сикорского, дом 22' },
    ],
    ['a level that is empty', { levels: ['Minsk', ' '] }, { levels: ['Minsk'] }],
    ['no name', { name: '' }, { name: '№ 01-010-0001' }],
    ['decimal commas', { latitude: '52,5', longitude: '-23,25' }, { place: { latitude: 52.5, longitude: -23.25 } }],
    ['blanks in a number', { voters: '1 656' }, { registeredVoters: 1656 }],
    ['a character that Postgres refuses', { name: 'A\u0000B' }, { name: 'A B' }],
  ])('takes a row with %s', (_, change, expected) => {
    const checked = checkStationRow({ ...good, ...change });
    expect(checked).toMatchObject({ ok: true, row: expected });
  });

  test.each<[string, Partial<RawStationRow>, string[]]>([
    ['without a code', { code: ' ' }, ['the code is missing']],
    ['with a long code', { code: '1'.repeat(65) }, ['the code is longer than 64 characters']],
    ['without levels', { levels: ['', ' '] }, ['there is neither region nor town']],
    ['off the globe', { latitude: '91' }, ['the latitude is not between -90 and 90']],
    [
      'with words for degrees',
      { longitude: '23°40′' },
      ['the longitude is not a number of degrees, such as 53.902334'],
    ],
    ['with one coordinate', { latitude: '' }, ['of latitude and longitude only one is given']],
    ['with half a voter', { voters: '12.5' }, ['the number of registered voters is not a whole number']],
    [
      'with several mistakes',
      { code: '', voters: 'x' },
      ['the code is missing', 'the number of registered voters is not a whole number'],
    ],
  ])('refuses a row %s', (_, change, reasons) => {
    expect(checkStationRow({ ...good, ...change })).toEqual({ ok: false, reasons });
  });

  test('never throws, and lets nothing through that the database refuses', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.double().map(String), fc.constant(''));
    fc.assert(
      fc.property(
        fc.record({
          code: cell,
          levels: fc.array(cell, { maxLength: 5 }),
          name: cell,
          address: cell,
          latitude: cell,
          longitude: cell,
          voters: cell,
        }),
        (raw) => {
          const checked = checkStationRow(raw);
          if (!checked.ok) return checked.reasons.length > 0;
          const { levels, place, registeredVoters = 0 } = checked.row;
          const texts = [checked.row.code, checked.row.name, checked.row.address, ...levels];
          return (
            texts.every((text) => !text.includes('\0')) &&
            levels.length >= 1 &&
            levels.length <= 5 &&
            Math.abs(place?.latitude ?? 0) <= 90 &&
            Math.abs(place?.longitude ?? 0) <= 180 &&
            Number.isInteger(registeredVoters)
          );
        },
      ),
    );
  });
});

describe('distanceInMetres', () => {
  const place = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });

  test.each([
    ['one degree along the equator', { latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 }, 111_195],
    ['pole to pole', { latitude: 90, longitude: 0 }, { latitude: -90, longitude: 50 }, 20_015_115],
    ['over the date line', { latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 }, 111_195],
    ['London to Paris', { latitude: 51.5074, longitude: -0.1278 }, { latitude: 48.8566, longitude: 2.3522 }, 343_556],
  ])('%s', (_, from, to, metres) => {
    expect(Math.abs(distanceInMetres(from, to) - metres)).toBeLessThan(metres / 200);
  });

  test('is a distance', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        const way = distanceInMetres(a, b);
        expect(distanceInMetres(a, a)).toBe(0);
        expect(distanceInMetres(b, a)).toBeCloseTo(way, 3);
        expect(way).toBeLessThanOrEqual(20_015_116);
        expect(way).toBeLessThanOrEqual(distanceInMetres(a, c) + distanceInMetres(c, b) + 1);
      }),
    );
  });
});
