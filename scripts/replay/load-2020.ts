import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { createElection } from '../../src/actions/create-election.ts';
import { importOfficial, type OfficialImportResult } from '../../src/actions/import-official.ts';
import { importStations } from '../../src/actions/import-stations.ts';
import type { Database } from '../../src/storage/database.ts';
import { stationCodes } from '../../src/storage/official.ts';
import { moveTallies, type TallyMove } from '../../src/storage/tallies.ts';
import { Problem } from '../problem.ts';
import { ELECTION_2020 } from './election-2020.ts';

type Imported = Extract<OfficialImportResult, { kind: 'imported' }>;

const COUNTS = 'counts.csv';
const BATCH = 5_000;

/**
 * Loads stations, official results and counts of 2020 into an empty record. Stations and results go through the
 * imports that everybody uses; the data has counts of ballots and no ballots, so tallies are written directly, all as of
 * confirmed phones, which is more than the data says.
 *
 * @throws Problem when the folder is not the one that is meant.
 */
export async function load2020(database: Database, folder: string): Promise<Imported> {
  const { id: electionId, choices } = ELECTION_2020;
  await createElection(database, ELECTION_2020);
  const bytes = createReadStream(join(folder, 'stations.csv'));
  const stations = await importStations(database, { electionId, bytes, map: { level1: 'region', level2: 'town' } });
  if (stations.kind !== 'imported') throw new Problem(`stations.csv: ${stations.kind}.`);
  const official = await importOfficial(database, {
    electionId,
    source: 'cec',
    fileName: COUNTS,
    bytes: createReadStream(join(folder, COUNTS)),
    map: {
      station: 'id',
      turnout: 'officialVotes',
      registered: 'officialVoters',
      spoiled: 'corrupted_officialVotes',
      ...Object.fromEntries(choices.map(({ id }) => [`choice:${id}`, `${id}_officialVotes`])),
    },
    // A protocol leaves out who got nothing.
    blank: 'zero',
    // The official results of 2020 hold 41 sums that cannot be, 45 that leave voters over, and three negative numbers.
    accept: ['sums', 'negative'],
  });
  if (official.kind !== 'imported') throw new Problem(`${COUNTS}: ${JSON.stringify(official).slice(0, 2_000)}`);
  await writeTallies(database, folder);
  return official;
}

async function writeTallies(database: Database, folder: string): Promise<void> {
  const { id: electionId, choices } = ELECTION_2020;
  const ids = new Map((await stationCodes(database.pool, electionId)).map(({ id, code }) => [code, id]));
  const rows: Record<string, string>[] = parse(await readFile(join(folder, COUNTS)), { columns: true, bom: true });
  const moves = rows.flatMap((row) =>
    choices.flatMap(({ id: choiceId }): TallyMove[] => {
      const stationId = ids.get(row.id ?? '');
      const photographed = Number(row[`${choiceId}_photoVoices`] ?? '');
      const declared = Number(row[`${choiceId}_registered`] ?? '');
      if (stationId === undefined) return [];
      return [{ electionId, stationId, choiceId, tier: 'verified', photographed, declared }];
    }),
  );
  await database.transaction(async (client) => {
    for (let at = 0; at < moves.length; at += BATCH) await moveTallies(client, moves.slice(at, at + BATCH));
  });
}
