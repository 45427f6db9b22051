import { randomUUID } from 'node:crypto';
import type { PublishedEdition } from '../../src/actions/editions/current-edition.ts';
import { createEditionReader } from '../../src/actions/editions/current-edition.ts';
import { prepareEdition, publishEditionKind } from '../../src/actions/editions/publish-edition.ts';
import { decideProposal } from '../../src/actions/two-people.ts';
import { dayOf } from '../../src/domain/days.ts';
import type { Database } from '../../src/storage/database.ts';
import { addOrganizer, deactivateOrganizer } from '../../src/storage/organizers.ts';
import { ELECTION_2020 } from './election-2020.ts';

/** What the data of 2020 has: counts of photos that were handed in. Stations abroad stand apart. */
export const REPLAYED = {
  electionId: ELECTION_2020.id,
  basis: 'handed-in',
  sources: ['cec'],
  except: ['Abroad'],
  note: null,
} as const;

/**
 * Publishes the replayed count as its first edition, in the way that everybody must: prepared by one, let happen by
 * another. The two are removed afterwards.
 */
export async function publish2020(database: Database, now: () => Date): Promise<PublishedEdition> {
  const deps = { database, now, kinds: [publishEditionKind], handOver: { give: () => undefined } };
  const [first, second] = [await somebody(database, 'replay-1', now), await somebody(database, 'replay-2', now)];
  const prepared = await prepareEdition(deps, { ...REPLAYED, by: first });
  if (prepared.kind !== 'prepared') throw new Error(`the replay was not prepared: ${prepared.why}`);
  const decided = await decideProposal(deps, { id: prepared.proposalId, by: second, decision: 'approved' });
  if (decided.kind !== 'done') throw new Error(`the replay was not published: ${decided.why}`);
  for (const id of [first, second]) await deactivateOrganizer(database.pool, id);
  const published = await createEditionReader({ database, now }).current();
  if (published === undefined) throw new Error('the replayed edition is gone');
  return published;
}

async function somebody(database: Database, alias: string, now: () => Date): Promise<string> {
  const id = randomUUID();
  await addOrganizer(database.pool, { id, alias, role: 'organizer', language: 'en', joinedOn: dayOf(now()) });
  return id;
}
