import type { VNode } from 'preact';
import { stationPath } from '../../../domain/station-path.ts';
import { changeInWords } from './change-in-words.ts';
import type { Look } from './look.ts';
import type { Site } from './site.ts';
import { SiteFrame } from './site-frame.tsx';

/** Changes that are written out; data files have all of them. */
const SHOWN = 200;

/** `/editions`: what was public when, and what each edition changed. Nothing disappears from it. */
export function EditionsPage({ site, look }: { readonly site: Site; readonly look: Look }): VNode {
  const { t, day, number, language, links } = look;
  return (
    <SiteFrame
      site={site}
      look={look}
      path="/editions"
      title={t('site-editions')}
      kicker={<a href={links.page('/')}>{site.edition.election.name[language]}</a>}
      lead={t('site-editions-lead')}
    >
      {site.editions.map((edition, at) => (
        <section key={edition.number} id={`edition-${edition.number}`}>
          <h2>{t('site-edition', { number: edition.number, day: day(edition.publishedOn) })}</h2>
          {edition.note !== null && <p>{edition.note[language]}</p>}
          <p class="soft">
            {edition.changes.length === 0
              ? t(at === site.editions.length - 1 ? 'site-editions-first' : 'site-editions-no-changes')
              : t('site-editions-changes', { n: edition.changes.length, changes: number(edition.changes.length) })}
          </p>
          {edition.changes.length > 0 && (
            <details open={at === 0}>
              <summary>{t('site-editions-show')}</summary>
              <ul>
                {edition.changes.slice(0, SHOWN).map((change) => (
                  <li key={`${change.stationCode} ${change.what}`}>
                    {change.what === 'removed' ? (
                      change.stationCode
                    ) : (
                      <a href={links.page(stationPath(change.stationCode))}>{change.stationCode}</a>
                    )}
                    : {changeInWords(change, site.edition.election, look)}
                  </li>
                ))}
              </ul>
              {edition.changes.length > SHOWN && (
                <p>
                  <a href={links.page('/data')}>{t('site-editions-more')}</a>
                </p>
              )}
            </details>
          )}
        </section>
      ))}
    </SiteFrame>
  );
}
