import { isDeepStrictEqual } from 'node:util';
import type { Question, SurveyDefinition } from './definition.ts';

/** What of a survey that people are answering, or have answered, may not become something else. */
export interface FrozenChange {
  /** The field's path in the definition, such as `questions.2.options`. */
  readonly place: string;
  readonly code: 'frozen';
}

/**
 * What the new definition changes and may not, because answers were given to the old one: which questions
 * and options there are, in which order, of which kind and limits, and where they branch to. Texts may
 * still be put right, also how the survey begins and ends.
 */
export function frozenChanges(before: SurveyDefinition, after: SurveyDefinition): readonly FrozenChange[] {
  const sameQuestions = isDeepStrictEqual(
    before.questions.map(({ id }) => id),
    after.questions.map(({ id }) => id),
  );
  if (!sameQuestions) return [{ place: 'questions', code: 'frozen' }];
  return after.questions.flatMap((question, index): FrozenChange[] => {
    const old = before.questions[index];
    if (old === undefined) return [];
    const [was, is] = [essence(old), essence(question)];
    return Object.keys({ ...was, ...is })
      .filter((field) => !isDeepStrictEqual(was[field], is[field]))
      .map((field) => ({ place: `questions.${index}.${field}`, code: 'frozen' }));
  });
}

/** A question without its words. */
function essence(question: Question): Readonly<Record<string, unknown>> {
  const { kind, optional, branches } = question;
  const common = { kind, optional, branches };
  switch (question.kind) {
    case 'one':
      return { ...common, options: question.options.map(({ id }) => id) };
    case 'several':
      return { ...common, options: question.options.map(({ id }) => id), min: question.min, max: question.max };
    case 'scale':
      return { ...common, from: question.from, to: question.to };
    case 'number':
      return { ...common, min: question.min, max: question.max };
    case 'text':
      return { ...common, longest: question.longest };
    case 'yes-no':
      return common;
    default:
      return question satisfies never;
  }
}
