import { appendAudit } from '../../../actions/audit.ts';
import {
  EXPORT_FILES,
  EXPORT_HOURS,
  type ExportContent,
  exportContent,
  exportFile,
} from '../../../actions/results/export-results.ts';
import type { LiveResults } from '../../../actions/results/live-results.ts';
import { prepareProposal } from '../../../actions/two-people.ts';
import { HIDE_BELOW } from '../../../domain/results/suppression.ts';
import { approvedSince } from '../../../storage/proposals.ts';
import { surveyIsFinal } from '../../../storage/results.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card } from '../ui/data.tsx';
import { Checkbox } from '../ui/fields.tsx';
import { Actions, Form } from '../ui/forms.tsx';
import { EmptyState, Notice } from '../ui/messages.tsx';
import type { ResultsPagesDeps } from './deps.ts';
import { roleMay } from './publish-page.tsx';

const HOUR_MS = 3_600_000;

/** GET: prepare an export, and the approved ones. */
export async function exportPage(
  deps: ResultsPagesDeps,
  { survey, definition }: LiveResults,
  { t, language, csrf }: ConsoleRequest,
): Promise<ConsoleReply> {
  const base = `/console/surveys/${survey.id}/results/export`;
  const isFinal = await surveyIsFinal(deps.database.pool, survey.id);
  const approved = await approvedExports(deps, survey.id);
  return {
    kind: 'page',
    title: t('results-export-title'),
    lead: t('results-export-lead', { below: HIDE_BELOW }),
    back: { href: `/console/surveys/${survey.id}/results`, label: definition.title[language] },
    body: isFinal ? (
      <>
        <Card>
          <Form csrf={csrf} action={base}>
            <Checkbox
              name="texts"
              label={t('results-export-texts')}
              hint={t('results-export-texts-hint')}
              checked={false}
            />
            <Actions>
              <button type="submit">{t('results-export-prepare')}</button>
            </Actions>
          </Form>
        </Card>
        <Card title={t('results-export-ready')}>
          {approved.length === 0 ? (
            <EmptyState
              title={t('results-export-none')}
              text={t('results-export-ready-text', { hours: EXPORT_HOURS })}
            />
          ) : (
            <ul class="texts">
              {approved.map(({ id, content, until }) => (
                <li key={id}>
                  <p>
                    {t(content.texts ? 'results-export-with-texts' : 'results-export-without-texts')},{' '}
                    {t('results-export-until', { time: until.toISOString().slice(0, 16).replace('T', ' ') })}
                  </p>
                  <Actions>
                    {EXPORT_FILES.map((file) => (
                      <a key={file} class="button secondary small" href={`${base}/${id}/${file}`} download>
                        {file}
                      </a>
                    ))}
                  </Actions>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </>
    ) : (
      <Notice tone="warning">
        <p>{t('results-export-not-yet')}</p>
      </Notice>
    ),
  };
}

/** POST: lets somebody else decide. */
export async function prepareExport(
  deps: ResultsPagesDeps,
  { survey, results }: LiveResults,
  { t, form, organizer }: ConsoleRequest,
): Promise<ConsoleReply> {
  const to = `/console/surveys/${survey.id}/results/export`;
  if (organizer === undefined || !(await surveyIsFinal(deps.database.pool, survey.id))) return { kind: 'redirect', to };
  const content: ExportContent = { sets: results.sets, texts: form.has('texts') };
  const twoPeople = { ...deps, may: roleMay };
  await prepareProposal(twoPeople, { kind: 'results.export', subject: survey.id, content, by: organizer.id });
  return { kind: 'redirect', to, flash: t('results-export-prepared') };
}

/** GET: a file of an approved export. That it was taken is in the audit trail before the first byte of it leaves. */
export async function downloadExport(
  deps: ResultsPagesDeps,
  { survey, definition }: LiveResults,
  { t, params, organizer }: ConsoleRequest,
): Promise<ConsoleReply> {
  const file = EXPORT_FILES.find((one) => one === params.file);
  const found = (await approvedExports(deps, survey.id)).find(({ id }) => id === params.proposal);
  if (file === undefined || found === undefined || organizer === undefined) {
    return { kind: 'problem', status: 404, message: t('results-export-over') };
  }
  await deps.database.transaction((client) =>
    appendAudit(client, {
      at: deps.now(),
      organizerId: organizer.id,
      action: 'results.download',
      subject: survey.id,
      detail: { proposal: found.id, file },
    }),
  );
  return {
    kind: 'file',
    name: `${survey.id}-${file}`,
    mediaType: file.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8',
    bytes: exportFile(deps.database, { id: survey.id, definition }, file, found.content),
  };
}

async function approvedExports({ database, now }: ResultsPagesDeps, surveyId: string) {
  const since = new Date(now().getTime() - EXPORT_HOURS * HOUR_MS);
  const rows = await approvedSince(database.pool, 'results.export', surveyId, since);
  return rows.flatMap(({ id, content, decidedAt }) => {
    const parsed = exportContent.safeParse(content);
    const until = new Date(decidedAt.getTime() + EXPORT_HOURS * HOUR_MS);
    return parsed.success ? [{ id, content: parsed.data, until }] : [];
  });
}
