import { z } from 'zod';
import { buildEdition } from '../../../actions/editions/build-edition.ts';
import { editionSha256, unpackEdition } from '../../../actions/editions/edition-bytes.ts';
import { editionProposalOf, prepareEdition } from '../../../actions/editions/publish-edition.ts';
import type { AnyProposalKind } from '../../../actions/two-people.ts';
import { dayIn } from '../../../domain/elections.ts';
import { byCodeUnits } from '../../../domain/finding/edition-changes.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import type { Database } from '../../../storage/database.ts';
import { lastEditionOf, listShownEditions, loadPrepared } from '../../../storage/editions.ts';
import { currentElection, listElections } from '../../../storage/elections.ts';
import { editionFilesGently } from '../../pages/data/files.ts';
import { speechesOf } from '../../pages/site/look.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute, FormValues } from '../route.ts';
import { editionsPage } from './list-page.tsx';
import { type NewEdition, newEditionPage, typedNote } from './new-page.tsx';
import { noteOf, optionsOf, requestOf } from './options.ts';

export interface EditionRoutesDeps {
  readonly database: Database;
  readonly catalogues: Catalogues;
  readonly kinds: readonly AnyProposalKind[];
  readonly now: () => Date;
}

/** Everything below `/console/editions`. */
export function editionRoutes(deps: EditionRoutesDeps): readonly ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/editions',
      permission: 'editions.read',
      handle: async (request) => editionsPage(await listShownEditions(deps.database.pool), request),
    },
    {
      method: 'GET',
      path: '/editions/new',
      permission: 'editions.publish',
      handle: async (request) => newEditionPage(await look(deps, request.query), request),
    },
    {
      method: 'POST',
      path: '/editions/prepare',
      permission: 'editions.publish',
      handle: (request) => prepare(deps, request),
    },
    {
      method: 'GET',
      path: '/editions/prepared/:id/:file',
      permission: 'editions.publish',
      handle: (request) => preparedFile(deps, request),
    },
  ];
}

/** What would be public with these choices. */
async function look({ database, now }: EditionRoutesDeps, values: FormValues): Promise<NewEdition> {
  const [elections, current] = await Promise.all([listElections(database.pool), currentElection(database.pool, now())]);
  const electionId = values.get('election') ?? current?.id ?? '';
  const last = await lastEditionOf(database.pool, electionId);
  const stored = last && (await loadPrepared(database.pool, last.preparedId));
  // What was left out before is left out again unless somebody says otherwise.
  const usual = stored === undefined ? [] : (await unpackEdition(stored)).except;
  const chosen = optionsOf(values, { electionId, except: usual });
  const built = await buildEdition(database, requestOf(chosen, null));
  if (typeof built === 'string') return { chosen, elections, regions: [], preview: built };
  const { content, before } = built;
  const regions = [...new Set(content.stations.map(({ levels }) => levels[0] ?? ''))].sort(byCodeUnits);
  return { chosen, elections, regions, preview: editionProposalOf(content, editionSha256(content), before) };
}

async function prepare(deps: EditionRoutesDeps, request: ConsoleRequest): Promise<ConsoleReply> {
  const { t, form, organizer } = request;
  if (organizer === undefined) return { kind: 'problem', status: 404, message: t('editions-no-election') };
  const note = noteOf(form);
  if (note === 'incomplete') {
    const shown = { ...(await look(deps, form)), note: typedNote(form), noteError: t('editions-note-missing') };
    return newEditionPage(shown, request, 422);
  }
  const chosen = optionsOf(form, { electionId: '', except: [] });
  const prepared = await prepareEdition(deps, { ...requestOf(chosen, note), by: organizer.id });
  if (prepared.kind === 'refused') return newEditionPage(await look(deps, form), request, 409);
  return { kind: 'redirect', to: `/console/proposals/${prepared.proposalId}`, flash: t('editions-prepared') };
}

/** A data file as it will be published, if it is today. */
async function preparedFile(
  { database, catalogues, now }: EditionRoutesDeps,
  { t, params }: ConsoleRequest,
): Promise<ConsoleReply> {
  const id = z.uuid().safeParse(params.id);
  const stored = id.success ? await loadPrepared(database.pool, id.data) : undefined;
  if (stored === undefined) return { kind: 'problem', status: 404, message: t('editions-files-gone') };
  const content = await unpackEdition(stored);
  const edition = { ...content, publishedOn: dayIn(content.election.timeZone, now()) };
  const { files } = await editionFilesGently({ edition, sha256: stored.sha256 }, speechesOf(catalogues));
  const file = files.find(({ name }) => name === params.file);
  if (file === undefined) return { kind: 'problem', status: 404, message: t('editions-files-gone') };
  return { kind: 'file', name: file.name, mediaType: file.mediaType, bytes: file.bytes };
}
