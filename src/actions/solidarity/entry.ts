import type { Database } from '../../storage/database.ts';
import type { TwoPeopleDeps } from '../two-people.ts';

/** What changing funds and appeals takes. */
export interface SolidarityDeps {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly now: () => Date;
}

/** With what proposals take besides. */
export interface PublishDeps extends SolidarityDeps {
  readonly kinds: TwoPeopleDeps['kinds'];
}

export type SavedEntry =
  | { readonly kind: 'saved'; readonly id: string; readonly revision: number }
  /** Somebody saved it meanwhile; `revision` is theirs. */
  | { readonly kind: 'conflict'; readonly revision: number }
  | { readonly kind: 'id-taken' }
  | { readonly kind: 'unknown' };

/** What became of handing something to a second person. */
export type Proposed =
  | { readonly kind: 'proposed'; readonly proposalId: string }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unknown' }
  /** Of an appeal: its fund is not public. */
  | { readonly kind: 'no-fund' };

/** Where the console shows a fund, and an appeal; below `/console`. */
export function fundPage(id: string): string {
  return `/solidarity/${id}`;
}

export function appealPage(fundId: string, id: string): string {
  return `/solidarity/${fundId}/appeals/${id}`;
}
