import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';

/**
 * How long each property is tried: some seconds here, as long as `npm run test:fuzz` says there. Without it the same
 * cases come every time, so that a change that breaks nothing breaks no test.
 */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 3);
const isLong = process.env.FUZZ_SECONDS !== undefined;

/** For a test's own limit of time. */
export const FUZZ_TEST_MS = SECONDS * 1_000 * 3 + 180_000;

/** Tries a property with values of `arbitrary`, so often at most in the short form, bounded in time in both. */
export async function fuzz<T>(
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => unknown,
  { runs = 200 } = {},
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => {
      const start = performance.now();
      await check(value);
      // A pattern that runs away, or work that grows with the square of what was sent.
      const took = performance.now() - start;
      if (took > SLOWEST_MS) throw new Error(`it took ${Math.round(took)} ms`);
    }),
    {
      numRuns: isLong ? 10_000_000 : runs,
      interruptAfterTimeLimit: SECONDS * 1_000,
      ...(isLong ? {} : { seed: 20_200_809 }),
    },
  );
}

/** However busy the machine: nothing that somebody sends may take so long. */
const SLOWEST_MS = 5_000;

/** How much memory a run may leave behind, in bytes. */
const MOST_LEFT_BYTES = 100 * 1024 * 1024;

/** How much more than before it may hold at any moment, in bytes, what is not collected yet included. */
const MOST_HELD_BYTES = 600 * 1024 * 1024;

/** How often that is looked at, in milliseconds, whenever the work lets go of the thread. */
const LOOK_EVERY_MS = 50;

/** Runs something and fails when memory has grown by more than such work may hold: in the middle, or after it. */
export async function withFlatMemory(work: () => Promise<unknown>): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage();
  let most = 0;
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() - before.rss);
  }, LOOK_EVERY_MS);
  try {
    await work();
  } finally {
    clearInterval(looking);
  }
  collect();
  const after = process.memoryUsage();
  const outside = after.arrayBuffers + after.external - before.arrayBuffers - before.external;
  expect(most).toBeLessThan(MOST_HELD_BYTES);
  expect(Math.max(after.heapUsed - before.heapUsed, outside)).toBeLessThan(MOST_LEFT_BYTES);
}

/** Letters that break things: ends of lines, marks of direction, halves of pairs, formulas, quotes, patterns. */
const LETTERS = [
  '\0', '\n', '\r', '\t', '\u001b', '\u202e', '\u200d', '\ud800', '\udc00', '\ufeff', '\u0301', '\u2028', '"', "'", '`', '\\', '/',
  '<', '>', '&', '%', '=', '+', '-', '@', ';', ',', ':', '.', '..', '{', '}', '[', ']', '(', ')', '*', '_', '~', '#', '|', '$', '^',
  '0', '9', '1e999', 'NaN', 'Infinity', '-0', 'null', 'undefined', '__proto__', 'constructor', 'ў', 'Ё', 'ß', 'İ', '𝟘', '🗳️', ' ', 'a', 'б',
]; // biome-ignore format: one table

/** What somebody may have written, or made a machine write. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...LETTERS), { maxLength: 12 }).map((letters) => letters.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .tuple(fc.constantFrom(...LETTERS), fc.integer({ min: 1, max: 20_000 }))
    .map(([letter, times]) => letter.repeat(times)),
);

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 2 ** 53 + 2, 0.1, [], {}, '', [[]], { a: { b: [] } }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A document like this one, with values, names and whole parts exchanged, left out or doubled. */
export function mutatedJson(sample: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(sample);
  const change = fc.record({
    at: fc.nat(Math.max(0, places.length - 1)),
    how: fc.constantFrom('replace', 'remove', 'rename', 'double') as fc.Arbitrary<
      'replace' | 'remove' | 'rename' | 'double'
    >,
    value: oddValue,
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let made: unknown = structuredClone(sample);
    for (const { at, how, value } of changes) made = changed(made, places[at] ?? [], how, value);
    return made;
  });
}

type Path = readonly (string | number)[];

function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...path, name]))];
}

function changed(root: unknown, path: Path, how: 'replace' | 'remove' | 'rename' | 'double', value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return how === 'replace' ? value : root;
  if (typeof root !== 'object' || root === null) return root;
  const copy: Record<string, unknown> = Array.isArray(root) ? ([...root] as never) : { ...root };
  if (rest.length > 0) copy[name] = changed(copy[name], rest, how, value);
  else if (how === 'replace') copy[name] = value;
  else if (how === 'remove') delete copy[name];
  else if (how === 'double') copy[`${name}2`] = copy[name];
  else Object.defineProperty(copy, '__proto__', { value: copy[name], enumerable: true, configurable: true });
  return copy;
}

/** Bytes like these: cut off, doubled, with some of them changed. */
export function mutatedBytes(...samples: readonly (Buffer | string)[]): fc.Arbitrary<Buffer> {
  const change = fc.record({
    how: fc.constantFrom('set', 'cut', 'insert', 'copy', 'drop'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    bytes: fc.uint8Array({ maxLength: 20 }),
  });
  const base = fc.constantFrom(...samples).map((sample) => Buffer.from(sample));
  return fc.tuple(base, fc.array(change, { maxLength: 6 })).map(([start, changes]) => {
    let made = start;
    for (const { how, at, length, bytes } of changes) {
      const place = Math.floor(at * made.length);
      const [before, after] = [made.subarray(0, place), made.subarray(place)];
      if (how === 'cut') made = before;
      else if (how === 'insert') made = Buffer.concat([before, bytes, after]);
      else if (how === 'set') made = Buffer.concat([before, bytes, after.subarray(bytes.length)]);
      else if (how === 'drop') made = Buffer.concat([before, after.subarray(length)]);
      else made = Buffer.concat([before, after.subarray(0, length), after]);
    }
    return made;
  });
}

/** Any bytes at all. */
export const anyBytes = fc.uint8Array({ maxLength: 4_000 }).map((bytes) => Buffer.from(bytes));
