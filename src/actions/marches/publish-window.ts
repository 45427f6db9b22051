import { randomBytes } from 'node:crypto';
import { type MarchTimes, windowsOf } from '../../domain/marches/march.ts';
import { coefficients, drawDeviation, noiseAt, standardNormal } from '../../domain/marches/noise.ts';
import { countryCount, newMilestones, publishedCount } from '../../domain/marches/published.ts';
import type { Tier } from '../../domain/people.ts';
import type { Queryable } from '../../storage/database.ts';
import { countCheckIns } from '../../storage/march-check-ins.ts';
import {
  addDraws,
  addWindow,
  type DrawRow,
  type PublishedWindow,
  reachedMilestones,
  readDraws,
} from '../../storage/march-series.ts';

/** How the draws of a march are made: drawn once, when its window is published. */
export interface Noise {
  /** The standard deviation of each draw, in a march of so many windows. */
  readonly deviation: (windows: number) => number;
  /** A draw from N(0, 1). */
  readonly draw: () => number;
}

/** Noise from the system's own randomness. */
export function secretNoise(): Noise {
  const known = new Map<number, number>();
  return {
    deviation(windows) {
      const deviation = known.get(windows) ?? drawDeviation(windows);
      known.set(windows, deviation);
      return deviation;
    },
    draw: () => standardNormal(uniform(), uniform()),
  };
}

/** Uniform in (0, 1]: 53 random bits. */
function uniform(): number {
  const bits = randomBytes(7);
  return (bits.readUIntBE(0, 6) * 32 + ((bits[6] ?? 0) >> 3) + 1) / 2 ** 53;
}

export interface PublishedMarch extends MarchTimes {
  readonly id: string;
  readonly definition: { readonly zones: readonly unknown[] };
}

/**
 * Publishes a window of a march that is locked, in the caller's transaction: counts what is counted at its end, and
 * adds one draw a zone and tier for every window since the last one. A window that was published before stays as it is.
 * Resolves to the milestones that are passed with it, the lowest first.
 */
export async function publishWindow(
  q: Queryable,
  noise: Noise,
  march: PublishedMarch,
  window: number,
  at: Date,
): Promise<{ readonly published: PublishedWindow; readonly milestones: readonly number[] } | undefined> {
  const windows = windowsOf(march);
  const deviation = noise.deviation(windows);
  const f = coefficients(window + 1);
  const counts = await countCheckIns(q, march.id, window);
  const draws = await readDraws(q, march.id);
  const added: DrawRow[] = [];
  const published = (tier: Tier) =>
    march.definition.zones.map((_, zone) => {
      const earlier = draws.find((row) => row.zone === zone && row.tier === tier)?.draws ?? [];
      const fresh = Array.from({ length: Math.max(0, window + 1 - earlier.length) }, () => noise.draw() * deviation);
      added.push({ zone, tier, draws: fresh });
      const count = counts.find((row) => row.zone === zone && row.tier === tier)?.count ?? 0;
      return publishedCount(count, noiseAt([...earlier, ...fresh], window, f));
    });
  const verified = published('verified');
  const row: PublishedWindow = { window, at, verified, unverified: published('unverified') };
  if (!(await addWindow(q, march.id, row))) return undefined;
  await addDraws(q, march.id, added);
  const milestones = newMilestones(countryCount(verified), await reachedMilestones(q, march.id));
  return { published: row, milestones };
}
