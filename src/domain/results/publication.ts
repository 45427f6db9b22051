import { z } from 'zod';
import type { Localized } from '../languages.ts';
import type { Question, SurveyDefinition } from '../surveys/definition.ts';
import { answerOptions } from './answer-options.ts';
import { questionResult } from './question-result.ts';
import type { SurveyResults } from './survey-results.ts';

const localized = z.strictObject({ be: z.string(), ru: z.string(), en: z.string() });

/** A question with its result, as it is published: texts and figures stay as they were approved. */
export const publishedQuestion = z.strictObject({
  id: z.string(),
  kind: z.enum(['one', 'several', 'scale', 'yes-no', 'text', 'number']),
  text: localized,
  options: z.array(z.strictObject({ id: z.string(), label: localized.nullable() })),
  /** What the ends of a scale mean. */
  ends: z.strictObject({ low: localized, high: localized }).nullable(),
  result: questionResult,
});

export type PublishedQuestion = z.infer<typeof publishedQuestion>;

/** A question as it may be shown, beside its result. Undefined: there is nothing to show of it. */
export function shownQuestion(question: Question, results: SurveyResults): PublishedQuestion | undefined {
  const result = results.questions.get(question.id);
  if (result === undefined) return undefined;
  const { id, kind, text } = question;
  return {
    id,
    kind,
    text: plain(text),
    options: answerOptions(question).map((option) => ({
      id: option.id,
      label: option.label === null ? null : plain(option.label),
    })),
    ends: question.kind === 'scale' ? { low: plain(question.low), high: plain(question.high) } : null,
    result,
  };
}

/** The questions that can be published: free text never is, and what is too small to be shown neither. */
export function publishable(
  definition: Pick<SurveyDefinition, 'questions'>,
  results: SurveyResults,
): PublishedQuestion[] {
  return definition.questions.flatMap((question) => {
    const shown = question.kind === 'text' ? undefined : shownQuestion(question, results);
    return shown === undefined || shown.result.n === null ? [] : [shown];
  });
}

function plain({ be, ru, en }: Localized): { be: string; ru: string; en: string } {
  return { be, ru, en };
}
