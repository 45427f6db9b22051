import { DEFAULT_LANGUAGE } from '../domain/languages.ts';
import { findParticipations } from '../storage/answers.ts';
import {
  findBallots,
  findDeclarations,
  findPhotoOutcomes,
  findSpentVoices,
  readStationCounts,
} from '../storage/ballots.ts';
import type { Queryable } from '../storage/database.ts';
import type { Keyring } from '../storage/keyring.ts';
import { createLoader } from '../storage/loader.ts';
import type { LookupKeys } from '../storage/lookup-keys.ts';
import { claimPhone, findPhoneKeys } from '../storage/phones.ts';
import { findProfiles } from '../storage/profiles.ts';
import { findProtocol } from '../storage/protocols.ts';
import { findStations, nearestStations, searchStations, stationLevels } from '../storage/stations.ts';
import type { LockedPerson } from '../storage/updates.ts';
import { createChronicleChat } from './chronicle/chronicle-chat.ts';
import type { FindPublished } from './editions/published-station.ts';
import type { ElectionView, LookUps } from './look-ups.ts';
import { type MarchReader, NO_MARCHES } from './marches/march-reader.ts';
import { protocolKeyOf } from './protocols/protocol-links.ts';
import { createDirectoryReader } from './solidarity/read-directory.ts';
import { createSurveyReader } from './survey-reader.ts';
import { timeZoneReader } from './time-zone.ts';
import { linkKeyOf, surveyKeyOf, voiceKeyOf } from './voice-keys.ts';

const hex = (key: Buffer) => key.toString('hex');
const same = (id: string) => id;
const inSurvey = ({ surveyId, linkKey }: { surveyId: string; linkKey: Buffer }) => `${surveyId}/${hex(linkKey)}`;
const inElection = ({ electionId, id }: { electionId: string; id: string }) => `${electionId}/${id}`;

const NOTHING_PUBLISHED: FindPublished = async () => undefined;

/** Reads for many dialogues at once. */
export type Readers = ReturnType<typeof createReaders>;

/** `q` is the pool: committed rows are all that a dialogue needs, and its transaction is not kept waiting. */
export function createReaders(
  q: Queryable,
  lookup: LookupKeys,
  now: () => Date = () => new Date(),
  marches: MarchReader = NO_MARCHES,
  published: FindPublished = NOTHING_PUBLISHED,
  /** Of the public pages. */
  origin?: string,
) {
  return {
    q,
    marches,
    published,
    surveys: createSurveyReader(q, now),
    solidarity: createDirectoryReader(q, now),
    chronicle: createChronicleChat(q, { now, timeZone: timeZoneReader({ pool: q }, now), origin }),
    participation: createLoader(inSurvey, async (wanted: readonly { surveyId: string; linkKey: Buffer }[]) => {
      const parts = await findParticipations(q, wanted);
      return new Map(parts.map((part) => [inSurvey(part), part]));
    }),
    profile: createLoader(same, (ids: readonly string[]) => findProfiles(q, ids)),
    ballot: createLoader(hex, (keys: readonly Buffer[]) => findBallots(q, keys)),
    declaration: createLoader(hex, (keys: readonly Buffer[]) => findDeclarations(q, keys)),
    spentVoice: createLoader(hex, (keys: readonly Buffer[]) => findSpentVoices(q, keys)),
    phoneKey: createLoader(same, (ids: readonly string[]) => findPhoneKeys(q, lookup, ids)),
    photoOutcome: createLoader(same, (ids: readonly string[]) => findPhotoOutcomes(q, ids)),
    station: createLoader(
      inElection,
      perElection((electionId, ids) => findStations(q, electionId, ids)),
    ),
    stationCount: createLoader(
      inElection,
      perElection((electionId, ids) => readStationCounts(q, electionId, ids)),
    ),
  };
}

/** One query an election: hardly ever more than one. */
function perElection<V>(load: (electionId: string, ids: readonly string[]) => Promise<ReadonlyMap<string, V>>) {
  return async (keys: readonly { electionId: string; id: string }[]): Promise<Map<string, V>> => {
    const found = new Map<string, V>();
    for (const electionId of new Set(keys.map((key) => key.electionId))) {
      const ids = keys.filter((key) => key.electionId === electionId).map((key) => key.id);
      for (const [id, value] of await load(electionId, ids)) found.set(inElection({ electionId, id }), value);
    }
    return found;
  };
}

