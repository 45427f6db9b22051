import type { VNode } from 'preact';
import { composeBroadcast } from '../../../actions/broadcasts/compose.ts';
import type { BroadcastContent } from '../../../domain/broadcasts.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Outgoing } from '../../../messaging/outgoing.ts';
import { Phones } from '../ui/phones.tsx';

/** What people will see, in both messengers side by side, a row a language. */
export function BroadcastPreview({ t, content }: { readonly t: Translate; readonly content: BroadcastContent }): VNode {
  return (
    <>
      {LANGUAGES.map((language) => (
        <section key={language} aria-label={t(`language-${language}`)}>
          <h3>{t(`language-${language}`)}</h3>
          <Phones
            language={language}
            messages={[shown(t, content, language)]}
            label={(messenger) => `${messenger}, ${t(`language-${language}`)}`}
          />
        </section>
      ))}
    </>
  );
}

/** As it will be; what is not written yet is seen to be missing. */
function shown(t: Translate, content: BroadcastContent, language: Language): Outgoing {
  const message = composeBroadcast(content, language);
  return message.text === '' ? { ...message, text: `(${t('broadcasts-no-text')})` } : message;
}
