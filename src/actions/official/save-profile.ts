import { dayIn } from '../../domain/elections.ts';
import { type OfficialReading, profileName } from '../../domain/official/reading.ts';
import type { Database } from '../../storage/database.ts';
import { loadElection } from '../../storage/elections.ts';
import { saveOfficialProfile } from '../../storage/official-profiles.ts';
import { appendAudit } from '../audit.ts';

/** Saves how files of a kind are read, under a name; what had this name before is replaced. */
export async function saveProfile(
  database: Database,
  {
    electionId,
    name: typed,
    reading,
    at,
    organizerId,
  }: {
    readonly electionId: string;
    readonly name: string;
    readonly reading: OfficialReading;
    readonly at: Date;
    /** Null for the command line. */
    readonly organizerId: string | null;
  },
): Promise<'saved' | 'bad-name' | 'no-such-election'> {
  const name = profileName.safeParse(typed);
  if (!name.success) return 'bad-name';
  return database.transaction(async (client) => {
    const election = await loadElection(client, electionId);
    if (election === undefined) return 'no-such-election';
    const savedOn = dayIn(election.timeZone, at);
    await saveOfficialProfile(client, { electionId, name: name.data, reading, savedOn, savedBy: organizerId });
    const detail = { name: name.data, reading };
    await appendAudit(client, { at, organizerId, action: 'official.save-profile', subject: electionId, detail });
    return 'saved';
  });
}
