import type { VNode } from 'preact';
import { may } from '../../../domain/permissions.ts';
import { deepLinkPayload, tryPayload } from '../../../domain/surveys/limits.ts';
import { loadMargins } from '../../../storage/survey-margins.ts';
import { participation, type StoredSurvey } from '../../../storage/surveys.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Facts, Stat, Table, Time } from '../ui/data.tsx';
import { Confirm, Form } from '../ui/forms.tsx';
import { Notice } from '../ui/messages.tsx';
import type { BotNames, SurveyPagesDeps } from './deps.ts';
import { Times } from './list.tsx';
import { backToSurveys, StateBadge, SurveyTabs } from './tabs.tsx';

/** A code that has just been made to try the survey with. */
export interface TryOut {
  readonly code: string;
  readonly until: Date;
}

/** A survey's own page: how it stands, what can be done with it, how people come to it. */
export async function showPage(
  deps: SurveyPagesDeps,
  request: ConsoleRequest,
  survey: StoredSurvey,
  tryOut?: TryOut,
): Promise<ConsoleReply> {
  const { t, language, organizer, csrf } = request;
  const zone = await deps.timeZone();
  const bots = (await deps.bots?.()) ?? {};
  const { answered, completed } = await participation(deps.database.pool, survey.id);
  const margins = await loadMargins(deps.database.pool, survey.id);
  const { id, definition, state, changeable } = survey;
  const edits = may(organizer?.role, 'surveys.edit');
  const yesNo = (value: boolean) => t(value ? 'surveys-yes' : 'surveys-no');
  const body = (
    <>
      <link rel="stylesheet" href="/assets/surveys.css" />
      <SurveyTabs t={t} id={id} current="overview" organizer={organizer} />
      {tryOut !== undefined && <TryIt request={request} tryOut={tryOut} bots={bots} zone={zone} />}
      <div class="stats">
        <Stat label={t('surveys-column-state')} value={<StateBadge t={t} state={state} />} />
        <Stat label={t('surveys-stat-answered')} value={answered} />
        <Stat label={t('surveys-stat-completed')} value={completed} />
        <Stat label={t('surveys-column-questions')} value={definition.questions.length} />
      </div>
      <Card title={t('surveys-facts')}>
        <Facts
          items={[
            [t('surveys-column-times'), <Times key="times" t={t} language={language} zone={zone} survey={survey} />],
            [t('surveys-place-changeable'), yesNo(changeable)],
            [t('surveys-place-asksProfile'), yesNo(definition.asksProfile)],
            [t('surveys-place-liveCounter'), yesNo(definition.liveCounter)],
            [t('surveys-place-partner'), definition.partner?.name[language] ?? t('surveys-no-partner')],
            [
              t('surveys-tab-margins'),
              margins.length === 0 ? t('surveys-margins-none') : t('surveys-margins-some', { count: margins.length }),
            ],
          ]}
        />
      </Card>
      <Card title={t('surveys-questions')}>
        <Table
          caption={t('surveys-questions')}
          columns={[
            { label: '№', numeric: true },
            { label: t('surveys-place-text') },
            { label: t('surveys-place-kind') },
          ]}
          rows={definition.questions.map((question, index) => [
            index + 1,
            question.text[language],
            `${t(`surveys-kind-${question.kind}`)}${question.optional ? ` · ${t('surveys-optional-short')}` : ''}`,
          ])}
        />
      </Card>
      <Card title={t('surveys-links')}>
        <p>{t('surveys-links-text')}</p>
        <Links payload={deepLinkPayload(id)} bots={bots} />
        {state === 'draft' && <p>{t('surveys-links-draft')}</p>}
      </Card>
      {edits && <Doings request={request} survey={survey} csrf={csrf} />}
    </>
  );
  return { kind: 'page', title: definition.title[language], body, back: backToSurveys(t) };
}

/** Ways into a chat: what to write, and links where the bots' names are known. */
function Links({ payload, bots }: { readonly payload: string; readonly bots: BotNames }): VNode {
  const { telegram, viber } = bots;
  const links = [
    ...(telegram === undefined ? [] : [['Telegram', `https://t.me/${telegram}?start=${payload}`] as const]),
    ...(viber === undefined ? [] : [['Viber', `viber://pa?chatURI=${viber}&context=${payload}`] as const]),
  ];
  return (
    <ul class="links">
      <li>
        <code>/start {payload}</code>
      </li>
      {links.map(([name, href]) => (
        <li key={name}>
          {name}: <a href={href}>{href}</a>
        </li>
      ))}
    </ul>
  );
}

function TryIt(props: {
  readonly request: ConsoleRequest;
  readonly tryOut: TryOut;
  readonly bots: BotNames;
  readonly zone: string;
}): VNode {
  const { request, tryOut, bots, zone } = props;
  const { t, language } = request;
  return (
    <div id="try">
      <Notice tone="good" title={t('surveys-try-ready')}>
        <p>{t('surveys-try-text')}</p>
        <Links payload={tryPayload(tryOut.code)} bots={bots} />
        <p>
          {t('surveys-try-until')} <Time at={tryOut.until} language={language} zone={zone} />.{' '}
          {t('surveys-try-new-code')}
        </p>
      </Notice>
    </div>
  );
}

/** What may be done with a survey as it stands. */
function Doings(props: {
  readonly request: ConsoleRequest;
  readonly survey: StoredSurvey;
  readonly csrf: string;
}): VNode {
  const { request, survey, csrf } = props;
  const { t } = request;
  const { id, state, revision } = survey;
  const address = `/console/surveys/${id}`;
  return (
    <Card title={t('surveys-doings')}>
      <div class="doings">
        <Form action={`${address}/try`} csrf={csrf}>
          <button type="submit" class="secondary">
            {t('surveys-try')}
          </button>
        </Form>
        <Form action={`${address}/copy`} csrf={csrf}>
          <button type="submit" class="secondary outline">
            {t('surveys-copy')}
          </button>
        </Form>
        {state === 'draft' && (
          <Confirm
            label={t('surveys-open')}
            question={t('surveys-open-question')}
            confirm={t('surveys-open')}
            action={`${address}/open`}
            csrf={csrf}
            fields={{ revision: String(revision) }}
          />
        )}
        {state === 'open' && (
          <Confirm
            label={t('surveys-close')}
            question={t('surveys-close-question')}
            confirm={t('surveys-close')}
            action={`${address}/close`}
            csrf={csrf}
            tone="bad"
          />
        )}
        {state === 'draft' && (
          <Confirm
            label={t('surveys-delete')}
            question={t('surveys-delete-question')}
            confirm={t('surveys-delete')}
            action={`${address}/delete`}
            csrf={csrf}
            tone="bad"
          />
        )}
      </div>
    </Card>
  );
}
