import type { Localized } from '../languages.ts';
import type { Question } from '../surveys/definition.ts';

/** One of the things that answers to a question are counted under. */
export interface AnswerOption {
  /** As it is counted; of a range of numbers its ends, such as `20..29`. */
  readonly id: string;
  /** Null where the id is all there is to say: a number, a range, yes, no. */
  readonly label: Localized | null;
}

/** Numbers that have a bar each; more than these are put together into ranges. */
const SINGLE_NUMBERS = 12;
const RANGES = 10;

/** What a question's answers are shown by, in order; none for free text. */
export function answerOptions(question: Question): readonly AnswerOption[] {
  switch (question.kind) {
    case 'one':
    case 'several':
      return question.options.map(({ id, label }) => ({ id, label }));
    case 'yes-no':
      return ['yes', 'no'].map((id) => ({ id, label: null }));
    case 'scale':
      return numbers(question.from, question.to).map((n) => ({ id: `${n}`, label: null }));
    case 'number':
      return ranges(question.min, question.max).map(([from, to]) => ({
        id: from === to ? `${from}` : `${from}..${to}`,
        label: null,
      }));
    case 'text':
      return [];
    default:
      return question satisfies never;
  }
}

/** Puts the counts of a question's answers into the places of its options. Several numbers may share a range. */
export function countsByOption(question: Question, counts: ReadonlyMap<string, number> | undefined): readonly number[] {
  const options = answerOptions(question);
  if (question.kind !== 'number') return options.map(({ id }) => counts?.get(id) ?? 0);
  const places = ranges(question.min, question.max);
  const sums = places.map(() => 0);
  for (const [value, count] of numbersIn(counts)) {
    const place = places.findIndex(([from, to]) => from <= value && value <= to);
    if (place >= 0) sums[place] = (sums[place] ?? 0) + count;
  }
  return sums;
}

/** Mean and median of numbers by how often each was named; undefined when none was. */
export function middleOf(
  counts: ReadonlyMap<string, number> | undefined,
): { mean: number; median: number } | undefined {
  const values = [...numbersIn(counts)].sort(([a], [b]) => a - b);
  const n = values.reduce((sum, [, count]) => sum + count, 0);
  if (n === 0) return undefined;
  const mean = values.reduce((sum, [value, count]) => sum + (value * count) / n, 0);
  const at = (place: number) => {
    let before = 0;
    for (const [value, count] of values) {
      before += count;
      if (before > place) return value;
    }
    return 0;
  };
  return { mean, median: (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2 };
}

function* numbersIn(counts: ReadonlyMap<string, number> | undefined): Iterable<readonly [number, number]> {
  for (const [id, count] of counts ?? []) {
    // `(answered)` and `(skipped)` are no numbers.
    if (count > 0 && /^-?\d+$/.test(id)) yield [Number(id), count];
  }
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Whole ranges of 1, 2, 5, 10, 20, 50 … numbers, as few as cover everything in at most `RANGES` or one more. */
function ranges(min: number, max: number): (readonly [number, number])[] {
  if (max - min < SINGLE_NUMBERS) return numbers(min, max).map((n) => [n, n] as const);
  let step = 1;
  for (let i = 0; (max - min + 1) / step > RANGES; i += 1) step = ([2, 5, 10][i % 3] ?? 1) * 10 ** Math.floor(i / 3);
  const first = Math.floor(min / step) * step;
  const places: (readonly [number, number])[] = [];
  for (let from = first; from <= max; from += step) places.push([Math.max(from, min), Math.min(from + step - 1, max)]);
  return places;
}
