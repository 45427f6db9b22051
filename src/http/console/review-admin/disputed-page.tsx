import type { Election } from '../../../domain/elections.ts';
import { listDisputed } from '../../../storage/review-stats.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Table } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import type { ReviewAdminDeps } from './deps.ts';
import { ReviewAdminTabs } from './tabs.tsx';
import { answerWords, dayWords } from './words.ts';

/** On one page; those that are decided make room for the others. */
const SHOWN = 100;

/** What reviewers do not agree on. */
export async function disputedPage(
  { database }: ReviewAdminDeps,
  { t, language }: ConsoleRequest,
  election: Election,
): Promise<ConsoleReply> {
  const items = await listDisputed(database.pool, election.id, SHOWN);
  return {
    kind: 'page',
    title: t('review-admin-title'),
    lead: t('review-admin-lead'),
    body: (
      <>
        <ReviewAdminTabs t={t} current="disputed" />
        {items.length === 0 ? (
          <EmptyState title={t('review-admin-undisputed')} text={t('review-admin-undisputed-text')} />
        ) : (
          <Table
            caption={t('review-admin-tab-disputed')}
            columns={[
              { label: t('review-admin-station') },
              { label: t('review-admin-day') },
              { label: t('review-admin-answers') },
              { label: t('review-admin-decide'), hidden: true },
            ]}
            rows={items.map(({ id, kind, day, stationCode, stationName, answers }) => [
              `${stationCode ?? ''} · ${stationName ?? ''}`,
              dayWords(language, day),
              [
                kind === 'pair' ? `${t('review-item-pair')}: ` : '',
                answers.map((answer) => answerWords(t, language, election, answer)).join(' / '),
              ].join(''),
              <a key="decide" class="button small" href={`/console/review-admin/items/${id}`}>
                {t('review-admin-decide')}
              </a>,
            ])}
          />
        )}
      </>
    ),
  };
}
