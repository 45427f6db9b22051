import { invitationLink, inviteFirst } from '../../src/actions/organizers/invite.ts';
import { openDatabase } from '../../src/storage/database.ts';

/** The link by which the first organizer joins; undefined once there is one. An earlier start's works no more. */
export async function firstOrganizerLink(databaseUrl: string, origin: string): Promise<string | undefined> {
  const database = openDatabase({ url: databaseUrl, max: 1 });
  try {
    const invited = await inviteFirst({ database, now: () => new Date() });
    return invited && invitationLink(origin, invited.token);
  } finally {
    await database.close();
  }
}
