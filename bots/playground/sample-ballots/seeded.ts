import { createHash } from 'node:crypto';

/** A source of numbers that are always the same for the same seed. */
export interface Seeded {
  /** From 0 to below 1. */
  next(): number;
  between(low: number, high: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/**
 * Chris Doty-Humphrey's sfc32 (PractRand), with its whole state from SHA-256 of the seed: with 32 bits
 * of state, two among a hundred thousand ballots would be the same.
 */
export function seeded(seed: string): Seeded {
  const digest = createHash('sha256').update(seed).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = digest.readInt32LE(12);
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}
