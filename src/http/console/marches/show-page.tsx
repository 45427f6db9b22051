import type { VNode } from 'preact';
import { areaText } from '../../../domain/marches/area-text.ts';
import { may } from '../../../domain/permissions.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { MarchRow } from '../../../storage/marches.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Facts, Live, Table, Time } from '../ui/data.tsx';
import { Actions, Confirm } from '../ui/forms.tsx';
import { Notice } from '../ui/messages.tsx';
import type { MarchPagesDeps } from './deps.ts';
import { MarchFigures } from './figures.tsx';
import { StateBadge } from './state-badge.tsx';

/** One march: what is published of it, what it is, and what may be done. */
export async function showPage(deps: MarchPagesDeps, request: ConsoleRequest, march: MarchRow): Promise<ConsoleReply> {
  const { t, language, csrf, organizer } = request;
  const { id, state, definition, startsAt, endsAt, windowSeconds, validMinutes, revision } = march;
  const here = `/console/marches/${id}`;
  const zone = await deps.timeZone();
  const live = state === 'draft' ? undefined : await deps.live.byId(id);
  const time = (at: Date) => <Time key={at.getTime()} at={at} language={language} zone={zone} />;
  const moves = state === 'open' || state === 'closing' || state === 'scheduled';
  return {
    kind: 'page',
    title: definition.name[language],
    back: { href: '/console/marches', label: t('marches-heading') },
    actions: <StateBadge t={t} state={state} />,
    body: (
      <>
        {state === 'closing' && <Notice tone="warning">{t('marches-closing-note')}</Notice>}
        {may(organizer?.role, 'marches.manage') && (
          <Doings t={t} csrf={csrf} here={here} state={state} revision={revision} />
        )}
        {live !== undefined && (
          <Card title={t('marches-published')}>
            {moves ? (
              <Live t={t} href={`${here}/live`}>
                <div data-live-event="march">
                  <MarchFigures t={t} language={language} live={live} timeZone={zone} />
                </div>
              </Live>
            ) : (
              <MarchFigures t={t} language={language} live={live} timeZone={zone} />
            )}
            <p class="hint">{t('marches-published-hint')}</p>
            <p>
              <a href={`/live/${id}?lang=${language}`}>{`${deps.origin}/live/${id}`}</a>
            </p>
          </Card>
        )}
        <Card title={t('marches-plan')}>
          <Facts
            items={[
              [t('marches-starts'), time(startsAt)],
              [t('marches-ends'), time(endsAt)],
              [
                t('marches-valid'),
                validMinutes === null ? t('marches-until-end') : t('marches-minutes', { minutes: validMinutes }),
              ],
              [t('marches-window'), t('marches-seconds', { seconds: windowSeconds })],
              [t('marches-announces'), t(definition.announces ? 'marches-yes' : 'marches-no')],
            ]}
          />
        </Card>
        <Card title={t('marches-zones')}>
          <Table
            caption={t('marches-zones')}
            columns={[{ label: t('marches-zone') }, { label: t('marches-area') }]}
            rows={definition.zones.map(({ name, area }) => [
              name[language],
              area.kind === 'polygon'
                ? t('marches-corners', { count: area.corners.length })
                : areaText(area) || t('marches-by-name'),
            ])}
          />
        </Card>
      </>
    ),
  };
}

/** What may be done to it as it stands. */
function Doings(props: {
  readonly t: Translate;
  readonly csrf: string;
  readonly here: string;
  readonly state: MarchRow['state'];
  readonly revision: number;
}): VNode | null {
  const { t, csrf, here, state, revision } = props;
  switch (state) {
    case 'draft':
      return (
        <Actions>
          <a class="button secondary" href={`${here}/edit`}>
            {t('marches-edit')}
          </a>
          <Confirm
            label={t('marches-open')}
            question={t('marches-open-question')}
            confirm={t('marches-open-yes')}
            action={`${here}/open`}
            csrf={csrf}
            fields={{ revision: `${revision}` }}
          />
          <Confirm
            label={t('marches-delete')}
            question={t('marches-delete-question')}
            confirm={t('marches-delete-yes')}
            action={`${here}/delete`}
            csrf={csrf}
            tone="bad"
          />
        </Actions>
      );
    case 'scheduled':
      return (
        <Actions>
          <Confirm
            label={t('marches-withdraw')}
            question={t('marches-withdraw-question')}
            confirm={t('marches-withdraw-yes')}
            action={`${here}/withdraw`}
            csrf={csrf}
          />
        </Actions>
      );
    case 'open':
      return (
        <Actions>
          <Confirm
            label={t('marches-end')}
            question={t('marches-end-question')}
            confirm={t('marches-end-yes')}
            action={`${here}/end`}
            csrf={csrf}
            tone="bad"
          />
        </Actions>
      );
    default:
      return null;
  }
}
