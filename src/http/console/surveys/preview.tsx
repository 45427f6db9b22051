import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import type { SurveyDefinition } from '../../../domain/surveys/definition.ts';
import { type QuestionPrompt, questionPrompt } from '../../../domain/surveys/prompt.ts';
import { introText, promptWords, thanksText } from '../../../i18n/survey-prompt.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** What the bot says, one message after another. */
type Said = Pick<QuestionPrompt, 'text'> & Partial<Pick<QuestionPrompt, 'options'>>;

export interface PreviewProps {
  /** The console's language. */
  readonly t: Translate;
  readonly surveyId: string;
  readonly definition: SurveyDefinition;
  /** The language that the survey is shown in, with its texts. */
  readonly language: Language;
  readonly tSurvey: Translate;
  /** Address of the partner's logo, when there is one. */
  readonly logo?: string | undefined;
}

/** A whole survey as somebody answers it: in Telegram, and beside it in Viber. Branches are not followed. */
export function Preview(props: PreviewProps): VNode {
  const { t, language } = props;
  const messages = messagesOf(props);
  return (
    <div class="phones" lang={language}>
      <Phone
        name="Telegram"
        kind="telegram"
        messages={messages}
        logo={props.logo}
        label={t('surveys-preview-in', { messenger: 'Telegram' })}
      />
      <Phone
        name="Viber"
        kind="viber"
        messages={messages}
        logo={props.logo}
        label={t('surveys-preview-in', { messenger: 'Viber' })}
      />
    </div>
  );
}

function messagesOf({ surveyId, definition, language, tSurvey }: PreviewProps): readonly Said[] {
  const words = promptWords(tSurvey);
  const { questions } = definition;
  const asked = questions.map((question, index) =>
    questionPrompt(question, {
      surveyId,
      language,
      words,
      position: { number: index + 1, of: questions.length },
      canGoBack: index > 0,
    }),
  );
  return [
    { text: introText(tSurvey, definition, language) },
    ...asked,
    { text: thanksText(tSurvey, definition, language) },
  ].filter(({ text }) => text !== '');
}

function Phone(props: {
  readonly name: string;
  readonly kind: 'telegram' | 'viber';
  readonly messages: readonly Said[];
  readonly logo: string | undefined;
  readonly label: string;
}): VNode {
  const { name, kind, messages, logo, label } = props;
  return (
    // Something that scrolls must be reachable by keyboard.
    <section class={`phone ${kind}`} aria-label={label} tabindex={0}>
      <header>{name}</header>
      <div class="chat">
        {logo !== undefined && <img class="logo" src={logo} alt="" />}
        {messages.map(({ text, options = [] }, index) => (
          <div class="said" key={index}>
            <p class="bubble">{text}</p>
            {options.length > 0 && (
              <div class="keys">
                {options.map((row, r) => (
                  <div class="keys-row" key={r}>
                    {row.map(({ id, label: words }) => (
                      <span class="key" key={id}>
                        {words}
                      </span>
                    ))}
                  </div>
                ))}
              </div>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
