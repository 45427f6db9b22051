import type { AttackAlarm } from './alarm.ts';
import type { AttackFigures, WatchedCell } from './figures.ts';
import { correlationOf, type Measured, shareDeviations, usualShare } from './unusual.ts';

const DEVIATIONS = 5;
/** Fewer bad ones are mistakes. */
const FROM = 8;
/** Of a station's ballots, a region's, a day's: how much they resemble each other at least. */
const LEAST_CORRELATION = { station: 0.005, region: 0.0005, day: 0.001 } as const;

/**
 * Where ballots are rejected, or come a second time, more often than elsewhere, since the beginning: somebody who sends
 * a few made-up ones every day never makes a surge, but their share adds up.
 */
export function photoAlarms({ stations, days, cells }: AttackFigures): AttackAlarm[] {
  const by = (key: (cell: WatchedCell) => string | undefined): ReadonlyMap<string, Measured> => {
    const all = new Map<string, Measured>();
    for (const cell of cells) {
      const name = key(cell);
      if (name === undefined || cell.accepted + cell.bad === 0) continue;
      const known = all.get(name) ?? { count: 0, size: 0 };
      all.set(name, { count: known.count + cell.bad, size: known.size + cell.bad + cell.accepted });
    }
    return all;
  };
  return [
    ...standOut(
      by(({ station }) => stations[station]?.code),
      LEAST_CORRELATION.station,
      (station) => ({ station }),
    ),
    ...standOut(
      by(({ station }) => stations[station]?.region),
      LEAST_CORRELATION.region,
      (region) => ({ region }),
    ),
    ...standOut(
      by(({ day }) => days[day]),
      LEAST_CORRELATION.day,
      (day) => ({ day }),
    ),
  ];
}

function standOut(
  all: ReadonlyMap<string, Measured>,
  leastCorrelation: number,
  name: (key: string) => Partial<AttackAlarm>,
): AttackAlarm[] {
  const measured = [...all.values()];
  // One alone has nothing to be compared with.
  if (measured.length < 2) return [];
  const share = usualShare(measured);
  const correlation = correlationOf(measured, share, leastCorrelation);
  return [...all].flatMap(([key, one]) =>
    one.count >= FROM && shareDeviations(one, share, correlation) >= DEVIATIONS
      ? [{ kind: 'bad-photos' as const, ...name(key), count: one.count, expected: share * one.size }]
      : [],
  );
}
