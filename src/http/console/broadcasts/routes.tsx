import { setTimeout as pause } from 'node:timers/promises';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { cancelBroadcast } from '../../../actions/broadcasts/cancel.ts';
import type { CourseChanged } from '../../../actions/broadcasts/change-course.ts';
import { countRecipients, type EstimateDeps, estimateBroadcast } from '../../../actions/broadcasts/estimate.ts';
import { pauseBroadcast } from '../../../actions/broadcasts/pause.ts';
import { broadcastProgress } from '../../../actions/broadcasts/progress.ts';
import { draftReminder } from '../../../actions/broadcasts/remind.ts';
import { resumeBroadcast } from '../../../actions/broadcasts/resume.ts';
import { saveBroadcast } from '../../../actions/broadcasts/save.ts';
import { broadcastProposalKind, proposeBroadcast } from '../../../actions/broadcasts/start.ts';
import { testSend } from '../../../actions/broadcasts/test-send.ts';
import { prepareProposalIn, type TwoPeopleDeps } from '../../../actions/two-people.ts';
import { allows, type BroadcastProgress, contentProblems } from '../../../domain/broadcasts.ts';
import type { Localized } from '../../../domain/languages.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { type BroadcastRow, listBroadcasts, readBroadcast, readOutcomeSums } from '../../../storage/broadcasts.ts';
import type { Database } from '../../../storage/database.ts';
import type { ConsoleEvent, ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import { Card, Facts, Live, Pager, Table, Time } from '../ui/data.tsx';
import { Actions, Confirm, Form } from '../ui/forms.tsx';
import { Badge, EmptyState, Notice, Problem } from '../ui/messages.tsx';
import { audienceWords } from './audience-words.ts';
import {
  EMPTY_DRAFT,
  type ParsingWorld,
  parseAudience,
  parseDraft,
  type TypedDraft,
  typedFrom,
  typedOf,
} from './draft-form.ts';
import { Editor, type EditorChoices } from './editor.tsx';
import { EstimateView } from './estimate.tsx';
import { BroadcastPreview } from './preview.tsx';
import { problemWords } from './problem-words.ts';
import { ProgressView } from './progress.tsx';

export interface BroadcastRoutesDeps extends EstimateDeps {
  readonly database: Database;
  readonly twoPeople: TwoPeopleDeps;
  readonly electionId: () => Promise<string | undefined>;
  /** Names of the stations' widest level. */
  readonly regions: () => Promise<readonly string[]>;
  readonly unknownPlaces: ParsingWorld['unknownPlaces'];
  readonly surveys: () => Promise<
    readonly { readonly id: string; readonly title: Localized; readonly open: boolean }[]
  >;
  /** Rebuilds an uploaded picture and keeps it; undefined when it is none. */
  readonly keepPicture: (bytes: Buffer) => Promise<string | undefined>;
}

const PER_PAGE = 30;
const LIVE_EVERY_MS = 1_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Broadcasts: written, shown to a second person, followed while they run. */
export function broadcastRoutes(deps: BroadcastRoutesDeps): ConsoleRoute[] {
  const read = { permission: 'broadcasts.read' } as const;
  const prepare = { permission: 'broadcasts.prepare' } as const;
  return [
    { method: 'GET', path: '/broadcasts', ...read, handle: (request) => list(deps, request) },
    { method: 'GET', path: '/broadcasts/new', ...prepare, handle: (request) => editPage(deps, request, undefined) },
    { method: 'POST', path: '/broadcasts/new', ...prepare, handle: (request) => save(deps, request, undefined) },
    {
      method: 'POST',
      path: '/broadcasts/estimate',
      ...prepare,
      background: true,
      handle: (request) => estimate(deps, request),
    },
    {
      method: 'GET',
      path: '/broadcasts/:id',
      ...read,
      handle: (request) => withBroadcast(deps, request, (row) => show(deps, request, row)),
    },
    {
      method: 'GET',
      path: '/broadcasts/:id/live',
      ...read,
      background: true,
      handle: (request) => live(deps, request),
    },
    {
      method: 'GET',
      path: '/broadcasts/:id/edit',
      ...prepare,
      handle: (request) => withBroadcast(deps, request, (row) => editPage(deps, request, row)),
    },
    {
      method: 'POST',
      path: '/broadcasts/:id/edit',
      ...prepare,
      handle: (request) => withBroadcast(deps, request, (row) => save(deps, request, row)),
    },
    {
      method: 'POST',
      path: '/broadcasts/:id/try',
      ...prepare,
      handle: (request) => withBroadcast(deps, request, (row) => tryIt(deps, request, row)),
    },
    {
      method: 'POST',
      path: '/broadcasts/:id/propose',
      ...prepare,
      handle: (request) => withBroadcast(deps, request, (row) => propose(deps, request, row)),
    },
    {
      method: 'POST',
      path: '/broadcasts/:id/remind',
      ...prepare,
      handle: (request) => withBroadcast(deps, request, (row) => remind(deps, request, row)),
    },
    {
      method: 'POST',
      path: '/broadcasts/:id/pause',
      ...prepare,
      handle: (request) => change(deps, request, pauseBroadcast),
    },
    {
      method: 'POST',
      path: '/broadcasts/:id/resume',
      ...prepare,
      handle: (request) => change(deps, request, resumeBroadcast),
    },
    {
      method: 'POST',
      path: '/broadcasts/:id/cancel',
      ...prepare,
      handle: (request) => change(deps, request, cancelBroadcast),
    },
  ];
}

function idOf({ params }: ConsoleRequest): string | undefined {
  return params.id !== undefined && UUID.test(params.id) ? params.id : undefined;
}

async function withBroadcast(
  { database }: BroadcastRoutesDeps,
  request: ConsoleRequest,
  handle: (row: BroadcastRow) => Promise<ConsoleReply>,
): Promise<ConsoleReply> {
  const id = idOf(request);
  const row = id === undefined ? undefined : await readBroadcast(database.pool, id);
  return row === undefined ? gone(request) : handle(row);
}

function gone({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('broadcasts-gone') };
}

async function list({ database, timeZone }: BroadcastRoutesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, query, organizer } = request;
  const page = Math.max(1, Number(query.get('page')) || 1);
  const rows = await listBroadcasts(database.pool, { limit: PER_PAGE + 1, offset: (page - 1) * PER_PAGE });
  const zone = await timeZone();
  const mayWrite = organizer?.role !== 'reader';
  const writeNew = (
    <a class="button" href="/console/broadcasts/new">
      {t('broadcasts-new')}
    </a>
  );
  const shown = rows.slice(0, PER_PAGE);
  const recipients = await Promise.all(shown.map(({ id }) => recipientsOf(database, id)));
  return {
    kind: 'page',
    title: t('broadcasts-heading'),
    ...(mayWrite && { actions: writeNew }),
    body:
      shown.length === 0 ? (
        <EmptyState
          title={t('broadcasts-empty')}
          text={t('broadcasts-empty-text')}
          {...(mayWrite && { action: writeNew })}
        />
      ) : (
        <>
          <Table
            caption={t('broadcasts-heading')}
            columns={[
              { label: t('broadcasts-title') },
              { label: t('broadcasts-state') },
              { label: t('broadcasts-recipients'), numeric: true },
              { label: t('broadcasts-when') },
            ]}
            rows={shown.map((row, index) => {
              const at = row.finishedAt ?? row.startedAt ?? row.startsAt;
              return [
                <a key="title" href={`/console/broadcasts/${row.id}`}>
                  {row.title}
                </a>,
                <StateBadge key="state" t={t} row={row} />,
                recipients[index] === 0 ? '–' : t('broadcasts-number', { number: recipients[index] ?? 0 }),
                at === null ? '–' : <Time key="at" at={at} language={language} zone={zone} />,
              ];
            })}
          />
          <Pager
            t={t}
            previous={page > 1 ? `/console/broadcasts?page=${page - 1}` : undefined}
            next={rows.length > PER_PAGE ? `/console/broadcasts?page=${page + 1}` : undefined}
          />
        </>
      ),
  };
}

