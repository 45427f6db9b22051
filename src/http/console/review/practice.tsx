import type { VNode } from 'preact';
import { appendAudit } from '../../../actions/audit.ts';
import { passPractice } from '../../../actions/review/pass-practice.ts';
import {
  PRACTICE_CHOICES,
  PRACTICE_ITEMS,
  type PracticeLeft,
  type PracticeStep,
  practise,
  readPractice,
  writePractice,
} from '../../../domain/review/practice.ts';
import { parseReading } from '../../../domain/review/readings.ts';
import { readReviewer } from '../../../storage/reviewers.ts';
import type { ConsolePage, ConsoleReply, ConsoleRequest } from '../route.ts';
import { ProgressBar } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import type { ReviewPagesDeps } from './deps.ts';
import { DeskFrame } from './desk-frame.tsx';
import { ItemView } from './item-view.tsx';
import { PracticeFeedback } from './practice-feedback.tsx';
import { shownPractice } from './practice-item.ts';
import { ReviewTabs } from './tabs.tsx';

/** What a session calls it. */
const KEPT = 'review-practice';
const ADDRESS = '/console/review/practice';
/** Remembered once everything was answered rightly. */
const PASSED = '';

/** The made-up item that comes next, or that practice is over. `again` begins anew. */
export async function practicePage(request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, session, query } = request;
  if (query.has('again')) session.keep(KEPT, undefined);
  const left = readPractice(session.kept(KEPT));
  const [item] = left;
  if (item === undefined) return page(request, left, <Passed request={request} />);
  const { language, csrf } = request;
  return page(
    request,
    left,
    <>
      {left.length === PRACTICE_ITEMS.length && <p class="lead">{t('review-practice-lead')}</p>}
      <ItemView t={t} language={language} item={shownPractice(item)} csrf={csrf} action={ADDRESS} />
    </>,
  );
}

/** Says whether an answer was right, and why. Who has answered everything rightly may read real ballots. */
export async function practiceAnswer(deps: ReviewPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { session, form } = request;
  const left = readPractice(session.kept(KEPT));
  const [item] = left;
  // An old page: what is asked now is shown.
  if (item === undefined || item.id !== form.get('turn')) return { kind: 'redirect', to: ADDRESS };
  const choiceIds = PRACTICE_CHOICES.map(({ id }) => id);
  const reading = parseReading(item.kind, choiceIds, form.get('reading') ?? '');
  const step = reading && practise(left, reading);
  if (reading === undefined || step === undefined) return { kind: 'redirect', to: ADDRESS };
  await keepStep(deps, request, step);
  return page(request, step.left, <PracticeFeedback {...request} step={step} reading={reading} />);
}

async function keepStep(deps: ReviewPagesDeps, { session, organizer }: ConsoleRequest, { left }: PracticeStep) {
  session.keep(KEPT, left.length === 0 ? PASSED : writePractice(left));
  if (left.length > 0 || organizer === undefined) return;
  const { database, now } = deps;
  const reviewer = await readReviewer(database.pool, organizer.id);
  if (reviewer?.practised === true) return;
  const at = now();
  await database.transaction(async (client) => {
    await passPractice(client, organizer.id, at);
    const passed = { at, organizerId: organizer.id, action: 'review.pass-practice', subject: organizer.id };
    await appendAudit(client, passed);
  });
}

function page({ t, csrf }: ConsoleRequest, left: PracticeLeft, body: VNode): ConsolePage {
  const all = PRACTICE_ITEMS.length;
  const done = all - left.length;
  return {
    kind: 'page',
    title: t('review-practice'),
    scripts: ['review-photos.js', 'review.js'],
    body: (
      <>
        <ReviewTabs t={t} current="practice" />
        <div class="review-progress">
          <ProgressBar label={t('review-practice')} value={done} max={all} />
          <small>{t('review-practice-done', { done, all })}</small>
        </div>
        <DeskFrame t={t} csrf={csrf} mode="practice" undoMs={0}>
          {body}
        </DeskFrame>
      </>
    ),
  };
}

function Passed({ request: { t } }: { readonly request: ConsoleRequest }): VNode {
  return (
    <EmptyState
      title={t('review-practice-passed')}
      text={t('review-practice-passed-text')}
      action={
        <div class="actions review-centre">
          <a class="button" href="/console/review">
            {t('review-begin')}
          </a>
          <a class="button secondary" href={`${ADDRESS}?again`}>
            {t('review-practice-again')}
          </a>
        </div>
      }
    />
  );
}
