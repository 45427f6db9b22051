import type { VNode } from 'preact';
import { type AttackAlarm, alarmKey } from '../../../domain/attacks/alarm.ts';
import { attackAlarms } from '../../../domain/attacks/attack-alarms.ts';
import type { AttackFigures } from '../../../domain/attacks/figures.ts';
import type { Election } from '../../../domain/elections.ts';
import { readAttackFigures } from '../../../storage/attack-figures.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Table } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import type { ReviewAdminDeps } from './deps.ts';
import { ReviewAdminTabs } from './tabs.tsx';
import { dayWords } from './words.ts';

/** On one page; those that are farthest from what was to be expected. */
const SHOWN = 100;

/** What looks like an attack, by the counts as they are now; with where to look into it. */
export async function signsPage(
  { database }: ReviewAdminDeps,
  request: ConsoleRequest,
  election: Election,
): Promise<ConsoleReply> {
  const { t } = request;
  const figures = await readAttackFigures(database.pool, election.id);
  const alarms = attackAlarms(figures).sort((a, b) => b.count - b.expected - (a.count - a.expected));
  return {
    kind: 'page',
    title: t('review-admin-title'),
    lead: t('attacks-lead'),
    body: (
      <>
        <ReviewAdminTabs t={t} current="signs" />
        {alarms.length === 0 ? (
          <EmptyState title={t('attacks-none')} text={t('attacks-none-text')} />
        ) : (
          <>
            <p>{t('attacks-proves-nothing')}</p>
            <Table
              caption={t('review-admin-tab-signs')}
              columns={[
                { label: t('attacks-what') },
                { label: t('attacks-where') },
                { label: t('attacks-count'), numeric: true },
                { label: t('attacks-expected'), numeric: true },
                { label: t('attacks-look'), hidden: true },
              ]}
              rows={alarms
                .slice(0, SHOWN)
                .map((alarm) => [
                  t(`attacks-kind-${alarm.kind}`),
                  whereWords(alarm, figures, request, election),
                  alarm.count,
                  Math.round(alarm.expected),
                  <Look key={alarmKey(alarm)} alarm={alarm} label={t('attacks-look')} />,
                ])}
            />
            {alarms.length > SHOWN && <p class="muted">{t('attacks-more', { n: alarms.length - SHOWN })}</p>}
          </>
        )}
      </>
    ),
  };
}

function whereWords(
  { station, region, day, choiceId, reviewerId }: AttackAlarm,
  { reviewers }: AttackFigures,
  { language }: ConsoleRequest,
  { choices }: Election,
): string {
  const choice = choices.find(({ id }) => id === choiceId)?.name[language] ?? choiceId;
  const reviewer = reviewerId && (reviewers.find(({ id }) => id === reviewerId)?.alias ?? reviewerId);
  return [station, region, reviewer, day && dayWords(language, day), choice].filter(Boolean).join(' · ');
}

/** Where it can be read again or set aside. */
function Look({ alarm, label }: { readonly alarm: AttackAlarm; readonly label: string }): VNode | null {
  const { station, day, reviewerId } = alarm;
  const slices = '/console/review-admin/slices';
  const href =
    reviewerId !== undefined
      ? `${slices}?by=reviewer&value=${encodeURIComponent(reviewerId)}`
      : station !== undefined
        ? `${slices}?by=station&value=${encodeURIComponent(station)}`
        : day !== undefined && alarm.kind !== 'deletions'
          ? `${slices}?by=day&value=${encodeURIComponent(day)}`
          : undefined;
  return href === undefined ? null : (
    <a class="button small" href={href}>
      {label}
    </a>
  );
}
