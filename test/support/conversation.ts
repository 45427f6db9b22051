import { randomUUID } from 'node:crypto';
import type { Converse, Outcome, PersonView } from '../../src/actions/converse.ts';
import { type Intent, intent as intentSchema } from '../../src/actions/intents.ts';
import type { BallotView, ElectionView, LookUps, StationCount, StationView } from '../../src/actions/look-ups.ts';
import { createConverse } from '../../src/dialogues/converse.ts';
import type { Dialogues } from '../../src/dialogues/dialogues.ts';
import type { Language } from '../../src/domain/languages.ts';
import type { PhotoRefusal } from '../../src/domain/photos.ts';
import type { Catalogues } from '../../src/i18n/catalogues.ts';
import type { Incoming, IncomingEvent } from '../../src/messaging/incoming.ts';
import type { Option, Outgoing } from '../../src/messaging/outgoing.ts';

/** What a dialogue can read, in memory: the world around one person. To be changed between turns. */
export interface World {
  election: ElectionView | undefined;
  stations: StationView[];
  count: StationCount;
  ballot: BallotView | undefined;
  declaration: { choiceId: string } | undefined;
  voiceIsSpent: boolean;
  /** Photos that were refused, by id. All others are still expected. */
  refusals: Map<string, PhotoRefusal>;
  /** Phones that other accounts hold. */
  taken: Set<string>;
}

const everywhere = (name: string): Record<Language, string> => ({ be: `${name} (be)`, ru: `${name} (ru)`, en: name });

/** An election that is open today, in a country that does not exist. */
export const ELECTION: ElectionView = {
  id: 'lagoda-1',
  name: everywhere('Lagoda votes'),
  choices: [
    { id: 'sun', name: everywhere('The Sun') },
    { id: 'moon', name: everywhere('The Moon') },
    { id: 'against-all', name: everywhere('Against all') },
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
    ballot: undefined,
    declaration: undefined,
    voiceIsSpent: false,
    refusals: new Map(),
    taken: new Set(),
    ...changes,
  };
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
    stationCount: async () => world.count,
    ballot: async () => world.ballot,
    voiceIsSpent: async () => world.voiceIsSpent,
    declaration: async () => world.declaration,
    photoOutcomes: async (photoIds) =>
      photoIds.map((photoId) => {
        const refusal = world.refusals.get(photoId);
        return refusal === undefined ? { photoId, outcome: 'expected' } : { photoId, outcome: 'refused', refusal };
      }),
    claimPhone: async (phoneKey) => (world.taken.has(phoneKey) ? 'taken' : 'claimed'),
  };
}

/** The key that the harness gives a phone: recognisable, and without the number in it. */
export function fakePhoneKey(e164: string): string {
  return Buffer.from(
    `key-of-${[...e164].reduce((sum, digit) => sum * 7 + digit.charCodeAt(0), 1) % 1_000_003}`,
  ).toString('base64');
}

export const NEWCOMER: PersonView = {
  messenger: 'telegram',
  language: null,
  consented: false,
  tier: null,
  stationId: null,
};

export const REGISTERED: PersonView = {
  messenger: 'telegram',
  language: 'en',
  consented: true,
  tier: 'verified',
  stationId: '00000000-0000-4000-8000-000000000003',
};

export interface ConversationOptions {
  readonly catalogues: Catalogues;
  readonly person?: PersonView;
  readonly state?: string | null;
  readonly world?: World;
  readonly dialogues?: Dialogues;
  readonly newId?: () => string;
}

/** One person's chat with the real dialogues on a world in memory. Everything that happened is kept. */
export class Conversation {
  person: PersonView;
  state: string | null;
  reachable = true;
  readonly world: World;
  readonly intents: Intent[] = [];
  readonly traces: string[] = [];
  last: Outcome = { changes: {}, state: null, messages: [], intents: [], traces: [] };
  private readonly converse: Converse;
  private updates = 0;

  constructor({
    catalogues,
    person = NEWCOMER,
    state = null,
    world = someWorld(),
    dialogues,
    newId,
  }: ConversationOptions) {
    this.person = person;
    this.state = state;
    this.world = world;
    this.converse = createConverse({
      catalogues,
      newId: newId ?? randomUUID,
      ...(dialogues === undefined ? {} : { dialogues }),
    });
  }

  /** Lets one event happen; resolves to what is said. */
  async on(event: IncomingEvent, chat: Incoming['chat'] = 'private'): Promise<readonly Outgoing[]> {
    this.updates += 1;
    const { messenger } = this.person;
    const outcome = await this.converse({
      incoming: { messenger, updateId: String(this.updates), userId: 'u1', address: 'a1', chat, event },
      person: this.person,
      state: this.state,
      look: lookUpsIn(this.world),
      phoneKey: fakePhoneKey,
    });
    const { reachable, ...changes } = outcome.changes;
    this.person = { ...this.person, ...changes };
    this.reachable = reachable ?? this.reachable;
    this.state = outcome.state;
    for (const intent of outcome.intents) this.intents.push(intentSchema.parse(intent));
    this.traces.push(...outcome.traces);
    this.last = outcome;
    return outcome.messages;
  }

  say(text: string): Promise<readonly Outgoing[]> {
    return this.on({ kind: 'text', text });
  }

  tap(id: string): Promise<readonly Outgoing[]> {
    return this.on({ kind: 'tap', id, callback: 'cb' });
  }

  photo(album?: string): Promise<readonly Outgoing[]> {
    const ref = `ref-${this.updates}`;
    return this.on({
      kind: 'photo',
      photo: { messenger: this.person.messenger, ref },
      messageId: `m${this.updates}`,
      ...(album === undefined ? {} : { album }),
    });
  }

  contact(phone: string, own = true): Promise<readonly Outgoing[]> {
    return this.on({ kind: 'contact', phone, own });
  }

  place(): Promise<readonly Outgoing[]> {
    return this.on({ kind: 'place', latitude: 53.9, longitude: 27.56 });
  }

  command(name: string): Promise<readonly Outgoing[]> {
    return this.on({ kind: 'command', name });
  }

  start(payload?: string): Promise<readonly Outgoing[]> {
    return this.on(payload === undefined ? { kind: 'start' } : { kind: 'start', payload });
  }

  /** The dialogue that waits for an answer. */
  get open(): string | undefined {
    return this.state === null ? undefined : (JSON.parse(this.state) as { d: string }).d;
  }

  /** Everything that was said last. */
  get text(): string {
    return this.last.messages.map(({ text }) => text).join('\n---\n');
  }

  /** The buttons of the last message. */
  get options(): readonly Option[] {
    return this.last.messages.at(-1)?.options?.flat() ?? [];
  }

  get optionIds(): string[] {
    return this.options.map(({ id }) => id);
  }
}
