import type { z } from 'zod';
import { canonicalJson, type Json } from '../../domain/canonical-json.ts';
import type { Look, Speech } from './site/look.ts';
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
  /** Further files that follow from its data, in one language: feeds. */
  more?(speech: Speech): readonly { readonly path: string; readonly bytes: Buffer }[];
  /** Files that its data name by their SHA-256 only: photos. */
  readonly kept?: readonly KeptFile[];
}

/** A file that cannot be made anew, only compared. */
export interface KeptFile {
  /** Relative to the site's folder. */
  readonly path: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Its bytes, for whoever writes the site; undefined when they are gone. */
  readonly read?: () => Promise<Buffer | undefined>;
}

/** A part's data as its file: the same data give the same bytes. */
export function dataBytes(data: object): Buffer {
  return Buffer.from(`${canonicalJson(data as Json)}\n`);
}

/** The data that such a file says; undefined when it is none, or not as it is written. */
export function readData<T>(schema: z.ZodType<T>, bytes: Buffer): T | undefined {
  try {
    return schema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
