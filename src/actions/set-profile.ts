import type { PoolClient } from 'pg';
import type { SurveyMove } from '../domain/surveys/counting.ts';
import type { Profile } from '../domain/surveys/definition.ts';
import { writeProfile } from '../storage/profiles.ts';
import { countAnew } from './count-anew.ts';

/**
 * Writes what a person says about themselves, in the worker's transaction, also into their answer sets
 * that can still be told to be theirs. `moves` is given how the counts change.
 */
export async function setProfile(
  client: PoolClient,
  linkKey: Buffer,
  person: { readonly id: string; readonly personKey: Buffer },
  { sex, ageGroup, settlement }: Profile,
  moves: SurveyMove[],
): Promise<void> {
  if (!(await writeProfile(client, person.id, { sex, ageGroup, settlement }))) return;
  await countAnew(client, linkKey, person, moves);
}
