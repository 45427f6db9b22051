import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { suggestionContext } from '../../src/actions/chronicle/suggest.ts';
import { marchToken, newMarchKey, openMarchKey } from '../../src/actions/marches/tokens.ts';
import * as sheets from '../../src/actions/protocols/protocol-links.ts';
import { linkKeyOf, sealPerson, surveyKeyOf, voiceKeyOf } from '../../src/actions/voice-keys.ts';
import { placeKeyOf } from '../../src/http/place.ts';
import type { Queryable } from '../../src/storage/database.ts';
import { type Keyring, readKeyring } from '../../src/storage/keyring.ts';
import { storedKey } from '../../src/storage/lookup-keys.ts';
import { encryptPhoto, rewrapPhotoKey } from '../../src/storage/photo-crypto.ts';
import { encrypt, keyedHash, loadSealer } from '../../src/storage/sealing.ts';
import type { Place } from './builders.ts';

export interface Keyrings {
  readonly web: Keyring<'web'>;
  readonly worker: Keyring<'worker'>;
  readonly sender: Keyring<'sender'>;
}

/** Columns of bytes that no key of a keyring is for, and why there is nothing to be tried with one. */
export const WITHOUT_A_KEY: Readonly<Record<string, string>> = {
  'audit_entries.hash': 'a hash of what stands beside it in clear',
  'audit_entries.previous_hash': 'the same, of the entry before',
  'invitations.token_hash': 'a hash of random bits that stand in the link alone',
  'official_imports.sha256': 'a hash of a public file',
  'official_upload_parts.bytes': 'an official file, in clear',
  'passkeys.credential_id': 'what the device calls itself, in clear',
  'passkeys.public_key': 'a public key, in clear',
  'pictures.bytes': 'a picture that is sent to everybody, in clear',
  'prepared_editions.content': 'figures that are to be public, in clear',
  'prepared_editions.sha256': 'a hash of them',
  'proposals.content_hash': 'a hash of what stands beside it in clear',
  'recovery_codes.code_hash': 'a hash of random bits that its holder alone has',
  'sessions.token_hash': 'a hash of random bits that stand in the cookie alone',
};

/** What is known of somebody from elsewhere, or guessed. */
export const USER_ID = '700000001';
export const PHONE = '+375290000001';
export const VISITOR = '203.0.113.7';
export const UPDATE = '4711';
export const ADDRESS = JSON.stringify({ chatId: 700_000_001 });
export const PICTURE = Buffer.from('a rebuilt picture');
export const DAY = '2026-01-01';
export const MARCH = 'march-1';
export const SURVEY = 'survey-1';

/** Where in the record everything of one person is, and the photos as they lie in their store. */
export interface SealedRecord {
  readonly place: Place;
  readonly personId: string;
  readonly ballotId: string;
  readonly suggestionId: string;
  readonly photoId: string;
  readonly photo: Buffer;
}

export async function readKeyrings(folder: string): Promise<Keyrings> {
  return {
    web: await readKeyring(join(folder, 'web.json'), 'web'),
    worker: await readKeyring(join(folder, 'worker.json'), 'worker'),
    sender: await readKeyring(join(folder, 'sender.json'), 'sender'),
  };
}

/**
 * One of everything that is kept under a key of the keyrings, all of one person, and one of each other column of bytes.
 * The keyrings have to be of after a rotation of person keys, and the database empty but for the election.
 */
