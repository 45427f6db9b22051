import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { newMarchKey, openMarchKey } from '../../../src/actions/marches/tokens.ts';
import { openSend, type Send, sealPayload } from '../../../src/actions/outbox-payload.ts';
import { linkKeyOf, sealPerson } from '../../../src/actions/voice-keys.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { keyringStamp, watchKeyring } from '../../../src/config/keyring-watch.ts';
import { PROCESSES } from '../../../src/domain/processes.ts';
import { findBallots } from '../../../src/storage/ballots.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { joinShares, splitSecret } from '../../../src/storage/key-shares.ts';
import { createKeyrings } from '../../../src/storage/keyring.ts';
import { announceKey, endRotation, switchKeys } from '../../../src/storage/keyring-rotation.ts';
import { lookupsOf } from '../../../src/storage/lookup-keys.ts';
import { readPerson } from '../../../src/storage/people.ts';
import { holderOf } from '../../../src/storage/phones.ts';
import { decryptPhoto, encryptPhoto, rewrapPhotoKey } from '../../../src/storage/photo-crypto.ts';
import { encrypt, keyedHash, loadOpener, loadSealer } from '../../../src/storage/sealing.ts';
import { addPeople, lockPeople } from '../../../src/storage/updates.ts';
import { addElection, type Place } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { fillSealedRecord, type Keyrings, readKeyrings, WITHOUT_A_KEY } from '../../support/sealed-record.ts';
import { byteColumns, byteValues, whatOpens } from '../../support/what-opens.ts';

jest.setTimeout(120_000);

const PICTURE = Buffer.from('a rebuilt picture');
const ADDRESS = JSON.stringify({ chatId: 700_000_001 });

let clone: ClonedDatabase;
let database: Database;
let place: Place;
let dataDir: string;
beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  place = await addElection(database.pool);
  dataDir = await mkdtemp(join(tmpdir(), 'golos-keys-'));
  await createKeyrings(folder());
});
afterEach(async () => {
  await database.close();
  await clone.drop();
  await rm(dataDir, { recursive: true });
});

const folder = () => join(dataDir, 'keys');

const keyrings = (from = folder()) => readKeyrings(from);

async function golos(argv: readonly string[], answer?: boolean) {
  const printed: string[] = [];
  const noted: string[] = [];
  const code = await dispatch(argv, commands, {
    config: () => {
      const loaded = loadConfig({ DATA_DIR: dataDir });
      if (!loaded.ok) throw new Error(loaded.problems.join());
      return loaded.config;
    },
    openDatabase: async () => database,
    now: () => new Date(),
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    confirm: async () => answer,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  }).catch((error: Error) => {
    noted.push(error.message);
    return 1;
  });
  return { code, printed: printed.join('\n'), noted: noted.join('\n') };
}

