import { z } from 'zod';
import { cancelBroadcast } from '../../../actions/broadcasts/cancel.ts';
import { pauseBroadcast } from '../../../actions/broadcasts/pause.ts';
import { resumeBroadcast } from '../../../actions/broadcasts/resume.ts';
import { type BroadcastRow, readBroadcast } from '../../../storage/broadcasts.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import type { BroadcastPagesDeps } from './deps.ts';
import { changeCourse, propose, remind, tryIt } from './doings.tsx';
import { editPage, saveDraft } from './edit-page.tsx';
import { estimateFragment } from './estimate-fragment.tsx';
import { listPage } from './list-page.tsx';
import { live } from './live.tsx';
import { gone } from './replies.ts';
import { showPage } from './show-page.tsx';

/** Answers a request about one broadcast. */
type Handler = (deps: BroadcastPagesDeps, request: ConsoleRequest, row: BroadcastRow) => Promise<ConsoleReply>;

/** Broadcasts: written, shown to a second person, followed while they run. */
export function broadcastRoutes(deps: BroadcastPagesDeps): ConsoleRoute[] {
  const read = { method: 'GET', permission: 'broadcasts.read' } as const;
  const open = { method: 'GET', permission: 'broadcasts.prepare' } as const;
  const prepare = { method: 'POST', permission: 'broadcasts.prepare' } as const;
  const about = (handler: Handler) => (request: ConsoleRequest) => withBroadcast(deps, request, handler);
  return [
    { ...read, path: '/broadcasts', handle: (request) => listPage(deps, request) },
    { ...open, path: '/broadcasts/new', handle: (request) => editPage(deps, request, undefined) },
    { ...prepare, path: '/broadcasts/new', handle: (request) => saveDraft(deps, request, undefined) },
    {
      ...prepare,
      path: '/broadcasts/estimate',
      background: true,
      handle: (request) => estimateFragment(deps, request),
    },
    { ...read, path: '/broadcasts/:id', handle: about(showPage) },
    { ...read, path: '/broadcasts/:id/live', background: true, handle: about(live) },
    { ...open, path: '/broadcasts/:id/edit', handle: about(editPage) },
    { ...prepare, path: '/broadcasts/:id/edit', handle: about(saveDraft) },
    { ...prepare, path: '/broadcasts/:id/try', handle: about(tryIt) },
    { ...prepare, path: '/broadcasts/:id/propose', handle: about(propose) },
    { ...prepare, path: '/broadcasts/:id/remind', handle: about(remind) },
    { ...prepare, path: '/broadcasts/:id/pause', handle: about(changeCourse(pauseBroadcast)) },
    { ...prepare, path: '/broadcasts/:id/resume', handle: about(changeCourse(resumeBroadcast)) },
    { ...prepare, path: '/broadcasts/:id/cancel', handle: about(changeCourse(cancelBroadcast)) },
  ];
}

async function withBroadcast(
  deps: BroadcastPagesDeps,
  request: ConsoleRequest,
  handler: Handler,
): Promise<ConsoleReply> {
  const id = z.uuid().safeParse(request.params.id);
  const row = id.success ? await readBroadcast(deps.database.pool, id.data) : undefined;
  return row === undefined ? gone(request) : handler(deps, request, row);
}
