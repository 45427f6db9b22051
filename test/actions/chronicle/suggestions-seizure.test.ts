import { randomUUID } from 'node:crypto';
import { suggestionContext, wrapSuggestedPhotos } from '../../../src/actions/chronicle/suggest.ts';
import { protocolKeyOf } from '../../../src/actions/protocols/protocol-links.ts';
import { retire } from '../../../src/actions/retire.ts';
import { linkKeyOf, voiceKeyOf } from '../../../src/actions/voice-keys.ts';
import type { Database } from '../../../src/storage/database.ts';
import { decrypt, keyedHash } from '../../../src/storage/sealing.ts';
import { addPerson } from '../../support/builders.ts';
import { dumpDatabase } from '../../support/dump.ts';
import { type Person, type SuggestionWorld, suggestionWorld } from '../../support/suggestions.ts';

let world: SuggestionWorld;
let database: Database;

beforeEach(async () => {
  world = await suggestionWorld();
  database = world.database;
});

afterEach(() => world.close());

/** Everything by which the record may know an account, computed with every key. */
function tokensOf({ id, personKey }: Person, day: string): Readonly<Record<string, Buffer>> {
  return {
    id: Buffer.from(id),
    key: personKey,
    sender: keyedHash(world.keys.link, 'chronicle-sender', personKey, day),
    link: linkKeyOf(world.keys.link, personKey, world.place.electionId),
    protocol: protocolKeyOf(world.keys.link, personKey, world.place.electionId),
    voice: voiceKeyOf(world.keys.voice, personKey, world.place.electionId),
  };
}

/** In which tables each token is found, as bytes, as text or in hexadecimal. */
async function whereFound(tokens: Readonly<Record<string, Buffer>>): Promise<Record<string, string[]>> {
  const pieces = await dumpDatabase(database.pool);
  const tablesWith = (token: Buffer) =>
    pieces
      .filter(({ bytes }) => bytes.includes(token) || bytes.includes(token.toString('hex')))
      .map(({ where }) => where.split('.')[1]?.replaceAll('"', '') ?? '');
  return Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [name, [...new Set(tablesWith(token))].sort()]),
  );
}

/** Whose tokens, computed with the link key, the counts of a day are. */
async function sendersOf(day: string, people: readonly Person[]): Promise<Person[]> {
  const { rows } = await database.pool.query<{ token: Buffer }>('select token from chronicle_senders order by ctid');
  return rows.flatMap(({ token }) => people.filter((person) => tokensOf(person, day).sender?.equals(token)));
}

test('with all keys at hand: who sent something on a day, and after it nothing; no token of an account beside what was sent', async () => {
  const people = [await addPerson(database.pool), await addPerson(database.pool), await addPerson(database.pool)];
  const [one, other, silent] = people as [Person, Person, Person];
  const day = world.today();
  for (const person of [one, other]) {
    const photoId = randomUUID();
    await world.fetchPhoto(person, photoId);
    const id = await world.send(person, [photoId]);
    const { rows } = await database.pool.query<{ sealed: Buffer }>(
      'select sealed from chronicle_suggestions where id = $1',
      [id],
    );
    const opened = decrypt(world.keys.review, rows[0]?.sealed ?? Buffer.alloc(0), suggestionContext(id));
    expect(Object.keys(JSON.parse(opened.toString('utf8'))).sort()).toEqual(['day', 'language', 'place', 'text']);
  }
  await wrapSuggestedPhotos(database, world.keys);
  const account = { id: ['dialogues', 'people'], key: ['people'], link: [], protocol: [], voice: [] };
  for (const person of [one, other])
    expect(await whereFound(tokensOf(person, day))).toEqual({ ...account, sender: ['chronicle_senders'] });
  expect(await whereFound(tokensOf(silent, day))).toEqual({ ...account, sender: [] });
  // After the next day's end nothing says any more that they did.
  world.at = new Date('2020-08-18T01:00:00Z');
  await retire({ database, store: world.store, now: world.now });
  expect(await world.count('from chronicle_suggestions')).toBe(2);
  for (const person of people) expect(await whereFound(tokensOf(person, day))).toEqual({ ...account, sender: [] });
});

// The limit that docs/PRIVACY.md states.
test('until the next day is over, link key and database do say who, where one account sent, or by the order of rows', async () => {
  const people = [await addPerson(database.pool), await addPerson(database.pool), await addPerson(database.pool)];
  const [, second, first] = people as [Person, Person, Person];
  const sent = [await world.send(first)];
  expect(await sendersOf(world.today(), people)).toEqual([first]);
  expect(await world.count('from chronicle_suggestions')).toBe(1);
  sent.push(await world.send(second));
  const { rows } = await database.pool.query<{ id: string }>('select id from chronicle_suggestions order by ctid');
  expect(rows.map(({ id }) => id)).toEqual(sent);
  expect(await sendersOf(world.today(), people)).toEqual([first, second]);
  world.at = new Date('2020-08-18T01:00:00Z');
  await retire({ database, store: world.store, now: world.now });
  expect(await sendersOf('2020-08-16', people)).toEqual([]);
});

test('a photo’s link to its account goes with what it is sent for', async () => {
  const person = await addPerson(database.pool);
  const photoId = randomUUID();
  await world.fetchPhoto(person, photoId);
  expect((await whereFound(tokensOf(person, world.today()))).link).toEqual(['photos']);
  await world.send(person, [photoId]);
  expect((await whereFound(tokensOf(person, world.today()))).link).toEqual([]);
});
