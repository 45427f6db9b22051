import { z } from 'zod';
import { placeOrder } from '../../../actions/review/place-order.ts';
import { liftQuarantine, setQuarantine } from '../../../actions/review/quarantine.ts';
import { quarantineEffects } from '../../../actions/review/quarantine-effects.ts';
import type { Election } from '../../../domain/elections.ts';
import type { Slice } from '../../../domain/review/orders.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { askedBy, type ReviewAdminDeps } from './deps.ts';
import { reasonOf } from './reason.ts';
import { readSlice } from './slice-form.ts';

const PAGE = '/console/review-admin/slices';

/** Lets a slice be read again. */
export async function reopen(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  election: Election,
): Promise<ConsoleReply> {
  return withSlice(deps, request, election, async (slice, reason) => {
    const content = { do: 'reopen', slice } as const;
    await placeOrder(deps, { electionId: election.id, content, by: askedBy(request), reason });
    return request.t('review-admin-ordered');
  });
}

/** Sets a slice aside, after its page has said what that does to findings. */
export async function quarantineSlice(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  election: Election,
): Promise<ConsoleReply> {
  return withSlice(deps, request, election, async (slice, reason) => {
    const { stations } = await quarantineEffects(deps.database, election.id)(slice);
    const lost = stations.filter(({ proven }) => proven === 'lost').length;
    const told = { stations: stations.length, lost };
    const done = await setQuarantine(deps, { electionId: election.id, slice, reason, by: askedBy(request), told });
    return request.t(done ? 'review-admin-quarantined' : 'review-admin-quarantined-before');
  });
}

/** Ends a quarantine. */
export async function lift(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  { id: electionId }: Election,
): Promise<ConsoleReply> {
  const id = z.uuid().safeParse(request.params.id);
  const done = id.success && (await liftQuarantine(deps, { electionId, id: id.data, by: askedBy(request) }));
  return { kind: 'redirect', to: PAGE, flash: request.t(done ? 'review-admin-lifted' : 'review-admin-lifted-before') };
}

/** Calls `work` with the form's slice and reason; says what is missing, on the slice's page, where something is. */
async function withSlice(
  { database }: ReviewAdminDeps,
  { t, form }: ConsoleRequest,
  election: Election,
  work: (slice: Slice, reason: string) => Promise<string>,
): Promise<ConsoleReply> {
  const slice = await readSlice(database.pool, election, form);
  if (slice === undefined) return { kind: 'redirect', to: PAGE, flash: t('review-admin-slice-unknown') };
  const reason = reasonOf(form, 'reason');
  if (reason !== undefined) return { kind: 'redirect', to: PAGE, flash: await work(slice, reason) };
  const again = `${PAGE}?by=${slice.by}&value=${encodeURIComponent(slice.value)}`;
  return { kind: 'redirect', to: again, flash: t('review-admin-reason-missing') };
}