/** Somebody with everything that is kept of a person under a key. Resolves to the photo as it lies in the store. */
async function addCitizen(
  { web, worker, sender }: Keyrings,
  userId: string = randomUUID(),
): Promise<{ id: string; photoId: string; sealed: Buffer }> {
  const seal = await loadSealer(sender.addressPublic);
  const personKey = keyedHash(web.identity, 'person', 'telegram', userId);
  const people = await database.pool.query<{ id: string }>(
    `insert into people (person_key, messenger, sealed_address, joined_on) values ($1, 'telegram', $2, '2026-01-01') returning id`,
    [personKey, seal(ADDRESS)],
  );
  const id = people.rows[0]?.id ?? '';
  const [ballotId, photoId, itemId] = [randomUUID(), randomUUID(), randomUUID()];
  const photo = encryptPhoto(photoId, PICTURE, worker.photo);
  await database.pool.query('insert into dialogues values ($1, $2)', [
    id,
    encrypt(web.state, 'half a sentence', 'state'),
  ]);
  await database.pool.query(`insert into outbox (queue, person_id, payload) values ('sends', $1, $2)`, [
    id,
    encrypt(web.outbox, 'you said so', 'outbox'),
  ]);
  await database.pool.query(`insert into traces (person_id, message_id, day) values ($1, $2, '2026-01-01')`, [
    id,
    encrypt(web.outbox, '17', 'trace'),
  ]);
  await database.pool.query(
    `insert into dead_letters (messenger, reason, sealed_body, day) values ('telegram', 'x', $1, '2026-01-01')`,
    [seal('what they wrote')],
  );
  await database.pool.query(
    `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
     values ($1, $2, $3, $4, 'verified', 'photographed', 'handed-in', '2026-01-01')`,
    [ballotId, place.electionId, place.stationIds[0], place.choiceIds[0]],
  );
  await database.pool.query('insert into ballot_links (link_key, ballot_id, sealed_person) values ($1, $2, $3)', [
    linkKeyOf(web.link, personKey, place.electionId),
    ballotId,
    sealPerson(worker, ballotId, id),
  ]);
  await database.pool.query(
    `insert into photos (id, ballot_id, outcome, exact_hash, day) values ($1, $2, 'ready', $3, '2026-01-01')`,
    [photoId, ballotId, randomBytes(32)],
  );
  await database.pool.query('insert into photo_keys values ($1, $2)', [photoId, photo.wrappedKey]);
  await database.pool.query(
    `insert into review_items (id, election_id, kind, ballot_id, station_id, pick, wanted, day)
     values ($1, $2, 'ballot', $3, $4, 1, 2, '2026-01-01')`,
    [itemId, place.electionId, ballotId, place.stationIds[0]],
  );
  await database.pool.query('insert into review_photos values ($1, 0, $2, $3)', [
    itemId,
    photoId,
    rewrapPhotoKey(photoId, photo.wrappedKey, worker.photo, worker.review),
  ]);
  return { id, photoId, sealed: photo.sealed };
}

async function one(sql: string, values: readonly unknown[] = [], from = database): Promise<Buffer> {
  const { rows } = await from.pool.query<{ value: Buffer }>(sql, [...values]);
  if (rows[0] === undefined) throw new Error(`nothing: ${sql}`);
  return rows[0].value;
}

const addressOf = (id: string, from = database) =>
  one('select sealed_address as value from people where id = $1', [id], from);
const photoKeyOf = (id: string) => one('select wrapped_key as value from photo_keys where photo_id = $1', [id]);
const reviewKeyOf = (id: string) => one('select wrapped_key as value from review_photos where photo_id = $1', [id]);

async function opens({ sender }: Pick<Keyrings, 'sender'>, sealed: Buffer): Promise<string | undefined> {
  const open = await loadOpener(sender.addressPublic, sender.addressPrivate);
  try {
    return open(sealed);
  } catch {
    return undefined;
  }
}

