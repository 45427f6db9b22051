import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import { MESSENGER_NAMES, MESSENGERS } from '../../../domain/people.ts';
import type { Outgoing } from '../../../messaging/outgoing.ts';

/** What the bot says, as it looks in Telegram and beside it in Viber. */
export function Phones(props: {
  /** That the messages are in. */
  readonly language: Language;
  readonly messages: readonly Outgoing[];
  /** Read out. */
  readonly label: (messenger: string) => string;
}): VNode {
  const { language, messages, label } = props;
  return (
    <div class="phones" lang={language}>
      <link rel="stylesheet" href="/assets/phones.css" />
      {MESSENGERS.map((messenger) => (
        // Something that scrolls must be reachable by keyboard.
        <section
          key={messenger}
          class={`phone ${messenger}`}
          aria-label={label(MESSENGER_NAMES[messenger])}
          tabindex={0}
        >
          <header>{MESSENGER_NAMES[messenger]}</header>
          <div class="chat">
            {messages.map((message, index) => (
              <Said key={index} message={message} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function Said({ message }: { readonly message: Outgoing }): VNode {
  const { picture, link, options = [] } = message;
  const keys = [
    ...(link === undefined ? [] : [[`${link.label} ↗`]]),
    ...options.map((row) => row.map(({ label }) => label)),
  ];
  return (
    <div class="said">
      <div class="bubble">
        {picture !== undefined && <img class="logo" src={`/pictures/${picture}.png`} alt="" />}
        <p>{formatted(message)}</p>
      </div>
      {keys.length > 0 && (
        <div class="keys">
          {keys.map((row, index) => (
            <div class="keys-row" key={index}>
              {row.map((words) => (
                <span class="key" key={words}>
                  {words}
                </span>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** The text with its marks: cut at every edge, each piece in all the marks that cover it. */
function formatted({ text, marks = [] }: Outgoing): ComponentChildren {
  const ends = marks.flatMap(({ from, length }) => [from, from + length]);
  const edges = [...new Set([0, text.length, ...ends])].sort((a, b) => a - b);
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
