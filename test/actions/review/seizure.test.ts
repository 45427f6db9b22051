import { randomBytes } from 'node:crypto';
import { linkKeyOf, openPerson, voiceKeyOf } from '../../../src/actions/voice-keys.ts';
import type { Queryable } from '../../../src/storage/database.ts';
import { emptyWorld, type HandedInBallot, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

/** Tables whose rows everybody shares: that two rows name the same station says nothing about who they are. */
const PUBLIC = ['elections', 'choices', 'stations', 'station_words', 'organizers', 'audit_entries', 'reviewers'];

interface Row {
  readonly table: string;
  /** Ids and bytes, in hexadecimal. */
  readonly values: ReadonlySet<string>;
}

/** Every row of every table as a dump lists it, with the values by which one row may lead to another. */
async function seize(q: Queryable): Promise<Row[]> {
  const tables = await q.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const rows: Row[] = [];
  for (const { name } of tables.rows) {
    if (PUBLIC.includes(name)) continue;
    for (const row of (await q.query<Record<string, unknown>>(`select * from "${name}"`)).rows) {
      rows.push({ table: name, values: new Set(Object.values(row).flatMap(identifying)) });
    }
  }
  return rows;
}

function identifying(value: unknown): string[] {
  if (Buffer.isBuffer(value)) return value.length >= 8 ? [value.toString('hex')] : [];
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? [value] : [];
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

/** What everybody shares: stations and reviewers lead from anybody to anybody. */
async function shared(): Promise<Set<string>> {
  const { rows } = await world.database.pool.query<{ id: string }>(
    'select id from stations union all select id from organizers',
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
