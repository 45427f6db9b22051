import type { Language } from '../domain/languages.ts';
import type { MessengerName, Tier } from '../domain/people.ts';
import { byteaArray } from './bytea-array.ts';
import type { Queryable } from './database.ts';
import { type LookupKeys, lookupsOf, storedKey, wasRotated } from './lookup-keys.ts';

/** A person's row and dialogue, locked until the transaction ends. */
export interface LockedPerson {
  readonly id: string;
  readonly personKey: Buffer;
  readonly messenger: MessengerName;
  readonly language: Language | null;
  readonly consented: boolean;
  readonly tier: Tier | null;
  readonly stationId: string | null;
  readonly reachable: boolean;
  readonly wantsBroadcasts: boolean;
  readonly state: Buffer | null;
}

export interface NewPerson {
  readonly personKey: Buffer;
  readonly messenger: MessengerName;
  readonly sealedAddress: Buffer;
}

/** What a batch of updates leaves behind for one person. Undefined fields stay as they are. */
export interface PersonWrite {
  readonly id: string;
  readonly state: Buffer | null;
  readonly language?: Language | null | undefined;
  readonly consented?: boolean | undefined;
  readonly tier?: Tier | null | undefined;
  readonly stationId?: string | null | undefined;
  readonly reachable?: boolean | undefined;
  readonly wantsBroadcasts?: boolean | undefined;
}

export interface NewOutboxRow {
  readonly queue: 'sends' | 'intents' | 'photos';
  readonly personId: string | null;
  readonly payload: Buffer;
}

export interface OutboxRef {
  readonly id: string;
  readonly queue: NewOutboxRow['queue'];
}

/**
 * Remembers updates; resolves to the keys (hex) that were not there before. Two processes that are
 * given the same update wait for one another here: keys are inserted in order, before any person is
 * locked, so that two batches never wait in a circle.
 */
export async function rememberUpdates(q: Queryable, keys: readonly Buffer[], day: string): Promise<Set<string>> {
  const sorted = [...keys].sort(Buffer.compare);
  const result = await q.query<{ key: string }>({
    name: 'remember-updates',
    text: `insert into updates (update_key, day) select k, $2 from unnest($1::bytea[]) k
           on conflict do nothing returning encode(update_key, 'hex') as key`,
    values: [byteaArray(sorted), day],
  });
  return new Set(result.rows.map((row) => row.key));
}

/**
 * Locks these people in the order of their ids (deadlocks cannot happen), and reads them. Both rows are
 * locked, because only a locked row is read again after waiting for another transaction. Plan: index scan
 * on people_person_key, nested loop into dialogues' primary key. While lookup keys are being replaced a row is
 * under one of two values: both are looked for in the one statement, which sees each row once, also when it is rewritten
 * while the statement waits for it.
 */
export async function lockPeople(q: Queryable, lookup: LookupKeys, keys: readonly Buffer[]): Promise<LockedPerson[]> {
  const known = standsFor(lookup, keys);
  const lookups = known === undefined ? keys : [...known.keys()].map((hex) => Buffer.from(hex, 'hex'));
  const result = await q.query<LockedPerson>({
    name: 'lock-people',
    text: `select p.id, p.person_key as "personKey", p.messenger, p.language, p.consented, p.tier,
                  p.station_id as "stationId", p.reachable,
                  p.wants_broadcasts as "wantsBroadcasts", d.state
           from people p join dialogues d on d.person_id = p.id
           where p.person_key = any($1::bytea[])
           order by d.person_id
           for no key update of d, p`,
    values: [byteaArray(lookups)],
  });
  if (known === undefined) return result.rows;
  return result.rows.map((row) => ({ ...row, personKey: known.get(row.personKey.toString('hex')) ?? row.personKey }));
}

/** Which person key each value (hexadecimal) stands for. Undefined: each for itself. */
function standsFor(lookup: LookupKeys, keys: readonly Buffer[]): Map<string, Buffer> | undefined {
  if (!wasRotated(lookup)) return undefined;
  return new Map(
    keys.flatMap((key) => lookupsOf(lookup, 'person', key).map((at) => [at.toString('hex'), key] as const)),
  );
}

/**
 * Makes whoever adds these people wait for one another, where the processes of two steps of a rotation would add them under
 * two different values. To be looked for once more afterwards.
 */
export async function lockNewcomers(q: Queryable, lookup: LookupKeys, keys: readonly Buffer[]): Promise<void> {
  // Both steps know the same two values.
  const least = keys.map((key) => lookupsOf(lookup, 'person', key).sort(Buffer.compare)[0] ?? key);
  await q.query({
    name: 'lock-newcomers',
    text: `select pg_advisory_xact_lock(hashtextextended(encode(k, 'hex'), 7))
           from (select k from unnest($1::bytea[]) k order by k) n`,
    values: [byteaArray(least)],
  });
}

