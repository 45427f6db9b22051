import type { FastifyPluginAsync } from 'fastify';
import { type Clock, systemClock } from './clock.ts';
import { createFaultAnswers } from './fault-answers.ts';
import { createFaults, type Faults } from './faults.ts';
import { readPhoto } from './photos.ts';
import type { ChatChange } from './shown.ts';
import { createViberCitizen, type ViberCitizen, type ViberPerson } from './viber/citizen.ts';
import { createViberEvents, viberRetryDelay } from './viber/events.ts';
import { viberRoutes } from './viber/routes.ts';
import { createViberSendMethods } from './viber/send-methods.ts';
import { createViberState } from './viber/state.ts';
import { createPoster, type Post } from './wire.ts';

export interface ViberStandInOptions {
  /** The account's authentication token. */
  readonly token: string;
  readonly clock?: Clock;
  readonly faults?: Faults;
  readonly limits?: ViberLimits;
  /** How events reach the webhook; another one for tests without a network. */
  readonly post?: Post;
  /** Milliseconds until an event that was not taken comes again; doubling from a second to a minute unless told. */
  readonly retryDelay?: (failures: number) => number;
  /** False keeps photos as they are. */
  readonly resize?: boolean;
  readonly botName?: string;
  /** The address at which `routes` can be reached, for photos' URLs; found out by itself once it listens. */
  readonly root?: string;
}

export interface ViberLimits {
  /** Messages to one person within an hour without a word from them (Viber: 100). Unset: no limit. */
  readonly unansweredPerHour?: number;
  /** Messages a second of the bot. Unset: no limit. */
  readonly perBotPerSecond?: number;
  /** Viber opens broadcasting for single accounts only; false: status 19. */
  readonly broadcast?: boolean;
  /** How long a photo's URL works, in seconds (3,600). */
  readonly mediaFor?: number;
  /** Messages that a chat remembers (500). */
  readonly keepMessages?: number;
}

/** Viber as a bot and its citizens see it, in memory. */
export interface ViberStandIn {
  readonly token: string;
  readonly faults: Faults;
  /** The REST Bot API: mounted at `P`, a method's address is `P/<method>`. */
  readonly routes: FastifyPluginAsync;
  /** The citizen with this id, made when new. `person` counts the first time only. */
  chat(userId: string, person?: ViberPerson): ViberCitizen;
  /** Everything that changes on any citizen's screen. Returns the way to stop listening. */
  onChange(listener: (change: ChatChange) => void): () => void;
  /** A photo or file by the key of a shown message. */
  media(key: string): Promise<Buffer | undefined>;
  /** Ends waiting requests and connections. Called by the server that `routes` is mounted on when that closes. */
  close(): void;
}

/** Builds a Viber with one bot and no citizens. Nothing is shared between two of them. */
export function createViberStandIn(options: ViberStandInOptions): ViberStandIn {
  const { token, clock = systemClock(), faults = createFaults(), limits = {}, resize = true } = options;
  const poster = options.post === undefined ? createPoster() : { post: options.post, close: () => undefined };
  const state = createViberState({
    clock,
    keepMessages: limits.keepMessages ?? 500,
    mediaFor: limits.mediaFor ?? 3_600,
  });
  const events = createViberEvents({
    authToken: token,
    clock,
    post: poster.post,
    faults,
    token: state.token,
    retryDelay: options.retryDelay ?? viberRetryDelay,
  });
  const sending = createViberSendMethods(state, events, {
    unansweredPerHour: limits.unansweredPerHour ?? 0,
    perBotPerSecond: limits.perBotPerSecond ?? 0,
    broadcast: limits.broadcast ?? false,
  });
  const faultAnswers = createFaultAnswers();
  const citizens = new Map<string, ViberCitizen>();
  let root = options.root ?? '';
  const mediaUrl = (key: string) => `${root}/media/${key}`;

  function close(): void {
    events.close();
    faultAnswers.close();
    poster.close();
  }

  return {
    token,
    faults,
    routes: viberRoutes({
      authToken: token,
      botName: options.botName ?? 'Golos',
      state,
      events,
      sending,
      faults,
      faultAnswers,
      onListening: (found) => {
        root = options.root ?? found;
      },
      close,
    }),
    chat(userId, person = {}) {
      const known = citizens.get(userId);
      if (known !== undefined) return known;
      const citizen = createViberCitizen({ state, events, sending, resize, mediaUrl }, userId, person);
      citizens.set(userId, citizen);
      return citizen;
    },
    onChange: (listener) => state.changes.on(listener),
    async media(key) {
      const media = state.media.get(key);
      return media === undefined ? undefined : readPhoto(media.bytes);
    },
    close,
  };
}