interface Scope {
  /** The transaction of the update. */
  readonly client: Queryable;
  readonly readers: Readers;
  readonly keys: Pick<Keyring<'web'>, 'link' | 'voice' | 'lookup'>;
  readonly election: ElectionView | undefined;
  readonly person: LockedPerson | undefined;
}

/** What one person's dialogue may read. */
export function lookUpFor({ client, readers, keys, election, person }: Scope): LookUps {
  // Most updates need none.
  const linkKey = () => person && election && linkKeyOf(keys.link, person.personKey, election.id);
  const { q } = readers;
  return {
    election: async () => election,
    station: async (id) => election && readers.station({ electionId: election.id, id }),
    searchStations: async (query, limit, offset) =>
      election ? searchStations(q, election.id, query, { limit, offset }) : { total: 0, rows: [] },
    nearestStations: async (place, limit) => (election ? nearestStations(q, election.id, place, limit) : []),
    stationsBelow: async (path, limit, offset) =>
      election ? stationLevels(q, election.id, path, { limit, offset }) : { kind: 'levels', total: 0, rows: [] },
    published: async (code) => election && readers.published(election.id, code),
    stationCount: async (id) => (election && (await readers.stationCount({ electionId: election.id, id }))) ?? [],
    ballot: async () => {
      const key = linkKey();
      return key && readers.ballot(key);
    },
    hasProtocolAt: async (stationId) => {
      if (person === undefined || election === undefined) return false;
      const key = protocolKeyOf(keys.link, person.personKey, election.id);
      return (await findProtocol(q, key, stationId)) !== undefined;
    },
    voiceSpentBy: async () => {
      if (person === undefined || election === undefined) return undefined;
      const phoneKey = await readers.phoneKey(person.id);
      const voices = phoneKey === undefined ? [person.personKey] : [person.personKey, phoneKey];
      const spent = await Promise.all(
        voices.map((voice) => readers.spentVoice(voiceKeyOf(keys.voice, voice, election.id))),
      );
      return spent.find((by) => by === 'accepted') ?? spent.find((by) => by !== undefined);
    },
    declaration: async () => {
      const key = linkKey();
      return key && readers.declaration(key);
    },
    photoOutcomes: (photoIds) =>
      Promise.all(
        photoIds.map(async (photoId) => {
          const { outcome = 'expected' as const, refusal = null } = (await readers.photoOutcome(photoId)) ?? {};
          return { photoId, outcome, ...(refusal === null ? {} : { refusal }) };
        }),
      ),
    openSurveys: () => readers.surveys.open(),
    survey: (id) => readers.surveys.byId(id),
    surveyToTry: (code) => readers.surveys.toTry(code),
    surveyPart: async (surveyId) => {
      if (person === undefined) return undefined;
      const linkKey = surveyKeyOf(keys.link, person.personKey, surveyId);
      const part = await readers.participation({ surveyId, linkKey });
      return part && { answers: part.answers, complete: part.complete };
    },
    profile: async () => person && readers.profile(person.id),
    march: () => readers.marches.view(),
    marchZoneAt: async (marchId, place) => {
      const [nearest] = election === undefined ? [] : await nearestStations(q, election.id, place, 1);
      return readers.marches.zoneAt(marchId, place, nearest);
    },
    marchPicture: (marchId, zone, language) => readers.marches.picture(marchId, zone, language),
    solidarity: () => readers.solidarity(),
    chronicle: (which) => readers.chronicle.lines(which, person?.language ?? DEFAULT_LANGUAGE),
    chronicleEntry: (number) => readers.chronicle.told(number, person?.language ?? DEFAULT_LANGUAGE),
    claimPhone: async (phoneKey) =>
      person === undefined ? 'taken' : claimPhone(client, keys.lookup, Buffer.from(phoneKey, 'base64'), person.id),
  };
}
