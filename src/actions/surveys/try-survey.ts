import type { Database } from '../../storage/database.ts';
import { setTryCode } from '../../storage/surveys.ts';
import { appendAudit } from '../audit.ts';

/** How long a code works. */
const HOURS = 24;

/** What codes are made of: no letter that looks like another. 20 of 55 make 115 bits. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ2345679';
const LENGTH = 20;

/**
 * Makes a code with which an organizer sees a survey in a chat of their own, in any state, without being
 * counted. An earlier code stops working. Undefined when there is no such survey.
 */
export async function trySurvey(
  deps: {
    readonly database: Pick<Database, 'transaction'>;
    readonly now: () => Date;
    /** A random whole number from 0 up to, and without, `below`. */
    readonly random: (below: number) => number;
  },
  { id, by }: { readonly id: string; readonly by: string },
): Promise<{ readonly code: string; readonly until: Date } | undefined> {
  const at = deps.now();
  const until = new Date(at.getTime() + HOURS * 3_600_000);
  const code = Array.from({ length: LENGTH }, () => ALPHABET[deps.random(ALPHABET.length)]).join('');
  return deps.database.transaction(async (client) => {
    if (!(await setTryCode(client, id, code, until))) return undefined;
    await appendAudit(client, { at, organizerId: by, action: 'survey.try', subject: id });
    return { code, until };
  });
}