export async function fillSealedRecord(
  q: Queryable,
  place: Place,
  { web, worker, sender }: Keyrings,
): Promise<SealedRecord> {
  const seal = await loadSealer(sender.addressPublic);
  const { electionId } = place;
  const [stationId, choiceId] = [place.stationIds[0] ?? '', place.choiceIds[0] ?? ''];
  const personKey = keyedHash(web.identity, 'person', 'telegram', USER_ID);
  const phoneKey = keyedHash(web.phone, 'phone', PHONE);
  const [personId, ballotId, photoId, itemId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [suggestionId, protocolId, organizerId] = [randomUUID(), randomUUID(), randomUUID()];
  const photo = encryptPhoto(photoId, PICTURE, worker.photo);
  const underReview = rewrapPhotoKey(photoId, photo.wrappedKey, worker.photo, worker.review);
  const marchKey = newMarchKey(worker.photo, MARCH);
  const [person, phone] = [storedKey(web.lookup, 'person', personKey), storedKey(web.lookup, 'phone', phoneKey)];
  const vote = { election_id: electionId, station_id: stationId, choice_id: choiceId, tier: 'verified' };
  const add = async (table: string, row: Readonly<Record<string, unknown>>) => {
    const columns = Object.keys(row);
    await q.query(
      `insert into ${table} (${columns.join()}) values (${columns.map((_, at) => `$${at + 1}`).join()})`,
      Object.values(row),
    );
  };

  await add('people', {
    ...{ id: personId, person_key: person.lookup, sealed_key: person.sealedKey, sealed_address: seal(ADDRESS) },
    ...{ messenger: 'telegram', joined_on: DAY },
  });
  await add('phones', { phone_key: phone.lookup, sealed_key: phone.sealedKey, person_id: personId });
  await add('dialogues', { person_id: personId, state: encrypt(web.state, 'half a sentence', 'state') });
  await add('outbox', { queue: 'sends', person_id: personId, payload: encrypt(web.outbox, 'you said so', 'outbox') });
  await add('traces', { person_id: personId, message_id: encrypt(web.outbox, '17', 'trace'), day: DAY });
  await add('dead_letters', { messenger: 'telegram', reason: 'x', sealed_body: seal('what they wrote'), day: DAY });
  await add('updates', { update_key: keyedHash(web.identity, 'update', 'telegram', UPDATE).subarray(0, 16), day: DAY });
  await add('ballots', { ...vote, id: ballotId, kind: 'photographed', state: 'handed-in', day: DAY });
  const linkKey = linkKeyOf(web.link, personKey, electionId);
  await add('ballot_links', {
    ...{ link_key: linkKey, ballot_id: ballotId, sealed_person: sealPerson(worker, ballotId, personId) },
  });
  await add('declarations', { ...vote, link_key: linkKey });
  await add('spent_voices', { voice_key: voiceKeyOf(web.voice, phoneKey, electionId), election_id: electionId });
  await add('photos', {
    ...{ id: photoId, ballot_id: ballotId, link_key: linkKey, outcome: 'ready', day: DAY },
    exact_hash: createHmac('sha256', worker.photoHash).update(PICTURE).digest(),
  });
  await add('photo_keys', { photo_id: photoId, wrapped_key: photo.wrappedKey });
  await add('review_items', {
    ...{ id: itemId, election_id: electionId, kind: 'ballot', ballot_id: ballotId, station_id: stationId },
    ...{ pick: 1, wanted: 2, day: DAY },
  });
  await add('review_photos', { item_id: itemId, position: 0, photo_id: photoId, wrapped_key: underReview });
  await add('protocols', {
    ...{ id: protocolId, election_id: electionId, station_id: stationId, state: 'open', pick: 1, day: DAY },
  });
  await add('protocol_links', {
    ...{ link_key: sheets.protocolKeyOf(web.link, personKey, electionId), station_id: stationId },
    ...{ protocol_id: protocolId, sealed_person: sheets.sealPerson(worker, personId) },
  });
  await add('protocol_photos', { protocol_id: protocolId, position: 0, photo_id: photoId, wrapped_key: underReview });
  await add('chronicle_suggestions', {
    ...{ id: suggestionId, day: DAY },
    sealed: encrypt(web.review, JSON.stringify({ text: 'what happened' }), suggestionContext(suggestionId)),
  });
  await add('chronicle_suggestion_photos', {
    ...{ suggestion_id: suggestionId, position: 0, photo_id: photoId, wrapped_key: underReview },
  });
  await add('chronicle_senders', {
    ...{ token: keyedHash(web.link, 'chronicle-sender', personKey, DAY), day: DAY, sent: 1 },
  });
  await add('surveys', { id: SURVEY, definition: '{}', state: 'open' });
  await add('survey_participants', {
    ...{ survey_id: SURVEY, link_key: surveyKeyOf(web.link, personKey, SURVEY), complete: true },
  });
  await add('marches', {
    ...{ id: MARCH, definition: '{"zones": []}', starts_at: `${DAY}T10:00:00Z`, ends_at: `${DAY}T12:00:00Z` },
    ...{ window_seconds: 60, valid_minutes: 30 },
  });
  await add('march_keys', { march_id: MARCH, wrapped_key: marchKey });
  await add('march_check_ins', {
    ...{ march_id: MARCH, token: marchToken(openMarchKey(worker.photo, MARCH, marchKey), personKey), zone: 0 },
    ...{ tier: 'verified', until_window: 1, visits: 1 },
  });
  await add('attempts', {
    ...{ place_key: placeKeyOf(keyedHash(web.identity, 'console'), VISITOR), count: 1, since: DAY },
  });
  await addWithoutKeys(add, { electionId, organizerId });
  return { place, personId, ballotId, suggestionId, photoId, photo: photo.sealed };
}

/** The columns of `WITHOUT_A_KEY`, so that their tables are no exception to “filled”. */
async function addWithoutKeys(
  add: (table: string, row: Readonly<Record<string, unknown>>) => Promise<void>,
  { electionId, organizerId }: { electionId: string; organizerId: string },
): Promise<void> {
  const hash = () => randomBytes(32);
  await add('organizers', {
    ...{ id: organizerId, alias: 'somebody', role: 'organizer', language: 'en', joined_on: DAY },
  });
  await add('passkeys', {
    ...{ credential_id: hash(), organizer_id: organizerId, public_key: hash(), counter: 0, transports: [] },
    added_on: DAY,
  });
  await add('invitations', { token_hash: hash(), role: 'reader', expires_at: DAY });
  await add('recovery_codes', { code_hash: hash(), organizer_id: organizerId });
  await add('sessions', { token_hash: hash(), data: '{}' });
  await add('proposals', {
    ...{ kind: 'x', subject: 'x', content: '{}', content_hash: hash(), prepared_by: organizerId, prepared_at: DAY },
  });
  await add('audit_entries', {
    ...{ number: 1, at: DAY, action: 'x', subject: 'x', detail: '{}', previous_hash: Buffer.alloc(32), hash: hash() },
  });
  await add('prepared_editions', {
    ...{ election_id: electionId, number: 1, content: hash(), sha256: hash(), prepared_on: DAY },
    prepared_by: organizerId,
  });
  await add('official_imports', {
    ...{ election_id: electionId, source: 'cec', version: 1, file_name: 'x.csv', sha256: hash(), columns: '{}' },
    ...{ cells: [], blank: 'zero', accepted: [], imported_on: DAY },
  });
  const uploadId = randomUUID();
  await add('official_uploads', {
    ...{ id: uploadId, election_id: electionId, source: 'cec', file_name: 'x.csv', size: 1, reading: '{}' },
    ...{ uploaded_by: organizerId, uploaded_at: DAY },
  });
  await add('official_upload_parts', { upload_id: uploadId, number: 0, bytes: hash() });
  await add('pictures', { id: randomUUID(), media_type: 'image/png', bytes: hash(), day: DAY });
}
