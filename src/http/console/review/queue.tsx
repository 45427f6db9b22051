import { setTimeout as pause } from 'node:timers/promises';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { remembered } from '../../../actions/results/remembered.ts';
import { type QueueFigures, queueFigures } from '../../../actions/review/queue-figures.ts';
import type { Language, Localized } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { currentElection } from '../../../storage/elections.ts';
import { durationWords } from '../broadcasts/audience-words.ts';
import { dayWords } from '../review-admin/words.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import { Live, Stat } from '../ui/data.tsx';
import { EmptyState, Notice } from '../ui/messages.tsx';
import type { ReviewPagesDeps } from './deps.ts';
import { ReviewTabs } from './tabs.tsx';

/** Between two looks, however many watch. */
const EVERY_MS = 2_000;
const EVENT = 'review-queue';

interface Queue {
  readonly election: Localized;
  readonly figures: QueueFigures;
}

/** How much waits, how fast it goes, and when it will be done: moving by itself. */
export function queueRoutes(deps: ReviewPagesDeps): readonly ConsoleRoute[] {
  const { database, now, everyMs = EVERY_MS } = deps;
  // However many look, and however many items are open: one count in this time.
  const read = remembered<Queue | undefined>({
    read: async () => {
      const election = await currentElection(database.pool, now());
      if (election === undefined) return undefined;
      return { election: election.name, figures: await queueFigures(deps, election.id) };
    },
    forMs: everyMs,
    most: 1,
    now,
  });
  return [
    {
      method: 'GET',
      path: '/review/queue',
      permission: 'review.work',
      handle: async (request) => queuePage(request, await read('')),
    },
    {
      method: 'GET',
      path: '/review/queue/live',
      permission: 'review.work',
      background: true,
      handle: async ({ t, language }) => ({
        kind: 'stream',
        async *events(signal) {
          while (!signal.aborted) {
            const queue = await read('');
            yield { event: EVENT, data: renderToString(<Figures t={t} language={language} queue={queue} />) };
            await pause(everyMs, undefined, { signal }).catch(() => undefined);
          }
        },
      }),
    },
  ];
}

function queuePage({ t, language }: ConsoleRequest, queue: Queue | undefined): ConsoleReply {
  return {
    kind: 'page',
    title: t('review-queue'),
    ...(queue !== undefined && { lead: queue.election[language] }),
    actions: (
      <a class="button" href="/console/review">
        {t('review-begin')}
      </a>
    ),
    body: (
      <>
        <link rel="stylesheet" href="/assets/review.css" />
        <ReviewTabs t={t} current="queue" />
        <Live t={t} href="/console/review/queue/live">
          <div data-live-event={EVENT}>
            <Figures t={t} language={language} queue={queue} />
          </div>
        </Live>
      </>
    ),
  };
}

function Figures(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly queue: Queue | undefined;
}): VNode {
  const { t, language, queue } = props;
  if (queue === undefined) return <EmptyState title={t('review-queue-no-election')} />;
  const { open, urgent, disputed, oldestDay, answersPerHour, decisionsPerHour, reviewersAtWork, hoursToClear } =
    queue.figures;
  const number = new Intl.NumberFormat(language);
  return (
    <>
      {open === 0 && <Notice tone="good" title={t('review-queue-empty')} />}
      {open > 0 && reviewersAtWork === 0 && <Notice tone="warning" title={t('review-queue-stands')} />}
      <div class="review-stats">
        <Stat
          label={t('review-queue-open')}
          value={number.format(open)}
          note={t('review-queue-urgent', { count: urgent })}
        />
        <Stat
          label={t('review-queue-clear')}
          value={open === 0 || hoursToClear === null ? '–' : durationWords(t, hoursToClear * 3_600)}
          note={t(open > 0 && hoursToClear === null ? 'review-queue-unknown' : 'review-queue-clear-note')}
        />
        <Stat
          label={t('review-queue-rate')}
          value={number.format(decisionsPerHour)}
          note={t('review-queue-rate-note', { answers: answersPerHour })}
        />
        <Stat
          label={t('review-queue-reviewers')}
          value={number.format(reviewersAtWork)}
          note={t('review-queue-minutes')}
        />
        <Stat label={t('review-queue-oldest')} value={oldestDay === null ? '–' : dayWords(language, oldestDay)} />
        <Stat
          label={t('review-queue-disputed')}
          value={number.format(disputed)}
          note={t('review-queue-disputed-note')}
        />
      </div>
      <SheetStats t={t} number={number} sheets={queue.figures.sheets} />
    </>
  );
}

/** Result sheets beside ballots: whoever has a free hour sees where it is needed. */
function SheetStats(props: {
  readonly t: Translate;
  readonly number: Intl.NumberFormat;
  readonly sheets: QueueFigures['sheets'];
}): VNode {
  const { t, number, sheets } = props;
  const { open, settledPerHour, hoursToClear } = sheets;
  return (
    <div class="review-stats">
      <Stat label={t('review-queue-sheets')} value={number.format(open)} />
      <Stat
        label={t('review-queue-sheets-clear')}
        value={open === 0 || hoursToClear === null ? '–' : durationWords(t, hoursToClear * 3_600)}
        note={t(open > 0 && hoursToClear === null ? 'review-queue-sheets-unknown' : 'review-queue-clear-note')}
      />
      <Stat
        label={t('review-queue-sheets-rate')}
        value={number.format(settledPerHour)}
        note={t('review-queue-sheets-rate-note')}
      />
    </div>
  );
}
