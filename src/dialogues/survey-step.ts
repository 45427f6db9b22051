import type { LookUps, SurveyView } from '../actions/look-ups.ts';
import type { Language } from '../domain/languages.ts';
import type { Answer, Answers, Question } from '../domain/surveys/definition.ts';
import { optionButtonId } from '../domain/surveys/limits.ts';
import { isComplete, nextQuestion, onlyOnPath, questionsOnPath } from '../domain/surveys/next-question.ts';
import { questionPrompt } from '../domain/surveys/prompt.ts';
import { type BeginningMessage, beginningMessages, promptWords, thanksText } from '../i18n/survey-prompt.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { DialogueInput } from './dialogue.ts';
import { recall, remember } from './survey-memory.ts';

/** Where a survey's dialogue goes when every question on the way is answered. */
export const END = '-end';

/** “Leave it as it is”, where a question has been answered before. */
export const KEEP = '-keep';

/** A survey that takes no answers from this person, and why. */
export interface Shut {
  readonly kind: 'shut';
  readonly why: 'unknown' | 'before' | 'closed' | 'answered';
}

/**
 * Ticks of several: a button says what it makes of its option, not that it turns it over. Whoever taps
 * twice, or what an older message shows, gets what they saw and never the opposite.
 */
export const TICK = '+';
export const UNTICK = '~';

/** How a survey begins for a person. */
export type Beginning =
  | Shut
  | { readonly kind: 'answered'; readonly title: string; readonly first: string; readonly memory: string }
  | { readonly kind: 'fresh'; readonly id: string; readonly intro: readonly BeginningMessage[]; readonly first: string }
  | { readonly kind: 'half-done'; readonly title: string; readonly next: string; readonly memory: string };

