import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { editionSha256 } from '../../src/actions/editions/edition-bytes.ts';
import type { Edition } from '../../src/domain/finding/edition.ts';
import { editionProblems, editionSchema } from '../../src/domain/finding/edition-schema.ts';
import { type EditionSummary, summarizeEdition } from '../../src/domain/finding/edition-summary.ts';
import { EDITION_FILE } from '../../src/domain/published/data-files.ts';
import { editionFiles, MANIFEST, SUMS, sha256Of } from '../../src/http/pages/data/files.ts';
import { speechesOf } from '../../src/http/pages/site/look.ts';
import type { SitePart } from '../../src/http/pages/site-part.ts';
import {
  countFiles,
  DATA_FOLDER,
  readSiteAssets,
  type SiteFile,
  staticSite,
} from '../../src/http/pages/static-site.ts';
import type { Catalogues } from '../../src/i18n/catalogues.ts';
import type { CommandContext } from '../commands/command.ts';
import { PART_READERS } from '../export/site-parts.ts';
import { Problem } from '../problem.ts';
import { type Difference, differencesIn } from './differences.ts';

const NOT_AS_LISTED = 'is not the file that manifest.json lists: SHA-256';

export interface Verification {
  /** What the folder says it is; undefined when `edition.json` cannot be read at all. */
  readonly edition: VerifiedEdition | undefined;
  /** What the site is made of besides, of a whole site only: not the edition's, so each has a SHA-256 of its own. */
  readonly parts: readonly VerifiedPart[];
  /** Files that were made anew and compared. */
  readonly files: number;
  /** The first ones of each file. */
  readonly differences: readonly Difference[];
}

export interface VerifiedEdition {
  readonly election: string;
  readonly number: number;
  readonly publishedOn: string;
  /** As computed; whoever knows it from elsewhere knows that this is the same edition. */
  readonly sha256: string;
  readonly summary: EditionSummary;
}

/** A data file of the site that is no edition's, such as the directory of funds. */
export interface VerifiedPart {
  readonly file: string;
  readonly sha256: string;
}

export interface VerifyOptions {
  /** What the edition's SHA-256 must be, from elsewhere. */
  readonly sha256?: string | undefined;
  readonly progress: CommandContext['progress'];
  /** In which pages speak; read once by whoever checks many folders. */
  readonly catalogues: Catalogues;
}

/**
 * Computes everything anew that an exported site, or a folder of data files, says: from `edition.json` every region,
 * every station and the headline, every other data file and its SHA-256, and of a site each page in each language. What
 * is not the same byte for byte is a difference; so is a file that is missing, or that should not be there.
 *
 * @throws Problem when the folder has no edition at all.
 */
export async function verifyFolder(folder: string, options: VerifyOptions): Promise<Verification> {
  const isSite = existsSync(join(folder, DATA_FOLDER, EDITION_FILE));
  const path = isSite ? `${DATA_FOLDER}/${EDITION_FILE}` : EDITION_FILE;
  if (!existsSync(join(folder, path)))
    throw new Problem(`There is no ${EDITION_FILE} in ${folder}: it is neither an exported site nor its data files.`);
  const read = readEdition(await readFile(join(folder, path), 'utf8'));
  if (read.edition === undefined) {
    const differences = read.problems.map((found) => ({ file: path, where: '', found, expected: 'an edition' }));
    return { edition: undefined, parts: [], files: 1, differences };
  }
  const { edition } = read;
  const { files, differences, made, parts } = await compareAll(folder, edition, path, options);
  const sha256 = editionSha256(edition);
  // Everything else follows from this file: whoever reads the list must know that it may be the one that is wrong.
  const listed = await listedSha256(join(folder, path.replace(EDITION_FILE, MANIFEST)));
  if (listed !== undefined && listed !== made)
    differences.unshift({ file: path, where: NOT_AS_LISTED, found: made, expected: listed });
  const verified = {
    election: edition.election.id,
    number: edition.number,
    publishedOn: edition.publishedOn,
    sha256,
    summary: summarizeEdition(edition).summary,
  };
  const expected = options.sha256;
  if (expected !== undefined && expected !== sha256)
    differences.unshift({ file: path, where: 'SHA-256 of the edition', found: sha256, expected });
  return { edition: verified, parts, files, differences };
}

const listing = z.object({ files: z.array(z.object({ name: z.string(), sha256: z.string() })) });

