import type { Answer, Answers, Question, SurveyDefinition } from '../domain/surveys/definition.ts';

/**
 * Answers as a dialogue remembers them between two questions: short, because they are part of its input,
 * and without anything that was written freely. An option is its position, several are a mask of bits,
 * a free text is only `true`.
 */
type Short = number | boolean | null;

type Questions = Pick<SurveyDefinition, 'questions'>;

/** Stands for a text that was written: branches do not look at it. */
const SOME_TEXT = '…';

export function remember({ questions }: Questions, answers: Answers): string {
  const short = questions.flatMap((question): [string, Short][] => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return answer === undefined ? [] : [[question.id, shorten(question, answer)]];
  });
  return JSON.stringify(Object.fromEntries(short));
}

/** What was remembered; a text as a placeholder. */
export function recall({ questions }: Questions, remembered: string): Answers {
  const short = JSON.parse(remembered) as Readonly<Record<string, Short>>;
  const answers = questions.flatMap((question): [string, Answer][] => {
    const value = Object.hasOwn(short, question.id) ? short[question.id] : undefined;
    const answer = value === undefined ? undefined : lengthen(question, value);
    return answer === undefined ? [] : [[question.id, answer]];
  });
  return Object.fromEntries(answers);
}

function shorten(question: Question, answer: Answer): Short {
  if (answer === null) return null;
  switch (question.kind) {
    case 'one':
      return question.options.findIndex(({ id }) => id === answer);
    case 'several':
      return question.options.reduce((mask, { id }, i) => mask + (inList(answer, id) ? 2 ** i : 0), 0);
    case 'yes-no':
      return answer === 'yes';
    case 'scale':
    case 'number':
      return Number(answer);
    case 'text':
      return true;
  }
}

function lengthen(question: Question, value: Short): Answer | undefined {
  if (value === null) return null;
  switch (question.kind) {
    case 'one':
      return question.options[Number(value)]?.id;
    case 'several':
      return question.options.filter((_, i) => Math.floor(Number(value) / 2 ** i) % 2 === 1).map(({ id }) => id);
    case 'yes-no':
      return value === true ? 'yes' : 'no';
    case 'scale':
    case 'number':
      return Number(value);
    case 'text':
      return SOME_TEXT;
  }
}

function inList(answer: Answer, id: string): boolean {
  return Array.isArray(answer) && answer.includes(id);
}
