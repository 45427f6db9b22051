import type { Audience } from '../../domain/audience.ts';
import { keysWithAnswers, keysWithBallot, type Member } from '../../storage/audiences.ts';
import type { Queryable } from '../../storage/database.ts';
import { linkKeyOf, surveyKeyOf } from '../voice-keys.ts';

/** Whether an audience asks for what only the link key can tell. */
export function needsLinkKey(audience: Audience): boolean {
  return audience.ballot !== null || audience.survey !== null;
}

/** Those of these people who have, or have not, what the audience asks for about ballot and survey. */
export async function withLinks<T extends Pick<Member, 'personKey'>>(
  q: Queryable,
  linkKey: Buffer,
  { ballot, survey }: Audience,
  members: readonly T[],
): Promise<readonly T[]> {
  let left = members;
  if (ballot !== null && left.length > 0) {
    const keys = left.map((m) => linkKeyOf(linkKey, m.personKey, ballot.electionId));
    const found = await keysWithBallot(q, keys);
    left = left.filter((_, i) => found.has(keys[i]?.toString('hex') ?? '') === ballot.handedIn);
  }
  if (survey !== null && left.length > 0) {
    const keys = left.map((m) => surveyKeyOf(linkKey, m.personKey, survey.id));
    const found = await keysWithAnswers(q, survey.id, keys);
    left = left.filter((_, i) => found.has(keys[i]?.toString('hex') ?? '') === survey.answered);
  }
  return left;
}
