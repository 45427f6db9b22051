const COLUMNS = 9;
const ROWS = 8;

/** About as many samples along the shorter side; more change nothing in a hash of 9 by 8 cells. */
const SAMPLES = 240;

/**
 * The 64-bit difference hash (dHash) of a picture: 9 by 8 cells of mean brightness, and one bit for each
 * two neighbours in a row, set when the right one is brighter. After Neal Krawetz, "Kind of Like That",
 * https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html (2013).
 * The first bit is the highest. Signed, because Postgres' bigint is.
 *
 * `rgb` holds `width` × `height` pixels of three bytes, at least 9 by 8 of them.
 */
export function perceptualHash(rgb: Uint8Array, width: number, height: number): bigint {
  const cells = brightness(rgb, width, height);
  let bits = 0n;
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS - 1; column++) {
      const left = cells[row * COLUMNS + column] ?? 0;
      const right = cells[row * COLUMNS + column + 1] ?? 0;
      bits = (bits << 1n) | (right > left ? 1n : 0n);
    }
  }
  return BigInt.asIntN(64, bits);
}

/** In how many of the 64 bits two hashes differ. */
export function hashDistance(a: bigint, b: bigint): number {
  let distance = 0;
  for (let rest = BigInt.asUintN(64, a ^ b); rest > 0n; rest &= rest - 1n) distance++;
  return distance;
}

/** Mean brightness of each cell, row by row. */
function brightness(rgb: Uint8Array, width: number, height: number): Float64Array {
  const sums = new Float64Array(COLUMNS * ROWS);
  const counts = new Uint32Array(COLUMNS * ROWS);
  const step = Math.max(1, Math.floor(Math.min(width, height) / SAMPLES));
  for (let y = 0; y < height; y += step) {
    const row = Math.floor((y * ROWS) / height) * COLUMNS;
    let x = 0;
    for (let column = 0; column < COLUMNS; column++) {
      // Where the next column begins.
      const end = Math.ceil(((column + 1) * width) / COLUMNS);
      let sum = 0;
      let count = 0;
      for (; x < end; x += step) {
        const at = (y * width + x) * 3;
        // Close to BT.601's weights of red, green and blue, in eighths.
        sum += 2 * (rgb[at] ?? 0) + 5 * (rgb[at + 1] ?? 0) + (rgb[at + 2] ?? 0);
        count++;
      }
      sums[row + column] = (sums[row + column] ?? 0) + sum;
      counts[row + column] = (counts[row + column] ?? 0) + count;
    }
  }
  return sums.map((sum, cell) => sum / (counts[cell] ?? 1));
}
