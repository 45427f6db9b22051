import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createNetwork } from '../../scripts/simulate/phone.ts';
import { drive } from '../../scripts/simulate/run.ts';
import { createAuditWriter } from '../../src/actions/audit-writer.ts';
import { answerItem } from '../../src/actions/review/answer-item.ts';
import { nextItem } from '../../src/actions/review/next-item.ts';
import { openPhoto } from '../../src/actions/review/open-photo.ts';
import { passPractice } from '../../src/actions/review/pass-practice.ts';
import { choiceReading } from '../../src/domain/review/readings.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import { compareTallies } from '../../src/storage/tallies.ts';
import { Chat } from '../support/chat.ts';
import { picture } from '../support/pictures.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

/** A thousand in the thorough run. */
const CITIZENS = Number(process.env.GOLOS_REVIEW_CITIZENS ?? 14);
const PATIENCE_MS = 120_000;

jest.setTimeout(240_000 + CITIZENS * 2_000);

let system: SystemUnderTest;
let photos: string;
const stopping = new AbortController();
// Every citizen listens.
setMaxListeners(0, stopping.signal);

beforeAll(async () => {
  photos = await mkdtemp(join(tmpdir(), 'golos-photos-'));
  for (let seed = 1; seed <= 6; seed += 1) {
    await picture(300, 400, { seed })
      .jpeg()
      .toFile(join(photos, `${seed}.jpg`));
  }
  system = await startSystem({ backend: 'postgres' });
});

afterAll(async () => {
  await system?.stop();
  await rm(photos, { recursive: true, force: true });
});

/** Two people in the chats whose ballots come to a known end, one in each messenger. */
async function person(messenger: 'telegram' | 'viber', seed: number): Promise<Chat> {
  const network = createNetwork(system.standIns);
  const chat = new Chat(
    messenger === 'telegram'
      ? network.telegram(4_000_000, '+375290000001')
      : network.viber('someone/x==', '+375290000002'),
  );
  await chat.act((phone) => phone.start());
  await chat.tap('language:en');
  await chat.tap('consent:yes');
  await chat.sharePhone();
  await chat.asked('place');
  await chat.act((phone) => phone.type('1-001'));
  await chat.tap('station:confirm');
  await chat.tap('declare:none');
  await handsIn(chat, seed);
  return chat;
}

async function handsIn(chat: Chat, seed: number): Promise<void> {
  await chat.tap('menu:ballot');
  await chat.tap('choice:rowan');
  for (const side of [0, 1]) {
    await chat.asked('ballot:no-photo');
    const bytes = await picture(640, 480, { seed: seed + side })
      .jpeg()
      .toBuffer();
    await chat.act((phone) => phone.photo(bytes));
  }
  await chat.tap('ballot:confirm');
  await chat.hears('Received');
}

