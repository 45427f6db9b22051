import { z } from 'zod';
import { LANGUAGES } from '../languages.ts';
import { MESSENGERS, TIERS } from '../people.ts';
import { ANSWERED, SKIPPED } from '../surveys/answers.ts';
import { AGE_GROUPS, DIMENSIONS, type Dimension, type Question, SETTLEMENTS, SEXES } from '../surveys/definition.ts';
import { countsByOption, middleOf } from './answer-options.ts';
import { HIDE_BELOW, hiddenCells, hiddenTotals } from './suppression.ts';

/** A count that may be shown; null: hidden, see `suppression.ts`. */
const shown = z.int().min(0).nullable();

const share = z.number().min(0).max(1);

const weightedResult = z.strictObject({
  /** By what it is weighted. */
  variables: z.array(z.string()),
  n: z.int(),
  /** Answers without a weight, because something to weight by is not known. */
  leftOut: z.int(),
  effectiveN: z.number(),
  smallest: z.number(),
  largest: z.number(),
  /** No weight is larger than so many times the mean; so many answer sets had one that was. */
  cut: z.number(),
  trimmed: z.int(),
  /** By how much a margin is off after that, at most. */
  off: z.number(),
  /** Of each option: share and modelled interval; null: hidden. */
  options: z.array(z.strictObject({ share, low: share, high: share }).nullable()),
});

export type WeightedResult = z.infer<typeof weightedResult>;

/** Everything that may be shown of one question: no count in it is one that must not be. */
export const questionResult = z.strictObject({
  /** Who answered; null: fewer than may be shown, and nothing else is there either. */
  n: shown,
  /** Who was asked and skipped it. */
  skipped: shown,
  /** How often each option was chosen. */
  counts: z.array(shown),
  /** Of numbers and scales, where nothing is hidden that they would tell. */
  middle: z.strictObject({ mean: z.number(), median: z.number() }).nullable(),
  weighted: weightedResult.nullable(),
  /** By dimension; `groups` null: it cannot be broken down without telling what is hidden. */
  by: z.array(
    z.strictObject({
      dimension: z.enum(DIMENSIONS),
      groups: z.array(z.strictObject({ cell: z.string(), n: shown, counts: z.array(shown) })).nullable(),
    }),
  ),
});

export type QuestionResult = z.infer<typeof questionResult>;

/** Counts of a question's answers: option id → how many; see `countedOptions`. */
export type OptionCounts = ReadonlyMap<string, number>;

export interface CountedQuestion {
  readonly question: Question;
  readonly all: OptionCounts | undefined;
  /** Dimension → cell → counts, for the dimensions that are wanted. */
  readonly by: ReadonlyMap<Dimension, ReadonlyMap<string, OptionCounts>>;
}

/** What may be shown of a question's counts. Weighted figures are put beside it by `survey-results.ts`. */
export function resultOf({ question, all, by }: CountedQuestion): QuestionResult {
  const answered = all?.get(ANSWERED) ?? 0;
  const chosen = countsByOption(question, all);
  const exclusive = question.kind !== 'several';
  const isText = question.kind === 'text';
  const hidden = hiddenTotals({ answered, chosen }, exclusive && !isText);
  if (hidden === undefined) {
    return { n: null, skipped: null, counts: chosen.map(() => null), middle: null, weighted: null, by: [] };
  }
  const skipped = all?.get(SKIPPED) ?? 0;
  const isNumber = question.kind === 'number' || question.kind === 'scale';
  return {
    n: answered,
    skipped: skipped > 0 && skipped < HIDE_BELOW ? null : skipped,
    counts: chosen.map((count, o) => (hidden[o] ? null : count)),
    // A mean is one more sum over the options: with it, what is hidden could be told.
    middle: (isNumber && !hidden.includes(true) && middleOf(all)) || null,
    weighted: null,
    by: isText
      ? []
      : [...by].map(([dimension, cells]) => ({
          dimension,
          groups: groupsOf(question, dimension, cells, { answered, chosen }, hidden),
        })),
  };
}

function groupsOf(
  question: Question,
  dimension: Dimension,
  cells: ReadonlyMap<string, OptionCounts>,
  total: { readonly answered: number; readonly chosen: readonly number[] },
  hiddenOptions: readonly boolean[],
) {
  const groups = inOrder(dimension, [...cells.keys()])
    .map((cell) => {
      const counts = cells.get(cell);
      return { cell, n: counts?.get(ANSWERED) ?? 0, chosen: countsByOption(question, counts) };
    })
    .filter(({ n }) => n > 0);
  const hidden = hiddenCells(
    {
      answered: groups.map(({ n }) => n),
      chosen: groups.map(({ chosen }) => chosen),
      total,
      exclusive: question.kind !== 'several',
    },
    hiddenOptions,
  );
  if (hidden === undefined) return null;
  return groups.map(({ cell, n, chosen }, g) => ({
    cell,
    n: hidden.answered[g] ? null : n,
    counts: chosen.map((count, o) => (hidden.chosen[g]?.[o] ? null : count)),
  }));
}

const ORDERS: Readonly<Partial<Record<Dimension, readonly string[]>>> = {
  messenger: MESSENGERS,
  language: LANGUAGES,
  tier: TIERS,
  sex: SEXES,
  'age-group': AGE_GROUPS,
  settlement: SETTLEMENTS,
};

/** As people expect them; what is not known last. */
function inOrder(dimension: Dimension, cells: readonly string[]): readonly string[] {
  const order = ORDERS[dimension];
  const place = (cell: string) => (cell === '' ? Number.POSITIVE_INFINITY : (order?.indexOf(cell) ?? 0));
  return [...cells].sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    return x !== y ? (x < y ? -1 : 1) : a.localeCompare(b, 'be');
  });
}
