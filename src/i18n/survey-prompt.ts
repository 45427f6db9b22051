import type { Language } from '../domain/languages.ts';
import type { Question, SurveyDefinition } from '../domain/surveys/definition.ts';
import type { PromptWords } from '../domain/surveys/prompt.ts';
import type { Translate } from './translate.ts';

/** What a survey's questions say besides their own texts, for `questionPrompt`. */
export function promptWords(t: Translate): PromptWords {
  return {
    yes: t('survey-prompt-yes'),
    no: t('survey-prompt-no'),
    done: t('survey-prompt-done'),
    skip: t('survey-prompt-skip'),
    back: t('survey-prompt-back'),
    position: (number, of) => t('survey-prompt-position', { number, of }),
    hint: (question) => hint(t, question),
  };
}

function hint(t: Translate, question: Question): string {
  switch (question.kind) {
    case 'several':
      return severalHint(t, question);
    case 'text':
      return t('survey-prompt-text', { longest: question.longest });
    case 'number':
      return t('survey-prompt-number', { min: question.min, max: question.max });
    case 'one':
    case 'scale':
    case 'yes-no':
      return '';
    default:
      return question satisfies never;
  }
}

function severalHint(t: Translate, { min, max, options }: Extract<Question, { kind: 'several' }>): string {
  if (min === max) return t('survey-prompt-several-exactly', { count: min });
  if (max >= options.length) {
    return min <= 1 ? t('survey-prompt-several') : t('survey-prompt-several-least', { count: min });
  }
  return min <= 1 ? t('survey-prompt-several-most', { count: max }) : t('survey-prompt-several-between', { min, max });
}

/** One of the messages that a survey begins with; `picture` is a partner's logo. */
export interface BeginningMessage {
  readonly text: string;
  readonly picture?: string;
}

/** What is said before the first question: whose survey it is, its title and intro. A logo has a message of its own. */
export function beginningMessages(
  t: Translate,
  { title, intro, partner }: SurveyDefinition,
  language: Language,
): readonly BeginningMessage[] {
  const own = [title[language].trim(), intro[language].trim()];
  if (partner === null) return said([{ text: joined(own, '\n\n') }]);
  const { name, line, link, logo } = partner;
  const about = joined([t('survey-partner', { name: name[language] }), line[language].trim(), link], '\n');
  if (logo === null) return said([{ text: joined([...own, about], '\n\n') }]);
  return said([{ text: about, picture: logo }, { text: joined(own, '\n\n') }]);
}

function said(messages: readonly BeginningMessage[]): readonly BeginningMessage[] {
  return messages.filter(({ text }) => text !== '');
}

function joined(parts: readonly string[], between: string): string {
  return parts.filter((part) => part !== '').join(between);
}

/** What is said after the last question. */
export function thanksText(t: Translate, { thanks }: SurveyDefinition, language: Language): string {
  const own = thanks[language].trim();
  return own === '' ? t('survey-thanks') : own;
}
