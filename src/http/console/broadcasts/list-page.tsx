import { isOfMarch } from '../../../domain/audience.ts';
import { countFixed, listBroadcasts } from '../../../storage/broadcasts.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Pager, Table, Time } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import { pageNumber } from '../ui/page-number.ts';
import type { BroadcastPagesDeps } from './deps.ts';
import { StateBadge } from './state-badge.tsx';

const PER_PAGE = 30;

/** All of them, the newest first. */
export async function listPage(
  { database, timeZone }: BroadcastPagesDeps,
  request: ConsoleRequest,
): Promise<ConsoleReply> {
  const { t, language, query, organizer } = request;
  const page = pageNumber(query);
  const rows = await listBroadcasts(database.pool, { limit: PER_PAGE + 1, offset: (page - 1) * PER_PAGE });
  const zone = await timeZone();
  const mayWrite = organizer?.role !== 'reader';
  const writeNew = (
    <a class="button" href="/console/broadcasts/new">
      {t('broadcasts-new')}
    </a>
  );
  const shown = rows.slice(0, PER_PAGE);
  const recipients = await countFixed(
    database.pool,
    shown.map(({ id }) => id),
  );
  return {
    kind: 'page',
    title: t('broadcasts-heading'),
    ...(mayWrite && { actions: writeNew }),
    body:
      shown.length === 0 ? (
        <EmptyState
          title={t('broadcasts-empty')}
          text={t('broadcasts-empty-text')}
          {...(mayWrite && { action: writeNew })}
        />
      ) : (
        <>
          <Table
            caption={t('broadcasts-heading')}
            columns={[
              { label: t('broadcasts-title') },
              { label: t('broadcasts-state') },
              { label: t('broadcasts-recipients'), numeric: true },
              { label: t('broadcasts-when') },
            ]}
            rows={shown.map((row) => {
              const number = recipients.get(row.id);
              // How long it took to tell those at a march says how many they are.
              const finishedAt = isOfMarch(row.audience) ? null : row.finishedAt;
              const at = finishedAt ?? row.startedAt ?? row.startsAt;
              return [
                <a key="title" href={`/console/broadcasts/${row.id}`}>
                  {row.title}
                </a>,
                <StateBadge key="state" t={t} row={row} />,
                number === undefined ? '–' : t('broadcasts-number', { number }),
                at === null ? '–' : <Time key="at" at={at} language={language} zone={zone} />,
              ];
            })}
          />
          <Pager
            t={t}
            previous={page > 1 ? `/console/broadcasts?page=${page - 1}` : undefined}
            next={rows.length > PER_PAGE ? `/console/broadcasts?page=${page + 1}` : undefined}
          />
        </>
      ),
  };
}
