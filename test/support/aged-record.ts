import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { addElection, addPerson } from './builders.ts';
import { cloneDatabase } from './database.ts';

/** When everything is that has no end. */
export const LONG_AGO = '2021-01-01';

/** Whether what was put there still is. */
export type Still = () => Promise<boolean>;

/** Random bytes, in place of a key, a hash or something sealed. */
export const bytes = () => randomBytes(32);

/** A record in which things of any age can be put, each told by whether it is still there. */
export type AgedRecord = Awaited<ReturnType<typeof openAgedRecord>>;

export async function openAgedRecord() {
  const clone = await cloneDatabase();
  const database: Database = openDatabase({ url: clone.url, max: 4 });
  const folder = await mkdtemp(join(tmpdir(), 'golos-retention-'));
  const store = await openFolderPhotoStore({ folder });
  const place = await addElection(database.pool);
  const personId = (await addPerson(database.pool)).id;
  const organizerId = randomUUID();

  /** A row; it is known by its first column. */
  async function add(table: string, row: Readonly<Record<string, unknown>>): Promise<Still> {
    const columns = Object.keys(row);
    const values = Object.values(row);
    const places = columns.map((_, at) => `$${at + 1}`);
    await database.pool.query(`insert into ${table} (${columns.join()}) values (${places.join()})`, values);
    return async () => {
      const { rowCount } = await database.pool.query(`select from ${table} where ${columns[0]} = $1`, [values[0]]);
      return rowCount !== 0;
    };
  }

  async function photo(on: string, more: Readonly<Record<string, unknown>> = {}): Promise<[string, Still[]]> {
    const id = randomUUID();
    const row = await add('photos', { id, outcome: 'refused', refusal: 'damaged', day: on, ...more });
    const key = await add('photo_keys', { photo_id: id, wrapped_key: bytes() });
    await store.put(id, Buffer.from('ciphertext'));
    return [id, [row, key, async () => (await store.get(id)) !== undefined]];
  }

  async function sheetLink(state: 'open' | 'rejected', on: string): Promise<Still[]> {
    const [id, linkKey] = [randomUUID(), bytes()];
    await add('protocols', {
      ...{ id, election_id: place.electionId, station_id: place.stationIds[0], state, pick: 1, day: on },
      problem: state === 'rejected' ? 'unreadable' : null,
    });
    const [photoId] = await photo(on, { protocol_id: id, link_key: linkKey });
    const link = await add('protocol_links', {
      ...{ link_key: linkKey, station_id: place.stationIds[0], protocol_id: id, sealed_person: bytes() },
    });
    return [link, stillLinked(photoId)];
  }

  async function ballotLink(state: 'handed-in' | 'rejected', closesOn: string): Promise<Still[]> {
    const [electionId, stationId, ballotId, linkKey] = [
      `e-${randomUUID().slice(0, 8)}`,
      randomUUID(),
      randomUUID(),
      bytes(),
    ];
    await add('elections', {
      ...{ id: electionId, name: '{}', opens_on: LONG_AGO, closes_on: closesOn, time_zone: 'UTC' },
      ...{ trusted_prefixes: [], photo_sides: 2 },
    });
    await add('choices', { election_id: electionId, id: 'oak', position: 0, name: '{}' });
    await add('stations', {
      ...{ id: stationId, election_id: electionId, code: '1', levels: ['North'], name: 'x', address: 'x' },
      search_text: 'x',
    });
    await add('ballots', {
      ...{ id: ballotId, election_id: electionId, station_id: stationId, choice_id: 'oak', tier: 'verified' },
      ...{ kind: 'photographed', state, day: LONG_AGO },
    });
    const [photoId] = await photo(LONG_AGO, { ballot_id: ballotId, link_key: linkKey });
    const link = await add('ballot_links', { link_key: linkKey, ballot_id: ballotId, sealed_person: bytes() });
    return [link, stillLinked(photoId)];
  }

  const stillLinked = (photoId: string) => async () => {
    const { rowCount } = await database.pool.query('select from photos where id = $1 and link_key is not null', [
      photoId,
    ]);
    return rowCount === 1;
  };

  async function turn(state: 'answered' | 'lapsed', item: 'open' | 'closed'): Promise<Still[]> {
    const itemId = randomUUID();
    await add('review_items', {
      ...{ id: itemId, election_id: place.electionId, kind: 'gold', state: item, pick: 1, day: LONG_AGO },
    });
    const row = await add('review_turns', {
      ...{ item_id: itemId, reviewer_id: organizerId, round: 1, state, leased_until: LONG_AGO, day: LONG_AGO },
      answer: state === 'answered' ? 'oak' : null,
    });
    return [row];
  }

  async function recipient(audience: object, finishedAt: Date): Promise<Still[]> {
    const id = randomUUID();
    await add('broadcasts', {
      ...{ id, title: 'x', content: '{}', audience: JSON.stringify(audience), state: 'finished' },
      finished_at: finishedAt,
    });
    return [await add('broadcast_recipients', { broadcast_id: id, batch: 1, person_id: personId })];
  }

  async function upload(at: Date): Promise<Still[]> {
    const id = randomUUID();
    const row = await add('official_uploads', {
      ...{ id, election_id: place.electionId, source: 'cec', file_name: 'x.csv', size: 1, reading: '{}' },
      ...{ uploaded_by: organizerId, uploaded_at: at },
    });
    return [row, await add('official_upload_parts', { upload_id: id, number: 0, bytes: bytes() })];
  }

  let window = 0;
  async function picture(on: string, of: 'march' | 'organizers'): Promise<Still[]> {
    const id = randomUUID();
    const row = await add('pictures', { id, media_type: 'image/png', bytes: bytes(), day: on });
    if (of === 'organizers') return [row];
    window += 1;
    const shown = await add('march_pictures', {
      ...{ picture_id: id, march_id: 'walk', window_number: window, zone: 0, language: 'en' },
    });
    return [row, shown];
  }

  async function suggestion(on: string): Promise<Still[]> {
    const id = randomUUID();
    const row = await add('chronicle_suggestions', { id, sealed: bytes(), day: on });
    const [photoId, stills] = await photo(on);
    await add('chronicle_suggestion_photos', { photo_id: photoId, suggestion_id: id, position: 0 });
    return [row, ...stills];
  }

  const session = async (startedAt: Date, seenAt: Date) => [
    await add('sessions', { token_hash: bytes(), data: '{}', started_at: startedAt, seen_at: seenAt }),
  ];
  const vote = () => ({
    ...{ election_id: place.electionId, station_id: place.stationIds[0], choice_id: place.choiceIds[0] },
    tier: 'verified',
  });

  const deadLetter = (on: string) =>
    add('dead_letters', { id: randomUUID(), messenger: 'viber', reason: 'x', sealed_body: bytes(), day: on });

  await add('organizers', {
    ...{ id: organizerId, alias: 'somebody', role: 'organizer', language: 'en', joined_on: LONG_AGO },
  });
  await add('marches', {
    ...{ id: 'walk', definition: '{"zones": []}', starts_at: LONG_AGO, ends_at: '2021-01-01T12:00:00Z' },
    window_seconds: 60,
  });
  await add('surveys', { id: 'survey', definition: '{}', created_at: LONG_AGO });
  const close = async () => {
    await database.close();
    await clone.drop();
    await rm(folder, { recursive: true });
  };
  return {
    ...{ database, store, place, personId, organizerId, close },
    ...{ add, photo, sheetLink, ballotLink, turn, recipient, upload, picture, suggestion, session, vote, deadLetter },
  };
}
