import type { VNode } from 'preact';
import { appealPage as pathOf } from '../../../actions/solidarity/entry.ts';
import { appealSha256 } from '../../../actions/solidarity/publish-appeal.ts';
import { may } from '../../../domain/permissions.ts';
import { APPEAL_STATUSES } from '../../../domain/solidarity/fund.ts';
import { changesBetween, placesOf } from '../../../domain/solidarity/places.ts';
import { wordsIn } from '../../../domain/some-languages.ts';
import type { AppealRow } from '../../../storage/appeals.ts';
import { checkersOf, type FundRow } from '../../../storage/funds.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { type FieldProblems, fieldErrors } from '../ui/field-errors.ts';
import { Field, Row, Select } from '../ui/fields.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { Badge, Notice } from '../ui/messages.tsx';
import { AppealFacts } from './content.tsx';
import type { SolidarityPagesDeps } from './deps.ts';
import { NotSaved } from './edit-notices.tsx';
import { PublicPlaces, ReplacedPlaces } from './entry-parts.tsx';
import { Changes, StateBadge } from './parts.tsx';

/** What was typed into the report's form, when something is wrong with it. */
export interface TypedReport {
  readonly status: string;
  readonly amount: string;
  readonly on: string;
  readonly problems: FieldProblems;
}

/** One appeal: what it says, how far it is, and what may be done. */
export async function appealPage(
  deps: SolidarityPagesDeps,
  request: ConsoleRequest,
  fund: FundRow,
  appeal: AppealRow,
  report?: TypedReport,
): Promise<ConsoleReply> {
  const { t, language, csrf, organizer } = request;
  const { id, state, draft, published, proposalId, checkedOn, revision } = appeal;
  const here = `/console${pathOf(fund.id, id)}`;
  const mayEdit = may(organizer?.role, 'solidarity.edit');
  const checkers = proposalId === null ? undefined : await checkersOf(deps.database.pool, proposalId);
  const differs = JSON.stringify(draft) !== JSON.stringify(published) || state === 'hidden';
  const before = placesOf(published);
  return {
    kind: 'page',
    title: wordsIn(draft.title, language),
    ...(report === undefined ? {} : { status: 422 }),
    back: { href: `/console/solidarity/${fund.id}`, label: wordsIn(fund.draft.name, language) },
    actions: <StateBadge t={t} state={state} />,
    body: (
      <>
        {report !== undefined && <NotSaved t={t} />}
        {fund.state !== 'public' && <Notice tone="warning">{t('solidarity-fund-first')}</Notice>}
        {mayEdit && <Doings t={t} csrf={csrf} here={here} appeal={appeal} />}
        {checkers !== undefined && (
          <p>{t('solidarity-checked-by', { day: checkedOn ?? '', first: checkers[0], second: checkers[1] })}</p>
        )}
        <p>
          <Badge>{t(`solidarity-status-${appeal.status}`)}</Badge>{' '}
          <small class="muted">{t('proposals-seal', { seal: appealSha256(draft).slice(0, 16) })}</small>
        </p>
        {differs && published !== null && (
          <Card title={t('solidarity-not-public-yet')}>
            <Changes t={t} changes={changesBetween(before, placesOf(draft))} />
          </Card>
        )}
        <Card title={t('solidarity-revision', { revision })}>
          <AppealFacts t={t} language={language} appeal={draft} />
        </Card>
        {mayEdit && <Report t={t} csrf={csrf} here={here} appeal={appeal} report={report} />}
        {state === 'public' && (
          <PublicPlaces
            t={t}
            csrf={csrf}
            action={`${here}/dead`}
            places={before}
            dead={appeal.dead}
            mayEdit={mayEdit}
          />
        )}
        <ReplacedPlaces t={t} replaced={appeal.replaced} at={deps.now()} />
      </>
    ),
  };
}

type Own = Pick<ConsoleRequest, 't' | 'csrf'> & { readonly here: string; readonly appeal: AppealRow };

function Report({ t, csrf, here, appeal, report }: Own & { readonly report: TypedReport | undefined }): VNode {
  const { error } = fieldErrors(t, report?.problems ?? new Map());
  return (
    <Card title={t('solidarity-report')}>
      <p class="hint">{t('solidarity-report-hint')}</p>
      <Form csrf={csrf} action={`${here}/report`}>
        <Row>
          <Select
            name="status"
            label={t('solidarity-status')}
            value={report?.status ?? appeal.status}
            options={APPEAL_STATUSES.map((value) => ({ value, label: t(`solidarity-status-${value}`) }))}
          />
          <Field
            name="reported"
            label={t('solidarity-reported', { currency: (appeal.published ?? appeal.draft).goal.currency })}
            value={report?.amount ?? appeal.reportedAmount ?? ''}
            error={error('reported')}
          />
          <Field
            name="reported-on"
            type="date"
            label={t('solidarity-reported-on')}
            value={report?.on ?? appeal.reportedOn ?? ''}
            error={error('reported-on')}
          />
        </Row>
        <Actions>
          <button type="submit" class="secondary">
            {t('solidarity-report-save')}
          </button>
        </Actions>
      </Form>
    </Card>
  );
}

function Doings({ t, csrf, here, appeal }: Own): VNode {
  const { state, revision } = appeal;
  return (
    <Actions>
      <a class="button secondary" href={`${here}/edit`}>
        {t('solidarity-edit-appeal')}
      </a>
      <Confirm
        label={t(state === 'public' ? 'solidarity-propose-again' : 'solidarity-propose')}
        question={t('solidarity-propose-question')}
        confirm={t('solidarity-propose-yes')}
        action={`${here}/propose`}
        csrf={csrf}
        fields={{ revision: `${revision}` }}
      />
      {state === 'public' && (
        <Confirm
          label={t('solidarity-hide')}
          question={t('solidarity-hide-appeal-question')}
          confirm={t('solidarity-hide-yes')}
          action={`${here}/hide`}
          csrf={csrf}
          tone="bad"
        />
      )}
      <Confirm
        label={t('solidarity-erase')}
        question={t('solidarity-erase-question')}
        confirm={t('solidarity-erase-yes')}
        action={`${here}/erase`}
        csrf={csrf}
        tone="bad"
      />
    </Actions>
  );
}
