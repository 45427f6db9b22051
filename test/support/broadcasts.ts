import { randomBytes, randomUUID } from 'node:crypto';
import { startBroadcast } from '../../src/actions/broadcasts/start.ts';
import { type Audience, EVERYBODY } from '../../src/domain/audience.ts';
import type { BroadcastContent, SendingHours } from '../../src/domain/broadcasts.ts';
import type { MessengerName } from '../../src/domain/people.ts';
import { insertBroadcast } from '../../src/storage/broadcasts.ts';
import type { Queryable } from '../../src/storage/database.ts';

export const CONTENT: BroadcastContent = {
  text: { be: 'Добры дзень', ru: 'Добрый день', en: 'Good *day*' },
  picture: null,
  link: null,
  survey: null,
};

/** A broadcast that two people have let go. */
export async function addStarted(
  q: Queryable,
  options: { content?: BroadcastContent; audience?: Audience; hours?: SendingHours; startsAt?: Date } = {},
): Promise<string> {
  const { id, revision } = await insertBroadcast(q, {
    title: 'Test',
    content: options.content ?? CONTENT,
    audience: options.audience ?? EVERYBODY,
    startsAt: options.startsAt ?? null,
    hours: options.hours ?? null,
  });
  const started = await startBroadcast(q, { id, revision });
  if (started.kind !== 'started') throw new Error(`not started: ${started.why}`);
  return id;
}

/** Registered people whose address is their name: `t1`, `t2`, … on Telegram, `v1` … on Viber. Ids in this order. */
export async function addCrowd(
  q: Queryable,
  counts: Partial<Record<MessengerName, number>>,
  seal: (name: string) => Buffer = Buffer.from,
  key: (name: string) => Buffer = () => randomBytes(32),
): Promise<Map<string, string>> {
  const names = (['telegram', 'viber'] as const).flatMap((messenger) =>
    Array.from({ length: counts[messenger] ?? 0 }, (_, i) => ({
      id: randomUUID(),
      messenger,
      name: `${messenger === 'telegram' ? 't' : 'v'}${i + 1}`,
    })),
  );
  await q.query(
    `with p as (
       insert into people (id, person_key, messenger, sealed_address, language, consented, tier, joined_on)
       select id, k, m, a, 'en', true, 'verified', '2020-08-09'
       from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[]) n(id, m, a, k) returning id)
     insert into dialogues (person_id) select id from p`,
    [
      names.map((n) => n.id),
      names.map((n) => n.messenger),
      names.map((n) => seal(n.name)),
      names.map((n) => key(n.name)),
    ],
  );
  return new Map(names.map(({ id, name }) => [name, id]));
}

/** What the ledger says, by the people's names. */
export async function ledger(q: Queryable, id: string, people: ReadonlyMap<string, string>) {
  const names = new Map([...people].map(([name, personId]) => [personId, name]));
  const result = await q.query<{ person_id: string; outcome: string | null; code: string }>(
    'select person_id, outcome, code from broadcast_recipients where broadcast_id = $1',
    [id],
  );
  return new Map(
    result.rows.map((r) => [names.get(r.person_id) ?? r.person_id, `${r.outcome ?? 'open'} ${r.code}`.trim()]),
  );
}

/** How many of its recipients have an outcome. */
export async function settledOf(q: Queryable, id: string): Promise<number> {
  const { rows } = await q.query<{ n: number }>(
    `select coalesce(sum(count), 0)::int as n from broadcast_outcomes where broadcast_id = $1 and outcome <> 'fixed'`,
    [id],
  );
  return rows[0]?.n ?? 0;
}

export async function stateOf(q: Queryable, id: string): Promise<string | undefined> {
  const result = await q.query<{ state: string }>('select state from broadcasts where id = $1', [id]);
  return result.rows[0]?.state;
}

export async function addOrganizer(q: Queryable, alias = `o-${randomUUID().slice(0, 8)}`): Promise<string> {
  const result = await q.query<{ id: string }>(
    `insert into organizers (alias, role, language, joined_on) values ($1, 'organizer', 'en', '2026-01-01') returning id`,
    [alias],
  );
  return result.rows[0]?.id ?? '';
}
