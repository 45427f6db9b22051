import { groupBy } from '../group-by.ts';
import { TIERS, type Tier } from '../people.ts';
import { median, sum } from '../sums.ts';
import type { AlarmKind, AttackAlarm } from './alarm.ts';
import type { AttackFigures, WatchedCell } from './figures.ts';
import { correlationOf, deviations, shareDeviations, spreadOf, usualShare } from './unusual.ts';

/** How many deviations are looked at by a person; there are tens of thousands of cells, and their tails are long. */
const SURGE_DEVIATIONS = 6;
const ONE_SIDED_DEVIATIONS = 6;
/** Fewer are nobody's attack. */
const SURGE_FROM = 15;
const ONE_SIDED_FROM = 30;
/** One station's days differ at least so much. */
const LEAST_SPREAD = 0.15;
/** A station's liveliness is taken for usual until so many counts say otherwise. */
const PRIOR = 3;
const LEAST_CORRELATION = 0.02;
/** A region of fewer is compared with the whole country. */
const REGION_FROM = 8;

/** What stands out at a station: against its register, against its region on that day, against its region's choices. */
export function stationAlarms(figures: AttackFigures): AttackAlarm[] {
  const groups = groupsOf(figures);
  return [
    ...overRegister(figures),
    ...TIERS.flatMap((tier) => [...surges(figures, groups, tier), ...oneSided(figures, groups, tier)]),
  ];
}

function overRegister({ stations, cells }: AttackFigures): AttackAlarm[] {
  const counted = new Map<number, number>();
  for (const { station, counted: more } of cells) counted.set(station, (counted.get(station) ?? 0) + more);
  return stations.flatMap(({ code, voters }, place) => {
    const count = counted.get(place) ?? 0;
    return voters !== null && count > voters
      ? [{ kind: 'over-register' as const, station: code, count, expected: voters }]
      : [];
  });
}

/** Regions that are large enough, by the places of their stations; what is left over is one more. */
function groupsOf({ stations }: AttackFigures): number[][] {
  const places = stations.map((_, place) => place);
  const regions = [...groupBy(places, (place) => stations[place]?.region ?? '').values()];
  const small = regions.filter(({ length }) => length < REGION_FROM).flat();
  const large = regions.filter(({ length }) => length >= REGION_FROM).map((region) => [...region]);
  return small.length === 0 ? large : [...large, small.length >= REGION_FROM ? small : places];
}

/**
 * Each day's counts against those of the same region and day, by size: when a region comes back after days without a
 * network, all its stations rise together, and none of them stands out.
 */
function surges(figures: AttackFigures, groups: readonly number[][], tier: Tier): AttackAlarm[] {
  const sizes = sizesOf(figures);
  const found: AttackAlarm[] = [];
  const watched: [AlarmKind, (cell: WatchedCell) => number][] = [
    ['ballots-surge', ({ counted, bad }) => counted + bad],
    ['accounts-surge', ({ joined }) => joined],
  ];
  for (const [kind, countOf] of watched) {
    const counts = figures.days.map(() => new Float64Array(figures.stations.length));
    for (const cell of figures.cells) {
      const day = counts[cell.day];
      if (cell.tier === tier && day !== undefined) day[cell.station] = (day[cell.station] ?? 0) + countOf(cell);
    }
    const seen = groups.flatMap((group) => expectedIn(group, counts, sizes));
    const spread = spreadOf(seen, LEAST_SPREAD);
    for (const { station, day, count, expected, known } of seen) {
      if (count < SURGE_FROM || deviations(count, expected, spread + 1 / known) < SURGE_DEVIATIONS) continue;
      found.push({ kind, station: codeOf(figures, station), day: figures.days[day] ?? '', count, expected });
    }
  }
  return found;
}

interface Expected {
  readonly station: number;
  readonly day: number;
  readonly count: number;
  readonly expected: number;
  /** How many counts the station's own liveliness is told by. */
  readonly known: number;
}

/**
 * What each station of a region was to be expected to have on each day: what is usual on that day for its size, times how
 * lively it was on all other days, as far as these are enough to tell (a gamma prior around 1).
 */
function expectedIn(group: readonly number[], counts: readonly Float64Array[], sizes: readonly number[]): Expected[] {
  const usual = counts.map((values) =>
    usualShare(group.map((place) => ({ count: values[place] ?? 0, size: sizes[place] ?? 1 }))),
  );
  const whole = sum(usual);
  return group.flatMap((station) => {
    const all = sum(counts.map((values) => values[station] ?? 0));
    return counts.map((values, day) => {
      const [count, size] = [values[station] ?? 0, sizes[station] ?? 1];
      const known = all - count + PRIOR;
      const lively = known / ((whole - (usual[day] ?? 0)) * size + PRIOR);
      return { station, day, count, expected: (usual[day] ?? 0) * size * lively, known };
    });
  });
}

/** By its register; where that is not known, as the middle of those that are. */
function sizesOf({ stations }: AttackFigures): number[] {
  const usual = median(stations.flatMap(({ voters }) => (voters === null ? [] : [voters]))) || 1;
  return stations.map(({ voters }) => Math.max(1, voters ?? usual));
}

function oneSided(figures: AttackFigures, groups: readonly number[][], tier: Tier): AttackAlarm[] {
  const found: AttackAlarm[] = [];
  const own = figures.choices.filter((choice) => choice.tier === tier);
  const totals = new Map<number, number>();
  for (const { station, count } of own) totals.set(station, (totals.get(station) ?? 0) + count);
  const byChoice = groupBy(own, ({ choiceId }) => choiceId);
  for (const group of groups) {
    for (const [choiceId, all] of byChoice) {
      const counts = new Map(all.map(({ station, count }) => [station, count]));
      const measured = group
        .filter((place) => (totals.get(place) ?? 0) > 0)
        .map((place) => ({ place, count: counts.get(place) ?? 0, size: totals.get(place) ?? 0 }));
      const share = usualShare(measured);
      const correlation = correlationOf(measured, share, LEAST_CORRELATION);
      for (const { place, count, size } of measured) {
        if (count < ONE_SIDED_FROM || shareDeviations({ count, size }, share, correlation) < ONE_SIDED_DEVIATIONS)
          continue;
        found.push({ kind: 'one-sided', station: codeOf(figures, place), choiceId, count, expected: share * size });
      }
    }
  }
  return found;
}

function codeOf({ stations }: AttackFigures, place: number): string {
  return stations[place]?.code ?? '';
}
