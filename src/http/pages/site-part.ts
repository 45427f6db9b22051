import type { Look } from './site/look.ts';
import type { SitePage } from './site/page.tsx';

/**
 * A part of the static site that is not made of an edition: one data file, and pages that are made of it and of nothing else. So
 * they can be made anew, and compared, by whoever has the folder.
 */
export interface SitePart {
  /** Its data, relative to the site's folder: `solidarity/directory.json`. */
  readonly file: string;
  readonly bytes: Buffer;
  /** Of its pages, in a fixed order. */
  readonly paths: readonly string[];
  page(path: string, look: Look): SitePage;
}