describe('rotating', () => {
  test('the address key: everybody can be written to at every step, and the old keyring opens nothing afterwards', async () => {
    const before = await keyrings();
    const people = await Promise.all(Array.from({ length: 220 }, () => addCitizen(before)));
    const [first] = people;
    if (first === undefined) throw new Error('nobody');
    const everybodyOpens = async (keys: Keyrings) => {
      const { rows } = await database.pool.query<{ value: Buffer }>('select sealed_address as value from people');
      for (const { value } of rows) expect(await opens(keys, value)).toBe(ADDRESS);
    };

    expect((await golos(['keys', 'rotate', 'address'])).printed).toContain('Step 1 of 3');
    const announced = await keyrings();
    expect(announced.web.addressPublic.equals(before.web.addressPublic)).toBe(true);

    expect((await golos(['keys', 'rotate', 'address'])).printed).toContain('Step 2 of 3');
    const switched = await keyrings();
    expect(switched.web.addressPublic.equals(before.web.addressPublic)).toBe(false);
    expect(switched.web.addressPublic).toEqual(switched.sender.addressPublic);
    expect(JSON.parse(await readFile(join(folder(), 'web.json'), 'utf8')).previous.addressPrivate).toBeUndefined();
    // Those who come now are sealed to the new key: a sender that knows it since step 1 opens that, too.
    const late = await addCitizen(switched);
    await everybodyOpens(switched);
    await everybodyOpens(announced);

    // A break in the middle: the database refuses after what there is was counted, and one page.
    let queries = 0;
    const whole = database;
    const query = (...asked: [string]) =>
      queries++ < 5 ? whole.pool.query(...asked) : Promise.reject(new Error('away'));
    database = { ...whole, pool: { query } } as unknown as Database;
    expect((await golos(['keys', 'rotate', 'address'])).code).toBe(1);
    database = whole;
    await everybodyOpens(switched);

    const rest = JSON.parse((await golos(['keys', 'rotate', 'address', '--json'])).printed);
    expect(rest).toMatchObject({ step: 'rewritten', lost: 0 });
    expect(rest.rewritten).toBeLessThan(440);
    expect(rest.current).toBeGreaterThan(2);
    expect(JSON.parse((await golos(['keys', 'rotate', 'address', '--json'])).printed)).toMatchObject({
      step: 'ended',
      rewritten: 0,
      current: 442,
    });
    const after = await keyrings();
    await everybodyOpens(after);
    for (const { id } of [first, late]) expect(await opens(before, await addressOf(id))).toBeUndefined();
    const files = await Promise.all(
      ['web', 'worker', 'sender'].map((name) => readFile(join(folder(), `${name}.json`), 'utf8')),
    );
    expect(files.join()).not.toContain(before.sender.addressPrivate.toString('base64'));
    expect(files.join()).not.toMatch(/previous": \{|next": \{/);
    const { rows } = await database.pool.query<{ action: string }>('select action from audit_entries order by number');
    expect(rows.map(({ action }) => action)).toEqual(['keys.announce', 'keys.switch', 'keys.rotate']);
  });

  test('the address key: a farewell that waits for its messenger is sealed anew with the rest', async () => {
    const before = await keyrings();
    const add = async ({ web }: Keyrings, content: Omit<Send, 'messenger'> | { readonly cleanUp: true }) => {
      const payload = sealPayload(web.outbox, { messenger: 'viber', ...content });
      await database.pool.query(`insert into outbox (queue, payload) values ('sends', $1)`, [payload]);
    };
    const farewell = async (keys: Keyrings, text: string) => {
      const to = (await loadSealer(keys.web.addressPublic))(ADDRESS).toString('base64');
      return add(keys, { message: { text, options: [] }, to });
    };
    /** What the sender finds; the text of those whose address it cannot open, too. */
    const sends = async (keys: Keyrings) => {
      const { rows } = await database.pool.query<{ payload: Buffer }>('select payload from outbox order by id');
      return Promise.all(
        rows.map(async ({ payload }) => {
          const send = openSend(keys.sender.outbox, payload);
          if ('cleanUp' in send) return 'clean up';
          return [send.messenger, send.message, await opens(keys, Buffer.from(send.to ?? '', 'base64'))];
        }),
      );
    };
    const message = (text: string) => ['viber', { text, options: [] }, ADDRESS];
    await farewell(before, 'You are forgotten');
    await add(before, { cleanUp: true });
    for (const [step, rewritten] of [
      ['announced', undefined],
      ['switched', undefined],
      ['rewritten', 1],
      ['ended', 0],
    ] as const) {
      const did = JSON.parse((await golos(['keys', 'rotate', 'address', '--json'])).printed);
      expect(did).toMatchObject({ step, ...(rewritten === undefined ? {} : { rewritten, lost: 0 }) });
      const now = await keyrings();
      if (step === 'switched') await farewell(now, 'Moved away');
      const moved = step === 'announced' ? [] : [message('Moved away')];
      expect(await sends(now)).toEqual([message('You are forgotten'), 'clean up', ...moved]);
    }
    const unopened = (text: string) => [...message(text).slice(0, 2), undefined];
    expect(await sends(before)).toEqual([unopened('You are forgotten'), 'clean up', unopened('Moved away')]);
  });

  test('the photo key: photos open at every step, marches that are on, too, and the old keyring opens none afterwards', async () => {
    const before = await keyrings();
    const { photoId, sealed } = await addCitizen(before);
    await database.pool.query(
      `insert into marches (id, definition, state, starts_at, ends_at, window_seconds, valid_minutes)
       values ('march-1', '{"zones": []}', 'draft', now(), now() + interval '1 hour', 60, 30)`,
    );
    await database.pool.query(`insert into march_keys values ('march-1', $1)`, [
      newMarchKey(before.worker.photo, 'march-1'),
    ]);
    const marchKey = () => one(`select wrapped_key as value from march_keys where march_id = 'march-1'`);
    const tokensKey = openMarchKey(before.worker.photo, 'march-1', await marchKey());
    const open = async ({ worker }: Keyrings) => decryptPhoto(photoId, sealed, await photoKeyOf(photoId), worker.photo);
    for (const step of ['announced', 'switched', 'rewritten', 'ended']) {
      expect(JSON.parse((await golos(['keys', 'rotate', 'photo', '--json'])).printed).step).toBe(step);
      const now = await keyrings();
      expect(await open(now)).toEqual({ ok: true, bytes: PICTURE });
      expect(openMarchKey(now.worker.photo, 'march-1', await marchKey())).toEqual(tokensKey);
    }
    expect(await open(before)).toEqual({ ok: false, reason: 'unreadable' });
    expect((await keyrings()).worker.photo).not.toEqual(before.worker.photo);
  });

  test('the review key: the same in both processes that have it', async () => {
    const before = await keyrings();
    const { photoId, sealed } = await addCitizen(before);
    for (let step = 1; step <= 4; step += 1) {
      await golos(['keys', 'rotate', 'review']);
      const { web, worker } = await keyrings();
      expect(web.review).toEqual(worker.review);
      expect(decryptPhoto(photoId, sealed, await reviewKeyOf(photoId), web.review).ok).toBe(true);
    }
    expect(decryptPhoto(photoId, sealed, await reviewKeyOf(photoId), before.web.review).ok).toBe(false);
    expect((await golos(['keys', 'status'])).code).toBe(0);
  });

  test('person keys: everybody is found at every step, and whoever has the old web.json finds nobody', async () => {
    const first = await keyrings();
    const users = Array.from({ length: 230 }, () => randomUUID());
    for (const user of users) await addCitizen(first, user);
    const personKeyOf = (user: string) => keyedHash(first.web.identity, 'person', 'telegram', user);
    const phone = randomBytes(32);
    await database.pool.query('insert into phones (phone_key, person_id) select $1, id from people limit 1', [phone]);
    const ids = async () =>
      (await database.pool.query<{ id: string }>('select id from people order by id')).rows.map(({ id }) => id);
    const before = await ids();
    const found = async ({ web }: Pick<Keyrings, 'web'>, of = users) =>
      lockPeople(database.pool, web.lookup, of.map(personKeyOf));
    const everybody = async (keys: Keyrings) => {
      const people = await found(keys);
      expect(people.map(({ personKey }) => personKey.toString('hex')).sort()).toEqual(
        users.map((user) => personKeyOf(user).toString('hex')).sort(),
      );
      // What the worker makes of a row leads to the same ballot as before.
      const member = await readPerson(database.pool, keys.worker.lookup, people[0]?.id ?? '');
      expect(member?.personKey).toEqual(people[0]?.personKey);
      const linkKey = linkKeyOf(keys.worker.link, member?.personKey ?? phone, place.electionId);
      expect((await findBallots(database.pool, [linkKey])).size).toBe(1);
      expect(await holderOf(database.pool, keys.worker.lookup, phone)).toBeDefined();
      expect(keys.web.lookup).toEqual(keys.worker.lookup);
      expect([keys.web.identity, keys.web.link]).toEqual([first.web.identity, first.web.link]);
    };
    const rotate = async () => JSON.parse((await golos(['keys', 'rotate', 'person', '--json'])).printed);

    let old = first;
    for (const rotation of ['the first', 'the second']) {
      expect([rotation, (await rotate()).step]).toEqual([rotation, 'announced']);
      const announced = await keyrings();
      await everybody(announced);
      expect((await golos(['keys', 'status'])).printed).toContain('person key is being replaced (announced)');
      expect((await rotate()).step).toBe('switched');
      const switched = await keyrings();
      await everybody(switched);
      // Who comes now is found by those who have not been started again yet.
      const late = randomUUID();
      const personKey = personKeyOf(late);
      await database.transaction((client) =>
        addPeople(
          client,
          switched.web.lookup,
          [{ personKey, messenger: 'telegram', sealedAddress: phone }],
          '2026-01-01',
        ),
      );
      expect((await found(announced, [late])).map((one) => one.personKey)).toEqual([personKey]);

      // A break in the middle: the database refuses after what there is was counted, and one page.
      let queries = 0;
      const whole = database;
      const query = (...asked: [string]) =>
        queries++ < 6 ? whole.pool.query(...asked) : Promise.reject(new Error('away'));
      database = { ...whole, pool: { query } } as unknown as Database;
      expect((await golos(['keys', 'rotate', 'person'])).code).toBe(1);
      database = whole;
      await everybody(switched);

      const rest = await rotate();
      expect(rest).toMatchObject({ step: 'rewritten', lost: 0, busy: 0 });
      expect(rest.rewritten).toBeLessThan(300);
      expect(rest.current).toBeGreaterThan(1);
      expect(await rotate()).toMatchObject({ step: 'ended', rewritten: 0, lost: 0, busy: 0 });

      const after = await keyrings();
      await everybody(after);
      expect((await golos(['keys', 'show'])).printed).toContain('lookup');
      // The old keyring finds nobody, and what is beside a person tells it nothing.
      expect(await found(old)).toEqual([]);
      expect(await holderOf(database.pool, old.web.lookup, phone)).toBeUndefined();
      const own = before[0] ?? '';
      await expect(readPerson(database.pool, old.worker.lookup, own)).rejects.toThrow();
      const { rows } = await database.pool.query('select from people where person_key = any($1)', [
        users.map(personKeyOf),
      ]);
      expect(rows).toEqual([]);
      old = after;
      await database.pool.query('delete from people where person_key = any($1)', [
        lookupsOf(after.web.lookup, 'person', personKey),
      ]);
    }
    expect(await ids()).toEqual(before);
    // Once more: split and put together, they are the same.
    const files = await Promise.all(['web', 'worker'].map((name) => readFile(join(folder(), `${name}.json`), 'utf8')));
    for (const file of files) expect(file).not.toMatch(/previous": \{|next": \{/);
    const out = join(dataDir, 'shares');
    await golos(['keys', 'split', '--shares', '2', '--needed', '2', '--out', out]);
    const shares = (await readdir(out)).map((name) => join(out, name));
    expect((await golos(['keys', 'join', ...shares, '--out', join(dataDir, 'again')])).code).toBe(0);
    expect(await keyrings(join(dataDir, 'again'))).toEqual(old);
    expect(await createKeyrings(folder())).toBe('present');
  });

  test('a change of one keyring that was broken off before the others is taken up with the same key', async () => {
    await golos(['keys', 'rotate', 'review']);
    const { next } = JSON.parse(await readFile(join(folder(), 'web.json'), 'utf8'));
    const { next: _gone, ...worker } = JSON.parse(await readFile(join(folder(), 'worker.json'), 'utf8'));
    await writeFile(join(folder(), 'worker.json'), JSON.stringify(worker));
    expect((await golos(['keys', 'rotate', 'review'])).printed).toContain('Step 1');
    expect(JSON.parse(await readFile(join(folder(), 'worker.json'), 'utf8')).next).toEqual(next);
    await golos(['keys', 'rotate', 'review']);
    expect((await keyrings()).worker.review.toString('base64')).toBe(next.review);
    expect((await golos(['keys', 'status'])).printed).toContain('review key is being replaced (switched)');
  });

  test.each([[[]], [['identity']], [['photo', 'review']]])('of %j is refused', async (argv) => {
    expect((await golos(['keys', 'rotate', ...argv])).code).not.toBe(0);
  });
});

test('a change of the keyring while its process was still starting is told, too', async () => {
  const path = join(folder(), 'web.json');
  const before = await keyringStamp(path);
  await golos(['keys', 'rotate', 'person']);
  const told = await new Promise((resolve) => {
    const watch = watchKeyring(
      path,
      {
        gone: () => resolve('gone'),
        changed: () => {
          watch.stop();
          resolve('changed');
        },
      },
      20,
      before,
    );
  });
  expect(told).toBe('changed');
});

describe('splitting', () => {
  test('any as many as are needed give the keyrings back, through files', async () => {
    const out = join(dataDir, 'shares');
    expect((await golos(['keys', 'split', '--shares', '5', '--needed', '3', '--out', out])).code).toBe(0);
    const files = (await readdir(out)).map((name) => join(out, name));
    expect(files).toHaveLength(5);
    expect((await stat(files[0] ?? '')).mode & 0o777).toBe(0o600);
    const few = await golos(['keys', 'join', ...files.slice(0, 2), files[0] ?? '', '--out', join(dataDir, 'few')]);
    expect([few.code, few.noted]).toEqual([1, expect.stringContaining('It takes 3 different ones')]);
    const again = join(dataDir, 'again');
    expect((await golos(['keys', 'join', ...files.slice(2), '--out', again])).code).toBe(0);
    expect(await keyrings(again)).toEqual(await keyrings());
    expect((await golos(['keys', 'join', ...files.slice(2), '--out', again])).noted).toContain('is there already');
  });

  test('any enough of them do, fewer tell nothing, and what was changed or mixed is named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 0, max: 4 }),
        fc.string({ minLength: 1 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        async (needed, more, secret, random) => {
          const shares = await splitSecret(secret, needed, needed + more);
          const mixed = shares.map((share) => [random.next().value, share] as const).sort(([a], [b]) => a - b);
          const some = mixed.map(([, share]) => share).slice(0, needed);
          expect(await joinShares(some)).toEqual({ ok: true, secret });
          expect(await joinShares(some.slice(1))).toMatchObject({ ok: false, problem: 'few' });
          const [first, ...rest] = some;
          if (first === undefined) throw new Error('none');
          const changed = { ...first, share: Buffer.from(`x${first.share}`).toString('base64') };
          expect(await joinShares([changed, ...rest])).toEqual({
            ok: false,
            problem: 'damaged',
            numbers: [first.number],
          });
          const [stranger] = await splitSecret(secret, needed, needed);
          expect(stranger && (await joinShares([stranger, ...rest]))).toMatchObject({ problem: 'sets' });
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('wiping', () => {
  test('asks, and does nothing without an answer', async () => {
    expect((await golos(['wipe'])).code).toBe(1);
    expect((await golos(['wipe'], false)).code).toBe(1);
    expect((await readdir(folder())).sort()).toEqual(['sender.json', 'web.json', 'worker.json']);
  });

  test('takes one person and less than 5 s; a full backup that is restored afterwards cannot be read', async () => {
    // Person keys were rotated once: every key that a keyring can have is there.
    for (const step of [announceKey, switchKeys, endRotation]) await step(folder(), 'person');
    const keys = await keyrings();
    const all = { ...keys.web, ...keys.worker, ...keys.sender };
    const record = await fillSealedRecord(database.pool, place, keys);
    const files = await Promise.all(PROCESSES.map((name) => readFile(join(folder(), `${name}.json`), 'utf8')));
    // A full backup of record and photos from before: byte for byte, with everything that Postgres has.
    await database.close();
    const [copy, server] = [
      `${clone.database}_backup`,
      openDatabase({ url: process.env.GOLOS_TEST_POSTGRES ?? '', max: 1 }),
    ];
    await server.pool.query(`create database ${copy} template ${clone.database} strategy file_copy`);
    database = openDatabase({ url: clone.url, max: 4 });
    await golos(['keys', 'rotate', 'photo']);
    await writeFile(join(folder(), 'web.json.new'), 'left by a change that was broken off');

    const begun = performance.now();
    expect(await golos(['wipe', '--yes'])).toMatchObject({ code: 0, printed: 'The keys are gone.' });
    expect(performance.now() - begun).toBeLessThan(5_000);

    const url = new URL(clone.url);
    url.pathname = copy;
    const restored = openDatabase({ url: url.href, max: 2 });
    try {
      // What is left on the machine: no key among it.
      expect(await readdir(folder())).toEqual(['wiped']);
      await expect(keyrings()).rejects.toThrow('cannot be read');
      await expect(createKeyrings(folder())).rejects.toThrow('were wiped');
      expect((await golos(['keys', 'status'])).code).toBe(1);

      // With the keys of before, everything of it can be read: what follows is not for want of data.
      const columns = await byteColumns(restored.pool);
      const values = await byteValues(restored.pool);
      expect([...values.keys()]).toEqual(columns);
      const sealed = columns.filter((name) => WITHOUT_A_KEY[name] === undefined);
      expect(await whatOpens(all, restored.pool, record)).toEqual(sealed);
      // With new ones, as anybody could make them, nothing.
      const other = join(dataDir, 'other');
      await mkdir(other);
      await createKeyrings(other);
      const made = await keyrings(other);
      expect(await whatOpens({ ...made.web, ...made.worker, ...made.sender }, restored.pool, record)).toEqual([]);
      // Nor does anything in the database contain a key of before.
      for (const text of files.flatMap((file) => Object.values<string>(JSON.parse(file)))) {
        const key = Buffer.from(text, 'base64');
        for (const [name, value] of values) expect([name, value.includes(key)]).toEqual([name, false]);
      }
    } finally {
      await restored.close();
      await server.pool.query(`drop database ${copy} with (force)`);
      await server.close();
    }
  });

  test('a process whose keyring is gone is told at once, and one whose keyring changed is told once', async () => {
    const path = join(folder(), 'web.json');
    /** What a process is told up to this word. */
    const heard = (last: 'gone' | 'changed') =>
      new Promise<string[]>((resolve) => {
        const words: string[] = [];
        const hear = (word: string) => {
          words.push(word);
          if (word !== last) return;
          watch.stop();
          resolve(words);
        };
        const watch = watchKeyring(path, { gone: () => hear('gone'), changed: () => hear('changed') }, 20);
      });
    const changed = heard('changed');
    // The first look has to come before: a keyring is not replaced in the first moment of a process.
    await new Promise((resolve) => setImmediate(resolve));
    let settled = false;
    void changed.then(() => {
      settled = true;
    });
    while (!settled) await golos(['keys', 'rotate', 'review']);
    expect(await changed).toEqual(['changed']);
    const gone = heard('gone');
    await golos(['wipe', '--yes']);
    // It is written over before it is deleted: a look in between finds it changed.
    expect([['gone'], ['changed', 'gone']]).toContainEqual(await gone);
  });
});
