import type { VNode } from 'preact';
import { ChoiceTable } from './home-page.tsx';
import type { ListPage } from './lists.ts';
import type { Look } from './look.ts';
import { RegionMap } from './map/region-map.tsx';
import { LISTS, type Site, type SiteRegion } from './site.ts';
import { SiteFrame } from './site-frame.tsx';
import type { SiteStation } from './site-station.ts';
import { StationList } from './station-list.tsx';

interface RegionPageProps {
  readonly site: Site;
  readonly region: SiteRegion;
  readonly look: Look;
}

/** Stations named on a region's first page; all others are in its lists. */
const LARGEST = 25;

/** `/regions/<slug>`: what is proven there, on a map and in numbers, and the way to each of its stations. */
export function RegionPage({ site, region, look }: RegionPageProps): VNode {
  const { t, number, language, links } = look;
  const { totals } = region;
  const proven = region.stations.filter(({ standing }) => standing === 'proven').sort(byMissing);
  return (
    <SiteFrame
      site={site}
      look={look}
      path={region.path}
      wide
      title={region.name}
      kicker={<a href={links.page('/')}>{site.edition.election.name[language]}</a>}
      lead={
        region.counted
          ? t('site-region-lead', {
              stations: number(region.stations.length),
              compared: number(totals.compared),
              proven: number(totals.proven),
              missing: number(totals.missing),
              leftOut: number(totals.leftOut),
            })
          : t('site-region-not-counted-lead')
      }
      script="map.js"
    >
      <RegionMap region={region} look={look} />
      <Lists region={region} look={look} />
      {proven.length > 0 && (
        <section>
          <h2 id="proven">{t('site-region-largest')}</h2>
          <StationList stations={proven.slice(0, LARGEST)} look={look} />
        </section>
      )}
      {region.counted && (
        <section>
          <h2 id="choices">{t('site-choices')}</h2>
          <ChoiceTable choices={totals.choices} site={site} look={look} />
        </section>
      )}
    </SiteFrame>
  );
}

/** `/regions/<slug>/places/<n>` and `/streets/<n>`: a page of the list of all its stations. */
export function RegionListPage({ site, region, look, list }: RegionPageProps & { readonly list: ListPage }): VNode {
  const { t, language, links } = look;
  const of = LISTS.find((name) => region.lists[name].includes(list)) ?? 'places';
  const pages = region.lists[of];
  const at = pages.indexOf(list);
  const [before, after] = [pages[at - 1], pages[at + 1]];
  return (
    <SiteFrame
      site={site}
      look={look}
      path={list.path}
      wide
      title={`${region.name}: ${range(list)}`}
      kicker={
        <>
          <a href={links.page('/')}>{site.edition.election.name[language]}</a> ›{' '}
          <a href={links.page(region.path)}>{region.name}</a>
        </>
      }
      lead={t(`site-list-${of}-lead`)}
    >
      <RegionMap region={region} look={look} only={list.groups.flatMap(({ stations }) => stations)} />
      {list.groups.map(({ heading, stations }) => (
        <section key={heading}>
          <h2 class="group">{heading}</h2>
          <StationList stations={stations} look={look} heading={heading} />
        </section>
      ))}
      <nav class="pager" aria-label={t('site-pager')}>
        {before !== undefined && (
          <a href={links.page(before.path)} rel="prev">
            ← {range(before)}
          </a>
        )}
        {after !== undefined && (
          <a href={links.page(after.path)} rel="next">
            {range(after)} →
          </a>
        )}
      </nav>
    </SiteFrame>
  );
}

/** The lists of a region's stations, page by page, as in a dictionary. */
export function Lists({ region, look: { t, links } }: { readonly region: SiteRegion; readonly look: Look }): VNode {
  return (
    <section class="lists" aria-label={t('site-lists')}>
      {LISTS.map((name) => (
        <nav key={name} aria-label={t(`site-list-${name}`)}>
          <h2>{t(`site-list-${name}`)}</h2>
          <ul>
            {region.lists[name].map((list) => (
              <li key={list.path}>
                <a href={links.page(list.path)}>{range(list)}</a>
              </li>
            ))}
          </ul>
        </nav>
      ))}
    </section>
  );
}

/** What a page of a list holds; a town that goes on over several pages is told apart by its stations' codes. */
function range({ from, to, groups }: ListPage): string {
  if (from !== to) return `${from} – ${to}`;
  const stations = groups.flatMap((group) => group.stations);
  const [first, last] = [stations[0]?.station.code, stations.at(-1)?.station.code];
  return first === last ? from : `${from}: ${first} – ${last}`;
}

function byMissing(a: SiteStation, b: SiteStation): number {
  return b.missing - a.missing || (a.path < b.path ? -1 : 1);
}
