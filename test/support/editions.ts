import { randomUUID } from 'node:crypto';
import type { EditionRequest } from '../../src/actions/editions/build-edition.ts';
import { prepareEdition, publishEditionKind } from '../../src/actions/editions/publish-edition.ts';
import { importOfficial } from '../../src/actions/import-official.ts';
import { type Decided, decideProposal } from '../../src/actions/two-people.ts';
import type { OfficialSource } from '../../src/domain/official/terms.ts';
import type { Database } from '../../src/storage/database.ts';
import { moveTallies } from '../../src/storage/tallies.ts';
import { addElection, type Place } from './builders.ts';

/** An election with official results, and ballots that were handed in: 30 for `birch` at 01-1 where 10 are official. */
export async function addCountedElection(database: Database): Promise<Place> {
  const place = await addElection(database.pool);
  await importResults(database, place.electionId, 'cec', 'station,oak,birch,pine\n01-1,90,10,0\n01-2,50,50,0\n');
  await handIn(database, place, 0, 30);
  await handIn(database, place, 1, 20);
  return place;
}

export async function importResults(
  database: Database,
  electionId: string,
  source: OfficialSource,
  csv: string,
): Promise<void> {
  async function* bytes() {
    yield Buffer.from(csv);
  }
  const result = await importOfficial(database, { electionId, source, fileName: 'results.csv', bytes: bytes() });
  if (result.kind !== 'imported') throw new Error(`not imported: ${JSON.stringify(result)}`);
}

/** So many more ballots for `birch` at a station. */
export async function handIn(database: Database, place: Place, station: number, ballots: number): Promise<void> {
  const { electionId, stationIds } = place;
  const cell = { electionId, stationId: stationIds[station] ?? '', choiceId: 'birch', tier: 'verified' as const };
  await database.transaction((client) => moveTallies(client, [{ ...cell, photographed: ballots }]));
}

/** Somebody who may publish; resolves to their id. */
export async function addOrganizer(database: Database): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into organizers (alias, role, language, joined_on) values ($1, 'organizer', 'en', '2020-01-01') returning id`,
    [`organizer ${randomUUID().slice(0, 8)}`],
  );
  return rows[0]?.id ?? '';
}

/** What tests publish unless they say otherwise. */
export function requestFor(
  { electionId }: Pick<Place, 'electionId'>,
  but: Partial<EditionRequest> = {},
): EditionRequest {
  return { electionId, basis: 'handed-in', sources: ['cec', 'protocol'], except: [], note: null, ...but };
}

/** Prepares an edition; resolves to the proposal's id. */
export async function prepare(database: Database, request: EditionRequest, now = new Date()): Promise<string> {
  const by = await addOrganizer(database);
  const prepared = await prepareEdition({ database, now: () => now, kinds: [publishEditionKind] }, { ...request, by });
  if (prepared.kind !== 'prepared') throw new Error(prepared.why);
  return prepared.proposalId;
}

/** Another person decides. */
export async function decide(
  database: Database,
  id: string,
  decision: 'approved' | 'refused' = 'approved',
  now = new Date(),
): Promise<Decided> {
  const by = await addOrganizer(database);
  const deps = { database, now: () => now, kinds: [publishEditionKind], handOver: { give: () => undefined } };
  return decideProposal(deps, { id, by, decision });
}

/** Prepares and approves. */
export async function publish(database: Database, request: EditionRequest, now = new Date()): Promise<void> {
  const decided = await decide(database, await prepare(database, request, now), 'approved', now);
  if (decided.kind !== 'done') throw new Error(decided.why);
}
