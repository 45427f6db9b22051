import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { LanguageLinks } from '../../language-links.tsx';
import type { ConsolePage, Organizer } from '../route.ts';
import { isWithin, type NavigationEntry } from './navigation.ts';

/** Everything around a page. */
export interface Frame {
  readonly organizer: Organizer | undefined;
  readonly language: Language;
  readonly t: Translate;
  readonly csrf: string;
  readonly isHtmx: boolean;
  /** Below `/console`. */
  readonly path: string;
  /** What stands behind the `?`. */
  readonly search: string;
  readonly navigation: readonly NavigationEntry[];
  readonly startPage: string;
  /** What waits behind a menu entry, by its path. */
  readonly badges: ReadonlyMap<string, number>;
  readonly flash: string | undefined;
}

/** htmx may neither evaluate anything nor write a style of its own: the security policy forbids both. */
const HTMX = JSON.stringify({
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  // Not style, which the policy would not let it set.
  attributesToSettle: ['class'],
});

/** A whole page of the console. */
export function Layout({ frame, page }: { readonly frame: Frame; readonly page: ConsolePage }): VNode {
  const { organizer, language, t, csrf } = frame;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="htmx-config" content={HTMX} />
        {csrf !== '' && <meta name="csrf-token" content={csrf} />}
        <title>{`${page.title} · Golos`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/library/pico.css" />
        <link rel="stylesheet" href="/assets/base.css" />
        <link rel="stylesheet" href="/assets/console.css" />
        <script src="/assets/library/htmx.js" defer />
        <script src="/assets/console.js" defer />
        {page.scripts?.map((name) => (
          <script key={name} src={`/assets/${name}`} defer />
        ))}
      </head>
      <body class={organizer === undefined ? 'outside' : 'inside'}>
        <a class="skip" href="#content">
          {t('console-skip')}
        </a>
        {organizer === undefined ? <OutsideHeader frame={frame} /> : <Menu frame={frame} organizer={organizer} />}
        <main id="content" tabindex={-1}>
          <Alerts frame={frame} />
          {frame.flash !== undefined && (
            <p class="flash" role="status">
              {frame.flash}
            </p>
          )}
          <header class="page-header">
            {page.back !== undefined && (
              <a class="back" href={page.back.href}>
                <span aria-hidden="true">←</span> {page.back.label}
              </a>
            )}
            <div class="page-title">
              <h1>{page.title}</h1>
              {page.actions !== undefined && <div class="actions">{page.actions}</div>}
            </div>
            {page.lead !== undefined && <p class="lead">{page.lead}</p>}
          </header>
          {page.body}
        </main>
      </body>
    </html>
  );
}

/** Something that this administrator has not seen to yet: said on every page but that of alerts itself. */
function Alerts({ frame: { t, badges, path } }: { readonly frame: Frame }): VNode | null {
  const count = badges.get('/alerts') ?? 0;
  if (count === 0 || isWithin('/alerts', path)) return null;
  return (
    <p class="box bad" role="alert">
      <a href="/console/alerts">{t('alerts-waiting', { count })}</a>
    </p>
  );
}

function Menu({ frame, organizer }: { readonly frame: Frame; readonly organizer: Organizer }): VNode {
  const { t, path, navigation, badges, csrf } = frame;
  return (
    <header class="menu">
      <a class="brand" href={frame.startPage}>
        <img src="/assets/icon.svg" alt="" width="28" height="28" />
        Golos
      </a>
      <nav aria-label={t('console-nav')}>
        <ul>
          {navigation.map((entry) => (
            <li key={entry.path}>
              <a href={`/console${entry.path}`} aria-current={isWithin(entry.path, path) ? 'page' : undefined}>
                {t(entry.label)}
                <Count value={badges.get(entry.path) ?? 0} label={t('console-nav-waiting')} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="me">
        <a href="/console/account" aria-current={isWithin('/account', path) ? 'page' : undefined}>
          <span class="alias">{organizer.alias}</span>
          <small>{t(`console-role-${organizer.role}`)}</small>
        </a>
        <form method="post" action="/console/sign-out">
          <input type="hidden" name="_csrf" value={csrf} />
          <button type="submit" class="quiet">
            {t('console-sign-out')}
          </button>
        </form>
      </div>
    </header>
  );
}

function Count({ value, label }: { readonly value: number; readonly label: string }): VNode | null {
  if (value === 0) return null;
  return (
    <span class="count">
      {value}
      <span class="unseen"> {label}</span>
    </span>
  );
}

function OutsideHeader({ frame }: { readonly frame: Frame }): VNode {
  return (
    <header class="outside-header">
      <a class="brand" href="/">
        <img src="/assets/icon.svg" alt="" width="28" height="28" />
        Golos
      </a>
      <LanguageLinks language={frame.language} t={frame.t} search={frame.search} />
    </header>
  );
}
