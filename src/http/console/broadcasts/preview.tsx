import type { ComponentChildren, VNode } from 'preact';
import { composeBroadcast } from '../../../actions/broadcasts/compose.ts';
import type { BroadcastContent } from '../../../domain/broadcasts.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { MESSENGERS, type MessengerName } from '../../../domain/people.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Outgoing } from '../../../messaging/outgoing.ts';

/** What people will see, in both messengers side by side, a row a language. */
export function BroadcastPreview({ t, content }: { readonly t: Translate; readonly content: BroadcastContent }): VNode {
  return (
    <div class="previews">
      {LANGUAGES.map((language) => (
        <section key={language} lang={language} aria-label={t(`language-${language}`)}>
          <h3>{t(`language-${language}`)}</h3>
          <div class="phones">
            {MESSENGERS.map((messenger) => (
              <Phone
                key={messenger}
                t={t}
                messenger={messenger}
                message={composeBroadcast(content, language)}
                language={language}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Phone(props: {
  readonly t: Translate;
  readonly messenger: MessengerName;
  readonly message: Outgoing;
  readonly language: Language;
}): VNode {
  const { t, messenger, message } = props;
  const buttons = [
    ...(message.link === undefined ? [] : [`${message.link.label} ↗`]),
    ...(message.options ?? []).flat().map(({ label }) => label),
  ];
  return (
    <figure class={`phone ${messenger}`}>
      <figcaption>{t(`broadcasts-${messenger}`)}</figcaption>
      <div class="chat">
        <div class="bubble">
          {message.picture !== undefined && (
            <img src={`/pictures/${message.picture}.png`} alt={t('broadcasts-picture')} />
          )}
          <p>{message.text === '' ? <em>{t('broadcasts-no-text')}</em> : formatted(message)}</p>
        </div>
        {buttons.length > 0 && (
          <ul class="chat-buttons">
            {buttons.map((label) => (
              <li key={label}>{label === '' ? '…' : label}</li>
            ))}
          </ul>
        )}
      </div>
    </figure>
  );
}

/** The text with its marks: cut at every edge, each piece in all the marks that cover it. */
function formatted({ text, marks = [] }: Outgoing): ComponentChildren {
  const edges = [...new Set([0, text.length, ...marks.flatMap(({ from, length }) => [from, from + length])])].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length;
    return marks
      .filter((mark) => mark.from <= from && to <= mark.from + mark.length)
      .reduceRight<ComponentChildren>(
        (inner, { kind }) => {
          if (kind === 'bold') return <strong>{inner}</strong>;
          return kind === 'italic' ? <em>{inner}</em> : <u>{inner}</u>;
        },
        text.slice(from, to),
      );
  });
}
