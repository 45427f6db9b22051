import { randomBytes, randomUUID } from 'node:crypto';
import type { ElectionView } from '../../src/actions/look-ups.ts';
import type { Queryable } from '../../src/storage/database.ts';
import type { Keyring } from '../../src/storage/keyring.ts';
import { NEVER_ROTATED } from '../../src/storage/lookup-keys.ts';

type AllKeys = Keyring<'web'> & Keyring<'worker'> & Keyring<'sender'>;

/** Fresh keys for everything, except the address pair, which only sealing needs. */
export function testKeys(): AllKeys {
  const names = [
    'identity',
    'phone',
    'voice',
    'state',
    'outbox',
    'link',
    'photo',
    'photoHash',
    'review',
    'addressPublic',
    'addressPrivate',
  ];
  const keys = Object.fromEntries(names.map((name) => [name, randomBytes(32)]));
  return { ...keys, lookup: NEVER_ROTATED } as unknown as AllKeys;
}

export interface Place {
  readonly electionId: string;
  readonly stationIds: readonly string[];
  readonly choiceIds: readonly string[];
}

/** An election with three choices and two stations. */
export async function addElection(q: Queryable): Promise<Place> {
  const electionId = 'test-election';
  const name = JSON.stringify({ be: 'Выбары', ru: 'Выборы', en: 'Election' });
  await q.query(
    `insert into elections (id, name, opens_on, closes_on, time_zone, trusted_prefixes, photo_sides)
     values ($1, $2, '2020-01-01', '2099-12-31', 'UTC', '{+375}', 2)`,
    [electionId, name],
  );
  const choiceIds = ['oak', 'birch', 'pine'];
  for (const [position, id] of choiceIds.entries()) {
    await q.query('insert into choices (election_id, id, position, name) values ($1, $2, $3, $4)', [
      electionId,
      id,
      position,
      JSON.stringify({ be: id, ru: id, en: id }),
    ]);
  }
  const stationIds = [randomUUID(), randomUUID()];
  for (const [i, id] of stationIds.entries()) {
    await q.query(
      `insert into stations (id, election_id, code, levels, name, address, search_text)
       values ($1, $2, $3, '{North,Town}', $4, 'Street 1', $5)`,
      [id, electionId, `01-${i + 1}`, `Station ${i + 1}`, `north town station ${i + 1} street 1`],
    );
  }
  return { electionId, stationIds, choiceIds };
}

export function electionView({ electionId, choiceIds }: Place): ElectionView {
  return {
    id: electionId,
    name: { be: 'Выбары', ru: 'Выборы', en: 'Election' },
    choices: choiceIds.map((id) => ({ id, name: { be: id, ru: id, en: id } })),
    opensOn: '2020-01-01',
    closesOn: '2099-12-31',
    photoSides: 2,
    trustedPrefixes: ['+375'],
    phase: 'open',
  };
}

/** A registered person; resolves to their id and key. */
export async function addPerson(
  q: Queryable,
  options: {
    stationId?: string;
    tier?: 'verified' | 'unverified';
    phoneKey?: Buffer;
    messenger?: 'telegram' | 'viber';
  } = {},
): Promise<{ id: string; personKey: Buffer }> {
  const personKey = randomBytes(32);
  const { tier = 'verified', messenger = 'telegram' } = options;
  const result = await q.query<{ id: string }>(
    `with p as (
       insert into people (person_key, messenger, sealed_address, language, consented, tier, station_id, joined_on)
       values ($1, $2, '\\x00', 'en', true, $3, $4, '2020-08-09') returning id)
     insert into dialogues (person_id) select id from p returning person_id as id`,
    [personKey, messenger, tier, options.stationId ?? null],
  );
  const id = result.rows[0]?.id ?? '';
  if (options.phoneKey !== undefined) {
    await q.query('insert into phones (phone_key, person_id) values ($1, $2)', [options.phoneKey, id]);
  }
  return { id, personKey };
}
