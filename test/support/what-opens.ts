import { createHmac, randomBytes } from 'node:crypto';
import { suggestionContext } from '../../src/actions/chronicle/suggest.ts';
import { marchToken, openMarchKey } from '../../src/actions/marches/tokens.ts';
import * as sheets from '../../src/actions/protocols/protocol-links.ts';
import { linkKeyOf, openPerson, surveyKeyOf, voiceKeyOf } from '../../src/actions/voice-keys.ts';
import { placeKeyOf } from '../../src/http/place.ts';
import type { Queryable } from '../../src/storage/database.ts';
import type { Keyring } from '../../src/storage/keyring.ts';
import { lookupsOf, openKey } from '../../src/storage/lookup-keys.ts';
import { decryptPhoto } from '../../src/storage/photo-crypto.ts';
import { decrypt, keyedHash, loadOpener } from '../../src/storage/sealing.ts';
import {
  ADDRESS,
  DAY,
  MARCH,
  PHONE,
  PICTURE,
  type SealedRecord,
  SURVEY,
  UPDATE,
  USER_ID,
  VISITOR,
} from './sealed-record.ts';

/** Every column of bytes of the record, by what Postgres says. */
export async function byteColumns(q: Queryable): Promise<string[]> {
  const { rows } = await q.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' order by 1`,
  );
  return rows.map(({ name }) => name).sort();
}

/** The first value of each column of bytes that has one. */
export async function byteValues(q: Queryable): Promise<Map<string, Buffer>> {
  const values = new Map<string, Buffer>();
  for (const name of await byteColumns(q)) {
    const [table, column] = name.split('.');
    const { rows } = await q.query<{ value: Buffer }>(
      `select ${column} as value from ${table} where ${column} is not null limit 1`,
    );
    for (const { value } of rows) values.set(name, value);
  }
  return values;
}

type AllKeys = Keyring<'web'> & Keyring<'worker'> & Keyring<'sender'>;

/**
 * What somebody can make sense of who has these keys, the record and the photo, and guesses right whatever can be guessed:
 * the columns by name. A column that nothing is tried with is never in it.
 */
export async function whatOpens(some: Partial<AllKeys>, q: Queryable, record: SealedRecord): Promise<string[]> {
  const values = await byteValues(q);
  const get = (name: string) => values.get(name) ?? randomBytes(32);
  const keys = onlyThese(some);
  const { place, personId, ballotId, suggestionId, photoId, photo } = record;
  const row = { lookup: get('people.person_key'), sealedKey: get('people.sealed_key') };
  const phoneRow = { lookup: get('phones.phone_key'), sealedKey: get('phones.sealed_key') };
  // What links, voices and tokens are made of, as whoever has the lookup key reads it from the record.
  const personKey = () => openKey(keys.lookup, 'person', row);
  const phoneKey = () => openKey(keys.lookup, 'phone', phoneRow);
  const guessed = (of: 'person' | 'phone', key: Buffer, name: string) =>
    lookupsOf(keys.lookup, of, key).some((lookup) => lookup.equals(get(name)));
  const is = (name: string, value: Buffer) => value.equals(get(name));
  const opensPhoto = (name: string, key: Buffer) => decryptPhoto(photoId, photo, get(name), key).ok;
  const opener = some.addressPrivate && (await loadOpener(keys.addressPublic, keys.addressPrivate));
  const opened = (name: string) => opener?.(get(name));
  const attempts: Readonly<Record<string, () => boolean>> = {
    'attempts.place_key': () => is('attempts.place_key', placeKeyOf(keyedHash(keys.identity, 'console'), VISITOR)),
    'ballot_links.link_key': () => is('ballot_links.link_key', linkKeyOf(keys.link, personKey(), place.electionId)),
    'ballot_links.sealed_person': () => openPerson(keys, ballotId, get('ballot_links.sealed_person')) === personId,
    'chronicle_senders.token': () =>
      is('chronicle_senders.token', keyedHash(keys.link, 'chronicle-sender', personKey(), DAY)),
    'chronicle_suggestion_photos.wrapped_key': () => opensPhoto('chronicle_suggestion_photos.wrapped_key', keys.review),
    'chronicle_suggestions.sealed': () =>
      decrypt(keys.review, get('chronicle_suggestions.sealed'), suggestionContext(suggestionId)).length > 0,
    'dead_letters.sealed_body': () => opened('dead_letters.sealed_body') === 'what they wrote',
    'declarations.link_key': () => is('declarations.link_key', linkKeyOf(keys.link, personKey(), place.electionId)),
    'dialogues.state': () => decrypt(keys.state, get('dialogues.state'), 'state').length > 0,
    'march_check_ins.token': () =>
      is(
        'march_check_ins.token',
        marchToken(openMarchKey(keys.photo, MARCH, get('march_keys.wrapped_key')), personKey()),
      ),
    'march_keys.wrapped_key': () => openMarchKey(keys.photo, MARCH, get('march_keys.wrapped_key')).length > 0,
    'outbox.payload': () => decrypt(keys.outbox, get('outbox.payload'), 'outbox').length > 0,
    'people.person_key': () =>
      guessed('person', keyedHash(keys.identity, 'person', 'telegram', USER_ID), 'people.person_key'),
    'people.sealed_address': () => opened('people.sealed_address') === ADDRESS,
    'people.sealed_key': () => personKey().length > 0,
    'phones.phone_key': () => guessed('phone', keyedHash(keys.phone, 'phone', PHONE), 'phones.phone_key'),
    'phones.sealed_key': () => phoneKey().length > 0,
    'photo_keys.wrapped_key': () => opensPhoto('photo_keys.wrapped_key', keys.photo),
    'photos.exact_hash': () => is('photos.exact_hash', createHmac('sha256', keys.photoHash).update(PICTURE).digest()),
    'photos.link_key': () => is('photos.link_key', linkKeyOf(keys.link, personKey(), place.electionId)),
    'protocol_links.link_key': () =>
      is('protocol_links.link_key', sheets.protocolKeyOf(keys.link, personKey(), place.electionId)),
    'protocol_links.sealed_person': () => sheets.openPerson(keys, get('protocol_links.sealed_person')) === personId,
    'protocol_photos.wrapped_key': () => opensPhoto('protocol_photos.wrapped_key', keys.review),
    'review_photos.wrapped_key': () => opensPhoto('review_photos.wrapped_key', keys.review),
    'spent_voices.voice_key': () => is('spent_voices.voice_key', voiceKeyOf(keys.voice, phoneKey(), place.electionId)),
    'survey_participants.link_key': () =>
      is('survey_participants.link_key', surveyKeyOf(keys.link, personKey(), SURVEY)),
    'traces.message_id': () => decrypt(keys.outbox, get('traces.message_id'), 'trace').length > 0,
    'updates.update_key': () =>
      is('updates.update_key', keyedHash(keys.identity, 'update', 'telegram', UPDATE).subarray(0, 16)),
  };
  return Object.entries(attempts)
    .filter(([, attempt]) => {
      try {
        return attempt();
      } catch {
        return false;
      }
    })
    .map(([name]) => name)
    .sort();
}

/** These keys, and a throw at every other: what is not there is not `undefined` that something is made of by mistake. */
function onlyThese(some: Partial<AllKeys>): AllKeys {
  return new Proxy(some, {
    get(keys, name) {
      const key = Reflect.get(keys, name);
      if (key === undefined) throw new Error(`No key ${String(name)}`);
      return key;
    },
  }) as AllKeys;
}
