import type { VNode } from 'preact';
import { removeMargins, saveMargins } from '../../../actions/surveys/save-margins.ts';
import type { Language } from '../../../domain/languages.ts';
import { categoriesOf, MARGIN_VARIABLES, type MarginProblem, type MarginRow } from '../../../domain/surveys/margins.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { currentElection } from '../../../storage/elections.ts';
import { listRegions, loadMargins } from '../../../storage/survey-margins.ts';
import type { StoredSurvey } from '../../../storage/surveys.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Table } from '../ui/data.tsx';
import { Field } from '../ui/fields.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { EmptyState, Problem } from '../ui/messages.tsx';
import type { SurveyPagesDeps } from './deps.ts';
import { backToSurveys, SurveyTabs } from './tabs.tsx';

/** Bytes of a file of margins: some dozens of rows. */
export const MAX_MARGINS_FILE = 512 * 1024;

/** Problems are listed up to here. */
const MOST_LISTED = 50;

/** What a survey's answers are weighted to, and the upload of it. */
export async function marginsPage(
  deps: SurveyPagesDeps,
  request: ConsoleRequest,
  survey: StoredSurvey,
  refused?: { readonly problems: readonly MarginProblem[] } | 'unreadable' | 'no-file',
): Promise<ConsoleReply> {
  const { t, organizer, language, csrf } = request;
  const margins = await loadMargins(deps.database.pool, survey.id);
  const address = `/console/surveys/${survey.id}/margins`;
  const fileError =
    refused === 'unreadable'
      ? t('surveys-margins-unreadable')
      : refused === 'no-file'
        ? t('surveys-margins-no-file')
        : undefined;
  const body = (
    <>
      <link rel="stylesheet" href="/assets/surveys.css" />
      <SurveyTabs t={t} id={survey.id} current="margins" organizer={organizer} />
      <p>{t('surveys-margins-text')}</p>
      {typeof refused === 'object' && <Refusal t={t} problems={refused.problems} />}
      {margins.length === 0 ? (
        <EmptyState title={t('surveys-margins-none')} text={t('surveys-margins-none-text')} />
      ) : (
        <Card
          title={t('surveys-margins-now')}
          actions={
            <Confirm
              label={t('surveys-margins-remove')}
              question={t('surveys-margins-remove-question')}
              confirm={t('surveys-margins-remove')}
              action={`${address}/remove`}
              csrf={csrf}
              tone="bad"
            />
          }
        >
          <MarginsTable t={t} language={language} margins={margins} />
        </Card>
      )}
      <Card title={t('surveys-margins-upload')}>
        <Form action={address} csrf={csrf} multipart>
          <Field
            type="file"
            name="file"
            label={t('surveys-margins-file')}
            hint={t('surveys-margins-hint')}
            error={fileError}
            accept=".csv,text/csv"
          />
          <Actions>
            <button type="submit">{t('surveys-margins-send')}</button>
            <a href={`${address}/example.csv`}>{t('surveys-margins-example')}</a>
          </Actions>
        </Form>
      </Card>
    </>
  );
  const status = refused === undefined ? 200 : 422;
  return { kind: 'page', title: survey.definition.title[language], body, status, back: backToSurveys(t) };
}

export async function takeMargins(
  deps: SurveyPagesDeps,
  request: ConsoleRequest,
  survey: StoredSurvey,
): Promise<ConsoleReply> {
  const { t, files } = request;
  const file = files.get('file');
  if (file === undefined) return marginsPage(deps, request, survey, 'no-file');
  const saved = await saveMargins(deps, { id: survey.id, bytes: file.bytes, by: organizerOf(request).id });
  switch (saved.kind) {
    case 'saved': {
      const flash = t('surveys-margins-saved', { count: saved.margins.length });
      return { kind: 'redirect', to: `/console/surveys/${survey.id}/margins`, flash };
    }
    case 'refused':
      return marginsPage(deps, request, survey, saved);
    case 'unreadable':
      return marginsPage(deps, request, survey, 'unreadable');
    case 'unknown':
      return { kind: 'problem', status: 404, message: t('surveys-unknown') };
    default:
      return saved satisfies never;
  }
}

export async function dropMargins(
  deps: SurveyPagesDeps,
  request: ConsoleRequest,
  survey: StoredSurvey,
): Promise<ConsoleReply> {
  await removeMargins(deps, { id: survey.id, by: organizerOf(request).id });
  return { kind: 'redirect', to: `/console/surveys/${survey.id}/margins`, flash: request.t('surveys-margins-removed') };
}

/** A file to fill in, with every row that this election needs. */
export async function exampleMargins(deps: SurveyPagesDeps): Promise<ConsoleReply> {
  const { database, now } = deps;
  const election = await currentElection(database.pool, now());
  const regions = election === undefined ? [] : await listRegions(database.pool, election.id);
  const rows = MARGIN_VARIABLES.flatMap((variable) =>
    (categoriesOf(variable) ?? regions).map((category) => [variable, category, '']),
  );
  const quoted = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = [['variable', 'category', 'target'], ...rows].map((row) => row.map(quoted).join(','));
  // A byte order mark, by which spreadsheets know that it is UTF-8.
  const bytes = Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
  return { kind: 'file', name: 'margins.csv', mediaType: 'text/csv; charset=utf-8', bytes };
}

function Refusal({ t, problems }: { readonly t: Translate; readonly problems: readonly MarginProblem[] }): VNode {
  const more = problems.length - MOST_LISTED;
  return (
    <Problem
      title={t('surveys-margins-refused', { count: problems.length })}
      items={[
        ...problems.slice(0, MOST_LISTED).map(({ line, reason, value = '', other = '' }) => {
          const text = t(`surveys-margins-problem-${reason}`, { value, other });
          return line === 0 ? text : `${t('surveys-margins-line', { line })}: ${text}`;
        }),
        ...(more > 0 ? [t('surveys-margins-more', { count: more })] : []),
      ]}
    />
  );
}

function MarginsTable(props: {
  readonly t: Translate;
  readonly language: Language;
  readonly margins: readonly MarginRow[];
}): VNode {
  const { t, language, margins } = props;
  const figures = new Intl.NumberFormat(language);
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const total = (variable: string) =>
    margins.filter((row) => row.variable === variable).reduce((sum, { target }) => sum + target, 0);
  return (
    <Table
      caption={t('surveys-margins-now')}
      columns={[
        { label: t('surveys-margins-variable') },
        { label: t('surveys-margins-category') },
        { label: t('surveys-margins-target'), numeric: true },
        { label: t('surveys-margins-share'), numeric: true },
      ]}
      rows={margins.map(({ variable, category, target }) => [
        t(`surveys-margins-variable-${variable}`),
        category,
        figures.format(target),
        share.format(target / total(variable)),
      ])}
    />
  );
}
