import type { Question } from './definition.ts';
import type { SurveyProblem } from './problems.ts';

/** What may be named in a branch on this question; undefined where any whole number may, or nothing (free text). */
export function answersOf(question: Question): readonly string[] | undefined {
  switch (question.kind) {
    case 'one':
    case 'several':
      return question.options.map(({ id }) => id);
    case 'yes-no':
      return ['yes', 'no'];
    case 'scale':
      return scaleValues(question).map(String);
    case 'number':
    case 'text':
      return undefined;
    default:
      return question satisfies never;
  }
}

/** The numbers of a scale, from the lowest; none while its ends make no sense. */
export function scaleValues({ from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to - from > 100) return [];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
}

/**
 * What is wrong with the branches of one question. One that leads to its own question or to an earlier one
 * is endless: the same answers would lead there again.
 */
export function branchProblems(questions: readonly Question[], index: number): SurveyProblem[] {
  const branches = questions[index]?.branches ?? [];
  return branches.flatMap(({ question, anyOf, to }, number): SurveyProblem[] => {
    const place = `questions.${index}.branches.${number}`;
    const asked = questions.findIndex(({ id }) => id === question);
    const target = questions.findIndex(({ id }) => id === to);
    const problems: SurveyProblem[] = [];
    if (asked === -1) problems.push({ place: `${place}.question`, code: 'branch-unknown-question' });
    else if (asked > index) problems.push({ place: `${place}.question`, code: 'branch-later-question' });
    else problems.push(...answerProblems(questions[asked], anyOf, `${place}.anyOf`));
    if (to !== 'end' && target === -1) problems.push({ place: `${place}.to`, code: 'branch-nowhere' });
    else if (to !== 'end' && target <= index) problems.push({ place: `${place}.to`, code: 'branch-endless' });
    return problems;
  });
}

function answerProblems(question: Question | undefined, anyOf: readonly string[], place: string): SurveyProblem[] {
  if (question === undefined) return [];
  if (question.kind === 'text') return [{ place, code: 'branch-on-text' }];
  if (anyOf.length === 0) return [{ place, code: 'branch-no-answer' }];
  const answers = answersOf(question);
  const fits = (answer: string) =>
    answers === undefined
      ? question.kind === 'number' && /^(0|-?[1-9]\d*)$/.test(answer) && isWithin(Number(answer), question)
      : answers.includes(answer);
  return anyOf.every(fits) ? [] : [{ place, code: 'branch-unknown-answer' }];
}

function isWithin(value: number, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return value >= min && value <= max;
}

/**
 * Places of the questions that no answers lead to. An answer of an earlier question counts as possible
 * whatever it is; only what a question itself decides is followed exactly.
 */
export function unreachableQuestions(questions: readonly Question[]): readonly number[] {
  const reached = new Set(questions.length === 0 ? [] : [0]);
  for (const [index, question] of questions.entries()) {
    if (!reached.has(index)) continue;
    for (const { to } of question.branches) {
      const target = questions.findIndex(({ id }) => id === to);
      if (target > index) reached.add(target);
    }
    if (!alwaysBranches(question) && index + 1 < questions.length) reached.add(index + 1);
  }
  return questions.flatMap((_, index) => (reached.has(index) ? [] : [index]));
}

/** Whether every answer to the question follows one of its branches, so that the next in order never comes. */
function alwaysBranches(question: Question): boolean {
  if (question.optional || (question.kind === 'several' && question.min === 0)) return false;
  const answers = answersOf(question);
  if (answers === undefined || answers.length === 0) return false;
  const taken = new Set(question.branches.flatMap((branch) => (branch.question === question.id ? branch.anyOf : [])));
  return answers.every((answer) => taken.has(answer));
}
