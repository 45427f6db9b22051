import { z } from 'zod';
import { answerItem } from '../../../actions/review/answer-item.ts';
import { holdDisputed } from '../../../actions/review/hold-disputed.ts';
import { placeOrder } from '../../../actions/review/place-order.ts';
import type { Election } from '../../../domain/elections.ts';
import { parseReading } from '../../../domain/review/readings.ts';
import { LEASE_SECONDS } from '../../../domain/review/terms.ts';
import { countReviewPhotos } from '../../../storage/review-photos.ts';
import { type DisputedItem, findDisputed } from '../../../storage/review-stats.ts';
import { ANSWERED } from '../review/answer.tsx';
import { ItemView } from '../review/item-view.tsx';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Notice } from '../ui/messages.tsx';
import { askedBy, type ReviewAdminDeps } from './deps.ts';
import { answerWords } from './words.ts';

const LIST = '/console/review-admin';
const GOLD = '/console/review-admin/gold';

/**
 * One disputed item beside its photos, which open for as long as a reviewer's would; or a candidate for a gold item,
 * without what reviewers had agreed on: its answer must be known, not believed.
 */
export async function itemPage(
  { database, now }: ReviewAdminDeps,
  request: ConsoleRequest,
  election: Election,
): Promise<ConsoleReply> {
  const { t, language, csrf, params } = request;
  const item = await wanted({ database }, params.id);
  if (item === undefined || item.electionId !== election.id) return gone(request);
  const held = await holdDisputed(database.pool, { administratorId: askedBy(request), itemId: item.id }, now());
  const back = item.kind === 'gold' ? GOLD : LIST;
  if (held.kind !== 'held') return { kind: 'redirect', to: back, flash: t('review-admin-not-yours') };
  const photos = await countReviewPhotos(database.pool, item.id);
  const shown = {
    name: held.turn,
    kind: item.kind === 'pair' ? 'pair' : 'ballot',
    photos: Array.from({ length: photos }, (_, at) => `/console/review/photos/${held.turn}/${at}`),
    election: election.name,
    choices: election.choices,
    sides: election.photoSides,
    leaseMs: LEASE_SECONDS * 1000,
  } as const;
  const answers = item.answers.map((answer) => answerWords(t, language, election, answer)).join(' / ');
  return {
    kind: 'page',
    title: t(item.kind === 'gold' ? 'review-admin-candidate' : 'review-admin-deciding'),
    ...(item.stationCode !== null && { lead: `${item.stationCode} · ${item.stationName ?? ''}` }),
    back: { href: back, label: t(item.kind === 'gold' ? 'review-admin-tab-gold' : 'review-admin-tab-disputed') },
    scripts: ['review-photos.js', 'review-admin.js'],
    body: (
      <>
        <link rel="stylesheet" href="/assets/review.css" />
        <Notice>
          <p>
            {item.kind === 'gold' ? t('review-admin-candidate-text') : t('review-admin-deciding-text', { answers })}
          </p>
        </Notice>
        <div class="review">
          <ItemView
            t={t}
            language={language}
            item={shown}
            csrf={csrf}
            action={`/console/review-admin/items/${item.id}`}
          />
        </div>
      </>
    ),
  };
}

/** Carries the decision out: the first answer of an administrator decides. */
export async function decideItem(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  election: Election,
): Promise<ConsoleReply> {
  const { database, now, photos } = deps;
  const { t, form, params, language } = request;
  const by = askedBy(request);
  const item = await wanted({ database }, params.id);
  if (item === undefined || item.electionId !== election.id) return gone(request);
  const reading = form.get('reading') ?? '';
  if (item.kind === 'gold') {
    const choiceIds = election.choices.map(({ id }) => id);
    const answer = parseReading('gold', choiceIds, reading);
    if (answer === undefined) return { kind: 'redirect', to: GOLD, flash: t('review-answer-odd') };
    await placeOrder(deps, { electionId: election.id, content: { do: 'confirm-gold', itemId: item.id, answer }, by });
    const other = item.outcome !== null && item.outcome !== answer;
    const agreed = answerWords(t, language, election, item.outcome ?? '');
    return {
      kind: 'redirect',
      to: GOLD,
      flash: other ? t('review-admin-gold-otherwise', { agreed }) : t('review-admin-gold-confirmed'),
    };
  }
  // Decided at once: who decides looks at one item, and not at a row of them.
  const given = { reviewerId: by, turn: form.get('turn') ?? '', reading };
  const answered = await answerItem({ ...deps, undoSeconds: 0 }, given);
  if (answered.kind === 'taken') {
    await photos.audit.append({
      at: now(),
      organizerId: by,
      action: 'review.decide',
      subject: item.id,
      detail: { reading },
    });
  }
  const said = answered.kind === 'taken' ? 'review-admin-decided' : ANSWERED[answered.kind];
  return { kind: 'redirect', to: LIST, flash: t(said) };
}

async function wanted(
  { database }: Pick<ReviewAdminDeps, 'database'>,
  id: string | undefined,
): Promise<DisputedItem | undefined> {
  const parsed = z.uuid().safeParse(id);
  return parsed.success ? findDisputed(database.pool, parsed.data) : undefined;
}

function gone({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('review-admin-gone') };
}
