import type { AuditWriter } from '../../../actions/audit-writer.ts';
import type { Election } from '../../../domain/elections.ts';
import type { Database } from '../../../storage/database.ts';
import { currentElection } from '../../../storage/elections.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';

/** What the pages for administrators of review work with. */
export interface ReviewAdminDeps {
  readonly database: Database;
  readonly now: () => Date;
  readonly photos: { readonly audit: AuditWriter };
}

/** Answers a request about the election that is served. */
export type AboutElection = (
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  election: Election,
) => Promise<ConsoleReply>;

/** Calls a page with the election that is served, or says that there is none. */
export async function withElection(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  page: AboutElection,
): Promise<ConsoleReply> {
  const election = await currentElection(deps.database.pool, deps.now());
  if (election === undefined) {
    return { kind: 'problem', status: 404, message: request.t('review-queue-no-election') };
  }
  return page(deps, request, election);
}

/** Whoever asks: the frame lets nobody in who has not signed in. */
export function askedBy({ organizer }: ConsoleRequest): string {
  if (organizer === undefined) throw new Error('An administrator’s page without an administrator');
  return organizer.id;
}
