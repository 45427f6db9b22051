import type { SheetDecision } from '../domain/protocols/entries.ts';
import type { ProtocolState } from '../domain/protocols/states.ts';
import type { Queryable } from './database.ts';

/** Names one person's look at one protocol. */
export interface EntryKey {
  readonly protocolId: string;
  readonly reviewerId: string;
}

/** A protocol that somebody holds. */
export interface HeldRow {
  readonly protocolId: string;
  readonly electionId: string;
  readonly stationCode: string;
  readonly stationName: string;
  readonly registeredVoters: number | null;
  readonly photos: number;
  /** Its lease has not run out: its photos open. */
  readonly leased: boolean;
}

const HELD = `p.id as "protocolId", p.election_id as "electionId", s.code as "stationCode",
  s.name as "stationName", s.registered_voters as "registeredVoters",
  (select count(*)::int from protocol_photos f where f.protocol_id = p.id) as photos`;

/** How long a sheet is held, in seconds, counted from the last sign of its holder. */
export const LEASE_OF_SHEETS = 900;

/** The time at work on an entry, with what has passed since its lease was last renewed. `$at` is now. */
const secondsBy = (at: string) =>
  `least(86400, coalesce(e.seconds, 0) + greatest(0, ${LEASE_OF_SHEETS} - extract(epoch from e.leased_until - ${at}::timestamptz))::int)`;

/** Entries that take a slot: typed, or being typed; an administrator who decides takes none. `$at` is now. */
const taking = (at: string) => `not e.final and (e.state = 'typed' or e.leased_until > ${at})`;

/** How many others take a slot of a protocol `p`. `$at` is now, `$reviewer` not counted. */
const takenByOthers = (reviewer: string, at: string) => `(select count(*) from protocol_entries e
  where e.protocol_id = p.id and e.round = p.round and e.reviewer_id <> ${reviewer} and (${taking(at)}))`;

/** In which state a protocol is while an entry `e` of its can be worked on. */
const STATE_FOR_ENTRY = `case when e.final then 'disputed' else 'open' end`;

/** What a reviewer has in hand, also after its lease, as long as nobody else has taken the slot. */
export async function heldSheet(q: Queryable, reviewerId: string, at: Date): Promise<HeldRow | undefined> {
  const { rows } = await q.query<HeldRow>({
    name: 'held-protocol',
    text: `select ${HELD}, e.leased_until > $2 as leased from protocol_entries e
             join protocols p on p.id = e.protocol_id and p.round = e.round and p.state = 'open'
             join stations s on s.id = p.station_id
           where e.reviewer_id = $1 and e.state = 'held' and not e.final
             and (e.leased_until > $2 or ${takenByOthers('$1', '$2')} < p.wanted)
           order by e.leased_until desc limit 1`,
    values: [reviewerId, at],
  });
  return rows[0];
}

/** Protocols that want another entry and that this reviewer has not had, by lot within the oldest day. */
export async function candidates(
  q: Queryable,
  { reviewerId, at, pick, limit }: { reviewerId: string; at: Date; pick: number; limit: number },
): Promise<string[]> {
  const { rows } = await q.query<{ id: string }>({
    name: 'protocol-candidates',
    text: `select p.id from protocols p
           where p.state = 'open'
             and not exists (select from protocol_entries e
                             where e.protocol_id = p.id and e.round = p.round and e.reviewer_id = $1)
             and (select count(*) from protocol_entries e
                  where e.protocol_id = p.id and e.round = p.round and (${taking('$2')})) < p.wanted
           order by p.day, p.pick < $3, p.pick limit $4`,
    values: [reviewerId, at, pick, limit],
  });
  return rows.map(({ id }) => id);
}

/**
 * Takes a slot of a protocol, or the one that one had before, in the caller's transaction: of two who want the last at
 * the same moment one gets it, and nobody holds two, however many windows ask. True when it is held now.
 */
export async function takeSlot(
  q: Queryable,
  { protocolId, reviewerId, at, until, day }: EntryKey & { at: Date; until: Date; day: string },
): Promise<boolean> {
  await q.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [reviewerId]);
  await q.query('select pg_advisory_xact_lock(hashtextextended($1, 4))', [protocolId]);
  const { rowCount } = await q.query({
    name: 'take-protocol-slot',
    text: `insert into protocol_entries (protocol_id, reviewer_id, round, leased_until, day)
           select p.id, $2, p.round, $4, $5 from protocols p
           where p.id = $1 and p.state = 'open'
             and ${takenByOthers('$2', '$3')} < p.wanted
             and not exists (select from protocol_entries h join protocols o on o.id = h.protocol_id and o.round = h.round
                             where h.reviewer_id = $2 and h.protocol_id <> $1 and h.state = 'held' and not h.final
                               and h.leased_until > $3 and o.state = 'open')
           on conflict (protocol_id, round, reviewer_id) do update set leased_until = excluded.leased_until
             where protocol_entries.state = 'held' and not protocol_entries.final`,
    values: [protocolId, reviewerId, at, until, day],
  });
  return rowCount === 1;
}

/** Gives an administrator a disputed protocol, unless they have typed it themselves in this round. */
export async function holdForDecision(
  q: Queryable,
  { protocolId, reviewerId, until, day }: EntryKey & { until: Date; day: string },
): Promise<boolean> {
  const { rowCount } = await q.query(
    `insert into protocol_entries (protocol_id, reviewer_id, round, final, leased_until, day)
     select id, $2, round, true, $3, $4 from protocols where id = $1 and state = 'disputed'
     on conflict (protocol_id, round, reviewer_id) do update set final = true, leased_until = excluded.leased_until
       where protocol_entries.state = 'held'`,
    [protocolId, reviewerId, until, day],
  );
  return rowCount === 1;
}

