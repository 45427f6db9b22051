import { readFile } from 'node:fs/promises';
import type { Edition } from '../../domain/finding/edition.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import type { Catalogues } from '../../i18n/catalogues.ts';
import { DataPage } from './data/data-page.tsx';
import { editionFiles, SUMS, sha256Of, sumsOf } from './data/files.ts';
import { fileLinks, siteFile } from './site/links.ts';
import { type Look, speechesOf } from './site/look.ts';
import { SITE_ASSETS, sitePage, sitePaths, wholePage } from './site/page.tsx';
import { siteOf } from './site/site.ts';
import type { SitePart } from './site-part.ts';

/** A file of the static site; its path is relative to the site's folder. */
export interface SiteFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** What pages load besides themselves. */
export type SiteAssets = ReadonlyMap<string, Buffer>;

/** The folder of the data files. */
export const DATA_FOLDER = 'data';

/** Reads what the pages load; the same for every edition. */
export async function readSiteAssets(): Promise<SiteAssets> {
  const read = async (name: string) => [name, await readFile(new URL(`../assets/${name}`, import.meta.url))] as const;
  return new Map(await Promise.all(SITE_ASSETS.map(read)));
}

/** How many files `staticSite` makes, for whoever shows how far it is. */
export function countFiles(edition: Edition, parts: readonly SitePart[]): number {
  const ofParts = parts.reduce((sum, { paths }) => sum + paths.length, 0);
  return (sitePaths(siteOf(edition)).length + 1 + ofParts) * LANGUAGES.length;
}

/**
 * The whole public site as files that any web server or a memory stick can serve: every page in every language, the data
 * files, and what pages load. Made of the edition and of the parts' data, and of nothing else: the same bytes each time,
 * in the same order.
 */
export function* staticSite(
  edition: Edition,
  catalogues: Catalogues,
  assets: SiteAssets,
  parts: readonly SitePart[],
): Generator<SiteFile> {
  const sums: { name: string; sha256: string }[] = [];
  for (const file of contents(edition, catalogues, assets, parts)) {
    sums.push({ name: file.path, sha256: sha256Of(file.bytes) });
    yield file;
  }
  for (const { kept = [] } of parts) for (const { path, sha256 } of kept) sums.push({ name: path, sha256 });
  yield { path: SUMS, bytes: sumsOf(sums).bytes };
}

function* contents(
  edition: Edition,
  catalogues: Catalogues,
  assets: SiteAssets,
  parts: readonly SitePart[],
): Generator<SiteFile> {
  const speeches = speechesOf(catalogues);
  const files = editionFiles(edition, speeches);
  const site = siteOf(edition);
  for (const { name, bytes } of files.files) yield { path: `${DATA_FOLDER}/${name}`, bytes };
  for (const { file, bytes } of parts) yield { path: file, bytes };
  for (const [name, bytes] of assets) yield { path: `assets/${name}`, bytes };
  // Whoever opens the folder finds a page at once.
  const first = LANGUAGES[0];
  const front: Look = { ...speeches[first], links: fileLinks('index.html', first) };
  yield { path: 'index.html', bytes: Buffer.from(sitePage(site, '/', front).html) };
  const paths = sitePaths(site);
  for (const language of LANGUAGES) {
    const lookAt = (path: string): Look => ({
      ...speeches[language],
      links: fileLinks(siteFile(path, language), language),
    });
    for (const path of paths) {
      yield { path: siteFile(path, language), bytes: Buffer.from(sitePage(site, path, lookAt(path)).html) };
    }
    for (const part of parts)
      for (const path of part.paths)
        yield { path: siteFile(path, language), bytes: Buffer.from(part.page(path, lookAt(path)).html) };
    for (const part of parts) yield* part.more?.(speeches[language]) ?? [];
    const data = wholePage(DataPage({ edition, files, look: lookAt('/data'), editions: [] }));
    yield { path: siteFile('/data', language), bytes: Buffer.from(data) };
  }
}
