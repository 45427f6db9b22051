import type { VNode } from 'preact';
import { LANGUAGES, type Language } from '../domain/languages.ts';
import type { Translate } from '../i18n/translate.ts';

/** The same page in another language, by `?lang=`: no cookie, no script. */
export function LanguageLinks({ language, t }: { readonly language: Language; readonly t: Translate }): VNode {
  return (
    <nav class="languages" aria-label={t('console-language')}>
      <ul>
        {LANGUAGES.map((one) => (
          <li key={one}>
            <a
              href={`?lang=${one}`}
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
