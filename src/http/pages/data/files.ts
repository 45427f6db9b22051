import { createHash } from 'node:crypto';
import { z } from 'zod';
import { editionSha256 } from '../../../actions/editions/edition-bytes.ts';
import type { Edition } from '../../../domain/finding/edition.ts';
import { editionSchema } from '../../../domain/finding/edition-schema.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { csv, type DataFile, json, numberFiles } from '../../../domain/published/data-files.ts';
import type { Speech } from '../site/look.ts';
import { codebook, codebookCsv } from './codebook.ts';

/** A file with what anybody can check it by. */
export interface ListedFile extends DataFile {
  /** In hexadecimal. */
  readonly sha256: string;
}

/** Every data file of an edition. */
export interface EditionFiles {
  /** What names the edition: of its canonical JSON without the day of publishing. */
  readonly sha256: string;
  /** In a fixed order; the manifest and its sums come last, and are not in themselves. */
  readonly files: readonly ListedFile[];
}

export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';

/** Makes all data files of an edition: the same bytes each time. */
export function editionFiles(
  edition: Edition,
  speeches: Readonly<Record<Language, Pick<Speech, 't' | 'language'>>>,
): EditionFiles {
  const files = [
    ...numberFiles(edition),
    json('edition.schema.json', z.toJSONSchema(editionSchema)),
    ...LANGUAGES.map((language) =>
      csv(`codebook.${language}.csv`, [codebookCsv(codebook(edition, speeches[language]))]),
    ),
  ].map(listed);
  const { number, publishedOn, election } = edition;
  const sha256 = editionSha256(edition);
  const manifest = json(MANIFEST, {
    format: 1,
    edition: { election: election.id, number, publishedOn, sha256 },
    files: files.map(({ name, mediaType, bytes, sha256: of }) => ({
      name,
      mediaType,
      bytes: bytes.length,
      sha256: of,
    })),
  });
  return { sha256, files: [...files, listed(manifest), listed(sumsOf([...files, listed(manifest)]))] };
}

/** What `sha256sum --check` reads. */
export function sumsOf(files: readonly Pick<ListedFile, 'name' | 'sha256'>[]): DataFile {
  const lines = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  return { name: SUMS, mediaType: 'text/plain; charset=utf-8', bytes: Buffer.from(lines.join('')) };
}

/** In hexadecimal. */
export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function listed(file: DataFile): ListedFile {
  return { ...file, sha256: sha256Of(file.bytes) };
}
