import fc from 'fast-check';
import { instantOf, localTimeOf } from '../../../src/domain/surveys/times.ts';

test.each([
  ['Minsk', '2026-11-22T18:30', 'Europe/Minsk', '2026-11-22T15:30:00.000Z'],
  ['UTC', '2026-11-22T18:30', 'UTC', '2026-11-22T18:30:00.000Z'],
  ['Warsaw in summer', '2026-07-01T08:00', 'Europe/Warsaw', '2026-07-01T06:00:00.000Z'],
  ['an hour that is left out', '2026-03-29T02:30', 'Europe/Warsaw', '2026-03-29T01:30:00.000Z'],
  ['an hour that comes twice', '2026-10-25T02:30', 'Europe/Warsaw', '2026-10-25T00:30:00.000Z'],
  ['with seconds, as some browsers send', '2026-11-22T18:30:15', 'Europe/Minsk', '2026-11-22T15:30:00.000Z'],
  ['a leap day', '2028-02-29T00:00', 'Europe/Minsk', '2028-02-28T21:00:00.000Z'],
])('%s', (_name, local, zone, at) => {
  expect(instantOf(local, zone)?.toISOString()).toBe(at);
});

test.each(['', 'tomorrow', '2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T25:00', '2026-01-01', '2026-01-01T10'])(
  '%j is no time',
  (local) => {
    expect(instantOf(local, 'Europe/Minsk')).toBeUndefined();
  },
);

test('what is shown is read as the same minute', () => {
  const zones = fc.constantFrom('Europe/Minsk', 'Europe/Warsaw', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia');
  const minutes = fc.integer({ min: 26_000_000, max: 36_000_000 });
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const at = new Date(minute * 60_000);
      const local = localTimeOf(at, zone);
      const read = instantOf(local, zone);
      expect(read && localTimeOf(read, zone)).toBe(local);
      // Only an hour that comes twice is read as its first.
      expect([0, 3_600_000]).toContain(at.getTime() - (read?.getTime() ?? 0));
    }),
  );
});
