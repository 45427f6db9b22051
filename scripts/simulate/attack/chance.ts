import { seededRandom } from '../../../bots/playground/faults.ts';

/** Chance that repeats itself for the same seed. */
export interface Chance {
  /** From 0 to 1. */
  share(): number;
  below(limit: number): number;
  /** Standard normal. */
  normal(): number;
  /** How often something happens that happens `mean` times on average. */
  poisson(mean: number): number;
  /** How many of `size` happen, each with this share. */
  of(size: number, share: number): number;
  /** So many different ones. */
  some<T>(all: readonly T[], count: number): T[];
}

export function chanceOf(seed: number): Chance {
  const share = seededRandom(seed);
  const below = (limit: number) => Math.floor(share() * limit);
  const normal = () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  const poisson = (mean: number): number => {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    let [count, product] = [0, share()];
    for (const end = Math.exp(-mean); product > end; product *= share()) count += 1;
    return count;
  };
  const of = (size: number, rate: number): number => {
    if (size > 200)
      return Math.min(size, Math.max(0, Math.round(size * rate + Math.sqrt(size * rate * (1 - rate)) * normal())));
    let count = 0;
    for (let i = 0; i < size; i += 1) if (share() < rate) count += 1;
    return count;
  };
  const some = <T>(all: readonly T[], count: number): T[] => {
    const left = [...all];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
  };
  return { share, below, normal, poisson, of, some };
}
