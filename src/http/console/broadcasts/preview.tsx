import type { ComponentChildren, VNode } from 'preact';
import { composeBroadcast } from '../../../actions/broadcasts/compose.ts';
import type { BroadcastContent } from '../../../domain/broadcasts.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import { MESSENGERS } from '../../../domain/people.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Outgoing } from '../../../messaging/outgoing.ts';
import { Phone, type Said } from '../ui/phone.tsx';

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
                messenger={messenger}
                label={`${t(`broadcasts-${messenger}`)}, ${t(`language-${language}`)}`}
                messages={[saidOf(t, composeBroadcast(content, language))]}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function saidOf(t: Translate, message: Outgoing): Said {
  const { text, picture, link, options = [] } = message;
  const linked = link === undefined ? [] : [[`${link.label === '' ? '…' : link.label} ↗`]];
  const tapped = options.map((row) => row.map(({ label }) => (label === '' ? '…' : label)));
  return {
    text: text === '' ? <em>{t('broadcasts-no-text')}</em> : formatted(message),
    picture: picture === undefined ? undefined : { src: `/pictures/${picture}.png`, alt: t('broadcasts-picture') },
    keys: [...linked, ...tapped],
  };
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
