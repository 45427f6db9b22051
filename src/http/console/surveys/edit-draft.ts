import { type DraftOption, type DraftQuestion, emptyQuestion, KINDS, NO_TEXT, type SurveyDraft } from './draft.ts';

/** What a press of one of the editor's buttons made of the draft. */
export interface EditedDraft {
  readonly draft: SurveyDraft;
  /** The id of the element to go on with. */
  readonly focus: string | undefined;
}

/**
 * Does what a button says: `add-question:<kind>`, `remove-question:<n>`, `up:<n>`, `down:<n>`, `copy:<n>`,
 * `add-option:<n>`, `remove-option:<n>:<m>`, `option-up:<n>:<m>`, `option-down:<n>:<m>`, `add-branch:<n>`,
 * `remove-branch:<n>:<m>`. Anything else changes nothing.
 */
export function editDraft(draft: SurveyDraft, press: string): EditedDraft {
  const [what = '', first = '', second = ''] = press.split(':');
  const n = indexIn(first);
  const m = indexIn(second);
  switch (what) {
    case 'add-question': {
      const kind = KINDS.find((one) => one === first) ?? 'one';
      return withQuestions(draft, [...draft.questions, emptyQuestion(freeQuestionId(draft), kind)], {
        focus: questionText(draft.questions.length),
      });
    }
    case 'copy': {
      const question = draft.questions[n];
      if (question === undefined) return { draft, focus: undefined };
      // Branches on its own answers go with it; nothing may branch on an earlier place of itself.
      const id = freeQuestionId(draft);
      const branches = question.branches.map((one) => (one.question === question.id ? { ...one, question: id } : one));
      const copy = { ...question, id, branches };
      const questions = [...draft.questions.slice(0, n + 1), copy, ...draft.questions.slice(n + 1)];
      return withQuestions(draft, questions, { focus: questionText(n + 1) });
    }
    case 'remove-question':
      return withQuestions(draft, without(draft.questions, n), {
        focus: draft.questions.length > 1 ? questionText(Math.min(n, draft.questions.length - 2)) : 'add-question-one',
      });
    case 'up':
      return withQuestions(draft, swapped(draft.questions, n, n - 1), { focus: `up-${Math.max(n - 1, 0)}` });
    case 'down':
      return withQuestions(draft, swapped(draft.questions, n, n + 1), {
        focus: `down-${Math.min(n + 1, draft.questions.length - 1)}`,
      });
    case 'add-option':
      return atQuestion(
        draft,
        n,
        ({ options }) => ({ options: [...options, { id: freeOptionId(options), label: NO_TEXT }] }),
        ({ options }) => `f-questions-${n}-options-${options.length}-label-be`,
      );
    case 'remove-option':
      return atQuestion(
        draft,
        n,
        ({ options }) => ({ options: without(options, m) }),
        ({ options }) =>
          options.length > 1
            ? `f-questions-${n}-options-${Math.min(m, options.length - 2)}-label-be`
            : `add-option-${n}`,
      );
    case 'option-up':
      return atQuestion(
        draft,
        n,
        ({ options }) => ({ options: swapped(options, m, m - 1) }),
        () => `option-up-${n}-${Math.max(m - 1, 0)}`,
      );
    case 'option-down':
      return atQuestion(
        draft,
        n,
        ({ options }) => ({ options: swapped(options, m, m + 1) }),
        ({ options }) => `option-down-${n}-${Math.min(m + 1, options.length - 1)}`,
      );
    case 'add-branch':
      return atQuestion(
        draft,
        n,
        ({ id, branches }) => ({ branches: [...branches, { question: id, anyOf: [], to: 'end' }] }),
        ({ branches }) => `f-questions-${n}-branches-${branches.length}-question`,
      );
    case 'remove-branch':
      return atQuestion(
        draft,
        n,
        ({ branches }) => ({ branches: without(branches, m) }),
        () => `add-branch-${n}`,
      );
    default:
      return { draft, focus: undefined };
  }
}

function questionText(index: number): string {
  return `f-questions-${index}-text-be`;
}

function withQuestions(
  draft: SurveyDraft,
  questions: readonly DraftQuestion[],
  { focus }: { focus: string },
): EditedDraft {
  return { draft: { ...draft, questions }, focus };
}

function atQuestion(
  draft: SurveyDraft,
  index: number,
  change: (question: DraftQuestion) => Partial<DraftQuestion>,
  focus: (question: DraftQuestion) => string,
): EditedDraft {
  const question = draft.questions[index];
  if (question === undefined) return { draft, focus: undefined };
  const questions = draft.questions.map((one, i) => (i === index ? { ...one, ...change(one) } : one));
  return { draft: { ...draft, questions }, focus: focus(question) };
}

function indexIn(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : -1;
}

function without<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, i) => i !== index);
}

function swapped<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const [one, other] = [list[from], list[to]];
  if (one === undefined || other === undefined) return list;
  return list.map((item, i) => (i === from ? other : i === to ? one : item));
}

/** An id that no question of the survey has. One that was removed may come again: a draft has no answers yet. */
function freeQuestionId({ questions }: SurveyDraft): string {
  for (let number = questions.length + 1; ; number += 1) {
    const id = `q${number}`;
    if (!questions.some((question) => question.id === id)) return id;
  }
}

function freeOptionId(options: readonly DraftOption[]): string {
  const taken = new Set(options.map(({ id }) => id));
  for (let number = 0; ; number += 1) {
    const id = number < 26 ? String.fromCharCode(97 + number) : `o${number + 1}`;
    if (!taken.has(id)) return id;
  }
}
