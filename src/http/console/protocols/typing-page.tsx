import type { VNode } from 'preact';
import {
  type HeldSheet,
  keepSheet,
  nextSheet,
  putSheetBack,
  sheetInHand,
} from '../../../actions/protocols/next-sheet.ts';
import { type SheetTyped, typeSheet } from '../../../actions/protocols/type-sheet.ts';
import { checkSheet, type SheetFlag } from '../../../domain/protocols/checks.ts';
import { readNumbers } from '../../../domain/protocols/entries.ts';
import { type FormField, protocolForm } from '../../../domain/protocols/fields.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { loadElection } from '../../../storage/elections.ts';
import { countOpenSheets } from '../../../storage/protocol-entries.ts';
import { type ReviewerRow, readReviewer } from '../../../storage/reviewers.ts';
import { PractiseLink } from '../review/practise-link.tsx';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import { Form } from '../ui/forms.tsx';
import { EmptyState, Notice } from '../ui/messages.tsx';
import type { ProtocolPagesDeps } from './deps.ts';
import { Flags } from './flags.tsx';
import { readSentSheet, type SentSheet, sentProtocol, typedIn } from './sent-sheet.ts';
import { SheetForm, SheetKeys } from './sheet-form.tsx';

const HERE = '/console/typing';

/** Where result sheets are typed in: the one in hand while its photos open, or what there is instead. */
export async function typingPage(deps: ProtocolPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const reviewerId = request.organizer?.id ?? '';
  const reviewer = await readReviewer(deps.database.pool, reviewerId);
  const mayType = reviewer?.practised === true && !reviewer.paused;
  const held = mayType ? await sheetInHand(deps, reviewerId) : undefined;
  return held?.leased === true
    ? page(request, held, await fieldsOf(deps, held.electionId))
    : nothingInHand(deps, request, reviewer);
}

/** Takes the next sheet, by lot. */
export async function takeNext(deps: ProtocolPagesDeps, { organizer, t }: ConsoleRequest): Promise<ConsoleReply> {
  const held = await nextSheet(deps, organizer?.id ?? '');
  return { kind: 'redirect', to: HERE, ...(held === undefined && { flash: t('protocols-nothing-now') }) };
}

/** Puts the sheet in hand back, for others. */
export async function putBack(deps: ProtocolPagesDeps, { organizer, form, t }: ConsoleRequest): Promise<ConsoleReply> {
  const protocolId = sentProtocol(form);
  if (protocolId !== undefined) await putSheetBack(deps, { protocolId, reviewerId: organizer?.id ?? '' });
  return { kind: 'redirect', to: HERE, flash: t('protocols-put-back-done') };
}

/** What does not add up so far: a look while typing, which also keeps the sheet in hand. */
export async function checkTyped(deps: ProtocolPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { form, organizer, t } = request;
  const reviewerId = organizer?.id ?? '';
  const protocolId = sentProtocol(form);
  const kept = protocolId !== undefined && (await keepSheet(deps, { protocolId, reviewerId }));
  const held = await sheetInHand(deps, reviewerId);
  // Whoever was away for too long has it again by going on, while nobody else has taken it.
  const again = kept || held?.protocolId !== protocolId ? held : await nextSheet(deps, reviewerId);
  if (again === undefined || again.protocolId !== protocolId) {
    return { kind: 'fragment', body: <Notice tone="warning">{t('protocols-lease-over')}</Notice> };
  }
  const fields = await fieldsOf(deps, again.electionId);
  return { kind: 'fragment', body: <Checked request={request} fields={fields} held={again} typed={typedIn(form)} /> };
}

const OUTCOMES = {
  taken: 'protocols-typed',
  already: 'protocols-typed-already',
  lapsed: 'protocols-typed-lapsed',
  closed: 'protocols-typed-closed',
  unfit: 'protocols-typed-unfit',
} as const satisfies Readonly<Record<SheetTyped['kind'], string>>;

/** Takes what was typed, and gives the next sheet. What is no number is told at its field; nothing else is in the way. */
export async function saveTyped(deps: ProtocolPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { form, organizer, t } = request;
  const reviewerId = organizer?.id ?? '';
  const protocolId = sentProtocol(form);
  const held = await sheetInHand(deps, reviewerId);
  const fields = await fieldsOf(deps, held?.electionId ?? '');
  const sent = readSentSheet(form, fields);
  if (held !== undefined && held.protocolId === protocolId && sent.kind === 'wrong') {
    // Whoever was away for too long has it again, with what they typed: its photos are to open.
    const again = held.leased ? held : await nextSheet(deps, reviewerId);
    if (again?.protocolId === protocolId) return { ...page(request, again, fields, sent), status: 422 };
    return { kind: 'redirect', to: HERE, flash: t('protocols-typed-lapsed') };
  }
  if (protocolId === undefined || sent.kind === 'wrong') {
    return { kind: 'redirect', to: HERE, flash: t('protocols-typed-closed') };
  }
  const { kind } = await typeSheet(deps, { protocolId, reviewerId, answer: sent.answer });
  await nextSheet(deps, reviewerId);
  return { kind: 'redirect', to: HERE, flash: t(OUTCOMES[kind]) };
}

