import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { ShownProposal } from '../../../storage/proposals.ts';
import { Card, Table } from '../ui/data.tsx';
import { Confirm } from '../ui/forms.tsx';
import { Badge, EmptyState, Notice, Problem, type Tone } from '../ui/messages.tsx';
import type { AnyProposalView, ViewContext } from './view.ts';

/** What the pages are shown with. */
export interface ShownWith {
  readonly t: Translate;
  readonly language: Language;
  readonly timeZone: string;
  readonly views: readonly AnyProposalView[];
}

/** What waits for the reader, what waits for others, and what was decided. */
export function ProposalLists(props: {
  readonly shown: ShownWith;
  readonly own: readonly ShownProposal[];
  readonly others: readonly ShownProposal[];
  readonly decided: readonly ShownProposal[];
}): VNode {
  const { shown, own, others, decided } = props;
  const { t } = shown;
  return (
    <>
      {others.length === 0 ? (
        <EmptyState title={t('proposals-none-waiting')} text={t('proposals-none-waiting-text')} />
      ) : (
        <List title={t('proposals-waiting-for-you')} shown={shown} proposals={others} link={t('proposals-look')} />
      )}
      {own.length > 0 && (
        <List title={t('proposals-waiting-for-others')} shown={shown} proposals={own} link={t('proposals-look-own')} />
      )}
      {decided.length > 0 && (
        <List title={t('proposals-decided')} shown={shown} proposals={decided} link={t('proposals-look-own')} />
      )}
    </>
  );
}

function List(props: {
  readonly title: string;
  readonly shown: ShownWith;
  readonly proposals: readonly ShownProposal[];
  readonly link: string;
}): VNode {
  const { title, shown, proposals, link } = props;
  const { t } = shown;
  return (
    <Card title={title}>
      <Table
        caption={title}
        columns={[
          { label: t('proposals-what'), hidden: true },
          { label: t('proposals-state') },
          { label: link, hidden: true },
        ]}
        rows={proposals.map((proposal) => [
          readingOf(shown, proposal).title,
          <History key="history" t={t} proposal={proposal} />,
          <a key="link" class="button secondary small" href={`/console/proposals/${proposal.id}`}>
            {link}
          </a>,
        ])}
      />
    </Card>
  );
}

/** One of them, exactly as it was prepared, with what the reader may do about it. */
export function OneProposal(props: {
  readonly shown: ShownWith;
  readonly proposal: ShownProposal;
  readonly csrf: string;
  readonly isOwn: boolean;
  readonly problem: string | undefined;
}): { readonly title: string; readonly body: VNode } {
  const { shown, proposal, csrf, isOwn, problem } = props;
  const { t } = shown;
  const reading = readingOf(shown, proposal);
  const seal = proposal.contentHash.toString('hex');
  const body = (
    <>
      {problem !== undefined && <Problem text={problem} />}
      <History t={t} proposal={proposal} />
      <Card title={t('proposals-what')}>
        {reading.body ?? <Notice tone="warning">{t('proposals-not-readable')}</Notice>}
        {reading.href !== undefined && (
          <p>
            <a href={reading.href}>{t('proposals-subject-page')}</a>
          </p>
        )}
        <p>
          <small class="muted">{t('proposals-seal', { seal: seal.slice(0, 16) })}</small>
        </p>
      </Card>
      {proposal.decision === null && (
        <Decide t={t} id={proposal.id} csrf={csrf} seal={seal} isOwn={isOwn} canApprove={reading.body !== undefined} />
      )}
    </>
  );
  return { title: reading.title, body };
}

function Decide(props: {
  readonly t: Translate;
  readonly id: string;
  readonly csrf: string;
  readonly seal: string;
  readonly isOwn: boolean;
  readonly canApprove: boolean;
}): VNode {
  const { t, id, csrf, seal, isOwn, canApprove } = props;
  const question = (verb: 'approve' | 'refuse' | 'withdraw', decision: string, tone: 'neutral' | 'bad') => (
    <Confirm
      label={t(`proposals-${verb}`)}
      question={t(`proposals-${verb}-question`)}
      confirm={t(`proposals-${verb}-yes`)}
      action={`/console/proposals/${id}/decide`}
      csrf={csrf}
      fields={{ decision, seen: seal }}
      tone={tone}
    />
  );
  if (isOwn) {
    return (
      <>
        <p>{t('proposals-own')}</p>
        <div class="decide">{question('withdraw', 'withdrawn', 'neutral')}</div>
      </>
    );
  }
  return (
    <div class="decide">
      {canApprove && question('approve', 'approved', 'bad')}
      {question('refuse', 'refused', 'neutral')}
    </div>
  );
}

const TONES: Readonly<Record<NonNullable<ShownProposal['decision']>, Tone>> = {
  approved: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
};

/** Who prepared it, and what became of it. */
function History({ t, proposal }: { readonly t: Translate; readonly proposal: ShownProposal }): VNode {
  const { decision, preparedByAlias, preparedAt, decidedByAlias, decidedAt } = proposal;
  return (
    <div class="history">
      {decision === null ? (
        <Badge tone="warning">{t('proposals-state-open')}</Badge>
      ) : (
        <Badge tone={TONES[decision]}>{t(`proposals-state-${decision}`)}</Badge>
      )}
      <small>{t('proposals-prepared', { alias: preparedByAlias, time: minute(preparedAt) })}</small>
      {decision !== null && decidedAt !== null && (
        <small>{t(`proposals-${decision}`, { alias: decidedByAlias ?? '', time: minute(decidedAt) })}</small>
      )}
    </div>
  );
}

/** A content as its view reads it; a kind without a view, or a content of another version, has a title only. */
function readingOf(
  { t, language, timeZone, views }: ShownWith,
  { kind, subject, content }: ShownProposal,
): { readonly title: string; readonly body?: VNode; readonly href?: string | undefined } {
  const view = views.find((v) => v.kind === kind);
  const parsed = view?.content.safeParse(content);
  if (view === undefined || parsed?.success !== true) return { title: t('proposals-one', { kind, subject }) };
  const context: ViewContext = { t, language, timeZone, subject };
  return {
    title: view.title(parsed.data, context),
    body: view.body(parsed.data, context),
    href: view.href?.(subject),
  };
}

/** UTC, to the minute. */
function minute(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}
