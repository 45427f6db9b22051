import type { VNode } from 'preact';
import { type HeldItem, type NextItem, nextItem } from '../../../actions/review/next-item.ts';
import { releaseItems } from '../../../actions/review/release-items.ts';
import { UNDO_SECONDS } from '../../../domain/review/terms.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { ConsoleReply, ConsoleRequest, Organizer } from '../route.ts';
import { EmptyState } from '../ui/messages.tsx';
import type { ReviewDeskDeps, ReviewPagesDeps } from './deps.ts';
import { DeskFrame } from './desk-frame.tsx';
import { type ItemShown, ItemView } from './item-view.tsx';
import { PractiseLink } from './practise-link.tsx';
import { ReviewTabs } from './tabs.tsx';

/** Taken off a lease, so that a page never shows photos that no longer open. */
const LEASE_MARGIN_MS = 5_000;

/** Where ballots are read: the item that this reviewer holds, or what there is instead. */
export async function deskPage(deps: ReviewDeskDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t } = request;
  const held = await holding(deps, request, 0);
  return {
    kind: 'page',
    title: t('review-title'),
    scripts: ['review-photos.js', 'review.js'],
    body: (
      <>
        <ReviewTabs t={t} current="desk" />
        <DeskFrame t={t} csrf={request.csrf} mode="desk" undoMs={(deps.undoSeconds ?? UNDO_SECONDS) * 1000}>
          <Held request={request} held={held} />
        </DeskFrame>
      </>
    ),
  };
}

/** The item to come, for a page that keeps it ready; or the one to be decided now. */
export async function nextFragment(deps: ReviewDeskDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  if (!request.isHtmx) return { kind: 'redirect', to: '/console/review' };
  return { kind: 'fragment', body: await heldFragment(deps, request) };
}

/** The item that the form asks for: the one on the screen (`ahead` 0), or the one behind it (1). */
export async function heldFragment(deps: ReviewDeskDeps, request: ConsoleRequest): Promise<VNode> {
  const held = await holding(deps, request, request.form.get('ahead') === '1' ? 1 : 0);
  return <Held request={request} held={held} />;
}

/** Gives back what is held, for others to read. */
export async function stopReviewing(
  { database, now }: ReviewPagesDeps,
  { t, organizer }: ConsoleRequest,
): Promise<ConsoleReply> {
  if (organizer !== undefined) await releaseItems(database.pool, organizer.id, now());
  return { kind: 'redirect', to: '/console/review/queue', flash: t('review-stopped') };
}

type Holding = Exclude<NextItem, { kind: 'item' }> | { readonly kind: 'shown'; readonly shown: ItemShown };

async function holding(deps: ReviewDeskDeps, { organizer }: ConsoleRequest, ahead: 0 | 1): Promise<Holding> {
  if (organizer === undefined) return { kind: 'removed' };
  const next = await nextItem(deps, organizer.id, ahead);
  return next.kind === 'item' ? { kind: 'shown', shown: await shownItem(deps, next.item) } : next;
}

/** What a page needs of an item: its election's choices, and where its photos are. */
async function shownItem({ election: read, now }: ReviewDeskDeps, item: HeldItem): Promise<ItemShown> {
  const election = await read(item.electionId);
  if (election === undefined) throw new Error('An item of an election that is not there');
  return {
    name: item.turn,
    kind: item.kind,
    photos: Array.from({ length: item.photos }, (_, at) => `/console/review/photos/${item.turn}/${at}`),
    election: election.name,
    choices: election.choices,
    sides: election.photoSides,
    leaseMs: Math.max(1, item.leasedUntil.getTime() - now().getTime() - LEASE_MARGIN_MS),
  };
}

function Held({ request, held }: { readonly request: ConsoleRequest; readonly held: Holding }): VNode {
  const { t, language, csrf, organizer } = request;
  if (held.kind === 'shown') {
    return <ItemView t={t} language={language} item={held.shown} csrf={csrf} action="/console/review/answer" />;
  }
  return (
    <div data-nothing={held.kind} role="status">
      <Nothing t={t} held={held} organizer={organizer} />
    </div>
  );
}

/** Why there is nothing to be answered, and what can be done. */
function Nothing(props: {
  readonly t: Translate;
  readonly held: Exclude<Holding, { kind: 'shown' }>;
  readonly organizer: Organizer | undefined;
}): VNode {
  const { t, held } = props;
  switch (held.kind) {
    case 'nothing':
      return (
        <EmptyState
          title={t('review-nothing')}
          text={t('review-nothing-text')}
          action={
            <a class="button secondary" href="/console/review/queue">
              {t('review-to-queue')}
            </a>
          }
        />
      );
    case 'practise-first':
      return (
        <EmptyState
          title={t('review-practise-first')}
          text={t('review-practise-first-text')}
          action={
            <div class="actions review-centre">
              <PractiseLink t={t} />
              <a class="button secondary" href="/console/review/guide">
                {t('review-read-guide')}
              </a>
            </div>
          }
        />
      );
    case 'paused':
      return <EmptyState title={t('review-paused')} text={t('review-paused-text')} />;
    case 'removed':
      return <EmptyState title={t('review-removed')} text={t('review-removed-text')} />;
  }
}
