import type { VNode } from 'preact';
import type { OverviewFigures } from '../../../actions/overview.ts';
import type { Language } from '../../../domain/languages.ts';
import { MESSENGER_NAMES, TIERS } from '../../../domain/people.ts';
import { sum } from '../../../domain/sums.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { Stat, Table } from '../ui/data.tsx';
import { EmptyState, Notice } from '../ui/messages.tsx';
import { MinutesChart } from './minutes-chart.tsx';

/** What a part of the page is made of. */
export interface Shown {
  readonly figures: OverviewFigures;
  readonly t: Translate;
  readonly language: Language;
}

/** Regions that are told apart; an election has a handful, but a station list may be odd. */
const REGIONS_SHOWN = 20;

/** The most important numbers. */
export function Headlines({ figures, t, language }: Shown): VNode {
  const n = numbersIn(language);
  const { people, open, openIsMore, deliveries, updatesPerMinute } = figures;
  const registered = sum(people.filter(({ tier }) => tier !== null).map((group) => group.people));
  const unregistered = sum(people.filter(({ tier }) => tier === null).map((group) => group.people));
  const photos = open.find(({ queue }) => queue === 'photos');
  const rest = sum(open.filter(({ queue }) => queue !== 'photos').map(({ rows }) => rows));
  const failed = sum(deliveries.filter(({ outcome }) => outcome !== 'sent').map(({ count }) => count));
  const counted = (value: number) => (openIsMore ? t('overview-more-than', { n: value }) : n(value));
  return (
    <>
      <Stat
        label={t('overview-registered')}
        value={n(registered)}
        note={t('overview-registered-note', { unregistered })}
      />
      <Stat
        label={t('overview-updates')}
        value={updatesPerMinute === undefined ? t('overview-unknown') : n(Math.round(updatesPerMinute))}
        note={t('overview-updates-note')}
      />
      <Stat label={t('overview-waiting')} value={counted(rest)} note={t('overview-waiting-note')} />
      <Stat
        label={t('overview-photos')}
        value={counted(photos?.rows ?? 0)}
        note={t('overview-photos-note', { later: photos?.later ?? 0 })}
      />
      <Stat
        label={t('overview-errors')}
        value={n(failed)}
        note={t('overview-errors-note', { all: sum(deliveries.map(({ count }) => count)) })}
      />
    </>
  );
}

/** Registered people, by tier and messenger, and by tier and region. */
export function People({ figures, t, language }: Shown): VNode {
  const n = numbersIn(language);
  const registered = figures.people.filter(({ tier }) => tier !== null);
  if (registered.length === 0) {
    return <EmptyState title={t('overview-people-empty')} text={t('overview-people-empty-text')} />;
  }
  const count = (fits: (group: (typeof registered)[number]) => boolean) =>
    sum(registered.filter(fits).map((group) => group.people));
  const perTier = (fits: (group: (typeof registered)[number]) => boolean) => [
    <strong key="all">{n(count(fits))}</strong>,
    ...TIERS.map((tier) => n(count((group) => group.tier === tier && fits(group)))),
  ];
  const tiers = [
    { label: t('overview-total'), numeric: true },
    ...TIERS.map((tier) => ({ label: t(`overview-tier-${tier}`), numeric: true })),
  ];
  const messengers = Object.entries(MESSENGER_NAMES);
  const regions = regionsOf(registered);
  const shown = regions.slice(0, REGIONS_SHOWN);
  const others = new Set(regions.slice(REGIONS_SHOWN));
  const blocked = (fits: (group: (typeof registered)[number]) => boolean) =>
    n(sum(registered.filter(fits).map(({ unreachable }) => unreachable)));
  return (
    <>
      <Table
        caption={t('overview-people')}
        keepShape
        columns={[{ label: t('overview-messenger') }, ...tiers, { label: t('overview-unreachable'), numeric: true }]}
        rows={[
          ...messengers.map(([messenger, name]) => [
            name,
            ...perTier((group) => group.messenger === messenger),
            blocked((group) => group.messenger === messenger),
          ]),
          [t('overview-total'), ...perTier(() => true), blocked(() => true)],
        ]}
      />
      <Table
        caption={t('overview-region')}
        keepShape
        columns={[{ label: t('overview-region') }, ...tiers]}
        rows={[
          ...shown.map((region) => [region ?? t('overview-no-region'), ...perTier((group) => group.region === region)]),
          ...(others.size === 0
            ? []
            : [[t('overview-other-regions', { n: others.size }), ...perTier((group) => others.has(group.region))]]),
        ]}
      />
      <p>
        <small class="muted">{t('overview-people-as-of', { time: clock(figures.peopleAt) })}</small>
      </p>
    </>
  );
}

