import type { VNode } from 'preact';
import { type Answered, answerItem } from '../../../actions/review/answer-item.ts';
import { undoAnswer } from '../../../actions/review/undo-answer.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import type { ReviewDeskDeps, ReviewPagesDeps } from './deps.ts';
import { heldFragment } from './desk.tsx';

/** What became of an answer, in words. */
export const ANSWERED: Readonly<Record<Answered['kind'], TextKey>> = {
  taken: 'review-answer-taken',
  'already-answered': 'review-answer-twice',
  lapsed: 'review-answer-lapsed',
  closed: 'review-answer-closed',
  'not-a-reading': 'review-answer-odd',
  'not-allowed': 'review-answer-not-allowed',
};

const OUTCOMES = {
  ...ANSWERED,
  undone: 'review-answer-undone',
  'too-late': 'review-answer-too-late',
} as const;

/** What somebody read on the photos before them; the page that keeps an item ready gets the one to come with it. */
export async function answerTurn(deps: ReviewDeskDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { form, organizer, isHtmx } = request;
  const seconds = Number(form.get('seconds') || Number.NaN);
  const answered = await answerItem(deps, {
    reviewerId: organizer?.id ?? '',
    turn: form.get('turn') ?? '',
    reading: form.get('reading') ?? '',
    ...(seconds >= 0 && seconds <= 32_767 && { seconds: Math.round(seconds) }),
  });
  const next = isHtmx && form.has('ahead') ? await heldFragment(deps, request) : undefined;
  return say(request, answered.kind, next);
}

/** Takes the last answer back, as long as nothing has followed from it. */
export async function takeBack(deps: ReviewPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { form, organizer } = request;
  const outcome = await undoAnswer(deps, { reviewerId: organizer?.id ?? '', turn: form.get('turn') ?? '' });
  return say(request, outcome);
}

/** A line for the page that asked; without its script, the next item with that line above it. */
function say({ t, isHtmx }: ConsoleRequest, outcome: keyof typeof OUTCOMES, next?: VNode): ConsoleReply {
  const text = t(OUTCOMES[outcome]);
  if (!isHtmx) return { kind: 'redirect', to: '/console/review', flash: text };
  return {
    kind: 'fragment',
    body: (
      <>
        <p data-outcome={outcome}>{text}</p>
        {next}
      </>
    ),
  };
}
