import type { Answer, Question } from './definition.ts';

/** Counted for every answer that was not skipped: what the shares of its options are shares of. */
export const ANSWERED = '(answered)';

/** Counted for a question that was asked and skipped. */
export const SKIPPED = '(skipped)';

export type AnswerProblem =
  | 'wrong-kind'
  | 'unknown-option'
  | 'too-few'
  | 'too-many'
  | 'out-of-range'
  | 'not-a-number'
  | 'too-long'
  | 'empty'
  /** Skipped, and it may not be. */
  | 'needed';

/** Why this cannot be the answer to the question; undefined when it can. */
export function answerProblem(question: Question, answer: Answer): AnswerProblem | undefined {
  if (answer === null) return question.optional ? undefined : 'needed';
  switch (question.kind) {
    case 'one':
      if (typeof answer !== 'string') return 'wrong-kind';
      return question.options.some(({ id }) => id === answer) ? undefined : 'unknown-option';
    case 'yes-no':
      if (typeof answer !== 'string') return 'wrong-kind';
      return answer === 'yes' || answer === 'no' ? undefined : 'unknown-option';
    case 'several': {
      if (!Array.isArray(answer)) return 'wrong-kind';
      const distinct = new Set(answer);
      if ([...distinct].some((id) => !question.options.some((option) => option.id === id))) return 'unknown-option';
      if (distinct.size < question.min) return 'too-few';
      return distinct.size > question.max ? 'too-many' : undefined;
    }
    case 'scale':
      return numberProblem(answer, question.from, question.to);
    case 'number':
      return numberProblem(answer, question.min, question.max);
    case 'text':
      if (typeof answer !== 'string') return 'wrong-kind';
      if (answer.trim() === '') return 'empty';
      return answer.length > question.longest ? 'too-long' : undefined;
    default:
      return question satisfies never;
  }
}

function numberProblem(
  answer: string | number | readonly string[],
  min: number,
  max: number,
): AnswerProblem | undefined {
  if (typeof answer !== 'number') return 'wrong-kind';
  if (!Number.isSafeInteger(answer)) return 'not-a-number';
  return answer < min || answer > max ? 'out-of-range' : undefined;
}

/**
 * Under what an answer is counted, without repeats: `(skipped)`, or `(answered)` and besides it the
 * options chosen, each once; a number by its text; a free text by nothing else.
 */
export function countedOptions(question: Question, answer: Answer): readonly string[] {
  if (answer === null) return [SKIPPED];
  if (question.kind === 'text') return [ANSWERED];
  return [ANSWERED, ...new Set(Array.isArray(answer) ? answer : [String(answer)])];
}

/** A whole number as somebody types it: blanks between the digits, a plus, a minus of any kind. */
export function typedNumber(text: string): number | undefined {
  const digits = text
    .trim()
    .replace(/[\s\u00a0\u202f]+(?=\d)/g, '')
    .replace(/^[−–—]/, '-');
  if (!/^[+-]?\d{1,15}$/.test(digits)) return undefined;
  // Not -0, which would be counted as another number than 0.
  return Number(digits) || 0;
}
