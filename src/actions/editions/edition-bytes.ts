import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { canonicalJson, type Json } from '../../domain/canonical-json.ts';
import type { Edition, EditionContent } from '../../domain/finding/edition.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * What two people approve, and what names an edition anywhere: SHA-256 of its content's canonical JSON (RFC 8785), in
 * hexadecimal. The day of publishing is not in it. Anybody can compute it from the published edition.
 */
export function editionSha256(edition: EditionContent | Edition): string {
  return createHash('sha256').update(contentText(edition)).digest('hex');
}

/** The content as it is stored, and its name. */
export async function packEdition(content: EditionContent): Promise<{ content: Buffer; sha256: string }> {
  const text = contentText(content);
  return { content: await pack(text), sha256: createHash('sha256').update(text).digest('hex') };
}

/** @throws when it is not what was approved. */
export async function unpackEdition(stored: { content: Buffer; sha256: string }): Promise<EditionContent> {
  const bytes = await unpack(stored.content);
  if (createHash('sha256').update(bytes).digest('hex') !== stored.sha256)
    throw new Error('A stored edition is not what its SHA-256 says.');
  return JSON.parse(bytes.toString('utf8')) as EditionContent;
}

function contentText(edition: EditionContent | Edition): string {
  return canonicalJson({ ...edition, publishedOn: undefined } as unknown as Json);
}
