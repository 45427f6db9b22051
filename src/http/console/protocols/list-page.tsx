import type { VNode } from 'preact';
import {
  type ProtocolNumbers,
  protocolNumbers,
  type StationProtocol,
} from '../../../actions/protocols/protocol-numbers.ts';
import { dayOf } from '../../../domain/days.ts';
import { may } from '../../../domain/permissions.ts';
import { contradictsItself } from '../../../domain/protocols/checks.ts';
import { currentElection } from '../../../storage/elections.ts';
import { lastAdoption } from '../../../storage/protocol-requests.ts';
import {
  countProtocols,
  type ListedProtocol,
  listProtocols,
  type ProtocolCounts,
} from '../../../storage/protocol-stations.ts';
import { durationWords } from '../broadcasts/audience-words.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Pager, Stat, Table, Tabs } from '../ui/data.tsx';
import { Form } from '../ui/forms.tsx';
import { Badge, EmptyState } from '../ui/messages.tsx';
import { pageNumber } from '../ui/page-number.ts';
import { AdoptCard } from './adopt-card.tsx';
import type { ProtocolPagesDeps } from './deps.ts';
import { Styles } from './typing-page.tsx';

const HERE = '/console/protocols';
const PER_PAGE = 50;
const MOST_WAITING = 100;

/** Which stations a list shows. */
const FILTERS = ['all', 'differing', 'flagged'] as const;

type Filter = (typeof FILTERS)[number];

/** The result sheets of the current election: how far typing is, what waits for an administrator, every station. */
export async function listPage({ database, now }: ProtocolPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, query, organizer } = request;
  const election = await currentElection(database.pool, now());
  const title = t('console-nav-protocols');
  if (election === undefined) return { kind: 'page', title, body: <EmptyState title={t('protocols-no-election')} /> };
  const q = database.pool;
  const electionId = election.id;
  const [numbers, counts, disputed, rejected, adoption] = await Promise.all([
    protocolNumbers(q, electionId),
    countProtocols(q, electionId, dayOf(now())),
    listProtocols(q, { electionId, states: ['disputed'], limit: MOST_WAITING }),
    listProtocols(q, { electionId, states: ['rejected'], limit: MOST_WAITING }),
    lastAdoption(q, electionId),
  ]);
  const filter = FILTERS.find((one) => one === query.get('show')) ?? 'all';
  const mayDecide = may(organizer?.role, 'protocols.decide');
  const empty = Object.keys(counts.states).length === 0;
  return {
    kind: 'page',
    title,
    lead: election.name[language],
    body: empty ? (
      <EmptyState title={t('protocols-none')} text={t('protocols-none-text')} />
    ) : (
      <>
        <Styles />
        <Figures request={request} counts={counts} numbers={numbers} />
        {disputed.length > 0 && <Waiting request={request} rows={disputed} mayDecide={mayDecide} />}
        {numbers.stations.length > 0 && (
          <AdoptCard
            request={request}
            counting={numbers.stations.filter(({ counting }) => counting !== undefined).length}
            last={adoption}
          />
        )}
        <Stations request={request} numbers={numbers} filter={filter} />
        {rejected.length > 0 && <Rejected request={request} rows={rejected} mayDecide={mayDecide} />}
      </>
    ),
  };
}

function Figures(props: {
  readonly request: ConsoleRequest;
  readonly counts: ProtocolCounts;
  readonly numbers: ProtocolNumbers;
}): VNode {
  const { request, counts, numbers } = props;
  const { t, language } = request;
  const format = new Intl.NumberFormat(language);
  const { states, wanted, typed, seconds } = counts;
  const each = typed === 0 ? undefined : seconds / typed;
  return (
    <div class="stats">
      <Stat
        label={t('protocols-stat-open')}
        value={format.format((states.open ?? 0) + (states.receiving ?? 0))}
        note={t('protocols-stat-wanted', { count: wanted })}
      />
      <Stat
        label={t('protocols-stat-typed')}
        value={format.format(typed)}
        {...(each !== undefined && { note: t('protocols-stat-each', { time: durationWords(t, each) }) })}
      />
      <Stat
        label={t('protocols-stat-clear')}
        value={wanted === 0 || each === undefined ? '–' : durationWords(t, wanted * each)}
        note={t('protocols-stat-clear-note')}
      />
      <Stat label={t('protocols-stat-disputed')} value={format.format(states.disputed ?? 0)} />
      <Stat
        label={t('protocols-stat-stations')}
        value={format.format(numbers.stations.length)}
        note={t('protocols-stat-differing', { count: numbers.stations.filter(isDiffering).length })}
      />
    </div>
  );
}

