import type { VNode } from 'preact';
import { PAUSED_BY_GOLD } from '../../../actions/review/pause-reviewer.ts';
import type { Language } from '../../../domain/languages.ts';
import { goldAccuracy } from '../../../domain/review/gold.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { listReviewers, type ReviewerStats } from '../../../storage/review-stats.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Table } from '../ui/data.tsx';
import { Field } from '../ui/fields.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { Badge, EmptyState } from '../ui/messages.tsx';
import type { ReviewAdminDeps } from './deps.ts';
import { ReviewAdminTabs } from './tabs.tsx';
import { dayWords, shareWords } from './words.ts';

/** How everybody reads: agreement, speed, gold accuracy; and what can be done about it. */
export async function reviewersPage({ database }: ReviewAdminDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, csrf } = request;
  const reviewers = await listReviewers(database.pool);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return {
    kind: 'page',
    title: t('review-admin-title'),
    lead: t('review-admin-reviewers-lead'),
    body: (
      <>
        <ReviewAdminTabs t={t} current="reviewers" />
        {reviewers.length === 0 ? (
          <EmptyState title={t('review-admin-nobody')} text={t('review-admin-nobody-text')} />
        ) : (
          <Table
            caption={t('review-admin-tab-reviewers')}
            columns={[
              { label: t('review-admin-reviewer') },
              { label: t('review-admin-answered'), numeric: true },
              { label: t('review-admin-agreement'), numeric: true },
              { label: t('review-admin-seconds'), numeric: true },
              { label: t('review-admin-gold-accuracy'), numeric: true },
              { label: t('review-admin-doings'), hidden: true },
            ]}
            rows={reviewers.map((reviewer) => [
              <div key="who">
                {reviewer.alias} <State t={t} language={language} reviewer={reviewer} />
              </div>,
              number.format(reviewer.answered),
              shareWords(language, reviewer.agreed, reviewer.agreed + reviewer.disagreed),
              reviewer.answered === 0 ? '–' : number.format(reviewer.seconds / reviewer.answered),
              <Gold key="gold" language={language} reviewer={reviewer} />,
              <Doings key="doings" t={t} csrf={csrf} reviewer={reviewer} />,
            ])}
          />
        )}
        <p class="hint">{t('review-admin-figures-hint')}</p>
      </>
    ),
  };
}

function State(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly reviewer: ReviewerStats;
}): VNode | null {
  const { t, language, reviewer } = props;
  if (!reviewer.active) return <Badge>{t('review-admin-removed')}</Badge>;
  if (reviewer.pausedOn !== null) {
    const because =
      reviewer.pausedBecause === PAUSED_BY_GOLD ? t('review-admin-because-gold') : (reviewer.pausedBecause ?? '');
    return (
      <>
        <Badge tone="bad">{t('review-admin-paused', { day: dayWords(language, reviewer.pausedOn) })}</Badge>
        <small>{because}</small>
      </>
    );
  }
  return reviewer.practised ? null : <Badge>{t('review-admin-practising')}</Badge>;
}

/** `12 of 13`, and the share of it. */
function Gold({ language, reviewer }: { readonly language: Language; readonly reviewer: ReviewerStats }): VNode {
  const { goldRight: right, goldWrong: wrong } = reviewer;
  if (goldAccuracy({ right, wrong }) === undefined) return <>–</>;
  return (
    <>
      {shareWords(language, right, right + wrong)} <small>({`${right}/${right + wrong}`})</small>
    </>
  );
}

function Doings(props: { readonly t: Translate; readonly csrf: string; readonly reviewer: ReviewerStats }): VNode {
  const { t, csrf, reviewer } = props;
  const here = `/console/review-admin/reviewers/${reviewer.id}`;
  return (
    <Actions>
      {reviewer.pausedOn === null ? (
        <Confirm
          label={t('review-admin-pause')}
          question={t('review-admin-pause-question')}
          confirm={t('review-admin-pause')}
          action={`${here}/pause`}
          csrf={csrf}
          tone="bad"
        >
          <Field id={`because-${reviewer.id}`} name="because" label={t('review-admin-because')} maxLength={200} />
        </Confirm>
      ) : (
        <Form action={`${here}/resume`} csrf={csrf}>
          <button type="submit" class="small secondary">
            {t('review-admin-resume')}
          </button>
        </Form>
      )}
      {reviewer.answered > 0 && (
        <Confirm
          label={t('review-admin-reopen')}
          question={t('review-admin-reopen-read-question')}
          confirm={t('review-admin-reopen')}
          action={`${here}/reopen`}
          csrf={csrf}
        >
          <Field id={`reason-${reviewer.id}`} name="reason" label={t('review-admin-because')} maxLength={200} />
        </Confirm>
      )}
    </Actions>
  );
}
