import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import { reviewOrder } from '../../../domain/review/orders.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { QuarantineRow } from '../../../storage/quarantines.ts';
import type { ReviewOrderRow } from '../../../storage/review-orders.ts';
import { Card, Table, Time } from '../ui/data.tsx';
import { Confirm } from '../ui/forms.tsx';
import { Badge, EmptyState } from '../ui/messages.tsx';
import { dayWords } from './words.ts';

export interface QuarantineLine {
  readonly row: QuarantineRow;
  /** What its slice is called. */
  readonly words: string;
  /** Stations whose finding is another one because of it. */
  readonly changed: number;
}

/** What is set aside, and what was. */
export function QuarantineList(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly csrf: string;
  readonly lines: readonly QuarantineLine[];
}): VNode {
  const { t, language, csrf, lines } = props;
  return (
    <Card title={t('review-admin-quarantines')}>
      {lines.length === 0 ? (
        <EmptyState title={t('review-admin-quarantines-none')} />
      ) : (
        <Table
          caption={t('review-admin-quarantines')}
          columns={[
            { label: t('review-admin-what') },
            { label: t('review-admin-because') },
            { label: t('review-admin-by') },
            { label: t('review-admin-changes') },
            { label: t('review-admin-doings'), hidden: true },
          ]}
          rows={lines.map(({ row, words, changed }) => [
            words,
            row.reason,
            `${row.alias}, ${dayWords(language, row.setOn)}`,
            row.liftedOn === null ? (
              <Badge key="changed" tone={changed > 0 ? 'bad' : 'neutral'}>
                {t('review-admin-changed-stations', { stations: changed })}
              </Badge>
            ) : (
              t('review-admin-lifted-on', { day: dayWords(language, row.liftedOn) })
            ),
            row.liftedOn === null ? (
              <Confirm
                key="lift"
                label={t('review-admin-lift')}
                question={t('review-admin-lift-question')}
                confirm={t('review-admin-lift')}
                action={`/console/review-admin/slices/${row.id}/lift`}
                csrf={csrf}
              />
            ) : (
              ''
            ),
          ])}
        />
      )}
    </Card>
  );
}

/** Done within seconds, or soon after the worker was away: what is open for longer needs somebody. */
const STUCK_MS = 600_000;

/** What was ordered lately, and whether it is done. */
export function OrderList(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly zone: string;
  readonly now: Date;
  readonly orders: readonly ReviewOrderRow[];
}): VNode | null {
  const { t, language, zone, now, orders } = props;
  if (orders.length === 0) return null;
  return (
    <Card title={t('review-admin-orders')}>
      <Table
        caption={t('review-admin-orders')}
        columns={[
          { label: t('review-admin-what') },
          { label: t('review-admin-by') },
          { label: t('review-admin-ordered-at') },
          { label: t('review-admin-order-state') },
        ]}
        rows={orders.map(({ id, content, alias, orderedAt, doneAt, touched }) => {
          const order = reviewOrder.safeParse(content);
          const isStuck = now.getTime() - orderedAt.getTime() > STUCK_MS;
          return [
            order.success ? t(`review-admin-order-${order.data.do}`) : '?',
            alias,
            <Time key={id} at={orderedAt} language={language} zone={zone} />,
            doneAt === null ? (
              <Badge key="open" tone={isStuck ? 'bad' : 'warning'}>
                {t(isStuck ? 'review-admin-order-stuck' : 'review-admin-order-open')}
              </Badge>
            ) : (
              t('review-admin-order-done', { count: touched ?? 0 })
            ),
          ];
        })}
      />
    </Card>
  );
}
