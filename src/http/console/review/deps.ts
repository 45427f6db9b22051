import type { OpenPhotoDeps } from '../../../actions/review/open-photo.ts';
import type { Election } from '../../../domain/elections.ts';
import type { Database } from '../../../storage/database.ts';

/** The same, with what pages need again and again. */
export interface ReviewDeskDeps extends ReviewPagesDeps {
  /** An election as it was some seconds ago at most: nearly every answer asks for it. */
  readonly election: (id: string) => Promise<Election | undefined>;
}

/** What the pages for reviewers work with. */
export interface ReviewPagesDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
  /** For opening photos that are under review. */
  readonly photos: Pick<OpenPhotoDeps, 'reviewKey' | 'store' | 'audit'>;
  /** How many of a hundred items have a known answer, where it is not the usual. */
  readonly goldPercent?: number;
  /** How long an answer can be taken back, where it is not the usual. */
  readonly undoSeconds?: number;
  /** Between two looks at the queue while somebody watches. */
  readonly everyMs?: number;
}
