import type { VNode } from 'preact';
import { z } from 'zod';
import { holdDisputedSheet, keepSheet, putSheetBack } from '../../../actions/protocols/next-sheet.ts';
import { typeSheet } from '../../../actions/protocols/type-sheet.ts';
import { checkSheet } from '../../../domain/protocols/checks.ts';
import { differingFields, readNumbers, type SheetNumbers } from '../../../domain/protocols/entries.ts';
import { type FormField, protocolForm } from '../../../domain/protocols/fields.ts';
import { loadElection } from '../../../storage/elections.ts';
import { entriesOf, type ListedEntry, readProtocol, type ShownProtocol } from '../../../storage/protocol-stations.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Table } from '../ui/data.tsx';
import { Notice } from '../ui/messages.tsx';
import type { ProtocolPagesDeps } from './deps.ts';
import { Flags } from './flags.tsx';
import { readSentSheet, type SentSheet, typedIn } from './sent-sheet.ts';
import { SheetForm, SheetKeys } from './sheet-form.tsx';
import { Styles } from './typing-page.tsx';

const LIST = '/console/protocols';

/** Takes a disputed sheet in hand, to resolve it. */
export async function openDisputed(deps: ProtocolPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, params, organizer } = request;
  const protocolId = z.uuid().safeParse(params.id).data;
  const key = { protocolId: protocolId ?? '', reviewerId: organizer?.id ?? '' };
  if (protocolId === undefined || !(await holdDisputedSheet(deps, key))) {
    return { kind: 'redirect', to: LIST, flash: t('protocols-not-to-resolve') };
  }
  return { kind: 'redirect', to: `${LIST}/${protocolId}/resolve` };
}

/** A disputed sheet, field by field: what each reviewer typed, beside the photos. */
export async function resolvePage(deps: ProtocolPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const opened = await inHand(deps, request);
  return opened === undefined ? notInHand(request) : page(request, opened);
}

/** What does not add up in what the administrator has so far. */
export async function checkResolved(deps: ProtocolPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const opened = await inHand(deps, request);
  if (opened === undefined) {
    return { kind: 'fragment', body: <Notice tone="warning">{request.t('protocols-lease-over')}</Notice> };
  }
  return { kind: 'fragment', body: <Checked request={request} opened={opened} typed={typedIn(request.form)} /> };
}

/** Takes the administrator's decision; what is no number is told at its field. */
export async function saveResolved(deps: ProtocolPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, form, organizer } = request;
  const opened = await inHand(deps, request);
  if (opened === undefined) return notInHand(request);
  const key = { protocolId: opened.protocol.id, reviewerId: organizer?.id ?? '' };
  if (form.get('answer') === 'back') {
    await putSheetBack(deps, key);
    return { kind: 'redirect', to: LIST, flash: t('protocols-put-back-done') };
  }
  const sent = readSentSheet(form, opened.fields);
  if (sent.kind === 'wrong') return { ...page(request, opened, sent), status: 422 };
  const { kind } = await typeSheet(deps, { ...key, answer: sent.answer });
  return { kind: 'redirect', to: LIST, flash: t(kind === 'taken' ? 'protocols-resolved' : 'protocols-typed-closed') };
}

interface Opened {
  readonly protocol: ShownProtocol;
  readonly entries: readonly ListedEntry[];
  readonly fields: readonly FormField[];
}

/** The sheet that this administrator holds, kept in hand by this very look. */
async function inHand(deps: ProtocolPagesDeps, { params, organizer }: ConsoleRequest): Promise<Opened | undefined> {
  const protocolId = z.uuid().safeParse(params.id).data;
  if (protocolId === undefined) return undefined;
  const q = deps.database.pool;
  const protocol = await readProtocol(q, protocolId);
  if (protocol?.state !== 'disputed') return undefined;
  if (!(await keepSheet(deps, { protocolId, reviewerId: organizer?.id ?? '' }))) return undefined;
  const [entries, election] = await Promise.all([entriesOf(q, protocolId), loadElection(q, protocol.electionId)]);
  return election && { protocol, entries, fields: protocolForm(election).fields };
}

