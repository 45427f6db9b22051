import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../domain/languages.ts';
import type { Translate } from '../../i18n/translate.ts';
import { LanguageLinks } from '../language-links.tsx';

export interface PublicPageProps {
  readonly language: Language;
  readonly t: Translate;
  /** The page's heading and the tab's title. */
  readonly title: string;
  readonly lead?: string | undefined;
  /** Seconds after which a browser loads the page again; for figures that move. Without a script. */
  readonly refresh?: number;
  readonly children: ComponentChildren;
}

/** A whole public page: no script, no cookie, the language by `?lang=` or the browser's. */
export function PublicPage({ language, t, title, lead, refresh, children }: PublicPageProps): VNode {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refresh !== undefined && <meta http-equiv="refresh" content={`${refresh}`} />}
        <title>{`${title} · Golos`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/library/pico.css" />
        <link rel="stylesheet" href="/assets/base.css" />
        <link rel="stylesheet" href="/assets/pages.css" />
      </head>
      <body class="public">
        <a class="skip" href="#content">
          {t('console-skip')}
        </a>
        <header>
          <a class="brand" href={`/?lang=${language}`}>
            <img src="/assets/icon.svg" alt="" width="28" height="28" />
            Golos
          </a>
          <LanguageLinks language={language} t={t} />
        </header>
        <main id="content" tabindex={-1}>
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
          {children}
        </main>
        <footer>
          <span>{t('results-page-footer')}</span>
          <a href={`/surveys?lang=${language}`}>{t('results-page-list')}</a>
        </footer>
      </body>
    </html>
  );
}