/** What reviewers do not agree on, the oldest first. */
function Waiting(props: ListProps): VNode {
  const { request, rows, mayDecide } = props;
  const { t, csrf } = request;
  return (
    <Card title={t('protocols-disputed')} id="disputed">
      <p>{t('protocols-disputed-text')}</p>
      <Table
        caption={t('protocols-disputed')}
        columns={[
          { label: t('protocols-station') },
          { label: t('protocols-entries'), numeric: true },
          { label: t('protocols-do'), hidden: true },
        ]}
        rows={rows.map(({ id, code, name, entries }) => [
          <StationName key="station" code={code} name={name} />,
          entries,
          mayDecide && (
            <Form key="do" action={`${HERE}/${id}/open`} csrf={csrf}>
              <button type="submit" class="small">
                {t('protocols-open')}
              </button>
            </Form>
          ),
        ])}
      />
    </Card>
  );
}

interface ListProps {
  readonly request: ConsoleRequest;
  readonly rows: readonly ListedProtocol[];
  readonly mayDecide: boolean;
}

/** What could not be typed in, for a second look. */
function Rejected({ request, rows, mayDecide }: ListProps): VNode {
  const { t, csrf } = request;
  return (
    <details class="card">
      <summary>{t('protocols-rejected', { count: rows.length })}</summary>
      <Table
        caption={t('protocols-rejected', { count: rows.length })}
        columns={[
          { label: t('protocols-station') },
          { label: t('protocols-entry-says') },
          { label: t('protocols-do'), hidden: true },
        ]}
        rows={rows.map(({ id, code, name, problem, hasPhotos }) => [
          <StationName key="station" code={code} name={name} />,
          problem === null ? '' : t(`protocols-problem-${problem}`),
          mayDecide &&
            (hasPhotos ? (
              <Form key="do" action={`${HERE}/${id}/open-again`} csrf={csrf}>
                <button type="submit" class="small secondary">
                  {t('protocols-open-again')}
                </button>
              </Form>
            ) : (
              t('protocols-photos-of-other')
            )),
        ])}
      />
    </details>
  );
}

function Stations(props: {
  readonly request: ConsoleRequest;
  readonly numbers: ProtocolNumbers;
  readonly filter: Filter;
}): VNode {
  const { request, numbers, filter } = props;
  const { t, query } = request;
  const fits = { all: () => true, differing: isDiffering, flagged: isFlagged }[filter];
  const all = numbers.stations.filter(fits);
  const at = Math.min(pageNumber(query), Math.max(1, Math.ceil(all.length / PER_PAGE)));
  const link = (page: number) => `${HERE}?show=${filter}&page=${page}`;
  return (
    <Card title={t('protocols-stations')} id="stations">
      <Tabs
        label={t('protocols-stations')}
        items={FILTERS.map((one) => ({
          href: `${HERE}?show=${one}#stations`,
          label: t(`protocols-show-${one}`),
          current: one === filter,
        }))}
      />
      {all.length === 0 ? (
        <EmptyState title={t(`protocols-none-${filter}`)} />
      ) : (
        <Table
          caption={t('protocols-stations')}
          columns={[
            { label: t('protocols-station') },
            { label: t('protocols-versions'), numeric: true },
            { label: t('protocols-senders'), numeric: true },
            { label: t('protocols-state') },
          ]}
          rows={all.slice((at - 1) * PER_PAGE, at * PER_PAGE).map((station) => [
            <a key="station" href={`${HERE}/stations/${station.stationId}`}>
              <StationName code={station.code} name={station.name} />
            </a>,
            station.versions.length,
            station.versions.reduce((sum, { senders }) => sum + senders, 0),
            <Badges key="state" request={request} station={station} />,
          ])}
        />
      )}
      <Pager
        t={t}
        previous={at > 1 ? link(at - 1) : undefined}
        next={at * PER_PAGE < all.length ? link(at + 1) : undefined}
      />
    </Card>
  );
}

function Badges({ request, station }: { readonly request: ConsoleRequest; readonly station: StationProtocol }): VNode {
  const { t } = request;
  return (
    <span class="sheet-badges">
      {isDiffering(station) && (
        <Badge tone={station.counting === undefined ? 'bad' : 'warning'}>
          {t(station.counting === undefined ? 'protocols-badge-differ' : 'protocols-badge-chosen')}
        </Badge>
      )}
      {isFlagged(station) && <Badge tone="warning">{t('protocols-badge-flagged')}</Badge>}
      {!isDiffering(station) && !isFlagged(station) && <Badge tone="good">{t('protocols-badge-fine')}</Badge>}
    </span>
  );
}

function StationName({ code, name }: { readonly code: string; readonly name: string }): VNode {
  return (
    <>
      {code}
      {name !== '' && <small class="sheet-station"> {name}</small>}
    </>
  );
}

function isDiffering({ versions }: StationProtocol): boolean {
  return versions.length > 1;
}

function isFlagged({ versions }: StationProtocol): boolean {
  return versions.some(({ flags }) => contradictsItself(flags));
}
