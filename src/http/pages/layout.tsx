import type { ComponentChildren, VNode } from 'preact';
import type { Language } from '../../domain/languages.ts';
import type { Translate } from '../../i18n/translate.ts';
import { LanguageLinks } from '../language-links.tsx';
import { type Links, serverLinks } from './site/links.ts';

export interface PublicPageProps {
  readonly language: Language;
  readonly t: Translate;
  /** The page's heading. */
  readonly title: string;
  /** The tab's title, where the heading is too long for it. */
  readonly tab?: string;
  /** Small, above the heading: what it belongs to. */
  readonly kicker?: ComponentChildren;
  readonly lead?: string | undefined;
  /** For search engines and previews. */
  readonly description?: string;
  /** Where the other pages are; on a server unless said otherwise. */
  readonly links?: Links;
  /** This page's path, for its other languages and the way through the site. Left out: its address is kept. */
  readonly path?: string;
  /** Maps and wide tables have more room than texts. */
  readonly wide?: boolean;
  /** Another colour, so that nobody takes an estimate for a finding. */
  readonly tone?: 'estimate';
  /** Seconds after which a browser loads the page again; for figures that move. Without a script. */
  readonly refresh?: number;
  /** A style sheet of ours besides the one of every public page. */
  readonly styles?: string;
  /** Loaded when the page is there; whatever it adds, the page works without it. */
  readonly script?: string;
  /** Above everything else in the footer. */
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The ways through the site, in their order. */
const WAYS = [
  { path: '/', key: 'site-nav-finding' },
  { path: '/find', key: 'site-nav-find' },
  { path: '/method', key: 'site-nav-method' },
  { path: '/data', key: 'site-nav-data' },
  { path: '/estimates', key: 'site-nav-estimates' },
  { path: '/chronicle', key: 'chronicle-nav' },
  { path: '/solidarity', key: 'solidarity-site-nav' },
] as const;

/** A whole public page: no inline script, no cookie, nothing from elsewhere. */
export function PublicPage(props: PublicPageProps): VNode {
  const { language, t, title, lead, path, links = serverLinks(language) } = props;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {props.description !== undefined && <meta name="description" content={props.description} />}
        {props.refresh !== undefined && <Refresh seconds={props.refresh} scripted={props.script !== undefined} />}
        <title>{`${props.tab ?? title} · Golos`}</title>
        <link rel="icon" href={links.asset('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={links.asset('site.css')} />
        {props.styles !== undefined && <link rel="stylesheet" href={links.asset(props.styles)} />}
        {props.script !== undefined && <script src={links.asset(props.script)} defer />}
      </head>
      <body class={['public', props.wide && 'wide', props.tone].filter(Boolean).join(' ')}>
        <a class="skip" href="#content">
          {t('console-skip')}
        </a>
        <header>
          <a class="brand" href={links.page('/')}>
            <img src={links.asset('icon.svg')} alt="" width="28" height="28" />
            Golos
          </a>
          <LanguageLinks
            language={language}
            t={t}
            {...(path === undefined ? {} : { href: (other: Language) => links.page(path, other) })}
          />
          <nav class="ways" aria-label={t('site-nav')}>
            <ul>
              {WAYS.map((way) => (
                <li key={way.path}>
                  <a href={links.page(way.path)} aria-current={way.path === path ? 'page' : undefined}>
                    {t(way.key)}
                  </a>
                </li>
              ))}
              {links.live && (
                <>
                  <li>
                    <a href={links.page('/live')} aria-current={path === '/live' ? 'page' : undefined}>
                      {t('live-nav')}
                    </a>
                  </li>
                  <li>
                    <a href={links.page('/surveys')}>{t('results-page-list')}</a>
                  </li>
                </>
              )}
            </ul>
          </nav>
        </header>
        <main id="content" tabindex={-1}>
          {props.kicker !== undefined && <p class="kicker">{props.kicker}</p>}
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
          {props.children}
        </main>
        <footer>
          {props.foot !== undefined && <p>{props.foot}</p>}
          <p>{t('results-page-footer')}</p>
        </footer>
      </body>
    </html>
  );
}

/** Loads the page again; where a script keeps it fresh, only without that. */
function Refresh({ seconds, scripted }: { readonly seconds: number; readonly scripted: boolean }): VNode {
  const meta = <meta http-equiv="refresh" content={`${seconds}`} />;
  return scripted ? <noscript>{meta}</noscript> : meta;
}
