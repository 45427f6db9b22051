import { publishedChronicle } from '../../src/actions/chronicle/chronicle-reader.ts';
import { readDirectory } from '../../src/actions/solidarity/read-directory.ts';
import { EMPTY_DIRECTORY } from '../../src/domain/solidarity/directory.ts';
import { chroniclePart, readChroniclePart } from '../../src/http/pages/chronicle/part.ts';
import { CHRONICLE_FILE } from '../../src/http/pages/chronicle/paths.ts';
import type { SitePart } from '../../src/http/pages/site-part.ts';
import { readSolidarityPart, solidarityPart } from '../../src/http/pages/solidarity/part.ts';
import { DIRECTORY_FILE } from '../../src/http/pages/solidarity/paths.ts';
import type { Queryable } from '../../src/storage/database.ts';
import { readPicture } from '../../src/storage/pictures.ts';

/** How a part is read from its file in an exported site, by that file's path; undefined when the file is none of it. */
export const PART_READERS: ReadonlyMap<string, (bytes: Buffer) => SitePart | undefined> = new Map([
  [CHRONICLE_FILE, readChroniclePart],
  [DIRECTORY_FILE, readSolidarityPart],
]);

/** Every part with nothing in it: the ways through the site lead there all the same. */
export const NO_PARTS: readonly SitePart[] = [chroniclePart([]), solidarityPart(EMPTY_DIRECTORY)];

/** What is public now besides editions. */
export async function readSiteParts(q: Queryable, at: Date): Promise<SitePart[]> {
  const photo = async (id: string) => (await readPicture(q, id))?.bytes;
  return [chroniclePart(await publishedChronicle(q), photo), solidarityPart(await readDirectory(q, at))];
}
