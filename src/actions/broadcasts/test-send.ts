import { randomBytes } from 'node:crypto';
import { showPayload } from '../../domain/broadcasts.ts';
import { setTryCode } from '../../storage/broadcasts.ts';
import type { Database } from '../../storage/database.ts';
import { appendAudit } from '../audit.ts';

/** How long a code shows a draft: long enough to take a phone out. */
const TRY_MINUTES = 60;

export interface TestSend {
  /**
   * The deep link's payload (`https://t.me/BOT?start=PAYLOAD`, `viber://pa?chatURI=BOT&context=PAYLOAD`), also
   * typed as `/start PAYLOAD`: whoever opens it gets the content in their language, as it will be.
   */
  readonly payload: string;
  readonly until: Date;
}

/** Lets an organizer see a broadcast in a chat of their own, in any state. The earlier code ends. Undefined: no such broadcast. */
export async function testSend(
  { database, now }: { readonly database: Database; readonly now: () => Date },
  { id, by }: { readonly id: string; readonly by: string },
): Promise<TestSend | undefined> {
  const at = now();
  const until = new Date(at.getTime() + TRY_MINUTES * 60_000);
  const code = randomBytes(12).toString('base64url');
  return database.transaction(async (client) => {
    if (!(await setTryCode(client, id, code, until))) return undefined;
    await appendAudit(client, { at, organizerId: by, action: 'broadcast.try', subject: id });
    return { payload: showPayload(code), until };
  });
}
