import { jest } from '@jest/globals';
import sharp from 'sharp';
import { createNetwork } from '../../scripts/simulate/phone.ts';
import type { Picture } from '../../scripts/simulate/pictures.ts';
import { buildEdition } from '../../src/actions/editions/build-edition.ts';
import { choiceRead, choiceReading } from '../../src/domain/review/readings.ts';
import { compareTallies } from '../../src/storage/tallies.ts';
import { Chat } from '../support/chat.ts';
import { importResults, requestFor } from '../support/editions.ts';
import { differencesFrom, handInMarked } from '../support/review-crowd.ts';
import type { Papers } from '../support/review-papers.ts';
import { openReaders } from '../support/review-readers.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

/** The whole form: `GOLOS_REVIEW_CITIZENS=1000 npm test -- test/system/review.test.ts`. */
const CITIZENS = Number(process.env.GOLOS_REVIEW_CITIZENS ?? 14);
const PATIENCE_MS = 120_000;

/** The worker dies after every so many answers; where there are many citizens, all processes do while they hand in, too. */
const KILLED_EVERY = Math.max(9, Math.round(CITIZENS / 6));
const KILLED = CITIZENS < 100 ? [] : (['web', 'worker', 'sender'] as const);

jest.setTimeout(240_000 + CITIZENS * 2_000);

let system: SystemUnderTest;

beforeAll(async () => {
  system = await startSystem({ backend: 'postgres' });
});

afterAll(() => system?.stop());

/** Somebody in a chat whose ballot comes to a known end. */
async function person(messenger: 'telegram' | 'viber', phone: string): Promise<Chat> {
  const network = createNetwork(system.standIns);
  const chat = new Chat(
    messenger === 'telegram'
      ? network.telegram(4_000_000 + Number(phone.slice(-1)), phone)
      : network.viber(`someone/${phone.slice(-1)}==`, phone),
  );
  await chat.act((of) => of.start());
  await chat.tap('language:en');
  await chat.tap('consent:yes');
  await chat.sharePhone();
  await chat.asked('place');
  await chat.act((of) => of.type('1-001'));
  await chat.tap('station:confirm');
  await chat.tap('declare:none');
  return chat;
}

async function handsIn(chat: Chat, sides: readonly Picture[]): Promise<void> {
  await chat.tap('menu:ballot');
  await chat.tap('choice:rowan');
  for (const side of sides) {
    await chat.asked('ballot:no-photo');
    const bytes = await side();
    await chat.act((phone) => phone.photo(bytes));
  }
  await chat.tap('ballot:confirm');
  await chat.hears('Received');
}

const MARKED = choiceReading('rowan');
const both = (papers: Papers, paper: Parameters<Papers['photo']>[0]) =>
  (['front', 'back'] as const).map((side) => papers.photo(paper, side));
/** Saved anew: other bytes, the same paper. */
const savedAnew = (picture: Picture) => async () =>
  sharp(await picture())
    .jpeg({ quality: 50 })
    .toBuffer();

test('from the chats to published tallies: readers are slow, careless and malicious, and processes are killed', async () => {
  const { database } = system;
  const { papers, choiceIds, differences, handedIn } = await handInMarked(system, {
    citizens: CITIZENS,
    seed: 5,
    kill: KILLED,
  });
  expect(differences).toEqual([]);
  // Somewhere somebody says otherwise than is marked, and some photos are of no use.
  expect(handedIn.filter(({ said, reading }) => (choiceRead(reading) ?? said) !== said).length).toBeGreaterThan(0);
  expect(handedIn.filter(({ reading }) => choiceRead(reading) === undefined).length).toBeGreaterThan(0);

  const accepted = await person('telegram', '+375290000001');
  const first = both(papers, { number: 1_000_001, reading: MARKED });
  await handsIn(accepted, first);
  const items = async () => (await database.pool.query(`select from review_items where kind = 'ballot'`)).rowCount;
  await until(async () => (await database.pool.query('select from outbox')).rowCount === 0, PATIENCE_MS);
  expect(await items()).toBe(handedIn.length + 1);
  expect(handedIn.length).toBeGreaterThan(CITIZENS / 4);

  const readers = await openReaders(system, papers, choiceIds);
  let answers = 0;
  await readers.readAll(() => {
    answers += 1;
    if (answers % KILLED_EVERY === 0) system.kill('worker');
  });
  expect(readers.given.malicious).toBeGreaterThan(0);
  expect(readers.given.late).toBeGreaterThan(0);
  await accepted.hears('your ballot has been checked, and it counts');

  // One whose photos are of no use is asked for others, and another copies what counts already.
  const rejected = await person('viber', '+375290000002');
  await handsIn(rejected, both(papers, { number: 1_000_002, reading: 'back-missing' }));
  const copier = await person('telegram', '+375290000003');
  await handsIn(copier, first.map(savedAnew));
  const open = async (kind: string) =>
    (await database.pool.query(`select from review_items where state = 'open' and kind = $1`, [kind])).rowCount;
  await until(async () => (await open('ballot')) === 2 && (await open('pair')) === 1, PATIENCE_MS);
  await readers.readAll();
  await rejected.hears('The back of the ballot paper is missing');
  await handsIn(rejected, both(papers, { number: 1_000_003, reading: MARKED }));
  await until(async () => (await open('ballot')) === 1, PATIENCE_MS);
  await readers.readAll();
  await rejected.hears('your ballot has been checked, and it counts');

  for (const chat of [accepted, rejected]) {
    await chat.act((phone) => phone.type('/ballot'));
    await chat.hears('Your ballot has been checked, and it counts');
    await chat.act((phone) => phone.type('/station'));
    await chat.hears('the station can no longer be changed');
  }

  const { rows } = await database.pool.query<{ of: string; ballots: number }>(
    `select state || case when l.ballot_id is null then '' else ', linked' end as of, count(*)::int as ballots
     from ballots b left join ballot_links l on l.ballot_id = b.id
     where kind = 'photographed' and state in ('handed-in', 'locked', 'verified') group by 1 order by 1`,
  );
  const own = { stationCode: '1-001', said: 'rowan', reading: MARKED };
  const all = [...handedIn, own, own];
  const marked = all.filter(({ reading }) => choiceRead(reading) !== undefined).length;
  expect(rows).toEqual([{ of: 'verified', ballots: marked }]);
  const { cells, differences: recounted } = await compareTallies(database.pool);
  expect(cells).toBeGreaterThan(0);
  expect(recounted).toEqual([]);

  // A recount reads what reviewers agreed on; that it is what is marked, only somebody outside can know.
  await importResults(database, 'demo', 'cec', `station,${choiceIds.join(',')}\n1-001,1,1,1,1,1\n`);
  const built = await buildEdition(database, requestFor({ electionId: 'demo' }, { basis: 'verified' }));
  if (typeof built === 'string') throw new Error(built);
  expect(differencesFrom(all, built.content.stations, choiceIds)).toEqual([]);
  // Being killed is nobody's error.
  expect([...system.errors.keys()]).toEqual([]);
  process.stdout.write(`${marked} of ${all.length} ballots count; answers: ${JSON.stringify(readers.given)}\n`);
});
