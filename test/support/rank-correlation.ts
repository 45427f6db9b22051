/**
 * Spearman's rank correlation of two orders of the same things: 1 when they are the same, -1 when one is the other turned
 * round, and near 0 (by some 1/√n) when one says nothing of the other.
 */
export function rankCorrelation(one: readonly string[], other: readonly string[]): number {
  const places = new Map(one.map((id, i) => [id, i]));
  if (places.size !== one.length || other.length !== one.length) throw new Error('not two orders of the same things');
  let squares = 0;
  for (const [i, id] of other.entries()) {
    const place = places.get(id);
    if (place === undefined) throw new Error('not two orders of the same things');
    squares += (place - i) ** 2;
  }
  const n = one.length;
  return 1 - (6 * squares) / (n * (n * n - 1));
}
