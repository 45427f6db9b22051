/** Whoever reads fewer gold items rightly is paused; a share, 0 to 1. */
export const GOLD_FLOOR = 0.9;

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
export function isBelowFloor(record: GoldRecord, floor: number = GOLD_FLOOR): boolean {
  const accuracy = goldAccuracy(record);
  return accuracy !== undefined && record.wrong > FORGIVEN && accuracy < floor;
}
