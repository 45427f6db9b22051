import type { Audience } from '../domain/audience.ts';
import { DEFAULT_LANGUAGE, type Language } from '../domain/languages.ts';
import type { MessengerName } from '../domain/people.ts';
import { byteaArray } from './bytea-array.ts';
import type { Queryable } from './database.ts';
import { type LookupKeys, openKey, type StoredKey } from './lookup-keys.ts';

/** Who is in an audience by everything that lies in their own rows: all but ballot and survey, which need a key. */
export interface Condition {
  /** Of `people p`, and of `profiles f` and `stations s` joined to it by `AUDIENCE_TABLES`. */
  readonly text: string;
  /** For the parameters from `$from` on. */
  readonly values: readonly unknown[];
}

/** What a `Condition` may look at: joined only where it does, because a million people are read. */
export function audienceTables(audience: Audience): string {
  const asksProfile = audience.sexes.length + audience.ageGroups.length + audience.settlements.length > 0;
  return [
    'people p',
    ...(asksProfile ? ['join profiles f on f.person_id = p.id'] : []),
    ...(audience.places.length > 0 ? ['join stations s on s.id = p.station_id'] : []),
  ].join(' ');
}

/** The condition for an audience, its parameters numbered from `from`. */
export function audienceCondition(audience: Audience, from: number): Condition {
  const values: unknown[] = [];
  const parameter = (value: unknown) => {
    values.push(value);
    return `$${from + values.length - 1}`;
  };
  const parts = ['p.consented', 'p.reachable', 'p.wants_broadcasts'];
  const among = (column: string, list: readonly string[]) => {
    if (list.length > 0) parts.push(`${column} = any(${parameter(list)}::text[])`);
  };
  among('p.messenger', audience.messengers);
  among(`coalesce(p.language, '${DEFAULT_LANGUAGE}')`, audience.languages);
  among(`coalesce(p.tier, 'unregistered')`, audience.tiers);
  among('f.sex', audience.sexes);
  among('f.age_group', audience.ageGroups);
  among('f.settlement', audience.settlements);
  const places = audience.places.map((path) => `s.levels[1:${path.length}] = ${parameter(path)}::text[]`);
  if (places.length > 0) parts.push(`(${places.join(' or ')})`);
  return { text: parts.join(' and '), values };
}

/** How many they are, by messenger. Reads every person once: some tenths of a second for a million. */
export async function countAudience(q: Queryable, audience: Audience): Promise<Record<MessengerName, number>> {
  const { text, values } = audienceCondition(audience, 1);
  const result = await q.query<{ messenger: MessengerName; count: number }>(
    `select p.messenger, count(*)::int as count from ${audienceTables(audience)} where ${text} group by p.messenger`,
    [...values],
  );
  const counts: Record<MessengerName, number> = { telegram: 0, viber: 0 };
  for (const { messenger, count } of result.rows) counts[messenger] = count;
  return counts;
}

export interface Member {
  readonly id: string;
  readonly personKey: Buffer;
  readonly messenger: MessengerName;
  readonly language: Language | null;
}

/** The next members after a person, by id. Plan: people_listening, in its order. */
export async function audiencePage(
  q: Queryable,
  lookup: LookupKeys,
  audience: Audience,
  after: string | null,
  limit: number,
): Promise<Member[]> {
  const { text, values } = audienceCondition(audience, 3);
  const result = await q.query<Omit<Member, 'personKey'> & StoredKey>(
    `select p.id, p.person_key as lookup, p.sealed_key as "sealedKey", p.messenger, p.language from ${audienceTables(audience)}
     where ${text} and ($1::uuid is null or p.id > $1) order by p.id limit $2`,
    [after, limit, ...values],
  );
  return result.rows.map(({ id, messenger, language, ...stored }) => ({
    id,
    messenger,
    language,
    personKey: openKey(lookup, 'person', stored),
  }));
}

/** Those of these link keys (hexadecimal) that have a ballot. */
export async function keysWithBallot(q: Queryable, linkKeys: readonly Buffer[]): Promise<Set<string>> {
  const result = await q.query<{ key: string }>({
    name: 'keys-with-ballot',
    text: `select encode(link_key, 'hex') as key from ballot_links where link_key = any($1::bytea[])`,
    values: [byteaArray(linkKeys)],
  });
  return new Set(result.rows.map((row) => row.key));
}

/** Those of these link keys (hexadecimal) that have answered the survey to its end. */
export async function keysWithAnswers(
  q: Queryable,
  surveyId: string,
  linkKeys: readonly Buffer[],
): Promise<Set<string>> {
  const result = await q.query<{ key: string }>({
    name: 'keys-with-answers',
    text: `select encode(link_key, 'hex') as key from survey_participants
           where survey_id = $1 and link_key = any($2::bytea[]) and complete`,
    values: [surveyId, byteaArray(linkKeys)],
  });
  return new Set(result.rows.map((row) => row.key));
}
