import { type EntryRow, readEntry } from '../../../storage/chronicle.ts';
import { type DraftRow, readDraft } from '../../../storage/chronicle-drafts.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import type { ChroniclePagesDeps } from './deps.ts';
import { discard, draftPage, propose } from './draft-page.tsx';
import { editPage, saveWords } from './edit-page.tsx';
import { correct, entryPage, withdraw } from './entry-page.tsx';
import { listPage } from './list-page.tsx';
import { photosPage, savePhotos, UPLOAD_BYTES, uploadPhoto } from './photos-page.tsx';
import { gone } from './replies.ts';
import { accept, decline, suggestedPhoto, suggestionPage, suggestionsPage } from './suggestion-pages.tsx';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Handler<T> = (deps: ChroniclePagesDeps, request: ConsoleRequest, about: T) => Promise<ConsoleReply>;

/** The chronicle: written, shown to a second person, corrected; what citizens send for it. */
export function chronicleRoutes(deps: ChroniclePagesDeps): ConsoleRoute[] {
  const read = { method: 'GET', permission: 'chronicle.read' } as const;
  const open = { method: 'GET', permission: 'chronicle.edit' } as const;
  const edit = { method: 'POST', permission: 'chronicle.edit' } as const;
  const publish = { method: 'POST', permission: 'chronicle.publish' } as const;
  const look = { method: 'GET', permission: 'chronicle.suggestions' } as const;
  const decide = { method: 'POST', permission: 'chronicle.suggestions' } as const;
  const draft = (handler: Handler<DraftRow>) => async (request: ConsoleRequest) => {
    const { id = '' } = request.params;
    const found = UUID.test(id) ? await readDraft(deps.database.pool, id) : undefined;
    return found === undefined ? gone(request) : handler(deps, request, found);
  };
  const entry = (handler: Handler<EntryRow>) => async (request: ConsoleRequest) => {
    const { number = '' } = request.params;
    const found = /^[1-9]\d{0,8}$/.test(number) ? await readEntry(deps.database.pool, Number(number)) : undefined;
    return found === undefined ? gone(request) : handler(deps, request, found);
  };
  const suggestion =
    (handler: (deps: ChroniclePagesDeps, request: ConsoleRequest) => Promise<ConsoleReply>) =>
    async (request: ConsoleRequest) =>
      UUID.test(request.params.id ?? '') ? handler(deps, request) : gone(request);
  return [
    { ...read, path: '/chronicle', handle: (request) => listPage(deps, request) },
    { ...open, path: '/chronicle/new', handle: (request) => editPage(deps, request, undefined) },
    { ...edit, path: '/chronicle/new', handle: (request) => saveWords(deps, request, undefined) },
    { ...read, path: '/chronicle/drafts/:id', handle: draft(draftPage) },
    { ...open, path: '/chronicle/drafts/:id/edit', handle: draft(editPage) },
    { ...edit, path: '/chronicle/drafts/:id/edit', handle: draft(saveWords) },
    { ...open, path: '/chronicle/drafts/:id/photos', handle: draft(photosPage) },
    { ...edit, path: '/chronicle/drafts/:id/photos', handle: draft(savePhotos) },
    { ...edit, path: '/chronicle/drafts/:id/photos/add', maxBytes: UPLOAD_BYTES, handle: draft(uploadPhoto) },
    { ...publish, path: '/chronicle/drafts/:id/propose', handle: draft(propose) },
    { ...edit, path: '/chronicle/drafts/:id/discard', handle: draft(discard) },
    { ...read, path: '/chronicle/entries/:number', handle: entry(entryPage) },
    { ...edit, path: '/chronicle/entries/:number/correct', handle: entry(correct) },
    { ...publish, path: '/chronicle/entries/:number/withdraw', handle: entry(withdraw) },
    { ...look, path: '/chronicle/suggestions', handle: (request) => suggestionsPage(deps, request) },
    { ...look, path: '/chronicle/suggestions/:id', handle: suggestion(suggestionPage) },
    { ...look, path: '/chronicle/suggestions/:id/photos/:position', handle: suggestion(suggestedPhoto) },
    { ...decide, path: '/chronicle/suggestions/:id/accept', handle: suggestion(accept) },
    { ...decide, path: '/chronicle/suggestions/:id/decline', handle: suggestion(decline) },
  ];
}
