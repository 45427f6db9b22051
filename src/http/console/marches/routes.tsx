import { setTimeout as pause } from 'node:timers/promises';
import { renderToString } from 'preact-render-to-string';
import { deleteMarch, endMarch, scheduleMarch, withdrawMarch } from '../../../actions/marches/move-march.ts';
import { MARCH_ID } from '../../../domain/marches/march.ts';
import { may } from '../../../domain/permissions.ts';
import { listMarches, type MarchRow, readMarch } from '../../../storage/marches.ts';
import { organizerOf } from '../organizer-of.ts';
import type { ConsoleEvent, ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import { Pager, Table, Time } from '../ui/data.tsx';
import { EmptyState } from '../ui/messages.tsx';
import { pageNumber } from '../ui/page-number.ts';
import type { MarchPagesDeps } from './deps.ts';
import { editPage, saveDraft } from './edit-page.tsx';
import { MarchFigures } from './figures.tsx';
import { showPage } from './show-page.tsx';
import { StateBadge } from './state-badge.tsx';

const PER_PAGE = 30;
const LOOK_EVERY_MS = 1_000;

/** Answers a request about one march. */
type Handler = (deps: MarchPagesDeps, request: ConsoleRequest, march: MarchRow) => Promise<ConsoleReply>;

/** Marches: written, opened, watched, ended. */
export function marchRoutes(deps: MarchPagesDeps): ConsoleRoute[] {
  const read = { method: 'GET', permission: 'marches.read' } as const;
  const open = { method: 'GET', permission: 'marches.manage' } as const;
  const manage = { method: 'POST', permission: 'marches.manage' } as const;
  const about = (handler: Handler) => async (request: ConsoleRequest) => {
    const id = request.params.id ?? '';
    const march = MARCH_ID.test(id) ? await readMarch(deps.database.pool, id) : undefined;
    return march === undefined ? unknown(request) : handler(deps, request, march);
  };
  return [
    { ...read, path: '/marches', handle: (request) => listPage(deps, request) },
    { ...open, path: '/marches/new', handle: (request) => editPage(deps, request, undefined) },
    { ...manage, path: '/marches/new', handle: (request) => saveDraft(deps, request, undefined) },
    { ...read, path: '/marches/:id', handle: about(showPage) },
    { ...read, path: '/marches/:id/live', background: true, handle: about(liveFigures) },
    { ...open, path: '/marches/:id/edit', handle: about(editPage) },
    { ...manage, path: '/marches/:id/edit', handle: about(saveDraft) },
    { ...manage, path: '/marches/:id/open', handle: about(openIt) },
    { ...manage, path: '/marches/:id/withdraw', handle: about(withdrawIt) },
    { ...manage, path: '/marches/:id/end', handle: about(endIt) },
    { ...manage, path: '/marches/:id/delete', handle: about(deleteIt) },
  ];
}

function unknown({ t }: ConsoleRequest): ConsoleReply {
  return { kind: 'problem', status: 404, message: t('marches-unknown') };
}

async function listPage(deps: MarchPagesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, language, query, organizer } = request;
  const page = pageNumber(query);
  const rows = await listMarches(deps.database.pool, { limit: PER_PAGE + 1, offset: (page - 1) * PER_PAGE });
  const zone = await deps.timeZone();
  const create = (
    <a class="button" href="/console/marches/new">
      {t('marches-new')}
    </a>
  );
  const mayManage = may(organizer?.role, 'marches.manage');
  return {
    kind: 'page',
    title: t('marches-heading'),
    ...(mayManage && { actions: create }),
    body:
      rows.length === 0 ? (
        <EmptyState title={t('marches-empty')} text={t('marches-empty-text')} {...(mayManage && { action: create })} />
      ) : (
        <>
          <Table
            caption={t('marches-heading')}
            columns={[
              { label: t('marches-name') },
              { label: t('marches-state') },
              { label: t('marches-starts') },
              { label: t('marches-zones'), numeric: true },
            ]}
            rows={rows.slice(0, PER_PAGE).map(({ id, definition, state, startsAt }) => [
              <a key="name" href={`/console/marches/${id}`}>
                {definition.name[language]}
              </a>,
              <StateBadge key="state" t={t} state={state} />,
              <Time key="at" at={startsAt} language={language} zone={zone} />,
              definition.zones.length,
            ])}
          />
          <Pager
            t={t}
            previous={page > 1 ? `/console/marches?page=${page - 1}` : undefined}
            next={rows.length > PER_PAGE ? `/console/marches?page=${page + 1}` : undefined}
          />
        </>
      ),
  };
}

async function liveFigures(deps: MarchPagesDeps, request: ConsoleRequest, { id }: MarchRow): Promise<ConsoleReply> {
  return { kind: 'stream', events: (signal) => follow(deps, request, id, signal) };
}

/** What is published, until nothing moves any more. */
async function* follow(
  deps: MarchPagesDeps,
  { t, language }: ConsoleRequest,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<ConsoleEvent> {
  const timeZone = await deps.timeZone();
  let seen = '';
  while (!signal.aborted) {
    const live = await deps.live.byId(id);
    if (live === undefined) return;
    const data = renderToString(<MarchFigures t={t} language={language} live={live} timeZone={timeZone} />);
    if (data !== seen) yield { event: 'march', data };
    seen = data;
    if (live.march.state === 'closed') return;
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function openIt(deps: MarchPagesDeps, request: ConsoleRequest, { id }: MarchRow): Promise<ConsoleReply> {
  const { t, form } = request;
  const result = await scheduleMarch(deps, { id, by: organizerOf(request).id, revision: Number(form.get('revision')) });
  if (result.kind === 'unknown') return unknown(request);
  const flash =
    result.kind === 'collides' ? t('marches-open-collides', { other: result.with }) : t(`marches-open-${result.kind}`);
  return { kind: 'redirect', to: `/console/marches/${id}`, flash };
}

async function withdrawIt(deps: MarchPagesDeps, request: ConsoleRequest, { id }: MarchRow): Promise<ConsoleReply> {
  const done = await withdrawMarch(deps, { id, by: organizerOf(request).id });
  const flash = request.t(done ? 'marches-withdrawn' : 'marches-too-late');
  return { kind: 'redirect', to: `/console/marches/${id}`, flash };
}

async function endIt(deps: MarchPagesDeps, request: ConsoleRequest, { id }: MarchRow): Promise<ConsoleReply> {
  const done = await endMarch(deps, { id, by: organizerOf(request).id });
  return {
    kind: 'redirect',
    to: `/console/marches/${id}`,
    flash: request.t(done ? 'marches-ended' : 'marches-end-not-open'),
  };
}

async function deleteIt(deps: MarchPagesDeps, request: ConsoleRequest, { id }: MarchRow): Promise<ConsoleReply> {
  const done = await deleteMarch(deps, { id, by: organizerOf(request).id });
  if (done) return { kind: 'redirect', to: '/console/marches', flash: request.t('marches-deleted') };
  return { kind: 'redirect', to: `/console/marches/${id}`, flash: request.t('marches-too-late') };
}
