import type { ComponentChildren, VNode } from 'preact';
import type { MessengerName } from '../../../domain/people.ts';

/** One message in a chat, as a preview shows it. */
export interface Said {
  readonly text: ComponentChildren;
  readonly picture?: { readonly src: string; readonly alt: string } | undefined;
  /** Labels of the buttons below it, row by row. */
  readonly keys?: readonly (readonly string[])[];
}

const NAMES: Readonly<Record<MessengerName, string>> = { telegram: 'Telegram', viber: 'Viber' };

/** A chat as it looks on a phone. `label` is read out. */
export function Phone(props: {
  readonly messenger: MessengerName;
  readonly label: string;
  readonly messages: readonly Said[];
}): VNode {
  const { messenger, label, messages } = props;
  return (
    // Something that scrolls must be reachable by keyboard.
    <section class={`phone ${messenger}`} aria-label={label} tabindex={0}>
      <header>{NAMES[messenger]}</header>
      <div class="chat">
        {messages.map(({ text, picture, keys = [] }, index) => (
          <div class="said" key={index}>
            {picture !== undefined && <img class="picture" src={picture.src} alt={picture.alt} />}
            <p class="bubble">{text}</p>
            {keys.length > 0 && (
              <div class="keys">
                {keys.map((row, r) => (
                  <div class="keys-row" key={r}>
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
        ))}
      </div>
    </section>
  );
}
