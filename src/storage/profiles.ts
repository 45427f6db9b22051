import type { Profile } from '../domain/surveys/definition.ts';
import type { Queryable } from './database.ts';

/** What these people said about themselves, by person id; only those who were asked. */
export async function findProfiles(q: Queryable, personIds: readonly string[]): Promise<Map<string, Profile>> {
  const result = await q.query<Profile & { id: string }>({
    name: 'find-profiles',
    text: `select person_id as id, sex, age_group as "ageGroup", settlement from profiles where person_id = any($1::uuid[])`,
    values: [personIds],
  });
  return new Map(result.rows.map(({ id, ...profile }) => [id, profile]));
}

/** Writes it in place of what was said before; false when the person is not there any more. */
export async function writeProfile(q: Queryable, personId: string, profile: Profile): Promise<boolean> {
  const { rowCount } = await q.query({
    name: 'write-profile',
    text: `insert into profiles (person_id, sex, age_group, settlement)
           select id, $2, $3, $4 from people where id = $1
           on conflict (person_id) do update
             set sex = excluded.sex, age_group = excluded.age_group, settlement = excluded.settlement`,
    values: [personId, profile.sex, profile.ageGroup, profile.settlement],
  });
  return rowCount === 1;
}

/** Gives what one account has said about itself to another one that has not been asked yet. */
export async function giveProfile(q: Queryable, from: string, to: string): Promise<void> {
  await q.query(
    `insert into profiles (person_id, sex, age_group, settlement)
     select $2, sex, age_group, settlement from profiles where person_id = $1 on conflict do nothing`,
    [from, to],
  );
}