function notInHand({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'redirect', to: LIST, flash: t('protocols-lease-over') };
}

function page(
  request: ConsoleRequest,
  opened: Opened,
  sent?: Extract<SentSheet, { kind: 'wrong' }>,
): Extract<ConsoleReply, { kind: 'page' }> {
  const { t, language, csrf, form } = request;
  const { protocol, entries, fields } = opened;
  const sheets = entries.flatMap(({ answer }) => (answer.kind === 'numbers' ? [answer.numbers] : []));
  const differing = differingFields(fields, sheets);
  const agreed = (id: string) => (sheets.length === 0 || differing.includes(id) ? '' : `${sheets[0]?.[id] ?? ''}`);
  const values = sent === undefined ? agreed : typedIn(form);
  const here = `${LIST}/${protocol.id}/resolve`;
  return {
    kind: 'page',
    title: t('protocols-resolve', { station: protocol.code }),
    lead: protocol.name,
    back: { href: LIST, label: t('console-nav-protocols') },
    scripts: ['review-photos.js', 'protocols.js'],
    body: (
      <>
        <Styles />
        <p>{t(entries.length === 0 ? 'protocols-resolve-anew' : 'protocols-resolve-text')}</p>
        {sent?.empty === true && <Notice tone="warning">{t('protocols-empty-sheet')}</Notice>}
        <SheetForm
          t={t}
          language={language}
          csrf={csrf}
          protocolId={protocol.id}
          photos={protocol.photos}
          fields={fields}
          action={here}
          checks={`${here}/check`}
          values={values}
          wrong={sent?.wrong ?? []}
          flags={<Checked request={request} opened={opened} typed={values} />}
          beside={(id) => <Beside id={id} sheets={sheets} differs={differing.includes(id)} />}
          save={t('protocols-resolve-save')}
        >
          <button type="submit" name="answer" value="again" class="secondary">
            {t('protocols-type-again')}
          </button>
          <button type="submit" name="answer" value="back" class="quiet">
            {t('protocols-put-back')}
          </button>
        </SheetForm>
        <SheetKeys t={t} />
        <Others request={request} entries={entries} />
      </>
    ),
  };
}

/** What the reviewers typed into a field, where they did not type the same. */
function Beside(props: {
  readonly id: string;
  readonly sheets: readonly SheetNumbers[];
  readonly differs: boolean;
}): VNode | undefined {
  const { id, sheets, differs } = props;
  if (!differs) return undefined;
  const typed = sheets.map((sheet) => sheet[id] ?? null);
  return (
    <div class="sheet-typed">
      {[...new Set(typed)].map((value) => {
        const times = typed.filter((one) => one === value).length;
        return (
          <button key={value} type="button" class="small secondary" data-fill={value ?? ''}>
            {value ?? '–'}
            {times > 1 && <small> ×{times}</small>}
          </button>
        );
      })}
    </div>
  );
}

/** Who typed what; entries without numbers say why. */
function Others({
  request,
  entries,
}: {
  readonly request: ConsoleRequest;
  readonly entries: Opened['entries'];
}): VNode {
  const { t } = request;
  return (
    <Table
      caption={t('protocols-entries')}
      columns={[
        { label: t('protocols-entry-round'), numeric: true },
        { label: t('protocols-entry-by') },
        { label: t('protocols-entry-says') },
      ]}
      rows={entries.map(({ reviewer, round, final, answer }) => [
        round,
        final ? t('protocols-entry-final', { reviewer }) : reviewer,
        answer.kind === 'problem' ? t(`protocols-problem-${answer.problem}`) : t(`protocols-entry-${answer.kind}`),
      ])}
    />
  );
}

function Checked(props: {
  readonly request: ConsoleRequest;
  readonly opened: Opened;
  readonly typed: (fieldId: string) => string;
}): VNode | null {
  const { t, language } = props.request;
  const { fields, protocol } = props.opened;
  const { numbers } = readNumbers(fields, props.typed);
  return (
    <Flags t={t} language={language} fields={fields} flags={checkSheet(fields, numbers, protocol.registeredVoters)} />
  );
}
