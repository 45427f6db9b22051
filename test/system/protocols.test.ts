import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createNetwork } from '../../scripts/simulate/phone.ts';
import { createAuditWriter } from '../../src/actions/audit-writer.ts';
import { processPhoto } from '../../src/actions/process-photo.ts';
import { askWorker } from '../../src/actions/protocols/ask-worker.ts';
import { holdDisputedSheet, nextSheet } from '../../src/actions/protocols/next-sheet.ts';
import { openSheetPhoto } from '../../src/actions/protocols/open-sheet-photo.ts';
import { protocolNumbers } from '../../src/actions/protocols/protocol-numbers.ts';
import { typeSheet } from '../../src/actions/protocols/type-sheet.ts';
import { passPractice } from '../../src/actions/review/pass-practice.ts';
import type { Role } from '../../src/domain/permissions.ts';
import type { SheetNumbers } from '../../src/domain/protocols/entries.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import { lastAdoption } from '../../src/storage/protocol-requests.ts';
import { Chat } from '../support/chat.ts';
import { picture } from '../support/pictures.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

const PEOPLE = 10;
/** Sheets of each; two of them are of stations of which somebody else sends one, too. */
const EACH = Number(process.env.GOLOS_PROTOCOLS ?? 50) / PEOPLE;
const PATIENCE_MS = 120_000;
const ELECTION = 'demo';
const CHOICES = ['oak', 'birch', 'linden', 'rowan', 'against-all'];

jest.setTimeout(600_000);

/** A sheet on its way: whose, of which station, with what on it. */
interface Sent {
  readonly code: string;
  readonly photo: Buffer;
  readonly numbers: SheetNumbers;
}

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem({ backend: 'postgres' });
});
afterAll(() => system?.stop());

/** What is printed on a sheet; every seventh does not add up, as some do. */
function printed(seed: number): SheetNumbers {
  const votes = CHOICES.map((_, at) => ((seed * 37 + at * 91) % 300) + at);
  const cast = votes.reduce((sum, one) => sum + one, seed % 9);
  return {
    registered: cast + 120,
    issued: cast + 5,
    'in-box': seed % 7 === 0 ? cast + 11 : cast,
    early: Math.floor(cast / 3),
    'at-home': seed % 5 === 0 ? null : 12,
    invalid: seed % 9,
    ...Object.fromEntries(CHOICES.map((id, at) => [`choice:${id}`, votes[at] ?? 0])),
  };
}

async function sheets(): Promise<Sent[][]> {
  const { rows } = await system.database.pool.query<{ code: string }>('select code from stations order by code');
  const all = await Promise.all(
    Array.from({ length: PEOPLE * EACH }, async (_, at): Promise<Sent> => {
      const photo = await picture(640, 480, { seed: at + 1 })
        .jpeg()
        .toBuffer();
      return { code: rows[at]?.code ?? '', photo, numbers: printed(at) };
    }),
  );
  const own = Array.from({ length: PEOPLE }, (_, person) => all.slice(person * EACH, (person + 1) * EACH));
  const [first = [], second = [], third = []] = own;
  // The very same photo from two people, and another paper from the same station.
  if (first[0] !== undefined) second[0] = first[0];
  if (first[1] !== undefined && third[0] !== undefined) third[0] = { ...third[0], code: first[1].code };
  return own;
}

/** Somebody registers in a chat and sends the sheets that they have, one after the other. */
async function sender(at: number, own: readonly Sent[]): Promise<Chat> {
  const network = createNetwork(system.standIns);
  const phone = `+37529000${String(at).padStart(4, '0')}`;
  const chat = new Chat(
    at % 2 === 0 ? network.telegram(5_000_000 + at, phone) : network.viber(`sender/${at}==`, phone),
  );
  await chat.act((one) => one.start());
  await chat.tap('language:en');
  await chat.tap('consent:yes');
  await chat.sharePhone();
  await chat.asked('place');
  await chat.act((one) => one.type('1-001'));
  await chat.tap('station:confirm');
  await chat.tap('declare:none');
  for (const { code, photo } of own) {
    await chat.tap('menu:protocol');
    await chat.tap('protocol:other');
    await chat.asked('place');
    await chat.act((one) => one.type(code));
    await chat.tap('station:confirm');
    await chat.asked('protocol:cancel');
    await chat.act((one) => one.photo(photo));
    await chat.tap('protocol:done');
    await chat.tap('protocol:confirm');
    await chat.hears('Several people will type in its numbers');
    if (at % 2 === 0) await chat.tap('clean:no');
  }
  return chat;
}

