import type { Database } from '../../src/storage/database.ts';
import { listElections } from '../../src/storage/elections.ts';
import { Problem } from '../problem.ts';

/** The election of a record that has one. @throws Problem */
export async function onlyElection(database: Database): Promise<string> {
  const [first, ...others] = await listElections(database.pool);
  if (first === undefined) throw new Problem('There is no election yet: golos election create FILE.');
  if (others.length === 0) return first.id;
  throw new Problem(`Which election? --election ${[first, ...others].map(({ id }) => id).join(' | ')}`, 2);
}
