import type { ChronicleTold } from '../../src/actions/chronicle/chronicle-chat.ts';
import type { PublishedStation } from '../../src/actions/editions/published-station.ts';
import type {
  BallotView,
  ElectionView,
  LookUps,
  MarchView,
  StationCount,
  StationView,
  SurveyPart,
  SurveyView,
} from '../../src/actions/look-ups.ts';
import type { PhotoRefusal } from '../../src/domain/photos.ts';
import { EMPTY_DIRECTORY, type SolidarityDirectory } from '../../src/domain/solidarity/directory.ts';
import type { Profile } from '../../src/domain/surveys/definition.ts';

/**
 * What a dialogue can read, in memory: the world around one person. To be changed between turns. The
 * tests of the dialogues use it, too.
 */
export interface World {
  election: ElectionView | undefined;
  stations: StationView[];
  count: StationCount;
  /** What an edition has of any station. */
  published: PublishedStation | undefined;
  ballot: BallotView | undefined;
  declaration: { choiceId: string } | undefined;
  /** Stations of which this person has sent a result sheet. */
  protocolsAt: Set<string>;
  voiceSpentBy: 'accepted' | 'forgotten' | undefined;
  /** Photos that were refused, by id. All others are still expected. */
  refusals: Map<string, PhotoRefusal>;
  /** Phones that other accounts hold. */
  taken: Set<string>;
  surveys: SurveyView[];
  /** What this person has answered, by survey. */
  parts: Map<string, SurveyPart>;
  profile: Profile | undefined;
  march: MarchView | undefined;
  solidarity: SolidarityDirectory;
  chronicle: readonly ChronicleTold[];
}

/** An election that is open today, in a country that does not exist. */
export const ELECTION: ElectionView = {
  id: 'lagoda-1',
  name: { be: 'Лагода галасуе', ru: 'Лагода голосует', en: 'Lagoda votes' },
  choices: [
    { id: 'sun', name: { be: 'Сонца', ru: 'Солнце', en: 'The Sun' } },
    { id: 'moon', name: { be: 'Месяц', ru: 'Луна', en: 'The Moon' } },
    { id: 'against-all', name: { be: 'Супраць усіх', ru: 'Против всех', en: 'Against all' } },
  ],
  opensOn: '2031-05-01',
  closesOn: '2031-05-09',
  photoSides: 2,
  trustedPrefixes: ['+375'],
  phase: 'open',
};

/** Stations of two regions with two towns each, seven a town. */
export function someStations(perTown = 7): StationView[] {
  const towns = [
    ['North', 'Birch'],
    ['North', 'Alder'],
    ['South', 'Willow'],
    ['South', 'Rowan'],
  ] as const;
  return towns.flatMap(([region, town], t) =>
    Array.from({ length: perTown }, (_, i) => {
      const number = t * perTown + i + 1;
      return {
        id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
        code: String(number),
        levels: [region, town],
        name: `School ${number}`,
        address: `${number} Long Street`,
      };
    }),
  );
}

export function someWorld(changes: Partial<World> = {}): World {
  return {
    election: ELECTION,
    stations: someStations(),
    count: [],
    published: undefined,
    ballot: undefined,
    declaration: undefined,
    protocolsAt: new Set(),
    voiceSpentBy: undefined,
    refusals: new Map(),
    taken: new Set(),
    surveys: [],
    parts: new Map(),
    profile: undefined,
    march: undefined,
    solidarity: EMPTY_DIRECTORY,
    chronicle: [],
    ...changes,
  };
}

/** The code with which a survey of a world can be tried out. */
export function tryCodeFor(surveyId: string): string {
  return `try0${surveyId.replaceAll('-', '')}`.padEnd(32, '0');
}

/** `LookUps` on a world. */
export function lookUpsIn(world: World): LookUps {
  const page = <T>(rows: readonly T[], limit: number, offset: number) => ({
    total: rows.length,
    rows: rows.slice(offset, offset + limit),
  });
  return {
    election: async () => world.election,
    station: async (id) => world.stations.find((station) => station.id === id),
    searchStations: async (query, limit, offset) => {
      const words = query.toLowerCase().split(' ');
      const isHit = ({ code, name, address, levels }: StationView) =>
        code === query || words.every((word) => [name, address, ...levels].join(' ').toLowerCase().includes(word));
      const exact = world.stations.filter(({ code }) => code === query);
      return page(exact.length > 0 ? exact : world.stations.filter(isHit), limit, offset);
    },
    nearestStations: async (_, limit) =>
      world.stations.slice(0, limit).map((row, i) => ({ ...row, metresAway: i * 90 })),
    stationsBelow: async (path, limit, offset) => {
      const inside = world.stations.filter(({ levels }) => path.every((name, i) => levels[i] === name));
      const names = [...new Set(inside.map(({ levels }) => levels[path.length]))].filter((name) => name !== undefined);
      if (names.length === 0) return { kind: 'stations', ...page(inside, limit, offset) };
      const levels = names.map((name) => ({ name, stations: inside.filter((s) => s.levels.includes(name)).length }));
      return { kind: 'levels', ...page(levels, limit, offset) };
    },
    published: async () => world.published,
    stationCount: async () => world.count,
    ballot: async () => world.ballot,
    hasProtocolAt: async (stationId) => world.protocolsAt.has(stationId),
    voiceSpentBy: async () => world.voiceSpentBy,
    declaration: async () => world.declaration,
    photoOutcomes: async (photoIds) =>
      photoIds.map((photoId) => {
        const refusal = world.refusals.get(photoId);
        return refusal === undefined ? { photoId, outcome: 'expected' } : { photoId, outcome: 'refused', refusal };
      }),
    openSurveys: async () => world.surveys.filter(({ phase }) => phase === 'open'),
    survey: async (id) => world.surveys.find((survey) => survey.id === id),
    surveyToTry: async (code) => world.surveys.find(({ id }) => code === tryCodeFor(id)),
    surveyPart: async (id) => world.parts.get(id),
    profile: async () => world.profile,
    march: async () => world.march,
    marchZoneAt: async (_, { latitude }) => (latitude > 53 ? 0 : undefined),
    marchPicture: async () => undefined,
    solidarity: async () => world.solidarity,
    chronicle: async (which) => ({
      today: '2031-05-04',
      day: which === 'this-day' ? '2031-05-04' : '2030-05-04',
      entries: world.chronicle.map(({ number, day, title }) => ({ number, day, title })),
      total: world.chronicle.length,
    }),
    chronicleEntry: async (wanted) => world.chronicle.find(({ number }) => number === wanted),
    claimPhone: async (phoneKey) => (world.taken.has(phoneKey) ? 'taken' : 'claimed'),
  };
}