/** Adds people whom nobody has added yet, each with an empty dialogue. */
export async function addPeople(
  q: Queryable,
  lookup: LookupKeys,
  people: readonly NewPerson[],
  day: string,
): Promise<void> {
  const stored = people.map((p) => storedKey(lookup, 'person', p.personKey));
  await q.query({
    name: 'add-people',
    text: `with added as (
             insert into people (person_key, messenger, sealed_address, joined_on, sealed_key)
             select k, m, a, $4, s from unnest($1::bytea[], $2::text[], $3::bytea[], $5::bytea[]) as n(k, m, a, s)
             order by k
             on conflict (person_key) do nothing
             returning id)
           insert into dialogues (person_id) select id from added`,
    values: [
      byteaArray(stored.map((p) => p.lookup)),
      people.map((p) => p.messenger),
      byteaArray(people.map((p) => p.sealedAddress)),
      day,
      byteaArray(stored.map((p) => p.sealedKey)),
    ],
  });
}

/**
 * Writes everything that a batch of updates changes; resolves to the new outbox rows. On a pipelined
 * connection it is one round trip.
 */
export async function writeOutcomes(
  q: Queryable,
  people: readonly PersonWrite[],
  rows: readonly NewOutboxRow[],
  traces: readonly { personId: string; messageId: Buffer }[],
  day: string,
): Promise<OutboxRef[]> {
  const changed = people.filter(hasChanges);
  const others: Promise<unknown>[] = [];
  if (changed.length > 0) others.push(updatePeople(q, changed));
  if (traces.length > 0) {
    const added = q.query({
      name: 'add-traces',
      text: 'insert into traces (person_id, message_id, day) select p, m, $3 from unnest($1::uuid[], $2::bytea[]) as n(p, m)',
      values: [traces.map((t) => t.personId), byteaArray(traces.map((t) => t.messageId)), day],
    });
    others.push(added);
  }
  const written = q.query<OutboxRef>({
    name: 'write-outcomes',
    text: `with states as (
             update dialogues d set state = n.state
             from unnest($1::uuid[], $2::bytea[]) as n(id, state) where d.person_id = n.id)
           insert into outbox (queue, person_id, payload)
           select queue, person_id, payload
           from unnest($3::text[], $4::uuid[], $5::bytea[]) with ordinality as n(queue, person_id, payload, i)
           order by i
           returning id::text, queue`,
    values: [
      people.map((p) => p.id),
      byteaArray(people.map((p) => p.state)),
      rows.map((r) => r.queue),
      rows.map((r) => r.personId),
      byteaArray(rows.map((r) => r.payload)),
    ],
  });
  const [{ rows: added }] = await Promise.all([written, ...others]);
  return added;
}

function hasChanges(p: PersonWrite): boolean {
  return (
    p.language !== undefined ||
    p.consented !== undefined ||
    p.tier !== undefined ||
    p.stationId !== undefined ||
    p.reachable !== undefined ||
    p.wantsBroadcasts !== undefined
  );
}

async function updatePeople(q: Queryable, people: readonly PersonWrite[]): Promise<void> {
  await q.query({
    name: 'update-people',
    text: `update people p set
             language = case when n.set_language then n.language else p.language end,
             consented = coalesce(n.consented, p.consented),
             tier = case when n.set_tier then n.tier else p.tier end,
             station_id = case when n.set_station then n.station_id else p.station_id end,
             reachable = coalesce(n.reachable, p.reachable),
             wants_broadcasts = coalesce(n.wants, p.wants_broadcasts)
           from unnest($1::uuid[], $2::bool[], $3::text[], $4::bool[], $5::bool[], $6::text[], $7::bool[], $8::uuid[], $9::bool[],
                       $10::bool[])
             as n(id, set_language, language, consented, set_tier, tier, set_station, station_id, reachable, wants)
           where p.id = n.id`,
    values: [
      people.map((p) => p.id),
      people.map((p) => p.language !== undefined),
      people.map((p) => p.language ?? null),
      people.map((p) => p.consented ?? null),
      people.map((p) => p.tier !== undefined),
      people.map((p) => p.tier ?? null),
      people.map((p) => p.stationId !== undefined),
      people.map((p) => p.stationId ?? null),
      people.map((p) => p.reachable ?? null),
      people.map((p) => p.wantsBroadcasts ?? null),
    ],
  });
}
