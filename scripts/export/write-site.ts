import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Edition } from '../../src/domain/finding/edition.ts';
import { sha256Of } from '../../src/http/pages/data/files.ts';
import type { SitePart } from '../../src/http/pages/site-part.ts';
import { countFiles, readSiteAssets, type SiteFile, staticSite } from '../../src/http/pages/static-site.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import type { CommandContext } from '../commands/command.ts';
import { Problem } from '../problem.ts';

/** Files that are written at once, while the next are made. */
const AT_ONCE = 64;

export interface WrittenSite {
  readonly files: number;
  readonly bytes: number;
}

/** Throws a Problem unless a site can be written there: a folder that is not there yet, or is empty. */
export async function checkOut(out: string): Promise<void> {
  if (existsSync(out) && (await readdir(out).catch(() => [''])).length > 0)
    throw new Problem(`${out} is not an empty folder. Name one that is not there yet.`);
}

/** Writes the whole public site, of an edition and of what is public besides, into an empty folder, and shows how far it is. */
export async function writeSite(
  edition: Edition,
  parts: readonly SitePart[],
  out: string,
  context: Pick<CommandContext, 'progress'>,
): Promise<WrittenSite> {
  await checkOut(out);
  const folders = new Set<string>();
  const progress = context.progress('Writing', countFiles(edition, parts));
  let [files, bytes] = [0, 0];
  let writing: Promise<void>[] = [];
  try {
    for (const file of staticSite(edition, loadCatalogues(), await readSiteAssets(), parts)) {
      writing.push(write(file));
      files += 1;
      bytes += file.bytes.length;
      if (writing.length < AT_ONCE) continue;
      await Promise.all(writing);
      writing = [];
      progress.update(files);
    }
    await Promise.all(writing);
    for (const { kept = [] } of parts)
      for (const { path, sha256, read } of kept) {
        const photo = await read?.();
        if (photo === undefined || sha256Of(photo) !== sha256)
          throw new Problem(`${path} is not there, or is not what was approved: withdrawn meanwhile? Export again.`);
        await write({ path, bytes: photo });
        files += 1;
        bytes += photo.length;
      }
  } finally {
    progress.stop();
  }
  return { files, bytes };

  async function write({ path, bytes }: SiteFile): Promise<void> {
    const folder = dirname(join(out, path));
    if (!folders.has(folder)) {
      await mkdir(folder, { recursive: true });
      folders.add(folder);
    }
    await writeFile(join(out, path), bytes);
  }
}
