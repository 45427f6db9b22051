import type { VNode } from 'preact';
import { estimateBroadcast } from '../../../actions/broadcasts/estimate.ts';
import { broadcastProgress } from '../../../actions/broadcasts/progress.ts';
import { isOfMarch } from '../../../domain/audience.ts';
import { allows, contentProblems } from '../../../domain/broadcasts.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { BroadcastRow } from '../../../storage/broadcasts.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Facts, Live, Time } from '../ui/data.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { Notice } from '../ui/messages.tsx';
import { audienceWords } from './audience-words.ts';
import type { BroadcastPagesDeps } from './deps.ts';
import { EstimateView } from './estimate.tsx';
import { BroadcastPreview } from './preview.tsx';
import { problemWords } from './problem-words.ts';
import { ProgressView } from './progress.tsx';
import { StateBadge } from './state-badge.tsx';

/** One broadcast: how far it is, whom it is for, how it looks, and what may be done. */
export async function showPage(
  deps: BroadcastPagesDeps,
  request: ConsoleRequest,
  row: BroadcastRow,
): Promise<ConsoleReply> {
  const { t, csrf, language, organizer } = request;
  const here = `/console/broadcasts/${row.id}`;
  const zone = await deps.timeZone();
  const mayWrite = organizer?.role !== 'reader';
  const problems = contentProblems(row.content);
  const planned = row.state === 'draft' || row.state === 'proposed' || row.state === 'scheduled';
  const started = row.startedAt !== null;
  const ofMarch = isOfMarch(row.audience);
  const progress = started
    ? await broadcastProgress({ q: deps.database.pool, now: deps.now, timeZone: deps.timeZone }, row.id)
    : undefined;
  const running = row.state === 'fixing' || row.state === 'running';
  const words = audienceWords(t, row.audience);
  return {
    kind: 'page',
    title: row.title,
    back: { href: '/console/broadcasts', label: t('broadcasts-heading') },
    actions: <StateBadge t={t} row={row} />,
    body: (
      <>
        {row.state === 'proposed' && (
          <Notice tone="warning" title={t('broadcasts-waits')}>
            <p>{t('broadcasts-waits-text')}</p>
            <a href="/console/proposals">{t('broadcasts-waits-link')}</a>
          </Notice>
        )}
        {started && (
          <Card title={t('broadcasts-progress')}>
            {progress === undefined ? (
              <p>{t('broadcasts-of-march')}</p>
            ) : running ? (
              <Live t={t} href={`${here}/live`}>
                <div data-live-event="progress">
                  <ProgressView t={t} progress={progress} />
                </div>
              </Live>
            ) : (
              <ProgressView t={t} progress={progress} />
            )}
            {mayWrite && <Course t={t} csrf={csrf} row={row} here={here} />}
          </Card>
        )}
        {planned && (
          <Card title={t('broadcasts-plan')}>
            {ofMarch ? (
              <p>{t('broadcasts-of-march')}</p>
            ) : (
              <EstimateView t={t} estimate={await estimateBroadcast(deps, row)} language={language} timeZone={zone} />
            )}
            {row.state === 'scheduled' && mayWrite && <Course t={t} csrf={csrf} row={row} here={here} />}
          </Card>
        )}
        {row.state === 'draft' && problems.length > 0 && (
          <Notice tone="warning" title={t('broadcasts-unfinished')}>
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.field}${problem.language ?? ''}`}>{problemWords(t, problem)}</li>
              ))}
            </ul>
          </Notice>
        )}
        {row.state === 'draft' && mayWrite && (
          <Actions>
            <a class="button secondary" href={`${here}/edit`}>
              {t('broadcasts-edit')}
            </a>
            <Form csrf={csrf} action={`${here}/try`}>
              <button type="submit" class="outline">
                {t('broadcasts-try')}
              </button>
            </Form>
            {problems.length === 0 && (
              <Confirm
                label={t('broadcasts-propose')}
                question={t('broadcasts-propose-question')}
                confirm={t('broadcasts-propose-yes')}
                action={`${here}/propose`}
                csrf={csrf}
                fields={{ revision: `${row.revision}` }}
              />
            )}
          </Actions>
        )}
        {row.surveyId !== null && mayWrite && (row.state === 'finished' || row.state === 'cancelled') && (
          <Card>
            <Form csrf={csrf} action={`${here}/remind`}>
              <p class="hint">{t('broadcasts-remind-hint')}</p>
              <button type="submit" class="secondary">
                {t('broadcasts-remind')}
              </button>
            </Form>
          </Card>
        )}
        <Card title={t('broadcasts-audience')}>
          {words.length === 0 ? <p>{t('broadcasts-everybody')}</p> : <Facts items={words} />}
          <p class="hint">{t('broadcasts-audience-never')}</p>
        </Card>
        <Card title={t('broadcasts-when')}>
          <Facts
            items={[
              [
                t('broadcasts-starts-at'),
                row.startsAt === null ? (
                  t('broadcasts-at-once')
                ) : (
                  <Time key="at" at={row.startsAt} language={language} zone={zone} />
                ),
              ],
              [
                t('broadcasts-hours'),
                row.hours === null ? t('broadcasts-any-hour') : t('broadcasts-hours-of', row.hours),
              ],
            ]}
          />
        </Card>
        <Card title={t('broadcasts-preview')}>
          <BroadcastPreview t={t} content={row.content} />
        </Card>
      </>
    ),
  };
}

/** What may be done to it on its way. */
function Course(props: {
  readonly t: Translate;
  readonly csrf: string;
  readonly row: BroadcastRow;
  readonly here: string;
}): VNode {
  const { t, csrf, row, here } = props;
  return (
    <Actions>
      {allows(row.state, 'pause') && (
        <Form csrf={csrf} action={`${here}/pause`}>
          <button type="submit" class="secondary">
            {t('broadcasts-pause')}
          </button>
        </Form>
      )}
      {allows(row.state, 'resume') && (
        <Form csrf={csrf} action={`${here}/resume`}>
          <button type="submit">{t('broadcasts-resume')}</button>
        </Form>
      )}
      {allows(row.state, 'cancel') && (
        <Confirm
          label={t('broadcasts-cancel')}
          question={t('broadcasts-cancel-question')}
          confirm={t('broadcasts-cancel-yes')}
          action={`${here}/cancel`}
          csrf={csrf}
          tone="bad"
        />
      )}
    </Actions>
  );
}
