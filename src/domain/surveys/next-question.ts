import type { Answer, Answers, Question, SurveyDefinition } from './definition.ts';

/**
 * The question to ask after the one with this id, or the first where `after` is undefined. Branches only
 * lead onwards (`problemsOf`), so that this ends after at most as many steps as there are questions.
 */
export function nextQuestion(
  definition: Pick<SurveyDefinition, 'questions'>,
  answers: Answers,
  after: string | undefined,
): Question | 'end' {
  const { questions } = definition;
  if (after === undefined) return questions[0] ?? 'end';
  const index = questions.findIndex(({ id }) => id === after);
  const current = questions[index];
  // An id that is no longer there: nothing sensible follows.
  if (current === undefined) return 'end';
  const branch = current.branches.find(({ question, anyOf }) =>
    chosen(answers[question]).some((c) => anyOf.includes(c)),
  );
  if (branch === undefined) return questions[index + 1] ?? 'end';
  // Only what lies ahead: a branch backwards, which is refused at saving, must not turn in circles.
  return questions.find(({ id }, place) => id === branch.to && place > index) ?? 'end';
}

/**
 * The questions that these answers lead through, up to and with the first that has no answer yet. An answer
 * that is off the way, since somebody changed an earlier one, decides nothing.
 */
export function questionsOnPath(
  definition: Pick<SurveyDefinition, 'questions'>,
  answers: Answers,
): readonly Question[] {
  const path: Question[] = [];
  const onTheWay: Record<string, Answer> = {};
  for (let next = nextQuestion(definition, onTheWay, undefined); next !== 'end'; ) {
    path.push(next);
    const answer = Object.hasOwn(answers, next.id) ? answers[next.id] : undefined;
    if (answer === undefined) break;
    onTheWay[next.id] = answer;
    next = nextQuestion(definition, onTheWay, next.id);
  }
  return path;
}

/** Whether every question on the way is answered or skipped. */
export function isComplete(definition: Pick<SurveyDefinition, 'questions'>, answers: Answers): boolean {
  return questionsOnPath(definition, answers).every(({ id }) => Object.hasOwn(answers, id));
}

/** The answers without those to questions that are off the way since somebody changed an earlier one. */
export function onlyOnPath(definition: Pick<SurveyDefinition, 'questions'>, answers: Answers): Answers {
  const path = questionsOnPath(definition, answers).filter(({ id }) => Object.hasOwn(answers, id));
  return Object.fromEntries(path.map(({ id }) => [id, answers[id] ?? null]));
}

/** An answer in the terms of a branch's `anyOf`. */
function chosen(answer: Answer | undefined): readonly string[] {
  if (answer === undefined || answer === null) return [];
  return Array.isArray(answer) ? answer : [String(answer)];
}
