import { audiencePage } from '../../storage/audiences.ts';
import { fixMembers, fixPage, lockFixing, moveFixing } from '../../storage/broadcast-recipients.ts';
import type { Database } from '../../storage/database.ts';
import { type AudienceKeys, needsLinkKey, withLinks } from './audience-members.ts';

export interface FixRecipientsDeps {
  readonly database: Database;
  readonly keys: AudienceKeys;
  readonly signal: AbortSignal;
}

/** People in one transaction. */
const PAGE = 20_000;

/** With keys to be made for everybody: a few milliseconds of this process at a time. */
const PAGE_WITH_KEYS = 2_000;

/**
 * Fixes a broadcast's recipients, a page of people a transaction, from where it was left: whoever is in its
 * audience when their page is read. Ends when it runs, when it was paused, and when another worker is at it.
 */
export async function fixRecipients({ database, keys, signal }: FixRecipientsDeps, id: string): Promise<void> {
  let more = true;
  while (more && !signal.aborted) {
    more = await database.transaction(async (client) => {
      const fixing = await lockFixing(client, id);
      if (fixing === undefined) return false;
      const { audience, fixedUpTo } = fixing;
      const limit = needsLinkKey(audience) ? PAGE_WITH_KEYS : PAGE;
      let page: { count: number; last: string | null };
      if (needsLinkKey(audience)) {
        const people = await audiencePage(client, keys.lookup, audience, fixedUpTo, limit);
        await fixMembers(client, id, [...(await withLinks(client, keys, audience, people))]);
        page = { count: people.length, last: people.at(-1)?.id ?? null };
      } else page = await fixPage(client, id, audience, fixedUpTo, limit);
      const done = page.count < limit;
      await moveFixing(client, id, page.last, done);
      return !done;
    });
  }
}
