import type { Edition } from '../../domain/finding/edition.ts';
import type { Database } from '../../storage/database.ts';
import { type EditionRow, listEditions, loadPrepared, newestEdition } from '../../storage/editions.ts';
import { remembered } from '../results/remembered.ts';
import { unpackEdition } from './edition-bytes.ts';

/** A new edition is served after so long at the latest, and the time that reading it takes. */
const FRESH_MS = 1_000;

/** Editions besides the current one that are kept at hand, for who asks for an older one's files. */
const OLDER_KEPT = 2;
const OLDER_KEPT_MS = 10 * 60_000;

/** An edition, and by what anybody can tell that it is this one. */
export interface PublishedEdition {
  readonly edition: Edition;
  /** See `editionSha256`. */
  readonly sha256: string;
}

export interface EditionReader {
  /**
   * What is public now: the edition that was published last, of whichever election. The same object until there is
   * another one, so that what is made of it can be remembered with it (in a WeakMap). Undefined before the first.
   * While the database is away the last known one is served.
   */
  current(): Promise<PublishedEdition | undefined>;
  /** An older one, or the current one, by its number. Undefined where there is none. */
  numbered(electionId: string, number: number): Promise<PublishedEdition | undefined>;
  /** Every edition of every election, what was published last first. */
  list(): Promise<readonly EditionRow[]>;
}

export interface EditionReaderDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}

/** Reads editions: the database is asked once a second at most, and a content is read once. */
export function createEditionReader({ database: { pool }, now }: EditionReaderDeps): EditionReader {
  let known: { readonly row: EditionRow; readonly published: PublishedEdition } | undefined;
  const list = remembered({ read: () => listEditions(pool), forMs: FRESH_MS, most: 1, now });
  const look = remembered({
    read: async () => {
      const row = await newestEdition(pool);
      if (row === undefined) return undefined;
      if (known === undefined || known.row.preparedId !== row.preparedId) known = { row, published: await read(row) };
      return known.published;
    },
    forMs: FRESH_MS,
    most: 1,
    now,
  });
  const older = remembered({
    read: async (key) => {
      const row = (await list('')).find((of) => keyOf(of.electionId, of.number) === key);
      return row && read(row);
    },
    forMs: OLDER_KEPT_MS,
    most: OLDER_KEPT,
    now,
  });

  async function read(row: EditionRow): Promise<PublishedEdition> {
    const stored = await loadPrepared(pool, row.preparedId);
    if (stored === undefined) throw new Error('a published edition has no content');
    return { edition: { ...(await unpackEdition(stored)), publishedOn: row.publishedOn }, sha256: row.sha256 };
  }

  async function current(): Promise<PublishedEdition | undefined> {
    try {
      return await look('');
    } catch (error) {
      if (known === undefined) throw error;
      return known.published;
    }
  }

  return {
    current,
    numbered: async (electionId, number) => {
      const now = await current();
      if (now?.edition.election.id === electionId && now.edition.number === number) return now;
      // A number that is not there yet may be there in a moment: what is not there is not remembered.
      const exists = (await list('')).some((row) => row.electionId === electionId && row.number === number);
      return exists ? older(keyOf(electionId, number)) : undefined;
    },
    list: () => list(''),
  };
}

function keyOf(electionId: string, number: number): string {
  return `${electionId}/${number}`;
}
