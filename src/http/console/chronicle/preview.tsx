import type { VNode } from 'preact';
import { type ChronicleContent, type ChronicleDraft, languagesOf } from '../../../domain/chronicle/content.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../../domain/languages.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { TagLinks } from '../../pages/chronicle/entry-list.tsx';
import { EntryBody } from '../../pages/chronicle/entry-page.tsx';
import type { Look } from '../../pages/site/look.ts';
import { Facts } from '../ui/data.tsx';

/** An entry as the public will see it, in each language that it is told in. */
export function EntryPreview(props: {
  readonly t: Translate;
  readonly content: ChronicleDraft;
  readonly lookIn: (language: Language) => Look;
}): VNode {
  const { t, content, lookIn } = props;
  const languages = languagesOf(content);
  return (
    <>
      <link rel="stylesheet" href="/assets/chronicle.css" />
      {(languages.length === 0 ? [DEFAULT_LANGUAGE] : languages).map((language) => (
        <section key={language} lang={language} aria-label={t(`language-${language}`)}>
          <h3>
            {t(`language-${language}`)}: {wordsIn(content.title, language)}
          </h3>
          <Facts
            items={[
              [t('chronicle-desk-day'), content.day === null ? '–' : lookIn(language).day(content.day)],
              [t('chronicle-desk-place'), wordsIn(content.place, language) || '–'],
            ]}
          />
          <div class="entry">
            <EntryBody content={content as ChronicleContent} look={lookIn(language)} />
            <TagLinks tags={content.tags} look={lookIn(language)} />
          </div>
        </section>
      ))}
    </>
  );
}
