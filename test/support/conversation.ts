import { randomUUID } from 'node:crypto';
import { lookUpsIn, someWorld, type World } from '../../scripts/dialogues-doc/world.ts';
import type { Converse, Outcome, PersonView } from '../../src/actions/converse.ts';
import { type Intent, intent as intentSchema } from '../../src/actions/intents.ts';
import { createConverse } from '../../src/dialogues/converse.ts';
import type { Dialogues } from '../../src/dialogues/dialogues.ts';
import type { Catalogues } from '../../src/i18n/catalogues.ts';
import type { Incoming, IncomingEvent } from '../../src/messaging/incoming.ts';
import type { Option, Outgoing } from '../../src/messaging/outgoing.ts';

export { ELECTION, lookUpsIn, someStations, someWorld, type World } from '../../scripts/dialogues-doc/world.ts';

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
