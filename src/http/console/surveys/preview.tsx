import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import type { SurveyDefinition } from '../../../domain/surveys/definition.ts';
import { questionPrompt } from '../../../domain/surveys/prompt.ts';
import { beginningMessages, promptWords, thanksText } from '../../../i18n/survey-prompt.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { joinMessages } from '../../../messaging/join-messages.ts';
import type { Outgoing } from '../../../messaging/outgoing.ts';
import { Phones } from '../ui/phones.tsx';

export interface PreviewProps {
  /** The console's language. */
  readonly t: Translate;
  readonly surveyId: string;
  readonly definition: SurveyDefinition;
  /** The language that the survey is shown in, with its texts. */
  readonly language: Language;
  readonly tSurvey: Translate;
}

/** A whole survey as somebody answers it: in Telegram, and beside it in Viber. Branches are not followed. */
export function Preview(props: PreviewProps): VNode {
  const { t, language } = props;
  const messages = messagesOf(props);
  return (
    <Phones language={language} messages={messages} label={(messenger) => t('surveys-preview-in', { messenger })} />
  );
}

/** What the bot says, as its dialogue says it: with the first question the beginning, then one question a turn. */
function messagesOf({ surveyId, definition, language, tSurvey }: PreviewProps): readonly Outgoing[] {
  const words = promptWords(tSurvey);
  const { questions } = definition;
  const [first, ...later] = questions.map((question, index): Outgoing => {
    const position = { number: index + 1, of: questions.length };
    const prompt = questionPrompt(question, { surveyId, language, words, position, canGoBack: index > 0 });
    return prompt.options.length > 0 ? prompt : { text: prompt.text };
  });
  const beginning = joinMessages([...beginningMessages(tSurvey, definition, language), ...(first ? [first] : [])]);
  return [...beginning, ...later, { text: thanksText(tSurvey, definition, language) }];
}
