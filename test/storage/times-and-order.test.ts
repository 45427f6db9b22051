import { randomBytes, randomUUID } from 'node:crypto';
import { insertBallots } from '../../src/storage/ballots.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { GRANTS } from '../../src/storage/grants.ts';
import { addElection } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let cloned: ClonedDatabase;
let database: Database;
beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 2 });
});
afterAll(async () => {
  await database.close();
  await cloned.drop();
});

/** Of people, and of what came from them: a day is all that may be told of when. */
const OF_PEOPLE = [
  ...['people', 'phones', 'dialogues', 'traces', 'profiles', 'updates', 'dead_letters'],
  ...[
    'ballots',
    'ballot_links',
    'declarations',
    'spent_voices',
    'photos',
    'photo_keys',
    'review_items',
    'review_photos',
  ],
  ...['protocols', 'protocol_links', 'protocol_photos', 'answer_sets', 'survey_participants', 'broadcast_recipients'],
  ...[
    'march_check_ins',
    'march_keys',
    'march_draws',
    'chronicle_suggestions',
    'chronicle_suggestion_photos',
    'chronicle_senders',
  ],
];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly identity: string;
  readonly fallback: string | null;
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await database.pool.query<Column>(
    `select column_name as name, data_type as type, is_identity as identity, column_default as fallback
     from information_schema.columns where table_schema = 'public' and table_name = $1`,
    [table],
  );
  return rows;
}

test.each(OF_PEOPLE)('%s: no time of day, no number that counts, no id that carries a time', async (table) => {
  const columns = await columnsOf(table);
  expect(columns).not.toEqual([]);
  expect(columns.filter(({ type }) => type.startsWith('time'))).toEqual([]);
  expect(columns.filter(({ identity, fallback }) => identity === 'YES' || fallback?.includes('nextval'))).toEqual([]);
  const made = columns.filter(({ type, fallback }) => type === 'uuid' && fallback !== null);
  // Version 4: 122 random bits (RFC 9562). Version 7 begins with milliseconds.
  expect(made.map(({ fallback }) => fallback)).toEqual(made.map(() => 'gen_random_uuid()'));
});

test('what is in flight is the only thing with a time and an order that leads to an account', async () => {
  const leading: string[] = [];
  for (const table of Object.keys(GRANTS)) {
    const columns = await columnsOf(table);
    const leads = columns.some(({ name }) => ['person_id', 'person_key', 'link_key', 'sealed_person'].includes(name));
    const tells = columns.some(({ type, identity }) => type.startsWith('time') || identity === 'YES');
    if (leads && tells) leading.push(table);
  }
  expect(leading).toEqual(['outbox']);
});

test('ballots of a batch lie in an order of their own, their links in another, and neither in that of arrival', async () => {
  const place = await addElection(database.pool);
  const arrived = Array.from({ length: 100 }, () => ({
    id: randomUUID(),
    electionId: place.electionId,
    stationId: place.stationIds[0] ?? '',
    choiceId: place.choiceIds[0] ?? '',
    tier: 'verified' as const,
    kind: 'without-photo' as const,
    state: 'handed-in' as const,
    linkKey: randomBytes(32),
    sealedPerson: randomBytes(60),
  }));
  await insertBallots(database.pool, arrived, '2026-01-01');
  const ballots = await database.pool.query<{ id: string }>('select id from ballots order by ctid');
  const links = await database.pool.query<{ id: string }>('select ballot_id as id from ballot_links order by ctid');
  const [inBallots, inLinks] = [ballots, links].map(({ rows }) => rows.map(({ id }) => id));
  const inArrival = arrived.map(({ id }) => id);
  expect(inBallots).toEqual([...inArrival].sort());
  expect(inLinks).not.toEqual(inBallots);
  expect(inLinks).not.toEqual(inArrival);
  expect([...(inLinks ?? [])].sort()).toEqual(inBallots);
});
