import { stationPicturePath } from '../../../actions/editions/station-pictures.ts';
import type { Language } from '../../../domain/languages.ts';

/**
 * Where a page finds the others. Pages say where they want to by a path of the public site, such as `/regions/brest`;
 * what stands in `href` is the server's or the memory stick's business.
 */
export interface Links {
  /** A page of the site. In the language of this page unless another is named. */
  page(path: string, language?: Language): string;
  /** A style sheet, a script or a picture of ours. */
  asset(name: string): string;
  /** A data file, such as `stations.csv`. */
  data(name: string): string;
  /** Any other file of the site, such as `solidarity/directory.json`. */
  file(path: string): string;
  /** The picture of a station's numbers; undefined where there is none. */
  stationPicture(code: string, edition: number): string | undefined;
  /** Where a question is answered (search): only where a server is. */
  readonly search: string | undefined;
  /** Pages that only a server has: surveys, the live counts. */
  readonly live: boolean;
}

/** On a server: absolute paths, the language by `?lang=`. */
export function serverLinks(language: Language): Links {
  return {
    page: (path, other = language) => `${path}?lang=${other}`,
    asset: (name) => `/assets/${name}`,
    data: (name) => `/data/${name}`,
    file: (path) => `/${path}`,
    stationPicture: (code, edition) => stationPicturePath({ code, edition, language }),
    search: '/find',
    live: true,
  };
}

/**
 * In files: everything relative to the page's own file, so that it works from any folder, web server or memory
 * stick. `file` is the page's own, as `siteFile` names it.
 */
export function fileLinks(file: string, language: Language): Links {
  const depth = file.split('/').length - 1;
  const root = '../'.repeat(depth);
  const inside = depth === 0 ? `${language}/` : '../'.repeat(depth - 1);
  return {
    page: (path, other = language) =>
      other === language ? `${inside}${fileName(path)}` : root + siteFile(path, other),
    asset: (name) => `${root}assets/${name}`,
    data: (name) => `${root}data/${name}`,
    file: (path) => root + path,
    stationPicture: () => undefined,
    search: undefined,
    live: false,
  };
}

/** The file that a page of the site is exported to: `be/regions/brest.html`. */
export function siteFile(path: string, language: Language): string {
  return `${language}/${fileName(path)}`;
}

/** Addresses of pages are plain letters, so that nothing has to be escaped. */
function fileName(path: string): string {
  return `${path === '/' ? 'index' : path.slice(1)}.html`;
}
