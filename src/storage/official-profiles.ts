import type { OfficialReading } from '../domain/official/reading.ts';
import type { Queryable } from './database.ts';

/** How files of a kind are read, under a name. */
export interface OfficialProfile {
  readonly name: string;
  readonly reading: OfficialReading;
  /** YYYY-MM-DD in the election's time zone. */
  readonly savedOn: string;
}

const PROFILE = `name, reading, saved_on::text as "savedOn"`;

/** Every profile of an election, by name. */
export async function listOfficialProfiles(q: Queryable, electionId: string): Promise<readonly OfficialProfile[]> {
  const { rows } = await q.query<OfficialProfile>(
    `select ${PROFILE} from official_profiles where election_id = $1 order by name`,
    [electionId],
  );
  return rows;
}

/** Saves a profile, in the place of one with its name. `savedBy` is the organizer; null for the command line. */
export async function saveOfficialProfile(
  q: Queryable,
  { electionId, name, reading, savedOn, savedBy }: OfficialProfile & { electionId: string; savedBy: string | null },
): Promise<void> {
  await q.query(
    `insert into official_profiles (election_id, name, reading, saved_on, saved_by) values ($1, $2, $3, $4, $5)
     on conflict (election_id, name)
       do update set reading = excluded.reading, saved_on = excluded.saved_on, saved_by = excluded.saved_by`,
    [electionId, name, JSON.stringify(reading), savedOn, savedBy],
  );
}
