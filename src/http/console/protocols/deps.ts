import type { OpenPhotoDeps } from '../../../actions/review/open-photo.ts';
import type { Database } from '../../../storage/database.ts';

/** What the pages about result sheets work with. */
export interface ProtocolPagesDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** A whole number from 0 to below `limit`, drawn by lot. */
  readonly random: (limit: number) => number;
  /** For opening photos that are under review. */
  readonly photos: Pick<OpenPhotoDeps, 'reviewKey' | 'store' | 'audit'>;
}
