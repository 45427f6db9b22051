import type { VNode } from 'preact';
import { LANGUAGES, type Language } from '../domain/languages.ts';
import type { Translate } from '../i18n/translate.ts';

/**
 * The same page in another language, by `?lang=`: no cookie, no script. `search` is the rest of its query. `href`: where
 * it is otherwise, as in files.
 */
export function LanguageLinks(props: {
  readonly language: Language;
  readonly t: Translate;
  readonly search?: string;
  readonly href?: (language: Language) => string;
}): VNode {
  const { language, t, search = '' } = props;
  const linkTo = (lang: Language) => {
    const query = new URLSearchParams(search);
    query.set('lang', lang);
    return `?${query}`;
  };
  return (
    <nav class="languages" aria-label={t('console-language')}>
      <ul>
        {LANGUAGES.map((one) => (
          <li key={one}>
            <a
              href={(props.href ?? linkTo)(one)}
              lang={one}
              hreflang={one}
              rel="nofollow"
              title={t(`language-${one}`)}
              aria-current={one === language ? 'true' : undefined}
            >
              {one.toUpperCase()}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
