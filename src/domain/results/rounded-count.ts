/** Under this, a public counter only says that there are few. */
export const COUNTER_FROM = 10;

/**
 * A number of people for everybody to see, rounded down so that one more person is not seen: to tens below a
 * thousand, to hundreds below a hundred thousand, then to thousands. Zero below `COUNTER_FROM`.
 */
export function roundedCount(count: number): number {
  if (count < COUNTER_FROM) return 0;
  const step = count < 1_000 ? 10 : count < 100_000 ? 100 : 1_000;
  return Math.floor(count / step) * step;
}