async function organizer(alias: string, role: Role): Promise<string> {
  const { rows } = await system.database.pool.query<{ id: string }>(
    `insert into organizers (alias, role, language, joined_on) values ($1, $2, 'en', now()) returning id`,
    [alias, role],
  );
  const id = rows[0]?.id ?? '';
  await passPractice(system.database.pool, id, new Date());
  return id;
}

/** How somebody types what is printed. */
type Hand = (printed: SheetNumbers) => SheetNumbers;

const honest: Hand = (numbers) => numbers;
/** A slip in every third number of every fourth sheet or so. */
const careless: Hand = (numbers) => (randomInt(4) === 0 ? { ...numbers, invalid: randomInt(1_000) } : numbers);
/** Always in favour of one choice, never the same twice. */
const malicious: Hand = (numbers) => ({ ...numbers, 'choice:oak': 2_000 + randomInt(1_000_000) });

test('fifty sheets from the chats to agreed numbers, with slips, lies, a sleeper and a worker that is killed', async () => {
  const { database, dataDir, photoFolder } = system;
  const own = await sheets();
  const chats = await Promise.all(own.map((sheetsOf, at) => sender(at, sheetsOf)));

  const { photoHash } = await readKeyring(join(dataDir, 'keys', 'worker.json'), 'worker');
  const { review: reviewKey } = await readKeyring(join(dataDir, 'keys', 'web.json'), 'web');
  const byHash = new Map<string, SheetNumbers>();
  for (const { photo, numbers } of own.flat()) {
    const processed = await processPhoto(photo, photoHash);
    if (processed.ok) byHash.set(processed.exactHash.toString('hex'), numbers);
  }
  /** What is printed on a sheet that is being typed: its photo says which one it is. */
  const onPhoto = async (protocolId: string): Promise<SheetNumbers> => {
    const { rows } = await database.pool.query<{ hash: string }>(
      `select encode(exact_hash, 'hex') as hash from photos where protocol_id = $1`,
      [protocolId],
    );
    const numbers = byHash.get(rows[0]?.hash ?? '');
    if (numbers === undefined) throw new Error('A sheet that nobody sent');
    return numbers;
  };

  const total = PEOPLE * EACH;
  const count = async (where: string) =>
    (await database.pool.query(`select from protocols where ${where}`)).rowCount ?? 0;
  await until(async () => (await count(`state in ('open', 'same')`)) === total, PATIENCE_MS);
  expect(await count(`state = 'same'`)).toBe(1);

  const now = () => new Date();
  const deps = { database, now, random: (limit: number) => randomInt(limit) };
  const store = await openFolderPhotoStore({ folder: photoFolder });
  const audit = createAuditWriter(database);
  let typed = 0;
  const typist = async (alias: string, hand: Hand): Promise<void> => {
    const reviewerId = await organizer(alias, 'reviewer');
    while ((await count(`state = 'open'`)) > 0) {
      const held = await nextSheet(deps, reviewerId);
      if (held === undefined) {
        // Whoever is left has typed all that is open: the others, or an administrator, go on.
        await new Promise((later) => setImmediate(later));
        if ((await count(`state = 'open'`)) === 0 || (await nobodyIsLeft(reviewerId))) return;
        continue;
      }
      const { protocolId } = held;
      const photo = await openSheetPhoto(
        { database, reviewKey, store, audit, now },
        { protocolId, reviewerId, position: 0 },
      );
      if (photo.kind !== 'photo') continue;
      const numbers = hand(await onPhoto(protocolId));
      await typeSheet(deps, { protocolId, reviewerId, answer: { kind: 'numbers', numbers: { ...numbers } } });
      typed += 1;
      if (typed % 20 === 0) system.kill('worker');
    }
  };
  /** Whether this reviewer has had everything that is open. */
  const nobodyIsLeft = async (reviewerId: string) =>
    (
      await database.pool.query(
        `select from protocols p where state = 'open' and not exists (
           select from protocol_entries e where e.protocol_id = p.id and e.reviewer_id = $1 and e.round = p.round)`,
        [reviewerId],
      )
    ).rowCount === 0;

  // Somebody takes a sheet and falls asleep; later its lease is over.
  const sleeper = await organizer('Sleeper', 'reviewer');
  await nextSheet(deps, sleeper);
  await database.pool.query('update protocol_entries set leased_until = now() where reviewer_id = $1', [sleeper]);
  await Promise.all([
    ...['Alder', 'Aspen', 'Beech', 'Cedar', 'Elm'].map((alias) => typist(alias, honest)),
    typist('Fir', careless),
    typist('Hazel', careless),
    typist('Ivy', malicious),
  ]);
  await until(async () => (await count(`state in ('open', 'receiving')`)) === 0, PATIENCE_MS);

  // What typists do not agree on, an administrator resolves by the photo.
  const administrator = await organizer('Yew', 'administrator');
  const disputed = await database.pool.query<{ id: string }>(`select id from protocols where state = 'disputed'`);
  for (const { id: protocolId } of disputed.rows) {
    const key = { protocolId, reviewerId: administrator };
    expect(await holdDisputedSheet(deps, key)).toBe(true);
    const numbers = { ...(await onPhoto(protocolId)) };
    await typeSheet(deps, { ...key, answer: { kind: 'numbers', numbers } });
  }
  await until(async () => (await count(`state = 'disputed'`)) === 0, PATIENCE_MS);

  // Every sheet is as it is printed, whether or not it adds up; nobody's name is beside one, and no photo within reach.
  const agreed = await database.pool.query<{ id: string; numbers: SheetNumbers }>(
    `select id, numbers from protocols where state = 'agreed'`,
  );
  expect(agreed.rows).toHaveLength(total - 1);
  for (const { id, numbers } of agreed.rows) expect(numbers).toEqual(await onPhoto(id));
  for (const table of ['protocol_links', 'protocol_photos']) {
    expect((await database.pool.query(`select from ${table}`)).rowCount).toBe(0);
  }

  // Everybody hears of each of theirs.
  const heard = (chat: Chat, code: string) =>
    chat.phone.heard.filter(({ text }) => text.includes(`sheet of station ${code} are typed in and agreed`)).length;
  for (const [at, chat] of chats.entries()) {
    for (const { code } of own[at] ?? []) await until(() => heard(chat, code) > 0, PATIENCE_MS);
    for (const { code } of own[at] ?? []) expect([code, heard(chat, code)]).toEqual([code, 1]);
  }

  // Stations whose papers differ wait for a choice; all others become official results of source protocol.
  const { stations } = await protocolNumbers(database.pool, ELECTION);
  const differing = stations.filter(({ versions }) => versions.length > 1);
  expect(differing.map(({ code }) => code)).toEqual([own[0]?.[1]?.code]);
  await askWorker(deps, { electionId: ELECTION, kind: 'adopt', protocolId: null, by: administrator });
  await until(async () => (await lastAdoption(database.pool, ELECTION))?.outcome === 'adopted:1', PATIENCE_MS);
  const official = await database.pool.query<{ code: string; cells: string[]; values: (number | null)[] }>(
    `select s.code, i.cells, n.values from official_numbers n join official_imports i on i.id = n.import_id
       join stations s on s.id = n.station_id where i.source = 'protocol'`,
  );
  expect(official.rows).toHaveLength(stations.length - 1);
  for (const { code, cells, values } of official.rows) {
    const counting = stations.find((station) => station.code === code)?.counting;
    for (const choice of CHOICES) {
      expect(values[cells.indexOf(`choice:${choice}`)]).toBe(counting?.[`choice:${choice}`]);
    }
  }
  // Being killed is nobody's error.
  expect([...system.errors.keys()]).toEqual([]);
});
