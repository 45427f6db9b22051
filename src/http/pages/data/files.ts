import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { PublishedEdition } from '../../../actions/editions/current-edition.ts';
import { editionSha256 } from '../../../actions/editions/edition-bytes.ts';
import type { Edition } from '../../../domain/finding/edition.ts';
import { type EditionFinding, editionFinding } from '../../../domain/finding/edition-finding.ts';
import { editionSchema } from '../../../domain/finding/edition-schema.ts';
import type { Totals } from '../../../domain/finding/totals.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { csv, type DataFile, json, numberFiles } from '../../../domain/published/data-files.ts';
import type { Speech } from '../site/look.ts';
import { codebook, codebookCsv } from './codebook.ts';

/** A file with what anybody can check it by. */
export interface ListedFile extends Pick<DataFile, 'name' | 'mediaType'> {
  readonly bytes: Buffer;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** Every data file of an edition. */
export interface EditionFiles {
  /** What names the edition, see `editionSha256`. */
  readonly sha256: string;
  /** The headline. */
  readonly country: Totals;
  /** In a fixed order; the manifest and its sums come last, and are not in themselves. */
  readonly files: readonly ListedFile[];
}

export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';

type Speeches = Readonly<Record<Language, Pick<Speech, 't' | 'language'>>>;

/** So long at most a server does nothing else. */
const SLICE_MS = 5;

/** Makes all data files of an edition: the same bytes each time. */
export function editionFiles(edition: Edition, speeches: Speeches): EditionFiles {
  const finding = editionFinding(edition);
  const made = filesOf(edition, finding, speeches).map((file) => listed(file, [...file.pieces()]));
  return withManifest({ edition, sha256: editionSha256(edition) }, finding.country, made);
}

/** The same files, made in between whatever else there is to do. */
export async function editionFilesGently(published: PublishedEdition, speeches: Speeches): Promise<EditionFiles> {
  const finding = editionFinding(published.edition);
  const made: ListedFile[] = [];
  for (const file of filesOf(published.edition, finding, speeches)) {
    const pieces: string[] = [];
    let since = performance.now();
    for (const piece of file.pieces()) {
      pieces.push(piece);
      if (performance.now() - since < SLICE_MS) continue;
      await breathe();
      since = performance.now();
    }
    made.push(listed(file, pieces));
    await breathe();
  }
  return withManifest(published, finding.country, made);
}

function filesOf(edition: Edition, finding: EditionFinding, speeches: Speeches): DataFile[] {
  return [
    ...numberFiles(edition, finding),
    json('edition.schema.json', z.toJSONSchema(editionSchema)),
    ...LANGUAGES.map((language) =>
      csv(`codebook.${language}.csv`, () => [codebookCsv(codebook(edition, speeches[language]))]),
    ),
  ];
}

function withManifest(
  { edition, sha256 }: PublishedEdition,
  country: Totals,
  files: readonly ListedFile[],
): EditionFiles {
  const { number, publishedOn, election } = edition;
  const content = json(MANIFEST, {
    format: 1,
    edition: { election: election.id, number, publishedOn, sha256 },
    files: files.map(({ name, mediaType, bytes, sha256: of }) => ({
      name,
      mediaType,
      bytes: bytes.length,
      sha256: of,
    })),
  });
  const manifest = listed(content, [...content.pieces()]);
  return { sha256, country, files: [...files, manifest, sumsOf([...files, manifest])] };
}

/** What `sha256sum --check` reads. */
export function sumsOf(files: readonly Pick<ListedFile, 'name' | 'sha256'>[]): ListedFile {
  const lines = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  return listed({ name: SUMS, mediaType: 'text/plain; charset=utf-8' }, lines);
}

/** In hexadecimal. */
export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function listed({ name, mediaType }: Pick<DataFile, 'name' | 'mediaType'>, pieces: readonly string[]): ListedFile {
  const bytes = Buffer.from(pieces.join(''));
  return { name, mediaType, bytes, sha256: sha256Of(bytes) };
}