/** Keeps a lease from running out while its holder is at work. */
export async function renewLease(q: Queryable, key: EntryKey, at: Date, until: Date): Promise<boolean> {
  const { rowCount } = await q.query({
    name: 'renew-protocol-lease',
    text: `update protocol_entries e set leased_until = $4, seconds = ${secondsBy('$3')} from protocols p
           where e.protocol_id = $1 and e.reviewer_id = $2 and e.state = 'held' and e.leased_until > $3
             and p.id = e.protocol_id and p.round = e.round and p.state = ${STATE_FOR_ENTRY}`,
    values: [key.protocolId, key.reviewerId, at, until],
  });
  return rowCount === 1;
}

/** Lets go of a protocol without typing it: somebody else may have it at once. */
export async function releaseLease(q: Queryable, key: EntryKey, at: Date): Promise<void> {
  await q.query(
    `update protocol_entries set leased_until = $3
     where protocol_id = $1 and reviewer_id = $2 and state = 'held' and leased_until > $3`,
    [key.protocolId, key.reviewerId, at],
  );
}

/**
 * Takes back everything of a reviewer that is not settled: what they hold is free for others, and what they typed of
 * sheets that are open or disputed does not count. The worker looks at these anew. Resolves to how many entries that
 * were. An administrator's decision is none of a reviewer's entries. In a transaction.
 */
export async function voidOpenEntries(q: Queryable, reviewerId: string, at: Date): Promise<number> {
  const isOpen = `e.reviewer_id = $1 and not e.final and e.state <> 'voided'
    and p.id = e.protocol_id and p.round = e.round and p.state in ('open', 'disputed')`;
  const locked = await q.query<{ protocolId: string }>(
    `select e.protocol_id as "protocolId" from protocol_entries e, protocols p where ${isOpen}
     order by e.protocol_id for update of e`,
    [reviewerId],
  );
  // A statement of its own: it sees what was settled while the locks were waited for.
  const { rows } = await q.query<{ voided: boolean }>(
    `update protocol_entries e set state = case when e.state = 'typed' then 'voided' else e.state end,
       leased_until = least(e.leased_until, $2)
     from protocols p where ${isOpen} and e.protocol_id = any($3::uuid[])
     returning e.state = 'voided' as voided`,
    [reviewerId, at, locked.rows.map(({ protocolId }) => protocolId)],
  );
  return rows.filter(({ voided }) => voided).length;
}

/** How one person's look at a protocol stands. */
export interface EntryRow {
  readonly state: 'held' | 'typed' | 'voided';
  readonly final: boolean;
  readonly protocolState: ProtocolState;
  readonly electionId: string;
  readonly stationCode: string;
}

/** This round's, or undefined when there is none. */
export async function readEntry(q: Queryable, key: EntryKey): Promise<EntryRow | undefined> {
  const { rows } = await q.query<EntryRow>({
    name: 'read-protocol-entry',
    text: `select e.state, e.final, p.state as "protocolState", p.election_id as "electionId", s.code as "stationCode"
           from protocol_entries e join protocols p on p.id = e.protocol_id and p.round = e.round
             join stations s on s.id = p.station_id
           where e.protocol_id = $1 and e.reviewer_id = $2`,
    values: [key.protocolId, key.reviewerId],
  });
  return rows[0];
}

/** Writes an entry that is still held and wanted; whether its lease has run out does not matter while a slot is free. */
export async function writeEntry(
  q: Queryable,
  { protocolId, reviewerId, answer, at }: EntryKey & { answer: SheetDecision; at: Date },
): Promise<boolean> {
  await q.query('select pg_advisory_xact_lock(hashtextextended($1, 4))', [protocolId]);
  const { rowCount } = await q.query({
    name: 'write-protocol-entry',
    text: `update protocol_entries e
           set state = 'typed', answer = $3, seconds = ${secondsBy('$4')}
           from protocols p
           where e.protocol_id = $1 and e.reviewer_id = $2 and e.state = 'held'
             and (e.final or not exists (
               select from reviewers r where r.organizer_id = e.reviewer_id and r.paused_on is not null))
             and p.id = e.protocol_id and p.round = e.round and p.state = ${STATE_FOR_ENTRY}
             and (e.leased_until > $4 or e.final or ${takenByOthers('$2', '$4')} < p.wanted)`,
    values: [protocolId, reviewerId, JSON.stringify(answer), at],
  });
  return rowCount === 1;
}

/** A photo of a protocol for whoever holds it at this moment. */
export async function sheetPhotoOf(
  q: Queryable,
  key: EntryKey,
  position: number,
  at: Date,
): Promise<{ readonly photoId: string; readonly wrappedKey: Buffer } | undefined> {
  const { rows } = await q.query<{ photoId: string; wrappedKey: Buffer }>({
    name: 'protocol-photo-of',
    text: `select f.photo_id as "photoId", f.wrapped_key as "wrappedKey"
           from protocol_entries e
             join organizers o on o.id = e.reviewer_id and o.active
             join protocols p on p.id = e.protocol_id and p.round = e.round
               and p.state = ${STATE_FOR_ENTRY}
             join protocol_photos f on f.protocol_id = p.id and f.position = $3
             left join reviewers r on r.organizer_id = e.reviewer_id
           where e.protocol_id = $1 and e.reviewer_id = $2 and e.state = 'held' and e.leased_until > $4
             and (e.final or r.paused_on is null)`,
    values: [key.protocolId, key.reviewerId, position, at],
  });
  return rows[0];
}

/** How many sheets are open, whoever may type them. */
export async function countOpenSheets(q: Queryable): Promise<number> {
  const { rows } = await q.query<{ count: number }>(
    "select count(*)::int as count from protocols where state = 'open'",
  );
  return rows[0]?.count ?? 0;
}
