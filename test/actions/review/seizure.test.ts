import { randomBytes } from 'node:crypto';
import { appendAudit } from '../../../src/actions/audit.ts';
import { openSend, sealPayload } from '../../../src/actions/outbox-payload.ts';
import { openPerson as openSender } from '../../../src/actions/protocols/protocol-links.ts';
import { linkKeyOf, openPerson, voiceKeyOf } from '../../../src/actions/voice-keys.ts';
import type { Queryable } from '../../../src/storage/database.ts';
import { addOutboxRows } from '../../../src/storage/outbox.ts';
import { emptyWorld, type HandedInBallot, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

interface Row {
  readonly table: string;
  /** Ids and bytes, in hexadecimal. */
  readonly values: ReadonlySet<string>;
}

/**
 * Every row of every table as a dump lists it, with the values by which one row may lead to another: also those within
 * JSON, arrays and texts, and within outbox rows and links as the keys of web and worker open them.
 */
async function seize(q: Queryable): Promise<Row[]> {
  const tables = await q.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const rows: Row[] = [];
  for (const { name: table } of tables.rows) {
    for (const row of (await q.query<Record<string, unknown>>(`select * from "${table}"`)).rows) {
      rows.push({ table, values: new Set([...Object.values(row), ...opened(table, row)].flatMap(identifying)) });
    }
  }
  return rows;
}

function identifying(value: unknown): string[] {
  if (Buffer.isBuffer(value)) return value.length >= 8 ? [value.toString('hex')] : [];
  if (typeof value === 'string') return value.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-f]{16,}/gi) ?? [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...identifying(key), ...identifying(inner)]);
}

/** What stands in a row under a key of web or worker. */
function opened(table: string, row: Readonly<Record<string, unknown>>): unknown[] {
  const { payload, ballot_id: ballotId, sealed_person: sealed } = row;
  // Of whatever queue: the same key, and JSON.
  if (table === 'outbox' && Buffer.isBuffer(payload)) return [openSend(world.keys.outbox, payload)];
  if (!Buffer.isBuffer(sealed)) return [];
  if (table === 'ballot_links') return [openPerson(world.keys, `${ballotId}`, sealed)];
  return table === 'protocol_links' ? [openSender(world.keys, sealed)] : [];
}

/** Everything that rows lead to from some values, however many rows lie between. */
function reach(rows: readonly Row[], from: readonly string[], except: ReadonlySet<string>): Set<string> {
  const reached = new Set(from);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { values } of rows) {
      const known = [...values].some((value) => reached.has(value) && !except.has(value));
      for (const value of known ? values : []) {
        if (!reached.has(value)) grown = true;
        reached.add(value);
      }
    }
  }
  return reached;
}

/**
 * What everybody shares: stations and reviewers lead from anybody to anybody, and so does the audit trail's chain, where
 * each entry names the one before.
 */
async function shared(): Promise<Set<string>> {
  const { rows } = await world.database.pool.query<{ id: string }>(
    `select id::text from stations union all select id::text from organizers
     union all select encode(hash, 'hex') from audit_entries
     union all select encode(previous_hash, 'hex') from audit_entries`,
  );
  return new Set(rows.map(({ id }) => id));
}

async function citizens(count: number): Promise<HandedInBallot[]> {
  const ballots: HandedInBallot[] = [];
  for (let i = 0; i < count; i++) {
    const choice = ['oak', 'birch', 'pine'][i % 3] ?? '';
    ballots.push(await world.handIn(choice, { citizen: await world.citizen(randomBytes(32)), station: i % 2 }));
  }
  return ballots;
}

async function readAll(reading: string): Promise<void> {
  for (const reviewer of [await world.reviewer(), await world.reviewer()]) {
    for (let next = await world.next(reviewer); next.kind === 'item'; next = await world.next(reviewer)) {
      await world.photo(reviewer, next.item.turn);
      await world.answer(reviewer, next.item.turn, reading);
    }
  }
  await world.settle();
}

/** What somebody who has the link key and the voice key can make of every account. */
function aliases({ citizen }: HandedInBallot): string[] {
  const { keys, place } = world;
  const link = linkKeyOf(keys.link, citizen.personKey, place.electionId);
  const voice = voiceKeyOf(keys.voice, citizen.personKey, place.electionId);
  return [citizen.id, citizen.personKey.toString('hex'), link.toString('hex'), voice.toString('hex')];
}

