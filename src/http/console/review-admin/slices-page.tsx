import type { VNode } from 'preact';
import {
  type EffectsOf,
  type QuarantineEffects,
  quarantineEffects,
} from '../../../actions/review/quarantine-effects.ts';
import type { Election } from '../../../domain/elections.ts';
import type { Slice } from '../../../domain/review/orders.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Queryable } from '../../../storage/database.ts';
import { listQuarantines } from '../../../storage/quarantines.ts';
import { listReviewOrders } from '../../../storage/review-orders.ts';
import { sizeOfSlice } from '../../../storage/review-slices.ts';
import { listReviewers, type ReviewerStats, stationCodesOf } from '../../../storage/review-stats.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Facts } from '../ui/data.tsx';
import { Field, Select } from '../ui/fields.tsx';
import { Actions, Confirm } from '../ui/forms.tsx';
import { Notice } from '../ui/messages.tsx';
import type { ReviewAdminDeps } from './deps.ts';
import { readSlice, sliceWords } from './slice-form.ts';
import { OrderList, type QuarantineLine, QuarantineList } from './slice-lists.tsx';
import { ReviewAdminTabs } from './tabs.tsx';

const PAGE = '/console/review-admin/slices';
const ORDERS = 20;
/** Stations that are named; of more only the number is told. */
const NAMED = 12;

/** A station, a day, a reviewer: to be read again or set aside; with what that would do, before anybody does it. */
export async function slicesPage(
  { database, now }: ReviewAdminDeps,
  request: ConsoleRequest,
  election: Election,
): Promise<ConsoleReply> {
  const { t, language, csrf, query } = request;
  const q = database.pool;
  const [reviewers, quarantines, orders] = await Promise.all([
    listReviewers(q),
    listQuarantines(q, election.id),
    listReviewOrders(q, election.id, ORDERS),
  ]);
  const words = { t, language, reviewers };
  const slice = await readSlice(q, election, query);
  const effectsOf = quarantineEffects(database, election.id);
  const lines: QuarantineLine[] = [];
  for (const row of quarantines) {
    const inForce = row.liftedOn === null;
    const effects = inForce ? await effectsOf(row.slice, true) : undefined;
    lines.push({ row, words: await sliceWords(q, election, row.slice, words), changed: effects?.stations.length ?? 0 });
  }
  const chosen = slice && (await chosenSlice(q, election, slice, effectsOf, words));
  const changing = lines.reduce((sum, { changed }) => sum + changed, 0);
  return {
    kind: 'page',
    title: t('review-admin-title'),
    lead: t('review-admin-slices-lead'),
    body: (
      <>
        <ReviewAdminTabs t={t} current="slices" />
        {changing > 0 && (
          <Notice tone="warning" title={t('review-admin-alert', { stations: changing })}>
            <p>{t('review-admin-alert-text')}</p>
          </Notice>
        )}
        <Card title={t('review-admin-choose')}>
          <ChooseForm t={t} reviewers={reviewers} slice={slice} asked={query.get('station')} />
          {slice === undefined && query.has('by') && <p class="error">{t('review-admin-slice-unknown')}</p>}
        </Card>
        {chosen !== undefined && <SliceCard t={t} csrf={csrf} {...chosen} />}
        <QuarantineList t={t} language={language} csrf={csrf} lines={lines} />
        <OrderList t={t} language={language} orders={orders} zone={election.timeZone} now={now()} />
      </>
    ),
  };
}

interface ChosenSlice {
  readonly slice: Slice;
  readonly title: string;
  readonly size: { readonly decided: number; readonly waiting: number };
  readonly effects: QuarantineEffects;
  /** Of the stations whose finding would change. */
  readonly codes: ReadonlyMap<string, string>;
}

async function chosenSlice(
  q: Queryable,
  election: Election,
  slice: Slice,
  effectsOf: EffectsOf,
  words: Parameters<typeof sliceWords>[3],
): Promise<ChosenSlice> {
  const [title, size, effects] = await Promise.all([
    sliceWords(q, election, slice, words),
    sizeOfSlice(q, election.id, slice),
    effectsOf(slice),
  ]);
  const codes = await stationCodesOf(
    q,
    effects.stations.map(({ stationId }) => stationId),
  );
  return { slice, title, size, effects, codes };
}

/** A plain GET: choosing changes nothing. */
function ChooseForm(props: {
  readonly t: Translate;
  readonly reviewers: readonly ReviewerStats[];
  readonly slice: Slice | undefined;
  readonly asked: string | undefined;
}): VNode {
  const { t, reviewers, slice, asked } = props;
  return (
    <>
      <form method="get" action={PAGE}>
        <input type="hidden" name="by" value="station" />
        <Field name="station" label={t('review-admin-by-station')} value={asked} />
        <button type="submit" class="secondary">
          {t('review-admin-look')}
        </button>
      </form>
      <form method="get" action={PAGE}>
        <input type="hidden" name="by" value="day" />
        <Field
          name="day"
          type="date"
          label={t('review-admin-by-day')}
          value={slice?.by === 'day' ? slice.value : undefined}
        />
        <button type="submit" class="secondary">
          {t('review-admin-look')}
        </button>
      </form>
      {reviewers.length > 0 && (
        <form method="get" action={PAGE}>
          <input type="hidden" name="by" value="reviewer" />
          <Select
            name="reviewer"
            label={t('review-admin-by-reviewer')}
            options={reviewers.map(({ id, alias }) => ({ value: id, label: alias }))}
            value={slice?.by === 'reviewer' ? slice.value : undefined}
          />
          <button type="submit" class="secondary">
            {t('review-admin-look')}
          </button>
        </form>
      )}
    </>
  );
}

function SliceCard(props: ChosenSlice & { readonly t: Translate; readonly csrf: string }): VNode {
  const { t, csrf, slice, title, size, effects, codes } = props;
  const fields = { by: slice.by, value: slice.value };
  const lost = effects.stations.filter(({ proven }) => proven === 'lost').length;
  return (
    <Card title={title}>
      <Facts
        items={[
          [t('review-admin-slice-decided'), `${size.decided}`],
          [t('review-admin-slice-waiting'), `${size.waiting}`],
          [t('review-admin-slice-accepted'), `${effects.ballots}`],
        ]}
      />
      {effects.stations.length > 0 && (
        <Notice tone="bad" title={t('review-admin-would-change', { stations: effects.stations.length })}>
          <p>{t('review-admin-would-lose', { lost })}</p>
          <ul>
            {effects.stations.slice(0, NAMED).map(({ stationId, missingBefore, missingAfter }) => (
              <li key={stationId}>
                {t('review-admin-would-change-station', {
                  code: codes.get(stationId) ?? '',
                  before: missingBefore,
                  after: missingAfter,
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Actions>
        <Confirm
          label={t('review-admin-reopen')}
          question={t('review-admin-reopen-question')}
          confirm={t('review-admin-reopen')}
          action={`${PAGE}/reopen`}
          csrf={csrf}
          fields={fields}
        >
          <Field id="reopen-reason" name="reason" label={t('review-admin-because')} maxLength={200} />
        </Confirm>
        <Confirm
          label={t('review-admin-quarantine')}
          question={t('review-admin-quarantine-question')}
          confirm={t('review-admin-quarantine')}
          action={`${PAGE}/quarantine`}
          csrf={csrf}
          fields={fields}
          tone="bad"
        >
          <Field id="quarantine-reason" name="reason" label={t('review-admin-because')} maxLength={200} />
        </Confirm>
      </Actions>
    </Card>
  );
}
