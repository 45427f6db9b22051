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

/** What is said before the first question: title, intro, and whose survey it is. */
export function introText(t: Translate, { title, intro, partner }: SurveyDefinition, language: Language): string {
  const parts = [title[language].trim(), intro[language].trim()];
  if (partner !== null) {
    const { name, line, link } = partner;
    const said = [t('survey-partner', { name: name[language] }), line[language].trim(), link];
    parts.push(said.filter((part) => part !== '').join('\n'));
  }
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What is said after the last question. */
export function thanksText(t: Translate, { thanks }: SurveyDefinition, language: Language): string {
  const own = thanks[language].trim();
  return own === '' ? t('survey-thanks') : own;
}
