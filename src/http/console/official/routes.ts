import { z } from 'zod';
import { MAX_UPLOAD } from '../../../actions/official/upload-official.ts';
import { type ListedImport, readListedImport } from '../../../storage/official-pages.ts';
import { type OfficialUpload, readOfficialUpload } from '../../../storage/official-uploads.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import { gone, type OfficialPagesDeps } from './deps.ts';
import { faultsFile } from './faults-file.ts';
import { importPage } from './import-page.tsx';
import { listPage, takeUpload } from './list-page.tsx';
import { progress } from './progress.tsx';
import { stationPage } from './station-page.tsx';
import { changeUpload, throwAway, uploadPage } from './upload-page.tsx';

/** Official results: imported, looked through, kept side by side. */
export function officialRoutes(deps: OfficialPagesDeps): ConsoleRoute[] {
  const read = { method: 'GET', permission: 'official.read' } as const;
  const act = { method: 'POST', permission: 'official.import' } as const;
  const upload =
    (handler: (deps: OfficialPagesDeps, request: ConsoleRequest, of: OfficialUpload) => Promise<ConsoleReply>) =>
    (request: ConsoleRequest) =>
      withRow(deps, request, readOfficialUpload, handler);
  const path = '/official/uploads/:id';
  return [
    { ...read, path: '/official', handle: (request) => listPage(deps, request) },
    { ...act, path: '/official/uploads', maxBytes: MAX_UPLOAD, handle: (request) => takeUpload(deps, request) },
    { ...read, path, handle: upload(uploadPage) },
    { ...act, path, handle: upload(changeUpload) },
    { ...read, path: `${path}/progress`, background: true, handle: upload(progress) },
    { ...read, path: `${path}/faults.csv`, handle: upload(faultsFile) },
    { ...act, path: `${path}/drop`, handle: upload(throwAway) },
    {
      ...read,
      path: '/official/imports/:id',
      handle: (request) => withRow<ListedImport>(deps, request, readListedImport, importPage),
    },
    { ...read, path: '/official/stations/:id', handle: (request) => stationPage(deps, request) },
  ];
}

async function withRow<Row>(
  deps: OfficialPagesDeps,
  request: ConsoleRequest,
  find: (q: OfficialPagesDeps['database']['pool'], id: string) => Promise<Row | undefined>,
  handle: (deps: OfficialPagesDeps, request: ConsoleRequest, row: Row) => Promise<ConsoleReply>,
): Promise<ConsoleReply> {
  const id = z.uuid().safeParse(request.params.id);
  const row = id.success ? await find(deps.database.pool, id.data) : undefined;
  return row === undefined ? gone(request) : handle(deps, request, row);
}
