import { groupBy } from '../../domain/group-by.ts';
import { listElectionIds } from '../../storage/ballots.ts';
import type { Database } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import {
  anyUnsealedLink,
  lockUnreviewed,
  peopleAfter,
  sealLinks,
  unsealedLinks,
} from '../../storage/review-adoption.ts';
import { linkKeyOf, sealPerson } from '../voice-keys.ts';
import { openItems } from './open-items.ts';

export interface AdoptDeps {
  readonly database: Pick<Database, 'pool' | 'transaction'>;
  readonly keys: Pick<Keyring<'worker'>, 'link' | 'photo' | 'review' | 'lookup'>;
}

/** People whose link keys are made in one go: a few milliseconds. */
const PEOPLE = 1_000;
const BALLOTS = 200;

/**
 * Brings what was handed in before there was review before reviewers: makes its links say whom to tell, by trying
 * everybody's, and then its items. To be called when a worker starts; where there is nothing to do it reads a little.
 * Resolves to how many ballots it was.
 */
export async function adoptBallots(deps: AdoptDeps): Promise<number> {
  if (await anyUnsealedLink(deps.database.pool)) await sealAll(deps);
  let adopted = 0;
  for (;;) {
    const some = await deps.database.transaction(async (client) => {
      const ballots = await lockUnreviewed(client, BALLOTS);
      for (const [day, own] of groupBy(ballots, (one) => one.day)) await openItems(client, deps.keys, own, day);
      return ballots.length;
    });
    if (some === 0) return adopted;
    adopted += some;
  }
}

async function sealAll({ database, keys }: AdoptDeps): Promise<void> {
  const electionIds = await listElectionIds(database.pool);
  let after: string | undefined;
  for (;;) {
    const people = await peopleAfter(database.pool, keys.lookup, after, PEOPLE);
    after = people.at(-1)?.id;
    if (after === undefined) return;
    const owners = new Map<string, string>();
    const linkKeys: Buffer[] = [];
    for (const { id, personKey } of people) {
      for (const electionId of electionIds) {
        const linkKey = linkKeyOf(keys.link, personKey, electionId);
        linkKeys.push(linkKey);
        owners.set(linkKey.toString('hex'), id);
      }
    }
    await database.transaction(async (client) => {
      const links = await unsealedLinks(client, linkKeys);
      const sealed = links.flatMap(({ linkKey, ballotId }) => {
        const owner = owners.get(linkKey.toString('hex'));
        return owner === undefined ? [] : [{ linkKey, sealedPerson: sealPerson(keys, ballotId, owner) }];
      });
      if (sealed.length > 0) await sealLinks(client, sealed);
    });
  }
}
