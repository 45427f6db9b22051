import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createElection } from '../../src/actions/create-election.ts';
import { importStations } from '../../src/actions/import-stations.ts';
import { readElectionFile } from '../../src/domain/election-file.ts';
import type { Database } from '../../src/storage/database.ts';
import { listElections } from '../../src/storage/elections.ts';

/**
 * Puts an election of a country that does not exist into a record that has none, with 60 stations on an
 * island in the middle of the Atlantic. Returns whether it did; does nothing as soon as there is any election.
 */
export async function loadDemo(database: Database): Promise<boolean> {
  const [any] = await listElections(database.pool);
  if (any !== undefined) return false;
  const read = readElectionFile(await readFile(new URL('./election.json', import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(`the demo election is not valid: ${JSON.stringify(read.problems)}`);
  await createElection(database, read.election);
  const bytes = createReadStream(new URL('./stations.csv', import.meta.url));
  const { kind } = await importStations(database, { electionId: read.election.id, bytes });
  if (kind !== 'imported') throw new Error(`the demo stations are not valid: ${kind}`);
  return true;
}
