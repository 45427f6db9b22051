import { z } from 'zod';
import { pauseReviewer, resumeReviewer } from '../../../actions/review/pause-reviewer.ts';
import { placeOrder } from '../../../actions/review/place-order.ts';
import type { Election } from '../../../domain/elections.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { askedBy, type ReviewAdminDeps } from './deps.ts';
import { reasonOf } from './reason.ts';

const PAGE = '/console/review-admin/reviewers';

/** Pauses somebody, with a reason; their open decisions are read again. */
export async function pauseSomebody(deps: ReviewAdminDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, form } = request;
  const reviewerId = idOf(request);
  const because = reasonOf(form, 'because');
  if (because === undefined) return { kind: 'redirect', to: PAGE, flash: t('review-admin-reason-missing') };
  const voided =
    reviewerId === undefined ? undefined : await pauseReviewer(deps, { reviewerId, because, by: askedBy(request) });
  const flash =
    voided === undefined ? t('review-admin-paused-before') : t('review-admin-paused-now', { count: voided });
  return { kind: 'redirect', to: PAGE, flash };
}

/** Lets somebody go on. */
export async function resumeSomebody(deps: ReviewAdminDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const reviewerId = idOf(request);
  const done = reviewerId !== undefined && (await resumeReviewer(deps, { reviewerId, by: askedBy(request) }));
  const flash = request.t(done ? 'review-admin-resumed' : 'review-admin-resumed-before');
  return { kind: 'redirect', to: PAGE, flash };
}

/** Lets everything be read again that somebody has read. */
export async function reopenReadBy(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  { id: electionId }: Election,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const reviewerId = idOf(request);
  const reason = reasonOf(form, 'reason');
  if (reason === undefined || reviewerId === undefined) {
    return { kind: 'redirect', to: PAGE, flash: t('review-admin-reason-missing') };
  }
  const content = { do: 'reopen', slice: { by: 'reviewer', value: reviewerId } } as const;
  await placeOrder(deps, { electionId, content, by: askedBy(request), reason });
  return { kind: 'redirect', to: PAGE, flash: t('review-admin-ordered') };
}

function idOf({ params }: ConsoleRequest): string | undefined {
  return z.uuid().safeParse(params.id).data;
}