/** What a manifest says that `edition.json` is; undefined when it says nothing that can be read. */
async function listedSha256(manifest: string): Promise<string | undefined> {
  try {
    const { files } = listing.parse(JSON.parse(await readFile(manifest, 'utf8')));
    return files.find(({ name }) => name === EDITION_FILE)?.sha256;
  } catch {
    return undefined;
  }
}

type ReadEdition =
  | { readonly edition: Edition; readonly problems: readonly [] }
  | { readonly edition: undefined; readonly problems: readonly string[] };

function readEdition(text: string): ReadEdition {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { edition: undefined, problems: [`is not JSON: ${error instanceof Error ? error.message : ''}`] };
  }
  const parsed = editionSchema.safeParse(json);
  if (!parsed.success) return { edition: undefined, problems: parsed.error.issues.slice(0, 20).map(readable) };
  const problems = editionProblems(parsed.data);
  return problems.length > 0 ? { edition: undefined, problems } : { edition: parsed.data, problems: [] };
}

function readable({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${message}`;
}

interface ComparedFiles {
  readonly files: number;
  readonly differences: Difference[];
  /** SHA-256 of `edition.json` as it was made anew. */
  readonly made: string;
  readonly parts: readonly VerifiedPart[];
}

/** `editionPath`: of `edition.json` in the folder, as a site has it or as a folder of data files has. */
async function compareAll(
  folder: string,
  edition: Edition,
  editionPath: string,
  { progress: show, catalogues }: VerifyOptions,
): Promise<ComparedFiles> {
  const isSite = editionPath !== EDITION_FILE;
  const unseen = new Set(await filesIn(folder));
  const read = isSite ? await readParts(folder) : undefined;
  const differences: Difference[] = [...(read?.differences ?? [])];
  const progress = show('Checking', read === undefined ? 1 : countFiles(edition, read.parts));
  let files = 0;
  let made = '';
  try {
    for (const { path, bytes } of await expectedFiles(edition, read?.parts, catalogues)) {
      files += 1;
      if (path === editionPath) made = sha256Of(bytes);
      if (files % 100 === 0) progress.update(files);
      if (!unseen.delete(path)) {
        differences.push({ file: path, where: '', found: 'no such file', expected: `${bytes.length} bytes` });
        continue;
      }
      differences.push(...differencesIn(path, await readFile(join(folder, path)), bytes));
    }
  } finally {
    progress.stop();
  }
  for (const { path, sha256 } of (read?.parts ?? []).flatMap(({ kept = [] }) => kept)) {
    files += 1;
    const found = unseen.delete(path) ? sha256Of(await readFile(join(folder, path))) : 'no such file';
    if (found !== sha256) differences.push({ file: path, where: 'SHA-256', found, expected: sha256 });
  }
  for (const path of [...unseen].sort())
    differences.push({ file: path, where: '', found: 'a file', expected: 'no such file' });
  return {
    files,
    differences,
    made,
    parts: (read?.parts ?? []).map(({ file, bytes }) => ({ file, sha256: sha256Of(bytes) })),
  };
}

/** What the folder's own data files of parts say; one that cannot be read is a difference. */
async function readParts(folder: string): Promise<{ parts: SitePart[]; differences: Difference[] }> {
  const parts: SitePart[] = [];
  const differences: Difference[] = [];
  const sums = await readFile(join(folder, SUMS), 'utf8').catch(() => '');
  for (const [file, read] of PART_READERS) {
    const bytes = await readFile(join(folder, file)).catch(() => undefined);
    const part = bytes && read(bytes);
    const listed = sums
      .split('\n')
      .find((line) => line.endsWith(`  ${file}`))
      ?.slice(0, 64);
    // Its pages follow from this file: whoever reads the list must know that it may be the one that is wrong.
    if (bytes !== undefined && listed !== undefined && listed !== sha256Of(bytes))
      differences.push({
        file,
        where: `is not the file that ${SUMS} lists: SHA-256`,
        found: sha256Of(bytes),
        expected: listed,
      });
    if (part === undefined) {
      const found = bytes === undefined ? 'no such file' : 'something else';
      differences.push({ file, where: '', found, expected: 'the data that its pages are made of' });
    } else parts.push(part);
  }
  return { parts, differences };
}

async function expectedFiles(
  edition: Edition,
  parts: readonly SitePart[] | undefined,
  catalogues: Catalogues,
): Promise<Iterable<SiteFile>> {
  if (parts !== undefined) return staticSite(edition, catalogues, await readSiteAssets(), parts);
  return editionFiles(edition, speechesOf(catalogues)).files.map(({ name, bytes }) => ({ path: name, bytes }));
}

/** Every file below a folder, with `/` between the parts of its path. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
