/** What an exported row says about who answered. */
export interface Traits {
  readonly region: string;
  readonly sex: string;
  readonly ageGroup: string;
  readonly settlement: string;
}

/** What is kept, from everything to nothing. */
const KEPT: readonly (readonly (keyof Traits)[])[] = [
  ['region', 'sex', 'ageGroup', 'settlement'],
  ['region', 'sex', 'ageGroup'],
  ['region', 'sex'],
  ['region'],
  [],
];

/**
 * What to say about who answered in a file of single rows, so that nobody is one of fewer than `below` with the same
 * traits: settlement, age group, sex and region are blanked, in this order, only where the group is too small.
 */
export function coarsened(groups: Iterable<readonly [Traits, number]>, below: number): (traits: Traits) => Traits {
  const said = new Map<string, Traits>();
  let left = [...groups].map(([traits, count]) => ({ traits, count }));
  for (const kept of KEPT) {
    const sums = new Map<string, number>();
    for (const { traits, count } of left) {
      const key = keyOf(only(traits, kept));
      sums.set(key, (sums.get(key) ?? 0) + count);
    }
    left = left.filter(({ traits }) => {
      const coarse = only(traits, kept);
      if (kept.length > 0 && (sums.get(keyOf(coarse)) ?? 0) < below) return true;
      said.set(keyOf(traits), coarse);
      return false;
    });
  }
  return (traits) => said.get(keyOf(traits)) ?? only(traits, []);
}

function only({ region, sex, ageGroup, settlement }: Traits, kept: readonly (keyof Traits)[]): Traits {
  const pick = (name: keyof Traits, value: string) => (kept.includes(name) ? value : '');
  return {
    region: pick('region', region),
    sex: pick('sex', sex),
    ageGroup: pick('ageGroup', ageGroup),
    settlement: pick('settlement', settlement),
  };
}

function keyOf({ region, sex, ageGroup, settlement }: Traits): string {
  return JSON.stringify([region, sex, ageGroup, settlement]);
}
