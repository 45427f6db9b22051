import type { VNode } from 'preact';
import type { Language } from '../../../domain/languages.ts';
import { may } from '../../../domain/permissions.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { listSurveys, type SurveyLine } from '../../../storage/surveys.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Table, Time } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import type { SurveyPagesDeps } from './deps.ts';
import { StateBadge } from './tabs.tsx';

/** Every survey, a line each. */
export async function listPage(deps: SurveyPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, organizer } = request;
  const surveys = await listSurveys(deps.database.pool);
  const zone = await deps.timeZone();
  const edits = may(organizer?.role, 'surveys.edit');
  const create = (
    <a class="button" href="/console/surveys/new">
      {t('surveys-new')}
    </a>
  );
  const body =
    surveys.length === 0 ? (
      <EmptyState title={t('surveys-none')} text={t('surveys-none-text')} {...(edits ? { action: create } : {})} />
    ) : (
      <Table
        caption={t('surveys-title')}
        columns={[
          { label: t('surveys-column-survey') },
          { label: t('surveys-column-state') },
          { label: t('surveys-column-questions'), numeric: true },
          { label: t('surveys-column-answered'), numeric: true },
          { label: t('surveys-column-times') },
        ]}
        rows={surveys.map((survey) => [
          <SurveyLink key="link" survey={survey} language={language} />,
          <StateBadge key="state" t={t} state={survey.state} />,
          survey.definition.questions.length,
          survey.state === 'draft'
            ? '—'
            : t('surveys-answered', { answered: survey.answered, completed: survey.completed }),
          <Times key="times" t={t} language={language} zone={zone} survey={survey} />,
        ])}
      />
    );
  return {
    kind: 'page',
    title: t('surveys-title'),
    lead: t('surveys-lead'),
    ...(edits && surveys.length > 0 ? { actions: create } : {}),
    body: (
      <>
        <link rel="stylesheet" href="/assets/surveys.css" />
        {body}
      </>
    ),
  };
}

function SurveyLink({ survey, language }: { readonly survey: SurveyLine; readonly language: Language }): VNode {
  return (
    <span>
      <a href={`/console/surveys/${survey.id}`}>{survey.definition.title[language]}</a>
      <br />
      <small class="id">{survey.id}</small>
    </span>
  );
}

/** When it opens or closes, as far as that is still to come or has been. */
export function Times(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly zone: string;
  readonly survey: Pick<SurveyLine, 'state' | 'opensAt' | 'closesAt'>;
}): VNode {
  const { t, language, zone, survey } = props;
  const { state, opensAt, closesAt } = survey;
  const time = (at: Date) => <Time at={at} language={language} zone={zone} />;
  if (opensAt === null && closesAt === null) return <>—</>;
  return (
    <>
      {opensAt !== null && (
        <div>
          {t(state === 'draft' ? 'surveys-opens' : 'surveys-opened')} {time(opensAt)}
        </div>
      )}
      {closesAt !== null && (
        <div>
          {t(state === 'closed' ? 'surveys-closed-at' : 'surveys-closes')} {time(closesAt)}
        </div>
      )}
    </>
  );
}
