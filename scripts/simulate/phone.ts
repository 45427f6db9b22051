import type { ChatChange, DeliveryResult, PhotoBytes, ShownButton } from '../../bots/playground/shown.ts';
import type { StandIns } from '../../bots/playground/start-stand-ins.ts';
import type { TelegramCitizen } from '../../bots/playground/telegram/citizen.ts';
import type { ViberCitizen } from '../../bots/playground/viber/citizen.ts';
import type { MessengerName } from '../../src/domain/people.ts';

/** Something that the bot said, with what could be pressed below it when it arrived. */
export interface Heard {
  readonly seq: number;
  readonly at: number;
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly ShownButton[];
}

export type Oddity = 'sticker' | 'voice' | 'video' | 'edit';

/** One person's chat with the bot, the same on both messengers: what is seen, and what can be done. */
export interface Phone {
  readonly messenger: MessengerName;
  /** Everything that the bot said, oldest first; a message that came twice is there twice. */
  readonly heard: readonly Heard[];
  /** Called after each message of the bot. */
  onHeard(listener: () => void): void;
  start(): Promise<DeliveryResult>;
  type(text: string): Promise<DeliveryResult>;
  /** Presses a button where it still stands; types its label where it is gone. */
  press(message: Heard, button: ShownButton): Promise<DeliveryResult>;
  sharePhone(message: Heard): Promise<DeliveryResult>;
  place(latitude: number, longitude: number): Promise<DeliveryResult>;
  photo(bytes: PhotoBytes): Promise<DeliveryResult>;
  file(bytes: PhotoBytes, name?: string): Promise<DeliveryResult>;
  album(photos: readonly PhotoBytes[]): Promise<DeliveryResult>;
  odd(what: Oddity): Promise<DeliveryResult>;
  /** Own photos that still stand in the chat. */
  photosShown(): number;
}

export interface Network {
  telegram(userId: number, phoneNumber: string): Phone;
  viber(userId: string, phoneNumber: string): Phone;
}

/** Phones on the stand-ins. */
export function createNetwork({ telegram, viber }: StandIns): Network {
  const listeners = new Map<string, (change: ChatChange) => void>();
  telegram.onChange((change) => listeners.get(`telegram ${change.chat}`)?.(change));
  viber.onChange((change) => listeners.get(`viber ${change.chat}`)?.(change));
  return {
    telegram(userId, phone) {
      const citizen = telegram.chat(userId, { phone });
      const ears = createEars(telegramButtons(citizen));
      listeners.set(`telegram ${userId}`, ears.onChange);
      return telegramPhone(citizen, ears);
    },
    viber(userId, phone) {
      const citizen = viber.chat(userId, { phone });
      const ears = createEars(() => citizen.keyboard()?.rows.flat() ?? []);
      listeners.set(`viber ${userId}`, ears.onChange);
      return viberPhone(citizen, ears);
    },
  };
}

interface Ears {
  readonly heard: Heard[];
  onChange(change: ChatChange): void;
  onHeard(listener: () => void): void;
}

type Message = Extract<ChatChange, { kind: 'message' }>['message'];

function createEars(buttonsOf: (message: Message) => readonly ShownButton[]): Ears {
  const heard: Heard[] = [];
  const known = new Set<string>();
  const listeners: (() => void)[] = [];
  return {
    heard,
    onChange(change) {
      if (change.kind !== 'message' || change.message.from !== 'bot' || known.has(change.message.id)) return;
      const { message } = change;
      known.add(message.id);
      const at = performance.now();
      // The keyboard follows its message in the same breath.
      queueMicrotask(() => {
        heard.push({ seq: heard.length, at, id: message.id, text: message.text ?? '', buttons: buttonsOf(message) });
        for (const listener of listeners) listener();
      });
    },
    onHeard: (listener) => listeners.push(listener),
  };
}

/** Telegram's keyboard stands until it is replaced: only a new one belongs to a message. */
function telegramButtons(citizen: TelegramCitizen): (message: Message) => readonly ShownButton[] {
  let last: unknown;
  return ({ buttons }) => {
    if (buttons !== undefined) return buttons.flat();
    const keyboard = citizen.keyboard();
    if (keyboard === undefined || keyboard.folded || keyboard === last) return [];
    last = keyboard;
    return keyboard.rows.flat();
  };
}

async function first(results: Promise<readonly DeliveryResult[]>): Promise<DeliveryResult> {
  const all = await results;
  return all.find(({ status }) => status !== 'accepted') ?? all[0] ?? { status: 'dropped', attempts: 0 };
}

function telegramPhone(citizen: TelegramCitizen, { heard, onHeard }: Ears): Phone {
  return {
    messenger: 'telegram',
    heard,
    onHeard,
    start: () => citizen.start(),
    type: (text) => citizen.text(text),
    press(message, button) {
      if (button.does === 'callback') return citizen.tap(message.id, button.data);
      return citizen.text(button.label);
    },
    sharePhone: () => citizen.shareContact(),
    place: (latitude, longitude) => citizen.location(latitude, longitude),
    photo: (bytes) => citizen.photo(bytes),
    file: (bytes, name) => citizen.photoAsFile(bytes, name),
    album: (photos) => first(citizen.album(photos)),
    async odd(what) {
      if (what === 'sticker') return citizen.sticker();
      if (what === 'voice') return citizen.voice();
      if (what === 'video') return citizen.video();
      const own = citizen.messages().findLast(({ from, text }) => from === 'citizen' && text !== undefined);
      return own === undefined ? citizen.sticker() : citizen.edit(own.id, `${own.text}!`);
    },
    photosShown: () =>
      citizen.messages().filter(({ from, photo, file }) => from === 'citizen' && (photo ?? file) !== undefined).length,
  };
}

function viberPhone(citizen: ViberCitizen, { heard, onHeard }: Ears): Phone {
  return {
    messenger: 'viber',
    heard,
    onHeard,
    start: () => citizen.open(),
    type: (text) => citizen.text(text),
    press(_, button) {
      const stands = citizen
        .keyboard()
        ?.rows.flat()
        .some(({ data }) => data === button.data);
      return stands ? citizen.press(button.data) : citizen.text(button.label);
    },
    async sharePhone(message) {
      const button = message.buttons.find(({ does }) => does === 'contact');
      const stands = citizen
        .keyboard()
        ?.rows.flat()
        .find(({ does }) => does === 'contact');
      if (button === undefined || stands === undefined) return citizen.text('/menu');
      return citizen.press(stands.data);
    },
    place: (latitude, longitude) => citizen.location(latitude, longitude),
    photo: (bytes) => citizen.photo(bytes),
    file: (bytes, name) => citizen.photoAsFile(bytes, name),
    album: (photos) => first(citizen.photos(photos)),
    odd: (what) => (what === 'video' ? citizen.video() : citizen.sticker()),
    photosShown: () => 0,
  };
}
