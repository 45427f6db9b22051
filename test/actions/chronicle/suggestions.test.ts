import { randomUUID } from 'node:crypto';
import { applyIntents } from '../../../src/actions/apply-intents.ts';
import { createAuditWriter } from '../../../src/actions/audit-writer.ts';
import {
  acceptSuggestion,
  type DecideDeps,
  declineSuggestion,
  viewSuggestedPhoto,
  viewSuggestion,
} from '../../../src/actions/chronicle/decide-suggestion.ts';
import { wrapSuggestedPhotos } from '../../../src/actions/chronicle/suggest.ts';
import { openSend } from '../../../src/actions/outbox-payload.ts';
import { retire } from '../../../src/actions/retire.ts';
import { MOST_A_DAY } from '../../../src/domain/chronicle/suggestion.ts';
import { readDraft } from '../../../src/storage/chronicle-drafts.ts';
import type { Database } from '../../../src/storage/database.ts';
import { addPerson } from '../../support/builders.ts';
import { addOrganizer } from '../../support/editions.ts';
import { type SuggestionWorld, suggestionWorld } from '../../support/suggestions.ts';

let world: SuggestionWorld;
let database: Database;
let by: string;

beforeEach(async () => {
  world = await suggestionWorld();
  database = world.database;
  by = await addOrganizer(database);
});

afterEach(() => world.close());

const desk = (): DecideDeps => ({
  database,
  now: world.now,
  photos: { reviewKey: world.keys.review, store: world.store, audit: createAuditWriter(database) },
});

test.each(['before', 'after'])(
  'photos that come %s: read, chosen, and then everything that was sent is gone',
  async (when) => {
    const person = await addPerson(database.pool);
    const photoId = randomUUID();
    if (when === 'before') await world.fetchPhoto(person, photoId);
    const id = await world.send(person, [photoId]);
    if (when === 'after') await world.fetchPhoto(person, photoId);
    expect((await viewSuggestion(desk(), { id, by }))?.photos).toEqual([{ position: 0, isThere: false }]);
    await wrapSuggestedPhotos(database, world.keys);
    const opened = await viewSuggestion(desk(), { id, by });
    expect(opened).toMatchObject({
      said: { text: 'People stood along the road.', day: '2020-08-15', place: 'Minsk' },
      photos: [{ position: 0, isThere: true }],
    });
    expect(await viewSuggestedPhoto(desk(), { id, position: 0, by })).toMatchObject({ kind: 'photo' });
    const draft = await acceptSuggestion(desk(), { id, positions: [0], by });
    const row = await readDraft(database.pool, draft ?? '');
    expect(row).toMatchObject({
      fromCitizen: true,
      content: {
        day: '2020-08-15',
        text: { en: 'People stood along the road.' },
        photos: [{ width: 640, height: 480, alt: {} }],
        facesChecked: false,
      },
    });
    expect(await world.count('from chronicle_suggestions')).toBe(0);
    expect(await world.count('from chronicle_suggestion_photos')).toBe(0);
    // What the messenger sent is destroyed with the next look after its second day.
    world.at = new Date('2020-08-19T12:00:00Z');
    await retire({ database, store: world.store, now: world.now });
    expect(await world.count('from photos')).toBe(0);
    expect(world.stored.size).toBe(0);
    const { rows } = await database.pool.query<{ action: string }>('select action from audit_entries order by number');
    expect(rows.map(({ action }) => action)).toContain('chronicle.view-suggestion');
    expect(rows.map(({ action }) => action).filter((action) => action === 'chronicle.view-photo')).toHaveLength(2);
  },
);

test.each(['before', 'after'])(
  'a photo that comes %s and cannot be used: its sender is told, once, and what they told is there',
  async (when) => {
    const [person, other] = [await addPerson(database.pool), await addPerson(database.pool)];
    const [bad, good, loose] = [randomUUID(), randomUUID(), randomUUID()];
    // Refused, and sent by nobody: the dialogue told of it.
    await world.fetchPhoto(other, loose, 'damaged');
    if (when === 'before') await world.fetchPhoto(person, bad, 'too-small');
    await world.send(person, [bad, good]);
    if (when === 'after') await world.fetchPhoto(person, bad, 'too-small');
    await world.fetchPhoto(person, good);
    const { rows } = await database.pool.query<{ person_id: string; payload: Buffer }>(
      `select person_id, payload from outbox where queue = 'sends'`,
    );
    expect(rows.map(({ person_id, payload }) => [person_id, openSend(world.keys.outbox, payload)])).toEqual([
      [person.id, expect.objectContaining({ message: { text: 'chronicle-photo-refused too-small' } })],
    ]);
    expect(await world.count('from chronicle_suggestions')).toBe(1);
  },
);

test('photos that wait to be read outlive the look at abandoned ones, and go with what nobody read', async () => {
  const person = await addPerson(database.pool);
  const photoId = randomUUID();
  await world.fetchPhoto(person, photoId);
  await world.send(person, [photoId]);
  world.at = new Date('2020-09-16T12:00:00Z');
  await retire({ database, store: world.store, now: world.now });
  expect(await world.count('from photos')).toBe(1);
  world.at = new Date('2020-12-01T12:00:00Z');
  await retire({ database, store: world.store, now: world.now });
  expect(await world.count('from chronicle_suggestions')).toBe(0);
  expect(await world.count('from photos')).toBe(0);
  expect(world.stored.size).toBe(0);
});

test('the same photo for the chronicle and for a ballot is no duplicate', async () => {
  const [one, other] = [await addPerson(database.pool), await addPerson(database.pool)];
  const [sent, ballot] = [randomUUID(), randomUUID()];
  await world.fetchPhoto(one, sent);
  await world.send(one, [sent]);
  await world.fetchPhoto(other, ballot);
  const { rows } = await database.pool.query('select outcome from photos where id = $1', [ballot]);
  expect(rows).toEqual([{ outcome: 'ready' }]);
});

test('one account can send so much a day, and is told', async () => {
  const person = await addPerson(database.pool);
  for (let n = 0; n <= MOST_A_DAY; n += 1) await world.send(person);
  expect(await world.count('from chronicle_suggestions')).toBe(MOST_A_DAY);
  expect(await world.count(`from outbox where queue = 'sends'`)).toBe(1);
  world.at = new Date('2020-08-17T12:00:00Z');
  await world.send(person);
  expect(await world.count('from chronicle_suggestions')).toBe(MOST_A_DAY + 1);
});

test('two who decide at once: one does', async () => {
  const person = await addPerson(database.pool);
  const id = await world.send(person);
  const decided = await Promise.all([declineSuggestion(desk(), { id, by }), declineSuggestion(desk(), { id, by })]);
  expect(decided.sort()).toEqual([false, true]);
  expect(await acceptSuggestion(desk(), { id, positions: [], by })).toBeUndefined();
});

test('an account that is forgotten while its photo is still to come: what it sent stays, and is nobody’s', async () => {
  const person = await addPerson(database.pool);
  const photoId = randomUUID();
  const id = await world.send(person, [photoId]);
  await applyIntents(world.worker(), [await world.want(person, { do: 'forget' })]);
  expect(await world.count('from people')).toBe(0);
  expect(await viewSuggestion(desk(), { id, by })).toMatchObject({ said: { place: 'Minsk' } });
});
