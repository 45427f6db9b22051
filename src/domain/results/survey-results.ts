import { ANSWERED } from '../surveys/answers.ts';
import { ALL_SETS, COMPLETE_SETS, NO_QUESTION } from '../surveys/counting.ts';
import type { Dimension, SurveyDefinition } from '../surveys/definition.ts';
import type { MarginRow } from '../surveys/margins.ts';
import { countsByOption } from './answer-options.ts';
import { type OptionCounts, type QuestionResult, resultOf, type WeightedResult } from './question-result.ts';
import type { Margin } from './raking.ts';
import { HIDE_BELOW } from './suppression.ts';
import {
  LARGEST_WEIGHT,
  type Weighting,
  type WeightingCell,
  type WeightingProblem,
  weigh,
  weightedShares,
} from './weighting.ts';

/** Question id → its counts. The question with an empty id counts the answer sets themselves. */
export type CountsByQuestion = ReadonlyMap<string, OptionCounts>;

/** Everybody with the same region and profile. */
export interface Combination {
  readonly categories: WeightingCell['categories'];
  readonly counts: CountsByQuestion;
}

export interface SurveyCounts {
  readonly all: CountsByQuestion;
  readonly by: ReadonlyMap<Dimension, ReadonlyMap<string, CountsByQuestion>>;
  /** Only needed where there are margins. */
  readonly combinations: readonly Combination[];
}

export interface SurveyResults {
  /** Answer sets, and how many of them are complete. */
  readonly sets: number;
  readonly complete: number;
  /** Null: there are no margins to weight to. A problem: no weighted number at all. */
  readonly weighting: Weighting | WeightingProblem | null;
  /** In the order of the definition. */
  readonly questions: ReadonlyMap<string, QuestionResult>;
}

/** All that may be shown of a survey. What must not be shown is not in it. */
export function surveyResults(
  { questions }: Pick<SurveyDefinition, 'questions'>,
  counts: SurveyCounts,
  margins: readonly MarginRow[],
  dimensions: readonly Dimension[],
): SurveyResults {
  const sets = counts.all.get(NO_QUESTION);
  const weighting = weightingOf(counts.combinations, margins);
  return {
    sets: sets?.get(ALL_SETS) ?? 0,
    complete: sets?.get(COMPLETE_SETS) ?? 0,
    weighting,
    questions: new Map(
      questions.map((question) => {
        const by = dimensions.map((dimension) => {
          const cells = [...(counts.by.get(dimension) ?? [])].flatMap(([cell, ofCell]) => {
            const found = ofCell.get(question.id);
            return found === undefined ? [] : [[cell, found] as const];
          });
          return [dimension, new Map(cells)] as const;
        });
        const result = resultOf({ question, all: counts.all.get(question.id), by: new Map(by) });
        if (weighting?.kind !== 'weighted' || result.n === null) return [question.id, result];
        const answers = counts.combinations.map(({ counts: of }) => {
          const found = of.get(question.id);
          return { answered: found?.get(ANSWERED) ?? 0, chosen: countsByOption(question, found) };
        });
        return [question.id, { ...result, weighted: weightedResultOf(weighting, answers, result) }];
      }),
    ),
  };
}

/** A survey's margins as raking takes them. */
export function marginsOf(rows: readonly MarginRow[]): readonly Margin[] {
  const margins = new Map<string, Map<string, number>>();
  for (const { variable, category, target } of rows) {
    const targets = margins.get(variable) ?? new Map<string, number>();
    margins.set(variable, targets.set(category, target));
  }
  return [...margins].map(([variable, targets]) => ({ variable, targets }));
}

function weightingOf(combinations: readonly Combination[], rows: readonly MarginRow[]): SurveyResults['weighting'] {
  if (rows.length === 0) return null;
  const cells = combinations.map(({ categories, counts }) => ({
    categories,
    count: counts.get(NO_QUESTION)?.get(ALL_SETS) ?? 0,
  }));
  return weigh(cells, marginsOf(rows));
}

/** Digits that say something: more of them would tell weights of single people. */
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

function weightedResultOf(
  weighting: Weighting,
  answers: readonly { readonly answered: number; readonly chosen: readonly number[] }[],
  { n, counts }: QuestionResult,
): WeightedResult | null {
  const shares = weightedShares(weighting, answers, counts.length);
  if (shares === undefined || n === null || shares.n < HIDE_BELOW) return null;
  return {
    variables: [...weighting.variables],
    n: shares.n,
    leftOut: n - shares.n,
    effectiveN: rounded(shares.effectiveN, 1),
    smallest: rounded(shares.smallest, 2),
    largest: rounded(shares.largest, 2),
    cut: LARGEST_WEIGHT,
    trimmed: weighting.trimmed,
    off: rounded(weighting.off, 4),
    options: shares.options.map(({ share, low, high }, o) =>
      counts[o] === null ? null : { share: rounded(share, 4), low: rounded(low, 4), high: rounded(high, 4) },
    ),
  };
}
