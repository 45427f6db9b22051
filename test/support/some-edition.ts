import type { Edition, EditionChange, EditionStation } from '../../src/domain/finding/edition.ts';
import { inAll } from './some-survey.ts';

const CHOICES = ['oak', 'birch', 'against'];

/** A station of `someEdition`: nothing special about it. */
export function someStation(code: string, but: Partial<EditionStation> = {}): EditionStation {
  return {
    id: `station ${code}`,
    code,
    levels: ['North', 'Rivertown'],
    name: `Участок № ${Number(/\d+$/.exec(code)?.[0] ?? 1)}`,
    address: `ул. Лесная, ${Number(/\d+$/.exec(code)?.[0] ?? 1)}, школа`,
    latitude: 53.9,
    longitude: 27.5,
    registeredVoters: 2_000,
    officialTurnout: 1_500,
    officialEarly: 400,
    ours: [100, 40, 0],
    official: [[900, 300, 20]],
    signs: { fromUnverified: 3, onBusiestDay: 60, nearDuplicates: 0 },
    quarantined: false,
    ...but,
  };
}

/**
 * A small edition with a station of every kind: two proven ones (by 120 and by 3), one (by 10) that is in doubt, one that
 * agrees, one without an official result, one without ballots, and one abroad.
 */
export function someEdition(but: Partial<Edition> = {}): Edition {
  const change: EditionChange = { stationCode: 'N-1', what: 'official:cec:birch', before: 70, after: 80 };
  return {
    format: 1,
    number: 2,
    publishedOn: '2020-08-14',
    basis: 'verified',
    election: {
      id: 'some',
      name: inAll('Some election'),
      opensOn: '2020-08-04',
      closesOn: '2020-08-09',
      timeZone: 'Europe/Minsk',
      choices: CHOICES.map((id) => ({ id, name: inAll(`Choice ${id}`) })),
    },
    sources: [
      {
        source: 'cec',
        version: 1,
        fileName: 'results.csv',
        sha256: 'ab'.repeat(32),
        importedOn: '2020-08-12',
        blank: 'missing',
      },
    ],
    except: ['Abroad'],
    stations: [
      someStation('N-1', { ours: [100, 200, 0], official: [[900, 80, 20]] }),
      someStation('N-2', { latitude: 54.1, longitude: 27.9, ours: [100, 33, 0], official: [[900, 30, 20]] }),
      someStation('N-3', { latitude: 54.3, longitude: 28.3, officialTurnout: 100, ours: [100, 310, 0] }),
      someStation('S-1', {
        levels: ['South', 'Лесное'],
        address: 'аг. Лесное, вул. Цэнтральная, 5',
        latitude: 52.1,
        longitude: 26.2,
      }),
      someStation('S-2', {
        levels: ['South', 'Лесное'],
        latitude: 52.2,
        longitude: 26.4,
        official: [[null, null, null]],
      }),
      someStation('S-3', { levels: ['South', 'Hill'], latitude: null, longitude: null, ours: [0, 0, 0] }),
      someStation('X-1', { levels: ['Abroad', 'ru'], latitude: 59.9, longitude: 30.3 }),
    ],
    changes: [change],
    note: inAll('A protocol had been read wrongly.'),
    earlier: [{ number: 1, publishedOn: '2020-08-12', note: null, changes: [] }],
    ...but,
  };
}
