import type { PoolClient } from 'pg';
import { findBallot, findDeclaration, findPhotoOutcomes, readStationCount, voiceIsSpent } from '../storage/ballots.ts';
import type { Keyring } from '../storage/keyring.ts';
import { claimPhone, phoneKeyOf } from '../storage/phones.ts';
import { findStation, nearestStations, searchStations, stationLevels } from '../storage/stations.ts';
import type { LockedPerson } from '../storage/updates.ts';
import type { ElectionView, LookUps } from './look-ups.ts';
import { linkKeyOf, voiceKeyOf } from './voice-keys.ts';

interface Scope {
  readonly client: PoolClient;
  readonly keys: Pick<Keyring<'web'>, 'link' | 'voice'>;
  readonly election: ElectionView | undefined;
  readonly person: LockedPerson | undefined;
}

/** What one person's dialogue may read, on the transaction of their update. */
export function lookUpFor({ client, keys, election, person }: Scope): LookUps {
  const linkKey = person && election && linkKeyOf(keys.link, person.personKey, election.id);
  return {
    election: async () => election,
    station: async (id) => election && findStation(client, election.id, id),
    searchStations: async (query, limit, offset) =>
      election ? searchStations(client, election.id, query, { limit, offset }) : { total: 0, rows: [] },
    nearestStations: async (place, limit) => (election ? nearestStations(client, election.id, place, limit) : []),
    stationsBelow: async (path, limit, offset) =>
      election
        ? stationLevels(client, election.id, path, { limit, offset })
        : { kind: 'levels', total: 0, rows: [] },
    stationCount: async (stationId) => (election ? readStationCount(client, election.id, stationId) : []),
    ballot: async () => linkKey && findBallot(client, linkKey),
    voiceIsSpent: async () => {
      if (person === undefined || election === undefined) return false;
      const phoneKey = await phoneKeyOf(client, person.id);
      const voices = phoneKey === undefined ? [person.personKey] : [person.personKey, phoneKey];
      return voiceIsSpent(client, voices.map((voice) => voiceKeyOf(keys.voice, voice, election.id)));
    },
    declaration: async () => linkKey && findDeclaration(client, linkKey),
    photoOutcomes: async (photoIds) => findPhotoOutcomes(client, photoIds),
    claimPhone: async (phoneKey) =>
      person === undefined ? 'taken' : claimPhone(client, Buffer.from(phoneKey, 'base64'), person.id),
  };
}