function page(
  request: ConsoleRequest,
  held: HeldSheet,
  fields: readonly FormField[],
  sent?: Extract<SentSheet, { kind: 'wrong' }>,
): Extract<ConsoleReply, { kind: 'page' }> {
  const { t, language, csrf, form } = request;
  const typed = sent === undefined ? () => '' : typedIn(form);
  return {
    kind: 'page',
    title: t('protocols-sheet-of', { station: held.stationCode }),
    lead: held.stationName,
    scripts: ['review-photos.js', 'protocols.js'],
    body: (
      <>
        <Styles />
        {sent?.empty === true && <Notice tone="warning">{t('protocols-empty-sheet')}</Notice>}
        <SheetForm
          t={t}
          language={language}
          csrf={csrf}
          protocolId={held.protocolId}
          photos={held.photos}
          fields={fields}
          action={HERE}
          checks={`${HERE}/check`}
          values={typed}
          wrong={sent?.wrong ?? []}
          flags={sent === undefined ? null : <Checked request={request} fields={fields} held={held} typed={typed} />}
          save={t('protocols-save')}
        >
          <button type="submit" class="quiet" formaction={`${HERE}/back`}>
            {t('protocols-put-back')}
          </button>
        </SheetForm>
        <SheetKeys t={t} />
      </>
    ),
  };
}

async function nothingInHand(
  deps: ProtocolPagesDeps,
  { t, csrf }: ConsoleRequest,
  reviewer: ReviewerRow | undefined,
): Promise<ConsoleReply> {
  const waiting = await countOpenSheets(deps.database.pool);
  const begin = (
    <Form action={`${HERE}/next`} csrf={csrf}>
      <button type="submit" autofocus>
        {t('protocols-begin')}
      </button>
    </Form>
  );
  return {
    kind: 'page',
    title: t('console-nav-typing'),
    lead: t('protocols-typing-lead'),
    body: (
      <>
        <Styles />
        {reviewer?.paused === true ? (
          <EmptyState title={t('review-paused')} text={t('review-paused-text')} />
        ) : reviewer?.practised !== true ? (
          <EmptyState
            title={t('review-practise-first')}
            text={t('review-practise-first-text')}
            action={<PractiseLink t={t} />}
          />
        ) : waiting === 0 ? (
          <EmptyState title={t('protocols-nothing')} text={t('protocols-nothing-text')} action={begin} />
        ) : (
          <EmptyState title={t('protocols-waiting', { count: waiting })} text={t('protocols-how')} action={begin} />
        )}
        <Rules t={t} />
      </>
    ),
  };
}

/** What a reviewer has to know before the first sheet. */
function Rules({ t }: { readonly t: Translate }): VNode {
  const rules = ['printed', 'blank', 'blind', 'problem', 'flags'] as const;
  return (
    <section class="card">
      <h2>{t('protocols-rules')}</h2>
      <ol class="review-rules">
        {rules.map((rule) => (
          <li key={rule}>{t(`protocols-rule-${rule}`)}</li>
        ))}
      </ol>
    </section>
  );
}

function Checked(props: {
  readonly request: ConsoleRequest;
  readonly fields: readonly FormField[];
  readonly held: Pick<HeldSheet, 'registeredVoters'>;
  readonly typed: (fieldId: string) => string;
}): VNode | null {
  const { request, fields, held, typed } = props;
  const { numbers } = readNumbers(fields, typed);
  return (
    <Flags
      t={request.t}
      language={request.language}
      fields={fields}
      flags={checkSheet(fields, numbers, held.registeredVoters).filter(isWorthSaying)}
    />
  );
}

/** While somebody types, that most fields are still blank is no news. */
function isWorthSaying({ check }: SheetFlag): boolean {
  return check !== 'blank';
}

export function Styles(): VNode {
  return (
    <>
      <link rel="stylesheet" href="/assets/review.css" />
      <link rel="stylesheet" href="/assets/protocols.css" />
    </>
  );
}

async function fieldsOf({ database }: ProtocolPagesDeps, electionId: string): Promise<readonly FormField[]> {
  const election = await loadElection(database.pool, electionId);
  return election === undefined ? [] : protocolForm(election).fields;
}
