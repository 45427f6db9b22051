import { readDirectory } from '../../src/actions/solidarity/read-directory.ts';
import { EMPTY_DIRECTORY } from '../../src/domain/solidarity/directory.ts';
import type { SitePart } from '../../src/http/pages/site-part.ts';
import { readSolidarityPart, solidarityPart } from '../../src/http/pages/solidarity/part.ts';
import { DIRECTORY_FILE } from '../../src/http/pages/solidarity/paths.ts';
import type { Queryable } from '../../src/storage/database.ts';

/** How a part is read from its file in an exported site, by that file's path; undefined when the file is none of it. */
export const PART_READERS: ReadonlyMap<string, (bytes: Buffer) => SitePart | undefined> = new Map([
  [DIRECTORY_FILE, readSolidarityPart],
]);

/** Every part with nothing in it: the ways through the site lead there all the same. */
export const NO_PARTS: readonly SitePart[] = [solidarityPart(EMPTY_DIRECTORY)];

/** What is public now besides editions. */
export async function readSiteParts(q: Queryable, at: Date): Promise<SitePart[]> {
  return [solidarityPart(await readDirectory(q, at))];
}