test('a seized dump, with the keys of web and worker besides, connects no accepted ballot with a person', async () => {
  const ballots = await citizens(8);
  const except = await shared();

  // While a ballot can be replaced, the link key connects it: the search finds what is there.
  const before = await seize(world.database.pool);
  for (const ballot of ballots) expect([...reach(before, aliases(ballot), except)]).toContain(ballot.ballotId);

  await readAll('choice:oak');
  const after = await seize(world.database.pool);
  expect(after.filter(({ table }) => table === 'ballots')).toHaveLength(8);
  const people = new Set(ballots.flatMap(aliases));
  for (const { ballotId } of ballots) {
    const reached = reach(after, [ballotId], except);
    // It has been through photos, items and turns.
    expect(reached.size).toBeGreaterThan(5);
    expect([...reached].filter((value) => people.has(value))).toEqual([]);
  }
  // Nothing is sealed that could still be opened.
  expect(after.filter(({ table }) => table === 'ballot_links' || table === 'review_photos')).toEqual([]);
});

test.each([
  { where: 'an array', sql: 'update stations set levels = levels || array[$1::text, $2::text]' },
  { where: 'a text', sql: `update stations set address = 'for ' || $1::text || ', by ' || $2::text` },
  {
    where: 'JSON',
    sql: `insert into review_orders (election_id, by, ordered_at, content) select e.id, o.id, now(),
          jsonb_build_object('ballot', $1::text, 'of', jsonb_build_array($2::text)) from elections e, organizers o limit 1`,
  },
  {
    where: 'the list of reviewers',
    sql: `update reviewers set last_item_id = $1::text::uuid, paused_because = 'asked by ' || $2::text`,
  },
])('a way that lies in $where would be found', async ({ sql }) => {
  const [ballot] = await citizens(1);
  if (ballot === undefined) throw new Error('no ballot');
  await readAll('choice:oak');
  const way = async () => [...reach(await seize(world.database.pool), [ballot.ballotId], await shared())];
  expect(await way()).not.toContain(ballot.citizen.id);
  await world.database.pool.query(sql, [ballot.ballotId, ballot.citizen.id]);
  expect(await way()).toContain(ballot.citizen.id);
});

test('a way that lies in the audit trail would be found', async () => {
  const [ballot] = await citizens(1);
  if (ballot === undefined) throw new Error('no ballot');
  await readAll('choice:oak');
  const { ballotId: subject, citizen } = ballot;
  const entry = {
    at: world.clock.now,
    organizerId: null,
    action: 'review.reopen',
    subject,
    detail: { for: citizen.id },
  };
  await world.database.transaction((client) => appendAudit(client, entry));
  expect([...reach(await seize(world.database.pool), [subject], await shared())]).toContain(citizen.id);
});

test('a way that lies in what is still to be done would be found, with the key that opens it', async () => {
  const [ballot] = await citizens(1);
  if (ballot === undefined) throw new Error('no ballot');
  await readAll('choice:oak');
  const { electionId, stationIds } = world.place;
  const payload = sealPayload(world.keys.outbox, {
    do: 'hand-in',
    ballotId: ballot.ballotId,
    electionId,
    stationId: stationIds[0] ?? '',
    choiceId: 'oak',
    tier: 'verified',
    photoIds: [],
  });
  await addOutboxRows(world.database.pool, [{ queue: 'intents', personId: ballot.citizen.id, payload }]);
  const rows = await seize(world.database.pool);
  expect([...reach(rows, [ballot.ballotId], await shared())]).toContain(ballot.citizen.id);
});

test('only a rejected ballot, which may come again, keeps its link', async () => {
  const [ballot] = await citizens(1);
  if (ballot === undefined) throw new Error('no ballot');
  await readAll('unreadable');
  const rows = await seize(world.database.pool);
  expect([...reach(rows, aliases(ballot), await shared())]).toContain(ballot.ballotId);
  const { rows: links } = await world.database.pool.query<{ sealed: Buffer }>(
    'select sealed_person as sealed from ballot_links',
  );
  expect(links.map(({ sealed }) => openPerson(world.keys, ballot.ballotId, sealed))).toEqual([ballot.citizen.id]);
});

test('the order in which a dump lists rows does not say whose ballot is whose', async () => {
  const ballots = await citizens(6);
  await readAll('choice:oak');
  const { pool } = world.database;
  const notices = await pool.query<{ id: string }>(
    `select person_id as id from outbox where queue = 'sends' order by outbox.id`,
  );
  const told = notices.rows.map(({ id }) => id);
  expect(told).toEqual(ballots.map(({ citizen }) => citizen.id).sort());
  const voices = await pool.query<{ key: Buffer }>('select voice_key as key from spent_voices');
  const spent = voices.rows.map(({ key }) => key.toString('hex'));
  expect(spent).toEqual([...spent].sort());
  expect(spent).toHaveLength(12);
});
