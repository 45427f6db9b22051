const BYTEA_OID = 17;
const HEADER_BYTES = 20;

/**
 * A `bytea[]` parameter in Postgres' binary array format: number of dimensions, whether there are nulls,
 * element type, length, lower bound, then each element with its length (-1 for null). `pg` would write
 * it as text, each byte as two digits, which is most of the work of a batch's statements.
 * https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/arrayfuncs.c (array_recv)
 */
export function byteaArray(values: readonly (Buffer | null)[]): Buffer {
  let size = HEADER_BYTES;
  for (const value of values) size += 4 + (value?.length ?? 0);
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(BYTEA_OID, 8);
  // An empty array has no dimension, and ends here.
  if (values.length === 0) return array.subarray(0, 12);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(value?.length ?? -1, at);
    if (value !== null) at += value.copy(array, at);
  }
  return array;
}
