import { z } from 'zod';

/** What an administrator sets for gold items; `gold_terms` holds the same bounds. */
export const goldTerms = z.strictObject({
  /** How many of a hundred items that a reviewer gets have a known answer. */
  percent: z.int().min(0).max(50),
  /** Whoever reads fewer of a hundred gold items rightly is paused. */
  floor: z.int().min(50).max(99),
});

export type GoldTerms = z.infer<typeof goldTerms>;

/** Until somebody sets others. */
export const USUAL_GOLD_TERMS: GoldTerms = { percent: 8, floor: 90 };

/**
 * Mistakes that nobody is paused for. A careful reviewer errs once in a hundred: three mistakes in ten gold items come
 * to less than one in ten thousand of them, and who answers wrongly on purpose is there after three gold items.
 */
export const FORGIVEN = 2;

/** What somebody's gold items say; right and wrong are counts. */
export interface GoldRecord {
  readonly right: number;
  readonly wrong: number;
}

/** Share of gold items that were read rightly; undefined before the first. */
export function goldAccuracy({ right, wrong }: GoldRecord): number | undefined {
  const all = right + wrong;
  return all === 0 ? undefined : right / all;
}

/** Whether a reviewer is to be paused, and their open decisions to be reviewed again. */
export function isBelowFloor(record: GoldRecord, { floor }: Pick<GoldTerms, 'floor'>): boolean {
  const { right, wrong } = record;
  return wrong > FORGIVEN && right * 100 < floor * (right + wrong);
}
