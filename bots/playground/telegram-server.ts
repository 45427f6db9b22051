import type { FastifyPluginAsync } from 'fastify';
import { type Clock, systemClock } from './clock.ts';
import { createFaultAnswers } from './fault-answers.ts';
import { createFaults, type Faults } from './faults.ts';
import { readPhoto } from './photos.ts';
import type { ChatChange } from './shown.ts';
import { createTelegramCitizen, type TelegramCitizen, type TelegramPerson } from './telegram/citizen.ts';
import { createOtherMethods, type OpenTap } from './telegram/other-methods.ts';
import { type BotCommand, createProfileMethods } from './telegram/profile-methods.ts';
import { telegramRoutes } from './telegram/routes.ts';
import { createSendMethods } from './telegram/send-methods.ts';
import { createTelegramState } from './telegram/state.ts';
import { createUpdates, telegramRetryDelay } from './telegram/updates.ts';
import { createPoster, type Post } from './wire.ts';

export interface TelegramStandInOptions {
  /** As BotFather gives it: digits, a colon, a secret. */
  readonly token: string;
  readonly clock?: Clock;
  readonly faults?: Faults;
  readonly limits?: TelegramLimits;
  /** How updates reach the webhook; another one for tests without a network. */
  readonly post?: Post;
  /** Milliseconds until an update that was not taken comes again; as Telegram does it unless told. */
  readonly retryDelay?: (failures: number) => number;
  /** False keeps photos as they are: thousands of chats need no work on pixels. */
  readonly resize?: boolean;
}

export interface TelegramLimits {
  /** Messages a second to one chat (Telegram: 1). Unset: no limit. */
  readonly perChatPerSecond?: number;
  /** Messages a second of the bot (Telegram: 30). Unset: no limit. */
  readonly perBotPerSecond?: number;
  /** How long a tap can be answered, in seconds (150). */
  readonly answerWithin?: number;
  /** How long a file's link works, in seconds (3,600). */
  readonly linkFor?: number;
  /** Messages that a chat remembers (500). */
  readonly keepMessages?: number;
}

/** Telegram as a bot and its citizens see it, in memory. */
export interface TelegramStandIn {
  readonly token: string;
  readonly faults: Faults;
  /** The Bot API: mounted at `P`, its root for clients is `P` (`P/bot<token>/<method>`, `P/file/bot<token>/<path>`). */
  readonly routes: FastifyPluginAsync;
  /** The citizen with this id, made when new. `person` counts the first time only. */
  chat(userId: number, person?: TelegramPerson): TelegramCitizen;
  /** Everything that changes on any citizen's screen. Returns the way to stop listening. */
  onChange(listener: (change: ChatChange) => void): () => void;
  commands(language: string): readonly BotCommand[];
  description(language: string): string;
  /** A photo or file by the key of a shown message. */
  media(key: string): Promise<Buffer | undefined>;
  /** Ends waiting requests and connections. Called by the server that `routes` is mounted on when that closes. */
  close(): void;
}

/** Builds a Telegram with one bot and no citizens. Nothing is shared between two of them. */
export function createTelegramStandIn(options: TelegramStandInOptions): TelegramStandIn {
  const { token, clock = systemClock(), faults = createFaults(), limits = {}, resize = true } = options;
  const poster = options.post === undefined ? createPoster() : { post: options.post, close: () => undefined };
  const botId = Number.parseInt(token, 10) || 1;
  const bot = { id: botId, is_bot: true, first_name: 'Golos', username: 'golos_playground_bot' };
  const state = createTelegramState({ clock, bot, keepMessages: limits.keepMessages ?? 500 });
  const updates = createUpdates({
    clock,
    post: poster.post,
    faults,
    retryDelay: options.retryDelay ?? telegramRetryDelay,
  });
  const taps = new Map<string, OpenTap>();
  const profile = createProfileMethods();
  const sending = createSendMethods(state, {
    perChatPerSecond: limits.perChatPerSecond ?? 0,
    perBotPerSecond: limits.perBotPerSecond ?? 0,
    resize,
  });
  const others = createOtherMethods(state, taps, {
    answerWithin: limits.answerWithin ?? 150,
    linkFor: limits.linkFor ?? 3_600,
  });
  const faultAnswers = createFaultAnswers();
  const citizens = new Map<number, TelegramCitizen>();

  function close(): void {
    updates.close();
    faultAnswers.close();
    poster.close();
  }

  return {
    token,
    faults,
    routes: telegramRoutes({ token, faults, faultAnswers, bot, sending, others, profile, updates, close }),
    chat(userId, person = {}) {
      const known = citizens.get(userId);
      if (known !== undefined) return known;
      const citizen = createTelegramCitizen(state, updates, taps, resize, userId, person);
      citizens.set(userId, citizen);
      return citizen;
    },
    onChange: (listener) => state.changes.on(listener),
    commands: profile.commands,
    description: profile.description,
    async media(key) {
      const file = state.files.get(key);
      return file === undefined ? undefined : readPhoto(file.bytes);
    },
    close,
  };
}
