import { may } from '../../../domain/permissions.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import { listEntries } from '../../../storage/chronicle.ts';
import { listDrafts } from '../../../storage/chronicle-drafts.ts';
import { countSuggestions } from '../../../storage/chronicle-suggestions.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Pager, Table } from '../ui/data.tsx';
import { Badge, EmptyState, Notice } from '../ui/messages.tsx';
import { pageNumber } from '../ui/page-number.ts';
import { type ChroniclePagesDeps, previewLook } from './deps.ts';
import { HOME, hrefOf } from './replies.ts';

const PER_PAGE = 50;

/** Drafts, what citizens sent, and what is public. */
export async function listPage(deps: ChroniclePagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, organizer, query } = request;
  const { pool } = deps.database;
  const [drafts, all, suggestions] = await Promise.all([listDrafts(pool), listEntries(pool), countSuggestions(pool)]);
  const page = pageNumber(query);
  const entries = all.toSorted((a, b) => (a.summary.day < b.summary.day ? 1 : -1));
  const shown = entries.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const { day } = previewLook(t, language);
  const mayWrite = may(organizer?.role, 'chronicle.edit');
  const create = (
    <a class="button" href={`${HOME}/new`}>
      {t('chronicle-desk-new')}
    </a>
  );
  return {
    kind: 'page',
    title: t('chronicle-desk-heading'),
    ...(mayWrite && { actions: create }),
    body: (
      <>
        {suggestions > 0 && may(organizer?.role, 'chronicle.suggestions') && (
          <Notice tone="warning" title={t('chronicle-desk-suggestions-wait', { count: suggestions })}>
            <a href={`${HOME}/suggestions`}>{t('chronicle-desk-suggestions-look')}</a>
          </Notice>
        )}
        {drafts.length > 0 && (
          <Card title={t('chronicle-desk-drafts')}>
            <Table
              caption={t('chronicle-desk-drafts')}
              columns={[
                { label: t('chronicle-desk-title') },
                { label: t('chronicle-desk-day') },
                { label: t('chronicle-desk-state') },
              ]}
              rows={drafts.map(({ id, content, state }) => [
                <a key="title" href={hrefOf(id)}>
                  {wordsIn(content.title, language) || t('chronicle-desk-untitled')}
                </a>,
                content.day === null ? '–' : day(content.day),
                <Badge key="state" tone={state === 'proposed' ? 'warning' : 'neutral'}>
                  {t(`chronicle-desk-state-${state}`)}
                </Badge>,
              ])}
            />
          </Card>
        )}
        {entries.length === 0 ? (
          <EmptyState
            title={t('chronicle-desk-empty')}
            text={t('chronicle-desk-empty-text')}
            {...(mayWrite && { action: create })}
          />
        ) : (
          <Card title={t('chronicle-desk-published', { count: entries.length })}>
            <Table
              caption={t('chronicle-desk-published', { count: entries.length })}
              columns={[
                { label: t('chronicle-desk-title') },
                { label: t('chronicle-desk-day') },
                { label: t('chronicle-desk-version'), numeric: true },
              ]}
              rows={shown.map(({ number, summary, version, withdrawn }) => [
                <a key="title" href={`${HOME}/entries/${number}`}>
                  {wordsIn(summary.title, language)}
                </a>,
                day(summary.day),
                withdrawn ? (
                  <Badge key="withdrawn" tone="bad">
                    {t('chronicle-desk-withdrawn')}
                  </Badge>
                ) : (
                  version
                ),
              ])}
            />
            <Pager
              t={t}
              previous={page > 1 ? `${HOME}?page=${page - 1}` : undefined}
              next={entries.length > page * PER_PAGE ? `${HOME}?page=${page + 1}` : undefined}
            />
          </Card>
        )}
      </>
    ),
  };
}
