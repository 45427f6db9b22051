import type { VNode } from 'preact';
import type { Look } from './look.ts';
import { Lists } from './region-page.tsx';
import type { Site } from './site.ts';
import { SiteFrame } from './site-frame.tsx';
import type { SiteStation } from './site-station.ts';
import { StationList } from './station-list.tsx';

/** Of so many lists a page would be too heavy: then each region's own page has them. */
const MOST_LISTS = 400;

/** What was looked for, and what was found of it. */
export interface Looked {
  readonly query: string;
  readonly total: number;
  readonly stations: readonly SiteStation[];
}

/** `/find`: a station by its number or address where a server can search, and by lists everywhere. */
export function FindPage(props: { readonly site: Site; readonly look: Look; readonly looked?: Looked }): VNode {
  const { site, look, looked } = props;
  const { t, language, links } = look;
  const lists = site.regions.reduce((sum, { lists }) => sum + lists.places.length + lists.streets.length, 0);
  return (
    <SiteFrame
      site={site}
      look={look}
      path="/find"
      title={t('site-find-title')}
      kicker={<a href={links.page('/')}>{site.edition.election.name[language]}</a>}
      lead={t(links.search === undefined ? 'site-find-lists-lead' : 'site-find-lead')}
    >
      {links.search !== undefined && (
        <search>
          <form class="find" action={links.search} method="get">
            <input type="hidden" name="lang" value={language} />
            <label for="q">{t('site-find-label')}</label>
            <div>
              <input
                id="q"
                name="q"
                type="search"
                value={looked?.query}
                maxlength={200}
                autocomplete="off"
                aria-describedby="q-hint"
              />
              <button type="submit">{t('site-find-go')}</button>
            </div>
            <p class="note" id="q-hint">
              {t('site-find-hint')}
            </p>
          </form>
        </search>
      )}
      {looked !== undefined && <Found looked={looked} look={look} />}
      <section>
        <h2 id="lists">{t('site-lists')}</h2>
        {lists > MOST_LISTS ? (
          <ul>
            {site.regions.map((region) => (
              <li key={region.path}>
                <a href={links.page(region.path)}>{region.name}</a>
              </li>
            ))}
          </ul>
        ) : (
          site.regions.map((region) => (
            <details key={region.path} class="region-lists">
              <summary>{region.name}</summary>
              <Lists region={region} look={look} />
            </details>
          ))
        )}
      </section>
    </SiteFrame>
  );
}

function Found({ looked, look }: { readonly looked: Looked; readonly look: Look }): VNode {
  const { t, number } = look;
  const { query, total, stations } = looked;
  const title =
    total === 0 ? t('site-find-none', { query }) : t('site-find-found', { n: total, total: number(total), query });
  return (
    <section>
      <h2 id="found">{title}</h2>
      {total === 0 && <p>{t('site-find-none-hint')}</p>}
      {total > stations.length && <p>{t('site-find-first', { n: stations.length })}</p>}
      {stations.length > 0 && <StationList stations={stations} look={look} />}
    </section>
  );
}
