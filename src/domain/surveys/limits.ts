/**
 * Ids of buttons and links of surveys, and what the messengers allow. The same on both: the narrower
 * limit counts. https://core.telegram.org/bots/api#inlinekeyboardbutton (callback_data, 64 bytes),
 * https://core.telegram.org/bots/features#deep-linking (64 of A-Z a-z 0-9 _ -),
 * https://developers.viber.com/docs/tools/keyboards/ (24 rows of buttons, 250 characters a text)
 */

/** Characters of a button's label: more is cut off on a phone. */
export const MAX_LABEL = 60;

/** Characters of a button's text on Viber, with `&`, `<`, `>` and `"` written as entities. */
export const MAX_VIBER_BUTTON = 250;

/** Bytes of what a button sends back. */
export const MAX_BUTTON_ID_BYTES = 64;

/** Options of a question: with done, skip and back they still fit Viber's 24 rows. */
export const MAX_OPTIONS = 20;

export const MAX_QUESTIONS = 40;

/** The form of a survey's id, as the table demands it. */
export const SURVEY_ID = /^[a-z0-9][a-z0-9-]{1,30}$/;

/** The form of a question's and an option's id. */
export const SHORT_ID = /^[a-z0-9]{1,8}$/;

/** What may be done at a question besides answering. */
export const QUESTION_ACTIONS = ['done', 'skip', 'back'] as const;

export type QuestionAction = (typeof QUESTION_ACTIONS)[number];

/** The button that starts a survey, in a menu or under a broadcast. */
export function startButtonId(surveyId: string): string {
  return `survey:${surveyId}`;
}

/** The payload of a link that starts a survey. */
export function deepLinkPayload(surveyId: string): string {
  return `survey_${surveyId}`;
}

/** The survey that a start button's id or a link's payload names. */
export function surveyIdOf(startButtonOrPayload: string): string | undefined {
  const id = /^survey[:_](.*)$/.exec(startButtonOrPayload)?.[1];
  return id !== undefined && SURVEY_ID.test(id) ? id : undefined;
}

/** The payload of a link that shows somebody a survey without counting their answers. */
export function tryPayload(code: string): string {
  return `try_${code}`;
}

/** The code in such a payload. */
export function tryCodeOf(payload: string): string | undefined {
  return /^try_([A-Za-z0-9]{16,40})$/.exec(payload)?.[1];
}

/** The button of an option; a scale's option is the number's text. At most 52 bytes with ids of the right form. */
export function optionButtonId(surveyId: string, questionId: string, optionId: string): string {
  return `sv:${surveyId}:${questionId}:${optionId}`;
}

/** The button of what may be done besides: no option's id begins with a hyphen. */
export function actionButtonId(surveyId: string, questionId: string, action: QuestionAction): string {
  return optionButtonId(surveyId, questionId, `-${action}`);
}

/** What a button inside a survey means, also an old one's; undefined when it is none. */
export interface SurveyButton {
  readonly surveyId: string;
  readonly questionId: string;
  readonly press:
    | { readonly kind: 'option'; readonly option: string }
    | { readonly kind: 'action'; readonly action: QuestionAction };
}

export function parseButtonId(id: string): SurveyButton | undefined {
  const [prefix, surveyId = '', questionId = '', last = '', ...rest] = id.split(':');
  if (prefix !== 'sv' || rest.length > 0 || !SURVEY_ID.test(surveyId) || !SHORT_ID.test(questionId)) return undefined;
  const action = QUESTION_ACTIONS.find((name) => last === `-${name}`);
  if (action !== undefined) return { surveyId, questionId, press: { kind: 'action', action } };
  return SHORT_ID.test(last) ? { surveyId, questionId, press: { kind: 'option', option: last } } : undefined;
}

/** How long a label is as Viber counts it. */
export function viberLength(label: string): number {
  let length = 0;
  for (const character of label) length += ENTITIES[character] ?? character.length;
  return length;
}

/** Lengths of `&amp;`, `&lt;`, `&gt;`, `&quot;`. */
const ENTITIES: Readonly<Record<string, number>> = { '&': 5, '<': 4, '>': 4, '"': 6 };