/** One question as a log keeps it: in one language, ids without what they all begin with. */
export interface Asked {
  readonly kind: 'question';
  readonly questionId: string;
  readonly of: Question['kind'];
  readonly text: string;
  readonly rows: readonly (readonly (readonly [id: string, label: string])[])[];
  /** Of several: what is ticked, and how many may be; of a number or scale: its range; of a text: how long it may be. */
  readonly ticked?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

export type Step = Shut | Asked | { readonly kind: 'end'; readonly thanks: string; readonly asksProfile: boolean };

/** The survey that an input names: by its id, or by the code to try it out. */
async function surveyOf(look: LookUps, input: DialogueInput): Promise<SurveyView | Shut> {
  const isTry = typeof input.code === 'string';
  const survey = isTry ? await look.surveyToTry(String(input.code)) : await look.survey(String(input.id));
  if (survey === undefined) return { kind: 'shut', why: 'unknown' };
  if (!isTry && survey.phase !== 'open') return { kind: 'shut', why: survey.phase };
  return survey;
}

/** Reads how to begin: anew, where somebody stopped, or with a question to who has answered everything. */
export async function readBeginning(look: LookUps, input: DialogueInput, t: Translate, language: Language) {
  const survey = await surveyOf(look, input);
  if ('kind' in survey) return survey;
  const { definition } = survey;
  const part = input.code === undefined ? await look.surveyPart(survey.id) : undefined;
  const first = definition.questions[0]?.id ?? END;
  const title = definition.title[language];
  if (part === undefined) {
    return {
      kind: 'fresh',
      id: survey.id,
      intro: beginningMessages(t, definition, language),
      first,
    } satisfies Beginning;
  }
  if (part.answers === null || (part.complete && !survey.changeable)) {
    return { kind: 'shut', why: 'answered' } satisfies Beginning;
  }
  const answers = onlyOnPath(definition, part.answers);
  const memory = remember(definition, answers);
  if (isComplete(definition, answers)) return { kind: 'answered', title, first, memory } satisfies Beginning;
  const next = questionsOnPath(definition, answers).at(-1)?.id ?? END;
  return { kind: 'half-done', title, next, memory } satisfies Beginning;
}

/** Reads the question to ask, or that there is none left. */
export async function readStep(look: LookUps, input: DialogueInput, t: Translate, language: Language): Promise<Step> {
  const survey = await surveyOf(look, input);
  if ('kind' in survey) return survey;
  const { definition } = survey;
  const index = definition.questions.findIndex(({ id }) => id === input.at);
  const question = definition.questions[index];
  if (question === undefined) {
    const asksProfile = definition.asksProfile && input.code === undefined && (await look.profile()) === undefined;
    return { kind: 'end', thanks: thanksText(t, definition, language), asksProfile };
  }
  const answers = recall(definition, String(input.memory));
  return asked(survey, question, { answers, input, t, language, number: index + 1 });
}

interface Circumstances {
  readonly answers: Answers;
  readonly input: DialogueInput;
  readonly t: Translate;
  readonly language: Language;
  readonly number: number;
}

function asked({ id, definition }: SurveyView, question: Question, around: Circumstances): Asked {
  const { answers, input, t, language, number } = around;
  const earlier = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
  const isTicking = typeof input.ticked === 'string';
  const ticked = isTicking ? idsIn(String(input.ticked)) : Array.isArray(earlier) ? earlier : [];
  const prompt = questionPrompt(question, {
    surveyId: id,
    language,
    words: promptWords(t),
    position: { number, of: definition.questions.length },
    chosen: ticked,
    canGoBack: questionsOnPath(definition, answers)[0]?.id !== question.id,
  });
  const start = optionButtonId(id, question.id, '').length;
  const rows = prompt.options.map((row) =>
    row.map(({ id: button, label }): [string, string] => [tickOf(question, ticked, button.slice(start)), label]),
  );
  const said = earlier === undefined ? '' : inWords(question, earlier, t, language);
  if (earlier !== undefined && !isTicking) rows.push([[KEEP, t('survey-keep')]]);
  return {
    kind: 'question',
    questionId: question.id,
    of: question.kind,
    text: isTicking
      ? tickedText(question, ticked, t, language)
      : said === ''
        ? prompt.text
        : `${prompt.text}\n\n${t('survey-so-far', { answer: said })}`,
    rows,
    ...(question.kind === 'several' ? { ticked, min: question.min, max: question.max } : {}),
    ...(question.kind === 'scale' ? { min: question.from, max: question.to } : {}),
    ...(question.kind === 'number' ? { min: question.min, max: question.max } : {}),
    ...(question.kind === 'text' ? { max: question.longest } : {}),
  };
}

function tickOf(question: Question, ticked: readonly string[], id: string): string {
  if (question.kind !== 'several' || !question.options.some((option) => option.id === id)) return id;
  return `${ticked.includes(id) ? UNTICK : TICK}${id}`;
}

/** After a tick the question is not said again, only what is chosen by now. */
function tickedText(question: Question, ticked: readonly string[], t: Translate, language: Language): string {
  return ticked.length === 0
    ? t('survey-none-ticked')
    : t('survey-ticked', { chosen: inWords(question, [...ticked], t, language) });
}

function inWords(question: Question, answer: Answer, t: Translate, language: Language): string {
  if (answer === null) return t('survey-skipped');
  switch (question.kind) {
    case 'one':
    case 'several': {
      const chosen = Array.isArray(answer) ? answer : [answer];
      return question.options
        .filter(({ id }) => chosen.includes(id))
        .map(({ label }) => label[language])
        .join(', ');
    }
    case 'yes-no':
      return t(answer === 'yes' ? 'survey-prompt-yes' : 'survey-prompt-no');
    case 'scale':
    case 'number':
      return String(answer);
    // What somebody wrote is not remembered here.
    case 'text':
      return '';
  }
}

export type Onward = Shut | { readonly kind: 'on'; readonly at: string; readonly memory: string };

/** Where an answer leads, and what to remember then. Without an answer: the earlier one stays. */
export async function readOnward(look: LookUps, input: DialogueInput, answer: Answer | undefined): Promise<Onward> {
  const survey = await surveyOf(look, input);
  if ('kind' in survey) return survey;
  const { definition } = survey;
  const at = String(input.at);
  const answers = recall(definition, String(input.memory));
  const now = answer === undefined ? answers : { ...answers, [at]: answer };
  const next = nextQuestion(definition, now, at);
  return { kind: 'on', at: next === 'end' ? END : next.id, memory: remember(definition, onlyOnPath(definition, now)) };
}

/** The question before this one, on the way that the answers lead. */
export async function readBack(look: LookUps, input: DialogueInput): Promise<Onward> {
  const survey = await surveyOf(look, input);
  if ('kind' in survey) return survey;
  const memory = String(input.memory);
  const path = questionsOnPath(survey.definition, recall(survey.definition, memory)).map(({ id }) => id);
  return { kind: 'on', at: path[path.indexOf(String(input.at)) - 1] ?? path[0] ?? END, memory };
}

/** The buttons of a question. */
export function optionsOf(surveyId: string, { questionId, rows }: Asked): Option[][] {
  return rows.map((row) => row.map(([id, label]) => ({ id: optionButtonId(surveyId, questionId, id), label })));
}

/** Ticks that an older message of the same question offers. */
export function olderTicks(surveyId: string, { questionId, of, rows }: Asked): string[] {
  if (of !== 'several') return [];
  const shown = rows.flat().map(([id]) => id);
  const other = shown.flatMap((id) => {
    if (id.startsWith(TICK)) return [`${UNTICK}${id.slice(1)}`];
    return id.startsWith(UNTICK) ? [`${TICK}${id.slice(1)}`] : [];
  });
  return other.map((id) => optionButtonId(surveyId, questionId, id));
}

/** Option ids as an input holds them. */
export function idsIn(list: string): readonly string[] {
  return list === '' ? [] : list.split(',');
}