/** Reviewers in this process, as the console's pages would have them. */
async function reviewing() {
  const { database, dataDir, photoFolder } = system;
  const now = () => new Date();
  const { review: reviewKey } = await readKeyring(join(dataDir, 'keys', 'web.json'), 'web');
  const store = await openFolderPhotoStore({ folder: photoFolder });
  const audit = createAuditWriter(database);
  const reviewers: string[] = [];
  for (const alias of ['Alder', 'Aspen', 'Elm']) {
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into organizers (alias, role, language, joined_on) values ($1, 'reviewer', 'en', now()) returning id`,
      [alias],
    );
    reviewers.push(rows[0]?.id ?? '');
  }
  for (const id of reviewers) await passPractice(database.pool, id, now());
  /** Everybody answers whatever is there, by what is said to be marked; resolves when nothing is open any more. */
  return async (readingOf: (said: string) => string, onDecision: () => void) => {
    const isOpen = async () =>
      ((await database.pool.query(`select from review_items where state = 'open'`)).rowCount ?? 0) > 0;
    const work = async (reviewerId: string, deviates: boolean) => {
      for (let n = 1; await isOpen(); ) {
        const next = await nextItem({ database, now, random: (limit) => randomInt(limit), goldPercent: 0 }, reviewerId);
        if (next.kind !== 'item') continue;
        const { turn } = next.item;
        const { rows } = await database.pool.query<{ said: string }>(
          'select b.choice_id as said from review_items i join ballots b on b.id = i.ballot_id where i.id = $1',
          [turn.split('.')[0]],
        );
        const photo = await openPhoto({ database, reviewKey, store, audit, now }, { reviewerId, turn, position: 0 });
        if (photo.kind !== 'photo') throw new Error(`A photo is ${photo.kind}`);
        const [{ said } = { said: '' }] = rows;
        // Now and then one of them sees nothing: a third one decides.
        const seen = deviates && n++ % 4 === 0 ? 'unreadable' : readingOf(said);
        // There are few pictures, so that some are nearly the same.
        const reading = next.item.kind === 'pair' ? 'different' : seen;
        await answerItem({ database, now, undoSeconds: 1 }, { reviewerId, turn, reading });
        onDecision();
      }
    };
    await Promise.all(reviewers.map((id, at) => work(id, at === 0)));
  };
}

test('from the chats to verified tallies, with a worker that is killed again and again', async () => {
  const { database } = system;
  const result = await drive(
    system,
    { citizens: CITIZENS, messengers: ['telegram', 'viber'], backend: 'postgres', photos, kill: [], seed: 5 },
    { stage: () => ({ update: () => undefined, stop: () => undefined }) },
    stopping.signal,
  );
  expect(result?.differences).toEqual([]);
  const accepted = await person('telegram', 100);
  const handedIn = async () =>
    (await database.pool.query(`select from ballots where kind = 'photographed' and state = 'handed-in'`)).rowCount;
  const openBallots = async () =>
    (await database.pool.query(`select from review_items where state = 'open' and kind = 'ballot'`)).rowCount;
  const items = async () => (await database.pool.query(`select from review_items where kind = 'ballot'`)).rowCount;
  await until(async () => (await database.pool.query('select from outbox')).rowCount === 0, PATIENCE_MS);
  expect(await items()).toBe(await handedIn());
  expect(await items()).toBeGreaterThan(CITIZENS / 4);

  const review = await reviewing();
  let decisions = 0;
  await review(choiceReading, () => {
    decisions += 1;
    if (decisions % 9 === 0) system.kill('worker');
  });
  await accepted.hears('your ballot has been checked, and it counts');

  // One whose photos are of no use is asked for others, and then counts.
  const rejected = await person('viber', 200);
  await until(async () => (await openBallots()) === 1, PATIENCE_MS);
  await review(
    () => 'back-missing',
    () => undefined,
  );
  await rejected.hears('The back of the ballot paper is missing');
  await handsIn(rejected, 300);
  await until(async () => (await openBallots()) === 1, PATIENCE_MS);
  await review(choiceReading, () => undefined);
  await rejected.hears('your ballot has been checked, and it counts');

  for (const chat of [accepted, rejected]) {
    await chat.act((phone) => phone.type('/ballot'));
    await chat.hears('Your ballot has been checked, and it counts');
    await chat.act((phone) => phone.type('/station'));
    await chat.hears('the station can no longer be changed');
  }

  const { rows } = await database.pool.query<{ of: string; ballots: number }>(
    `select state || case when l.ballot_id is null then '' else ', linked' end as of, count(*)::int as ballots
     from ballots b left join ballot_links l on l.ballot_id = b.id where kind = 'photographed' and state in ('handed-in', 'locked', 'verified', 'rejected')
     group by 1 order by 1`,
  );
  // Disputed ones, where somebody saw nothing twice, there are none: three readers, of whom one deviates.
  expect(rows.map(({ of }) => of)).toEqual(['verified']);
  const { cells, differences } = await compareTallies(database.pool);
  expect(cells).toBeGreaterThan(0);
  expect(differences).toEqual([]);
  const verified = await database.pool.query<{ n: number }>('select sum(verified)::int as n from tallies');
  expect(verified.rows[0]?.n).toBe(rows[0]?.ballots);
  // Being killed is nobody's error.
  expect([...system.errors.keys()]).toEqual([]);
});