async function recipientsOf(database: Database, id: string): Promise<number> {
  const sums = await readOutcomeSums(database.pool, id);
  return sums.reduce((all, { outcome, count }) => (outcome === 'fixed' ? all + count : all), 0);
}

const TONES = {
  draft: 'neutral',
  proposed: 'warning',
  scheduled: 'warning',
  fixing: 'good',
  running: 'good',
  paused: 'warning',
  cancelled: 'bad',
  finished: 'neutral',
} as const;

function StateBadge({ t, row }: { readonly t: Translate; readonly row: Pick<BroadcastRow, 'state'> }): VNode {
  return <Badge tone={TONES[row.state]}>{t(`broadcasts-state-${row.state}`)}</Badge>;
}

async function choicesFor(deps: BroadcastRoutesDeps, { language }: ConsoleRequest): Promise<EditorChoices> {
  const [regions, surveys, timeZone] = await Promise.all([deps.regions(), deps.surveys(), deps.timeZone()]);
  return { regions, surveys: surveys.map((s) => ({ ...s, title: s.title[language] || s.id })), timeZone };
}

async function worldOf(deps: BroadcastRoutesDeps): Promise<ParsingWorld> {
  const [timeZone, electionId] = await Promise.all([deps.timeZone(), deps.electionId()]);
  return { timeZone, electionId, unknownPlaces: deps.unknownPlaces };
}

