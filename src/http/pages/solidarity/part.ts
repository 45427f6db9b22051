import { type SolidarityDirectory, solidarityDirectory } from '../../../domain/solidarity/directory.ts';
import { dataBytes, readData, type SitePart } from '../site-part.ts';
import { solidarityPage } from './pages.tsx';
import { DIRECTORY_FILE, solidarityPaths } from './paths.ts';

/** The directory as a file: the same directory gives the same bytes. */
export function directoryBytes(directory: SolidarityDirectory): Buffer {
  return dataBytes(directory);
}

/** The directory as a part of the static site. */
export function solidarityPart(directory: SolidarityDirectory): SitePart {
  return {
    file: DIRECTORY_FILE,
    bytes: directoryBytes(directory),
    paths: solidarityPaths(directory),
    page: (path, look) => solidarityPage(directory, path, look),
  };
}

/** The part that such a file says; undefined when it is none, or not as it is written. */
export function readSolidarityPart(bytes: Buffer): SitePart | undefined {
  const read = readData(solidarityDirectory, bytes);
  return read && solidarityPart(read);
}