/** Updates of the last minutes. */
export function Updates({ figures, t, language }: Shown): VNode {
  return <MinutesChart minutes={figures.updateMinutes} t={t} number={numbersIn(language)} />;
}

/** Every queue: its jobs, and what is open by the record. */
export function QueueDepths({ figures, t, language }: Shown): VNode {
  const n = numbersIn(language);
  const away = figures.jobs.every(({ jobs }) => jobs === undefined);
  return (
    <>
      {away && <Notice tone="warning">{t('overview-queues-away')}</Notice>}
      <Table
        caption={t('overview-queues')}
        keepShape
        columns={[
          { label: t('overview-queue') },
          { label: t('overview-jobs'), numeric: true },
          { label: t('overview-open'), numeric: true },
          { label: t('overview-later'), numeric: true },
        ]}
        rows={figures.jobs.map(({ queue, jobs }) => {
          const open = figures.open.find((rows) => rows.queue === queue);
          const isOfRecord = queue === 'sends' || queue === 'intents' || queue === 'photos';
          const name = isOfRecord
            ? t(`overview-queue-${queue}`)
            : t('overview-queue-broadcasts', {
                messenger: queue === 'broadcasts-viber' ? MESSENGER_NAMES.viber : MESSENGER_NAMES.telegram,
              });
          const rows = open?.rows ?? 0;
          return [
            name,
            jobs === undefined ? t('overview-unknown') : n(jobs),
            isOfRecord ? (figures.openIsMore ? t('overview-more-than', { n: rows }) : n(rows)) : '',
            isOfRecord ? n(open?.later ?? 0) : '',
          ];
        })}
      />
    </>
  );
}

const OUTCOMES: Readonly<Record<OverviewFigures['deliveries'][number]['outcome'], TextKey>> = {
  sent: 'overview-outcome-sent',
  stopped: 'overview-outcome-stopped',
  uncertain: 'overview-outcome-uncertain',
  failed: 'overview-outcome-failed',
};

/** What became of today's messages; what went wrong first. */
export function Deliveries({ figures, t, language }: Shown): VNode {
  const n = numbersIn(language);
  const { deliveries } = figures;
  if (deliveries.length === 0) return <p>{t('overview-deliveries-none')}</p>;
  const wrong = deliveries.filter(({ outcome }) => outcome !== 'sent');
  const rows = [...wrong, ...deliveries.filter(({ outcome }) => outcome === 'sent')];
  return (
    <>
      {wrong.length === 0 && <Notice tone="good">{t('overview-deliveries-well')}</Notice>}
      <Table
        caption={t('overview-deliveries')}
        keepShape
        columns={[
          { label: t('overview-outcome') },
          { label: t('overview-messenger') },
          { label: t('overview-messages'), numeric: true },
        ]}
        rows={rows.map(({ messenger, outcome, code, count }) => [
          t(OUTCOMES[outcome]),
          <>
            {MESSENGER_NAMES[messenger]} {code !== '' && <code>{code}</code>}
          </>,
          n(count),
        ])}
      />
    </>
  );
}

/** The time of day, UTC. */
export function clock(at: Date): string {
  return at.toISOString().slice(11, 19);
}

function numbersIn(language: Language): (value: number) => string {
  const format = new Intl.NumberFormat(language);
  return (value) => format.format(value);
}

/** The largest first; no region last. */
function regionsOf(groups: OverviewFigures['people']): (string | null)[] {
  const sizes = new Map<string | null, number>();
  for (const { region, people } of groups) sizes.set(region, (sizes.get(region) ?? 0) + people);
  const named = [...sizes].filter(([region]) => region !== null).sort(([, a], [, b]) => b - a);
  return [...named.map(([region]) => region), ...(sizes.has(null) ? [null] : [])];
}