async function editPage(
  deps: BroadcastRoutesDeps,
  request: ConsoleRequest,
  row: BroadcastRow | undefined,
): Promise<ConsoleReply> {
  if (row !== undefined && row.state !== 'draft') return notADraft(request, row.id);
  const typed = row === undefined ? EMPTY_DRAFT : typedOf(row, await deps.timeZone());
  return editorPage(deps, request, { row, revision: row?.revision, typed, problems: new Map() });
}

async function editorPage(
  deps: BroadcastRoutesDeps,
  request: ConsoleRequest,
  shown: {
    row: BroadcastRow | undefined;
    revision: number | undefined;
    typed: TypedDraft;
    problems: Awaited<ReturnType<typeof parseDraft>>['problems'];
    notice?: VNode;
  },
): Promise<ConsoleReply> {
  const { t, csrf } = request;
  const { row, revision, typed, problems, notice } = shown;
  const here = row === undefined ? '/console/broadcasts' : `/console/broadcasts/${row.id}`;
  return {
    kind: 'page',
    title: row === undefined ? t('broadcasts-new') : row.title,
    status: problems.size > 0 ? 422 : 200,
    back: { href: here, label: row === undefined ? t('broadcasts-heading') : t('broadcasts-back') },
    body: (
      <>
        {notice}
        {problems.size > 0 && <Problem title={t('broadcasts-not-saved')} text={t('broadcasts-not-saved-text')} />}
        <Editor
          t={t}
          csrf={csrf}
          action={row === undefined ? '/console/broadcasts/new' : `${here}/edit`}
          revision={revision}
          typed={typed}
          problems={problems}
          choices={await choicesFor(deps, request)}
        />
      </>
    ),
  };
}

function notADraft({ t }: ConsoleRequest, id: string): ConsoleReply {
  return { kind: 'redirect', to: `/console/broadcasts/${id}`, flash: t('broadcasts-not-a-draft') };
}

