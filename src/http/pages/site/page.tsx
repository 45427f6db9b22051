import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { EditionsPage } from './editions-page.tsx';
import { EstimatesPage } from './estimates/estimates-page.tsx';
import { FindPage } from './find-page.tsx';
import { HomePage } from './home-page.tsx';
import type { Look } from './look.ts';
import { MethodPage } from './method-page.tsx';
import { NotFoundPage } from './plain-pages.tsx';
import { RegionListPage, RegionPage } from './region-page.tsx';
import { LISTS, type Site } from './site.ts';
import { StationPage } from './station-page.tsx';

/** A page as it is sent or written. */
export interface SitePage {
  readonly status: 200 | 404;
  readonly html: string;
}

/** What the pages load from `/assets`, for whoever writes them to files. */
export const SITE_ASSETS = [
  'site.css',
  'finding.css',
  'estimates.css',
  'solidarity.css',
  'chronicle.css',
  'map.js',
  'icon.svg',
] as const;

/**
 * A page of an edition. The same site, path and look always give the same bytes: the server and the static export are
 * both made of this.
 */
export function sitePage(site: Site, path: string, look: Look): SitePage {
  const page = pageAt(site, path, look);
  return page === undefined
    ? { status: 404, html: wholePage(<NotFoundPage look={look} />) }
    : { status: 200, html: wholePage(page) };
}

/** Every path that an edition has a page at, in a fixed order; not that of data. */
export function sitePaths(site: Site): string[] {
  return [
    ...FIXED.keys(),
    ...site.regions.flatMap((region) => [
      region.path,
      ...LISTS.flatMap((name) => region.lists[name].map(({ path }) => path)),
    ]),
    ...site.byPath.keys(),
  ];
}

/** A rendered page with what stands in front of every one. */
export function wholePage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}\n`;
}

const FIXED: ReadonlyMap<string, (site: Site, look: Look) => VNode> = new Map([
  ['/', (site, look) => <HomePage site={site} look={look} />],
  ['/find', (site, look) => <FindPage site={site} look={look} />],
  ['/method', (site, look) => <MethodPage site={site} look={look} />],
  ['/estimates', (site, look) => <EstimatesPage site={site} look={look} />],
  ['/editions', (site, look) => <EditionsPage site={site} look={look} />],
]);

function pageAt(site: Site, path: string, look: Look): VNode | undefined {
  const fixed = FIXED.get(path);
  if (fixed !== undefined) return fixed(site, look);
  const one = site.byPath.get(path);
  if (one !== undefined) return <StationPage site={site} one={one} look={look} />;
  const region = site.regions.find((of) => path === of.path || path.startsWith(`${of.path}/`));
  if (region === undefined) return undefined;
  if (path === region.path) return <RegionPage site={site} region={region} look={look} />;
  const list = LISTS.flatMap((name) => region.lists[name]).find((of) => of.path === path);
  return list && <RegionListPage site={site} region={region} look={look} list={list} />;
}
