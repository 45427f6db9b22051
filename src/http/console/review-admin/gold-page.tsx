import { z } from 'zod';
import { placeOrder } from '../../../actions/review/place-order.ts';
import type { Election } from '../../../domain/elections.ts';
import { goldTerms } from '../../../domain/review/gold.ts';
import { countGold, fewestGoldLeft, listGoldItems } from '../../../storage/gold-items.ts';
import { readGoldTerms } from '../../../storage/gold-terms.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Stat, Table } from '../ui/data.tsx';
import { Field } from '../ui/fields.tsx';
import { Confirm, Form } from '../ui/forms.tsx';
import { EmptyState, Notice } from '../ui/messages.tsx';
import { askedBy, type ReviewAdminDeps } from './deps.ts';
import { ReviewAdminTabs } from './tabs.tsx';
import { answerWords } from './words.ts';

const PAGE = '/console/review-admin/gold';
const SHOWN = 200;
const PROPOSED = 20;

/** Whoever has used up all but so many answers' worth of them is told of: an hour and a half of quick reading. */
const FEW_ANSWERS = 1_000;

/** Who has answered something since is at work. */
const AT_WORK_MS = 7 * 24 * 3_600_000;

/** Items with a known answer: how many there are, which are read wrongly, and how to get more. */
export async function goldPage(
  { database, now }: ReviewAdminDeps,
  { t, language, csrf }: ConsoleRequest,
  election: Election,
): Promise<ConsoleReply> {
  const [terms, counts, items, fewest] = await Promise.all([
    readGoldTerms(database.pool),
    countGold(database.pool, election.id),
    listGoldItems(database.pool, election.id, SHOWN),
    fewestGoldLeft(database.pool, election.id, new Date(now().getTime() - AT_WORK_MS)),
  ]);
  const left = fewest ?? counts.open;
  const answers = terms.percent === 0 ? Number.POSITIVE_INFINITY : Math.floor((left * 100) / terms.percent);
  const number = new Intl.NumberFormat(language);
  const rows = items.map(({ id, state, answer, right, wrong }) => [
    state === 'disputed' ? t('review-admin-gold-candidate') : answerWords(t, language, election, answer),
    state === 'disputed' ? '–' : number.format(right),
    state === 'disputed' ? '–' : number.format(wrong),
    <div key="doings" class="actions">
      {state === 'disputed' && (
        <a class="button small" href={`/console/review-admin/items/${id}`}>
          {t('review-admin-gold-read')}
        </a>
      )}
      <Confirm
        label={t('review-admin-gold-retire')}
        question={t('review-admin-gold-retire-question')}
        confirm={t('review-admin-gold-retire')}
        action={`${PAGE}/${id}/retire`}
        csrf={csrf}
      />
    </div>,
  ]);
  return {
    kind: 'page',
    title: t('review-admin-title'),
    lead: t('review-admin-gold-lead', { rate: terms.percent, floor: terms.floor }),
    body: (
      <>
        <ReviewAdminTabs t={t} current="gold" />
        <div class="stats">
          <Stat label={t('review-admin-gold-open')} value={number.format(counts.open)} />
          <Stat label={t('review-admin-gold-left')} value={number.format(left)} />
          <Stat label={t('review-admin-gold-candidates')} value={number.format(counts.candidates)} />
        </div>
        {answers < FEW_ANSWERS && (
          <Notice tone="warning" title={t('review-admin-gold-few')}>
            <p>{t('review-admin-gold-few-text', { answers })}</p>
          </Notice>
        )}
        <Card title={t('review-admin-gold-terms')}>
          <Form action={`${PAGE}/terms`} csrf={csrf}>
            <Field
              name="percent"
              type="number"
              min={0}
              max={50}
              label={t('review-admin-gold-percent')}
              hint={t('review-admin-gold-percent-hint')}
              value={terms.percent}
              required
            />
            <Field
              name="floor"
              type="number"
              min={50}
              max={99}
              label={t('review-admin-gold-floor')}
              hint={t('review-admin-gold-floor-hint')}
              value={terms.floor}
              required
            />
            <button type="submit">{t('review-admin-gold-terms-save')}</button>
          </Form>
        </Card>
        <Card title={t('review-admin-gold-propose')}>
          <p>{t('review-admin-gold-propose-text')}</p>
          <Form action={`${PAGE}/propose`} csrf={csrf}>
            <Field
              name="count"
              type="number"
              min={1}
              max={100}
              label={t('review-admin-gold-how-many')}
              value={PROPOSED}
            />
            <button type="submit">{t('review-admin-gold-propose')}</button>
          </Form>
        </Card>
        {rows.length === 0 ? (
          <EmptyState title={t('review-admin-gold-none')} />
        ) : (
          <Table
            caption={t('review-admin-tab-gold')}
            columns={[
              { label: t('review-admin-gold-answer') },
              { label: t('review-admin-gold-right'), numeric: true },
              { label: t('review-admin-gold-wrong'), numeric: true },
              { label: t('review-admin-doings'), hidden: true },
            ]}
            rows={rows}
          />
        )}
      </>
    ),
  };
}

/** Orders candidates. */
export async function proposeGoldItems(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  { id: electionId }: Election,
): Promise<ConsoleReply> {
  const { t, form } = request;
  const count = z.coerce.number().int().min(1).max(100).safeParse(form.get('count'));
  if (!count.success) return { kind: 'redirect', to: PAGE, flash: t('review-admin-gold-count-odd') };
  await placeOrder(deps, { electionId, content: { do: 'propose-gold', count: count.data }, by: askedBy(request) });
  return { kind: 'redirect', to: PAGE, flash: t('review-admin-ordered') };
}

/** Orders how often gold items come, and how many must be read rightly. */
export async function setGoldTerms(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  { id: electionId }: Election,
): Promise<ConsoleReply> {
  const { t, form } = request;
  // An empty field is no zero.
  const number = (name: string) => Number(form.get(name) || Number.NaN);
  const terms = goldTerms.safeParse({ percent: number('percent'), floor: number('floor') });
  if (!terms.success) return { kind: 'redirect', to: PAGE, flash: t('review-admin-gold-terms-odd') };
  await placeOrder(deps, { electionId, content: { do: 'set-gold', ...terms.data }, by: askedBy(request) });
  return { kind: 'redirect', to: PAGE, flash: t('review-admin-ordered') };
}

/** Orders that a gold item, or a candidate, is shown to nobody any more. */
export async function retireGoldItem(
  deps: ReviewAdminDeps,
  request: ConsoleRequest,
  { id: electionId }: Election,
): Promise<ConsoleReply> {
  const { t, params } = request;
  const itemId = z.uuid().safeParse(params.id);
  if (!itemId.success) return { kind: 'problem', status: 404, message: t('review-admin-gone') };
  await placeOrder(deps, { electionId, content: { do: 'retire-gold', itemId: itemId.data }, by: askedBy(request) });
  return { kind: 'redirect', to: PAGE, flash: t('review-admin-ordered') };
}