async function save(
  deps: BroadcastRoutesDeps,
  request: ConsoleRequest,
  row: BroadcastRow | undefined,
): Promise<ConsoleReply> {
  const { t, form, files, organizer } = request;
  const revision = row === undefined ? undefined : Number(form.get('revision'));
  let typed = typedFrom(form);
  const upload = files.get('picture');
  const kept = upload === undefined ? undefined : await deps.keepPicture(upload.bytes);
  if (kept !== undefined) typed = { ...typed, picture: { be: kept, ru: kept, en: kept } };
  const { draft, problems } = await parseDraft(typed, await worldOf(deps));
  if (upload !== undefined && kept === undefined) {
    const odd = new Map([...problems, ['picture', { key: 'broadcasts-picture-odd' } as const] as const]);
    return editorPage(deps, request, { row, revision, typed, problems: odd });
  }
  if (draft === undefined) return editorPage(deps, request, { row, revision, typed, problems });
  const saved = await saveBroadcast(deps, {
    ...draft,
    ...(row === undefined || revision === undefined ? {} : { id: row.id, revision }),
    by: organizer?.id ?? '',
  });
  switch (saved.kind) {
    case 'saved':
      return { kind: 'redirect', to: `/console/broadcasts/${saved.id}`, flash: t('broadcasts-saved') };
    case 'unknown':
      return gone(request);
    case 'not-a-draft':
      return notADraft(request, row?.id ?? '');
    case 'conflict':
      // What was typed stays on the page; saving once more, knowingly, goes on from the newer one.
      return editorPage(deps, request, {
        row,
        revision: saved.revision,
        typed,
        problems: new Map(),
        notice: (
          <Notice tone="warning" title={t('broadcasts-conflict')}>
            <p>{t('broadcasts-conflict-text')}</p>
            <a href={`/console/broadcasts/${row?.id ?? ''}`} target="_blank" rel="noopener">
              {t('broadcasts-conflict-look')}
            </a>
          </Notice>
        ),
      });
  }
}

async function estimate(deps: BroadcastRoutesDeps, { t, form, language }: ConsoleRequest): Promise<ConsoleReply> {
  const world = await worldOf(deps);
  const typed = typedFrom(form);
  const audience = await parseAudience(typed, world);
  if (audience === undefined) return { kind: 'fragment', body: <Notice>{t('broadcasts-estimate-wrong')}</Notice> };
  const { draft } = await parseDraft(
    { ...EMPTY_DRAFT, title: '-', startsAt: typed.startsAt, hoursFrom: typed.hoursFrom, hoursTo: typed.hoursTo },
    world,
  );
  const figures = await estimateBroadcast(deps, {
    audience,
    startsAt: draft?.startsAt ?? null,
    hours: draft?.hours ?? null,
  });
  return {
    kind: 'fragment',
    body: <EstimateView t={t} estimate={figures} language={language} timeZone={world.timeZone} />,
  };
}

