import { randomBytes, randomUUID } from 'node:crypto';
import { applyIntents } from '../../../src/actions/apply-intents.ts';
import type { Intent } from '../../../src/actions/intents.ts';
import { rekeyPeople } from '../../../src/actions/keys/rekey-people.ts';
import { queueOf, sealPayload } from '../../../src/actions/outbox-payload.ts';
import { openPerson as openSender } from '../../../src/actions/protocols/protocol-links.ts';
import { isConflict, type TakeUpdatesDeps, takeUpdates } from '../../../src/actions/take-updates.ts';
import { linkKeyOf, openPerson, voiceKeyOf } from '../../../src/actions/voice-keys.ts';
import { findBallots, findSpentVoices } from '../../../src/storage/ballots.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import {
  type LookupKeys,
  lookupKeys,
  NEVER_ROTATED,
  openKey,
  type StoredKey,
} from '../../../src/storage/lookup-keys.ts';
import { addOutboxRows } from '../../../src/storage/outbox.ts';
import { claimPhone, findPhoneKeys, holderOf } from '../../../src/storage/phones.ts';
import { decrypt } from '../../../src/storage/sealing.ts';
import { lockPeople } from '../../../src/storage/updates.ts';
import { addElection, addPerson, type Place, testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { takingOn, textFrom, wordsIn } from '../../support/taking.ts';

let clone: ClonedDatabase;
let database: Database;
let other: Database;
let place: Place;
const keys = testKeys();

beforeAll(async () => {
  clone = await cloneDatabase();
  // Two web processes.
  database = openDatabase({ url: clone.url, max: 6, pipeline: true });
  other = openDatabase({ url: clone.url, max: 6, pipeline: true });
  place = await addElection(database.pool);
});
afterAll(async () => {
  await database.close();
  await other.close();
  await clone.drop();
});
beforeEach(async () => {
  await database.pool.query(
    'truncate people, dialogues, phones, ballots, ballot_links, protocols, tallies, spent_voices, traces, updates, outbox, dead_letters cascade',
  );
});

/** What keyrings say at each step of a rotation. */
const stepsOf = (old: Buffer | null, anew: Buffer) => ({
  before: lookupKeys(old, []),
  announced: lookupKeys(old, [anew]),
  switched: lookupKeys(anew, [old]),
  after: lookupKeys(anew, []),
});

const storedPeople = async () =>
  (
    await database.pool.query<{ id: string } & StoredKey>(
      'select id, person_key as lookup, sealed_key as "sealedKey" from people order by id',
    )
  ).rows;

async function rewriteAll(current: Buffer, previous: Buffer | null): Promise<number> {
  let total = 0;
  for (;;) {
    const { rewritten, busy, lost } = await rekeyPeople(database, { current, previous, link: keys.link });
    expect(lost).toBe(0);
    total += rewritten;
    if (rewritten + busy === 0) return total;
  }
}

const shuffled = <T>(list: readonly T[]) =>
  list
    .map((one) => [Math.random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

describe('while person keys are being replaced', () => {
  test('two processes at neighbouring steps, and the rewriting, never double or lose anybody', async () => {
    const { deps, arrive } = await takingOn(database);
    const web = (at: LookupKeys, on: Database): TakeUpdatesDeps => ({
      ...deps,
      database: on,
      keys: { ...deps.keys, lookup: at },
    });
    const said = new Map<string, string[]>();
    const ids = new Map<string, string>();
    let words = 0;

    /** Everybody writes to both processes, each in batches of its own; a few of them for the first time. */
    const everybodyWrites = async (here: LookupKeys, there: LookupKeys) => {
      for (let i = 0; i < 8; i++) said.set(`person ${said.size}`, []);
      const write = async (to: TakeUpdatesDeps) => {
        const users = shuffled([...said.keys()]);
        for (let at = 0; at < users.length; at += 5) {
          const batch = users.slice(at, at + 5).map((user) => {
            const word = `w${words++}`;
            said.get(user)?.push(word);
            return arrive(textFrom(user, word));
          });
          // As the messenger does: it comes again when two were in each other's way.
          for (;;) {
            const done = await takeUpdates(to, batch).then(
              () => true,
              (error: unknown) => {
                if (!isConflict(error)) throw error;
                return false;
              },
            );
            if (done) break;
          }
        }
      };
      await Promise.all([
        write(web(here, database)),
        write(web(there, other)),
        write(web(there, database)),
        write(web(here, other)),
      ]);
    };

    const everybodyIsThere = async (at: LookupKeys) => {
      const personKeys = [...said.keys()].map((user) => arrive(textFrom(user, '')).personKey);
      const found = await lockPeople(database.pool, at, personKeys);
      const rows = await storedPeople();
      expect(rows).toHaveLength(said.size);
      expect(found.map(({ personKey }) => personKey.toString('hex')).sort()).toEqual(
        personKeys.map((key) => key.toString('hex')).sort(),
      );
      for (const [i, user] of [...said.keys()].entries()) {
        const { id = '', state = null } = found.find(({ personKey }) => personKeys[i]?.equals(personKey)) ?? {};
        expect(ids.get(user) ?? id).toBe(id);
        ids.set(user, id);
        const heard = state === null ? [] : wordsIn(decrypt(deps.keys.state, state, 'dialogue').toString('utf8'));
        expect(heard.sort()).toEqual(said.get(user)?.slice().sort());
      }
      // What a worker reads of a row is what the messenger's id gives.
      expect(rows.map((row) => openKey(at, 'person', row).toString('hex')).sort()).toEqual(
        personKeys.map((key) => key.toString('hex')).sort(),
      );
    };

    let old: Buffer | null = null;
    for (let rotation = 0; rotation < 3; rotation++) {
      const anew = randomBytes(32);
      const step = stepsOf(old, anew);
      await everybodyWrites(step.before, step.before);
      await everybodyWrites(step.before, step.announced);
      await everybodyIsThere(step.announced);
      await everybodyWrites(step.announced, step.switched);
      await everybodyIsThere(step.switched);
      const [rewritten] = await Promise.all([
        rewriteAll(anew, old),
        everybodyWrites(step.switched, step.switched).then(() => everybodyWrites(step.switched, step.switched)),
      ]);
      expect(rewritten).toBeGreaterThan(0);
      await rewriteAll(anew, old);
      await everybodyWrites(step.switched, step.after);
      await everybodyIsThere(step.after);
      old = anew;
    }
  }, 60_000);

  test('a row is found under the one value or the other, also by a statement that waits for its rewriting', async () => {
    const { deps, arrive } = await takingOn(database);
    const arrived = arrive(textFrom('anna', 'hello'));
    await takeUpdates(deps, [arrived]);
    const [anna] = await storedPeople();
    const anew = randomBytes(32);
    const { switched } = stepsOf(null, anew);
    const rewriting = await other.pool.connect();
    try {
      await rewriting.query('begin');
      expect(
        (await rekeyPeople({ pool: rewriting as never }, { current: anew, previous: null, link: keys.link })).rewritten,
      ).toBe(1);
      const waiting = takeUpdates({ ...deps, keys: { ...deps.keys, lookup: switched } }, [
        arrive(textFrom('anna', 'again')),
      ]);
      // It hangs at the row: only then is the rewriting committed.
      for (let blocked = false; !blocked; ) {
        const { rows } = await other.pool.query(`select from pg_stat_activity where wait_event_type = 'Lock'`);
        blocked = rows.length > 0;
      }
      await rewriting.query('commit');
      expect((await waiting).taken).toEqual([{ kind: 'taken' }]);
    } finally {
      rewriting.release();
    }
    expect((await storedPeople()).map(({ id }) => id)).toEqual([anna?.id]);
  });

  test('a row that somebody holds is left for the next pass, and nobody is waited for', async () => {
    const person = await addPerson(database.pool);
    const held = await other.pool.connect();
    const current = randomBytes(32);
    try {
      await held.query('begin');
      await held.query('select from people for key share');
      expect(await rekeyPeople(database, { current, previous: null, link: keys.link })).toMatchObject({
        rewritten: 0,
        busy: 1,
      });
      await held.query('commit');
    } finally {
      held.release();
    }
    expect(await rekeyPeople(database, { current, previous: null, link: keys.link })).toMatchObject({
      rewritten: 1,
      busy: 0,
    });
    expect(await rekeyPeople(database, { current, previous: null, link: keys.link })).toEqual({
      rewritten: 0,
      current: 1,
      lost: 0,
      busy: 0,
      doubled: 0,
    });
    const [row] = await storedPeople();
    expect(row && openKey(lookupKeys(current, []), 'person', row).equals(person.personKey)).toBe(true);
  });

  test('a phone that is claimed at two steps at the same moment is one account’s', async () => {
    const anew = randomBytes(32);
    const { announced, switched, after } = stepsOf(null, anew);
    const phones = Array.from({ length: 20 }, () => randomBytes(32));
    for (const phone of phones) {
      const [one, two] = [await addPerson(database.pool), await addPerson(database.pool)];
      const claims = await Promise.all([
        database.transaction((client) => claimPhone(client, announced, phone, one.id)),
        other.transaction((client) => claimPhone(client, switched, phone, two.id)),
      ]);
      expect(claims.sort()).toEqual(['claimed', 'taken']);
    }
    await rewriteAll(anew, null);
    const { rows } = await database.pool.query<{ id: string }>('select person_id as id from phones');
    expect(rows).toHaveLength(phones.length);
    const known = await findPhoneKeys(
      database.pool,
      after,
      rows.map(({ id }) => id),
    );
    expect([...known.values()].map((key) => key.toString('hex')).sort()).toEqual(
      phones.map((key) => key.toString('hex')).sort(),
    );
  });
});

describe('after a rotation', () => {
  const anew = randomBytes(32);
  const { switched, after } = stepsOf(null, anew);

  async function apply(lookup: LookupKeys, personId: string, wanted: Intent): Promise<void> {
    const rows = await addOutboxRows(database.pool, [
      { queue: queueOf(wanted), personId, payload: sealPayload(keys.outbox, wanted) },
    ]);
    const deps = {
      database,
      keys: { ...keys, lookup },
      text: ({ kind }: { kind: string }) => kind,
      today: () => '2020-08-09',
    };
    await applyIntents(
      deps,
      rows.map(({ id }) => id),
    );
  }

  const handIn = (): Intent => ({
    do: 'hand-in',
    ballotId: randomUUID(),
    electionId: place.electionId,
    stationId: place.stationIds[0] ?? '',
    choiceId: place.choiceIds[0] ?? '',
    tier: 'verified',
    photoIds: [],
  });
  const ballotOf = async (personKey: Buffer) => {
    const key = linkKeyOf(keys.link, personKey, place.electionId);
    return (await findBallots(database.pool, [key])).get(key.toString('hex'));
  };

  test('a ballot of before is replaced by its person’s next one: one voice stays one', async () => {
    const { id, personKey } = await addPerson(database.pool, { phoneKey: randomBytes(32) });
    await apply(NEVER_ROTATED, id, handIn());
    expect(await ballotOf(personKey)).toBeDefined();
    await rewriteAll(anew, null);
    const owner = async (lookup: LookupKeys) => {
      const { rows } = await database.pool.query<{ ballotId: string; sealed: Buffer }>(
        'select ballot_id as "ballotId", sealed_person as sealed from ballot_links',
      );
      return rows.map(({ ballotId, sealed }) => openPerson({ link: keys.link, lookup }, ballotId, sealed));
    };
    expect(await owner(after)).toEqual([id]);
    // Whoever has the link key alone is told nothing any more.
    await expect(owner(NEVER_ROTATED)).rejects.toThrow();
    await apply(switched, id, handIn());
    expect(await owner(after)).toEqual([id]);
    await apply(after, id, handIn());
    expect(await owner(after)).toEqual([id]);
    await rewriteAll(randomBytes(32), anew);
    await expect(owner(after)).rejects.toThrow();
    expect(await ballotOf(personKey)).toBeDefined();
    expect((await database.pool.query('select from ballots')).rowCount).toBe(1);
  });

  test('who sent a result sheet is told by nobody who has the keys of before', async () => {
    const { id } = await addPerson(database.pool);
    const [protocolId, photoId] = [randomUUID(), randomUUID()];
    const stationId = place.stationIds[0] ?? '';
    await apply(NEVER_ROTATED, id, {
      do: 'hand-in-protocol',
      protocolId,
      electionId: place.electionId,
      stationId,
      photoIds: [photoId],
    });
    const sender = async (lookup: LookupKeys) => {
      const { rows } = await database.pool.query<{ sealed: Buffer }>(
        'select sealed_person as sealed from protocol_links where protocol_id = $1',
        [protocolId],
      );
      return rows.map(({ sealed }) => openSender({ link: keys.link, lookup }, sealed));
    };
    expect(await sender(switched)).toEqual([id]);
    await rewriteAll(anew, null);
    expect(await sender(after)).toEqual([id]);
    await expect(sender(NEVER_ROTATED)).rejects.toThrow();
  });

  test('whoever was forgotten before or after has had their voice, by account and by phone', async () => {
    const phoneKey = randomBytes(32);
    const { id, personKey } = await addPerson(database.pool, { phoneKey });
    await apply(NEVER_ROTATED, id, handIn());
    await rewriteAll(anew, null);
    await apply(after, id, { do: 'forget' });
    expect(await storedPeople()).toEqual([]);
    const voices = [personKey, phoneKey].map((of) => voiceKeyOf(keys.voice, of, place.electionId));
    expect((await findSpentVoices(database.pool, voices)).size).toBe(2);
  });

  test.each([
    ['before the rewriting', switched, false],
    ['after it', after, true],
  ])('a registration moves with its phone, %s', async (_when, lookup, rewritten) => {
    const phoneKey = randomBytes(32);
    const from = await addPerson(database.pool, { phoneKey });
    const to = await addPerson(database.pool, { tier: 'unverified', messenger: 'viber' });
    await apply(NEVER_ROTATED, from.id, handIn());
    if (rewritten) await rewriteAll(anew, null);
    expect(await holderOf(database.pool, lookup, phoneKey)).toBe(from.id);
    await apply(lookup, to.id, {
      do: 'move-registration',
      phoneKey: phoneKey.toString('base64'),
      tier: 'verified',
    });
    expect((await storedPeople()).map(({ id }) => id)).toEqual([to.id]);
    expect(await ballotOf(to.personKey)).toBeDefined();
    expect(await holderOf(database.pool, lookup, phoneKey)).toBe(to.id);
    expect((await database.pool.query('select from phones')).rowCount).toBe(1);
  });

  test('somebody who is there under both values is told apart from the rest, which is written anew', async () => {
    const { deps, arrive } = await takingOn(database);
    const arrived = arrive(textFrom('anna', 'hello'));
    // Against the rules: a process of before the first step, and one of after the second.
    await takeUpdates(deps, [arrived]);
    await takeUpdates({ ...deps, keys: { ...deps.keys, lookup: after } }, [arrive(textFrom('anna', 'hello'))]);
    expect(await storedPeople()).toHaveLength(2);
    const boris = await addPerson(database.pool);
    const result = await rekeyPeople(database, { current: anew, previous: null, link: keys.link });
    expect(result).toEqual({ rewritten: 1, current: 1, lost: 0, busy: 0, doubled: 1 });
    const rows = await storedPeople();
    const keyOf = (id: string) => rows.filter((row) => row.id === id).map((row) => openKey(after, 'person', row));
    expect(keyOf(boris.id)).toEqual([boris.personKey]);
    // Both lead to the same links and voices.
    expect(rows.filter((row) => openKey(after, 'person', row).equals(arrived.personKey))).toHaveLength(2);
  });
});
