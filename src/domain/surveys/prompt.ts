import type { Language } from '../languages.ts';
import { scaleValues } from './branches.ts';
import type { Question } from './definition.ts';
import { actionButtonId, optionButtonId } from './limits.ts';

/** What a question says besides its own text, in the person's language. */
export interface PromptWords {
  readonly yes: string;
  readonly no: string;
  readonly done: string;
  readonly skip: string;
  readonly back: string;
  /** Such as “Question 2 of about 7”. */
  readonly position: (number: number, of: number) => string;
  /** How many may be chosen, how long an answer may be, from where to where a number or a scale goes. */
  readonly hint: (question: Question) => string;
}

export interface PromptOptions {
  readonly surveyId: string;
  readonly language: Language;
  readonly words: PromptWords;
  /** Which question this is, counted from 1, and how many there are; left out, nothing is said of it. */
  readonly position?: { readonly number: number; readonly of: number };
  /** Ids of options that are ticked already, of a question of several. */
  readonly chosen?: readonly string[];
  /** Whether there is a question to go back to. */
  readonly canGoBack: boolean;
}

/** A message with its buttons, as `messaging/outgoing.ts` takes it. */
export interface QuestionPrompt {
  readonly text: string;
  readonly options: readonly (readonly { readonly id: string; readonly label: string }[])[];
}

const TICKED = '☑️ ';
const UNTICKED = '◻️ ';

/** A scale of more buttons than this is laid out in two rows. */
const MAX_IN_A_ROW = 6;

/** How a question looks in a chat: the same for who answers it, who tries it and who previews it. */
export function questionPrompt(question: Question, options: PromptOptions): QuestionPrompt {
  const { surveyId, language, words, position, chosen = [] } = options;
  const button = (id: string, label: string) => ({ id: optionButtonId(surveyId, question.id, id), label });
  const lines = [
    position === undefined ? '' : words.position(position.number, position.of),
    question.text[language].trim(),
    ...ends(question, language),
    words.hint(question),
  ];
  return {
    text: lines.filter((line) => line !== '').join('\n\n'),
    options: [...answerRows(question, language, words, chosen, button), ...actionRows(question, options)],
  };
}

type Row = QuestionPrompt['options'][number];

function answerRows(
  question: Question,
  language: Language,
  words: PromptWords,
  chosen: readonly string[],
  button: (id: string, label: string) => Row[number],
): readonly Row[] {
  switch (question.kind) {
    case 'one':
      return question.options.map(({ id, label }) => [button(id, label[language])]);
    case 'several':
      return question.options.map(({ id, label }) => [
        button(id, `${chosen.includes(id) ? TICKED : UNTICKED}${label[language]}`),
      ]);
    case 'yes-no':
      return [[button('yes', words.yes), button('no', words.no)]];
    case 'scale':
      return inRows(scaleValues(question).map((value) => button(String(value), String(value))));
    case 'text':
    case 'number':
      return [];
    default:
      return question satisfies never;
  }
}

/** Rows as equal as they can be. */
function inRows(buttons: Row): readonly Row[] {
  const rows = Math.ceil(buttons.length / MAX_IN_A_ROW);
  const width = Math.ceil(buttons.length / Math.max(rows, 1));
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * width, (row + 1) * width));
}

function actionRows(question: Question, { surveyId, words, canGoBack }: PromptOptions): readonly Row[] {
  const action = (name: 'done' | 'skip' | 'back', label: string) => ({
    id: actionButtonId(surveyId, question.id, name),
    label,
  });
  const last = [
    ...(canGoBack ? [action('back', words.back)] : []),
    ...(question.optional ? [action('skip', words.skip)] : []),
  ];
  return [...(question.kind === 'several' ? [[action('done', words.done)]] : []), ...(last.length === 0 ? [] : [last])];
}

/** What the two ends of a scale mean, where that is said. */
function ends(question: Question, language: Language): readonly string[] {
  if (question.kind !== 'scale') return [];
  const low = question.low[language].trim();
  const high = question.high[language].trim();
  const lines = [
    ...(low === '' ? [] : [`${question.from} — ${low}`]),
    ...(high === '' ? [] : [`${question.to} — ${high}`]),
  ];
  return lines.length === 0 ? [] : [lines.join('\n')];
}