async function show(deps: BroadcastRoutesDeps, request: ConsoleRequest, row: BroadcastRow): Promise<ConsoleReply> {
  const { t, csrf, language, organizer } = request;
  const here = `/console/broadcasts/${row.id}`;
  const zone = await deps.timeZone();
  const mayWrite = organizer?.role !== 'reader';
  const problems = contentProblems(row.content);
  const planned = row.state === 'draft' || row.state === 'proposed' || row.state === 'scheduled';
  const started = row.startedAt !== null;
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
        {progress !== undefined && (
          <Card title={t('broadcasts-progress')}>
            {running ? (
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
            <EstimateView t={t} estimate={await estimateBroadcast(deps, row)} language={language} timeZone={zone} />
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

async function change(
  deps: BroadcastRoutesDeps,
  request: ConsoleRequest,
  how: (deps: BroadcastRoutesDeps, wanted: { id: string; by: string }) => Promise<CourseChanged>,
): Promise<ConsoleReply> {
  const { t, organizer } = request;
  const id = idOf(request);
  const changed = id === undefined ? undefined : await how(deps, { id, by: organizer?.id ?? '' });
  if (id === undefined || changed === undefined || changed.kind === 'unknown') return gone(request);
  const state = t(`broadcasts-state-${changed.state}`);
  const flash = t(changed.kind === 'done' ? 'broadcasts-now' : 'broadcasts-too-late', { state });
  return { kind: 'redirect', to: `/console/broadcasts/${id}`, flash };
}

async function tryIt(deps: BroadcastRoutesDeps, request: ConsoleRequest, row: BroadcastRow): Promise<ConsoleReply> {
  const { t, organizer, language } = request;
  const tried = await testSend(deps, { id: row.id, by: organizer?.id ?? '' });
  if (tried === undefined) return gone(request);
  return {
    kind: 'page',
    title: t('broadcasts-try'),
    back: { href: `/console/broadcasts/${row.id}`, label: t('broadcasts-back') },
    body: (
      <Card>
        <p>{t('broadcasts-try-text')}</p>
        <p>
          <code id="try">{`/start ${tried.payload}`}</code>
        </p>
        <button type="button" class="outline" data-copy="#try" data-copied={t('broadcasts-copied')} hidden>
          {t('broadcasts-copy')}
        </button>
        <p class="hint">
          {t('broadcasts-try-until')} <Time at={tried.until} language={language} zone={await deps.timeZone()} />
        </p>
      </Card>
    ),
  };
}

async function propose(deps: BroadcastRoutesDeps, request: ConsoleRequest, row: BroadcastRow): Promise<ConsoleReply> {
  const { t, form, organizer } = request;
  const by = organizer?.id ?? '';
  const here = `/console/broadcasts/${row.id}`;
  const { telegram, viber } = await countRecipients(deps, row.audience);
  const wanted = { id: row.id, revision: Number(form.get('revision')), recipients: telegram + viber };
  if (wanted.recipients === 0) return { kind: 'redirect', to: here, flash: t('broadcasts-nobody') };
  const result = await deps.database.transaction(async (client) => {
    const frozen = await proposeBroadcast(client, wanted);
    if (frozen.kind !== 'frozen') return frozen.kind;
    const { kind } = broadcastProposalKind;
    await prepareProposalIn(client, deps.twoPeople, { kind, subject: row.id, content: frozen.content, by });
    return frozen.kind;
  });
  switch (result) {
    case 'frozen':
      return { kind: 'redirect', to: here, flash: t('broadcasts-proposed') };
    case 'conflict':
      return { kind: 'redirect', to: here, flash: t('broadcasts-conflict') };
    case 'problems':
      return { kind: 'redirect', to: here, flash: t('broadcasts-unfinished') };
    case 'not-a-draft':
      return notADraft(request, row.id);
    case 'unknown':
      return gone(request);
  }
}

async function remind(deps: BroadcastRoutesDeps, request: ConsoleRequest, row: BroadcastRow): Promise<ConsoleReply> {
  const { t, organizer } = request;
  const title = t('broadcasts-reminder-title', { title: row.title }).slice(0, 120);
  const drafted = await draftReminder(deps, { id: row.id, title, by: organizer?.id ?? '' });
  if (drafted.kind !== 'drafted') return gone(request);
  return { kind: 'redirect', to: `/console/broadcasts/${drafted.id}`, flash: t('broadcasts-reminder-drafted') };
}

async function live(deps: BroadcastRoutesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const id = idOf(request);
  if (id === undefined) return gone(request);
  return { kind: 'stream', events: (signal) => follow(deps, request.t, id, signal) };
}

/** The progress every second, until nothing moves any more. */
async function* follow(
  { database, now, timeZone }: BroadcastRoutesDeps,
  t: Translate,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<ConsoleEvent> {
  const recent: BroadcastProgress[] = [];
  while (!signal.aborted) {
    // Against some seconds ago: a batch is recorded as a whole.
    const progress = await broadcastProgress({ q: database.pool, now, timeZone }, id, recent[0]);
    if (progress === undefined) return;
    yield { event: 'progress', data: renderToString(<ProgressView t={t} progress={progress} />) };
    recent.push(progress);
    if (recent.length > 10) recent.shift();
    if (progress.state !== 'fixing' && progress.state !== 'running') return;
    await pause(LIVE_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
