import { renderToString } from 'preact-render-to-string';
import { Dialogs } from './dialogs.tsx';
import { IconSprite } from './icons.tsx';
import { Phone } from './phone.tsx';
import type { Place } from './places.ts';
import { PAGE_LANGUAGES, type PageLanguage, pageTexts } from './texts.ts';

export interface PageOptions {
  /** Where the page is mounted, such as `/playground`. */
  readonly base: string;
  readonly language: PageLanguage;
  readonly places: readonly Place[];
  /** Choices of a sample ballot; none: there are no sample ballots. */
  readonly choices: readonly string[];
}

/** The page's style sheets, in the order in which they apply. */
export const STYLES: readonly string[] = [
  'colours.css',
  'phone.css',
  'messages.css',
  'dock.css',
  'panels.css',
  'page.css',
];

/** The whole page. It has no inline script or style: any strict policy lets it work. */
export function renderPage({ base, language, places, choices }: PageOptions): string {
  const texts = pageTexts(language);
  const html = renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <title>{`Golos · ${texts.title}`}</title>
        <link rel="icon" href={`${base}/assets/icon.svg`} type="image/svg+xml" />
        {STYLES.map((name) => (
          <link rel="stylesheet" href={`${base}/assets/${name}`} key={name} />
        ))}
        <script type="module" src={`${base}/assets/playground.js`} />
      </head>
      <body data-base={base} data-language={language} data-texts={JSON.stringify(texts)}>
        <IconSprite />
        <header class="top">
          <div class="brand">
            <h1>
              Golos <span>{texts.title}</span>
            </h1>
            <p>{texts.lead}</p>
          </div>
          <p class="status" role="status" data-status="connecting">
            <span class="dot" />
            <span data-status-text>{texts.connecting}</span>
          </p>
          <nav aria-label={texts.language}>
            {PAGE_LANGUAGES.map(({ code, name }) => (
              <a
                href={`${base}?lang=${code}`}
                lang={code}
                title={name}
                aria-label={name}
                aria-current={code === language ? 'true' : undefined}
                key={code}
              >
                {code}
              </a>
            ))}
          </nav>
        </header>
        <div class="tabs">
          <button type="button" data-tab="telegram" aria-pressed="true">
            Telegram
          </button>
          <button type="button" data-tab="viber" aria-pressed="false">
            Viber
          </button>
        </div>
        <main class="phones" data-shown="telegram">
          <Phone messenger="telegram" texts={texts} hasSample={choices.length > 0} />
          <Phone messenger="viber" texts={texts} hasSample={choices.length > 0} />
        </main>
        <Dialogs texts={texts} places={places} choices={choices} />
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}
