import type { VNode } from 'preact';
import { z } from 'zod';
import {
  type FlaggedVersion,
  protocolNumbers,
  type StationProtocol,
} from '../../../actions/protocols/protocol-numbers.ts';
import { may } from '../../../domain/permissions.ts';
import type { FormField } from '../../../domain/protocols/fields.ts';
import { currentElection } from '../../../storage/elections.ts';
import { hasOpenRequest } from '../../../storage/protocol-requests.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Card, Table } from '../ui/data.tsx';
import { Confirm } from '../ui/forms.tsx';
import { Badge, Notice } from '../ui/messages.tsx';
import type { ProtocolPagesDeps } from './deps.ts';
import { fieldName, fieldNamed } from './field-name.ts';
import { Flags } from './flags.tsx';
import { Styles } from './typing-page.tsx';

const LIST = '/console/protocols';

/** One station's result sheet: its versions side by side, with what does not add up in each. */
export async function stationPage(
  { database, now }: ProtocolPagesDeps,
  request: ConsoleRequest,
): Promise<ConsoleReply> {
  const { t, params } = request;
  const q = database.pool;
  const stationId = z.uuid().safeParse(params.id).data;
  const election = await currentElection(q, now());
  const found =
    stationId === undefined || election === undefined ? undefined : await protocolNumbers(q, election.id, stationId);
  const station = found?.stations[0];
  if (found === undefined || station === undefined) {
    return { kind: 'problem', status: 404, message: t('protocols-no-station') };
  }
  const waiting = await hasOpenRequest(
    q,
    station.versions.flatMap(({ protocolIds }) => protocolIds),
  );
  return {
    kind: 'page',
    title: t('protocols-sheet-of', { station: station.code }),
    lead: [...station.levels, station.name].filter((part) => part !== '').join(' · '),
    back: { href: LIST, label: t('console-nav-protocols') },
    body: (
      <>
        <Styles />
        {waiting && <Notice tone="neutral">{t('protocols-request-waiting')}</Notice>}
        <Differences request={request} station={station} fields={found.form.fields} />
        <Numbers request={request} station={station} fields={found.form.fields} />
        {station.versions.map((version, at) => (
          <Version
            key={version.protocolIds.join()}
            request={request}
            version={version}
            number={at + 1}
            alone={station.versions.length === 1}
            fields={found.form.fields}
          />
        ))}
      </>
    ),
  };
}

interface Shown {
  readonly request: ConsoleRequest;
  readonly fields: readonly FormField[];
}

/** That versions differ, in which fields, and what follows. */
function Differences({ request, station, fields }: Shown & { readonly station: StationProtocol }): VNode | null {
  const { t, language } = request;
  if (station.versions.length < 2) return null;
  const names = station.differing.map((id) => fieldNamed(t, language, fields, id)).join('; ');
  return (
    <Notice tone="warning" title={t('protocols-differ', { count: station.versions.length })}>
      <p>{t('protocols-differ-fields', { fields: names })}</p>
      <p>{t(station.counting === undefined ? 'protocols-differ-open' : 'protocols-differ-chosen')}</p>
    </Notice>
  );
}

function Numbers({ request, station, fields }: Shown & { readonly station: StationProtocol }): VNode {
  const { t, language } = request;
  const format = new Intl.NumberFormat(language);
  return (
    <Table
      caption={t('protocols-numbers')}
      keepShape
      columns={[
        { label: t('protocols-field') },
        ...station.versions.map((_, at) => ({ label: t('protocols-version', { number: at + 1 }), numeric: true })),
      ]}
      rows={fields.map((field) => {
        const differs = station.differing.includes(field.id);
        return [
          <span key="name" class={differs ? 'sheet-differs' : undefined}>
            {fieldName(t, language, field)}
            {differs && <span class="unseen"> {t('protocols-differs')}</span>}
          </span>,
          ...station.versions.map(({ numbers, protocolIds }) => {
            const value = numbers[field.id] ?? null;
            return (
              <span key={protocolIds.join()} class={differs ? 'sheet-differs' : undefined}>
                {value === null ? '–' : format.format(value)}
              </span>
            );
          }),
        ];
      })}
    />
  );
}

function Version(
  props: Shown & { readonly version: FlaggedVersion; readonly number: number; readonly alone: boolean },
): VNode {
  const { request, fields, version, number, alone } = props;
  const { t, language, csrf, organizer } = request;
  const [protocolId = ''] = version.protocolIds;
  return (
    <Card title={t('protocols-version', { number })}>
      <p class="sheet-badges">
        {version.chosen && <Badge tone="good">{t('protocols-counts')}</Badge>}
        {version.resolved && <Badge>{t('protocols-by-administrator')}</Badge>}
        <span>{t('protocols-sent-by', { count: version.senders })}</span>
      </p>
      {version.flags.length === 0 ? (
        <p>{t('protocols-adds-up')}</p>
      ) : (
        <Flags t={t} language={language} fields={fields} flags={version.flags} />
      )}
      {may(organizer?.role, 'protocols.decide') && (
        <div class="actions">
          {!alone && !version.chosen && (
            <Confirm
              label={t('protocols-choose')}
              question={t('protocols-choose-sure')}
              confirm={t('protocols-choose')}
              action={`${LIST}/${protocolId}/choose`}
              csrf={csrf}
            />
          )}
          {version.protocolIds.map((id, at) => (
            <Confirm
              key={id}
              label={t('protocols-look-again', { number: at + 1, count: version.protocolIds.length })}
              question={t('protocols-look-again-sure')}
              confirm={t('protocols-open-again')}
              action={`${LIST}/${id}/open-again`}
              csrf={csrf}
            />
          ))}
        </div>
      )}
    </Card>
  );
}
