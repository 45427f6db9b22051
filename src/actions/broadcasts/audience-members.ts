import type { Audience } from '../../domain/audience.ts';
import { keysWithAnswers, keysWithBallot, type Member } from '../../storage/audiences.ts';
import { findSpentVoices } from '../../storage/ballots.ts';
import type { Queryable } from '../../storage/database.ts';
import type { LookupKeys } from '../../storage/lookup-keys.ts';
import { checkedIn, holdMarches } from '../../storage/march-check-ins.ts';
import { marchToken, openMarchKey } from '../marches/tokens.ts';
import { linkKeyOf, surveyKeyOf, voiceKeyOf } from '../voice-keys.ts';

/** With which an audience's members are found. */
export interface AudienceKeys {
  readonly link: Buffer;
  /** An accepted ballot has no link: that its person's voice is spent is all that is known of it. */
  readonly voice: Buffer;
  /** By which people's own keys are read. */
  readonly lookup: LookupKeys;
  /** The worker's: without it nobody is known to walk. */
  readonly photo?: Buffer;
}

/** Whether an audience asks for what only a key can tell. */
export function needsLinkKey(audience: Audience): boolean {
  return audience.ballot !== null || audience.survey !== null || audience.march !== null;
}

/** Those of these people who have, or have not, what the audience asks for about ballot, survey and march. */
export async function withLinks<T extends Pick<Member, 'personKey'>>(
  q: Queryable,
  keys: AudienceKeys,
  { ballot, survey, march }: Audience,
  members: readonly T[],
): Promise<readonly T[]> {
  let left = members;
  if (ballot !== null && left.length > 0) {
    const linkKeys = left.map((m) => linkKeyOf(keys.link, m.personKey, ballot.electionId));
    const found = await keysWithBallot(q, linkKeys);
    const voiceKeys = left.map((m) => voiceKeyOf(keys.voice, m.personKey, ballot.electionId));
    const spent = await findSpentVoices(q, voiceKeys);
    const hasHandedIn = (i: number) =>
      found.has(linkKeys[i]?.toString('hex') ?? '') || spent.get(voiceKeys[i]?.toString('hex') ?? '') === 'accepted';
    left = left.filter((_, i) => hasHandedIn(i) === ballot.handedIn);
  }
  if (survey !== null && left.length > 0) {
    const linkKeys = left.map((m) => surveyKeyOf(keys.link, m.personKey, survey.id));
    const found = await keysWithAnswers(q, survey.id, linkKeys);
    left = left.filter((_, i) => found.has(linkKeys[i]?.toString('hex') ?? '') === survey.answered);
  }
  return march === null || left.length === 0 ? left : walking(q, keys.photo, march.id, left);
}

/** Those of these people who are checked in; nobody once the march is closed and its key destroyed. */
async function walking<T extends Pick<Member, 'personKey'>>(
  q: Queryable,
  photoKey: Buffer | undefined,
  marchId: string,
  members: readonly T[],
): Promise<readonly T[]> {
  const [march] = await holdMarches(q, [marchId]);
  if (photoKey === undefined || march?.wrappedKey == null) return [];
  const key = openMarchKey(photoKey, marchId, march.wrappedKey);
  const tokens = members.map(({ personKey }) => marchToken(key, personKey));
  const found = await checkedIn(q, marchId, tokens);
  return members.filter((_, i) => found.has(tokens[i]?.toString('hex') ?? ''));
}
