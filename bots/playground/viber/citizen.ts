import { photoSizes } from '../photos.ts';
import type { ChatState, DeliveryResult, PhotoBytes, ShownButton, ShownKeyboard, ShownMessage } from '../shown.ts';
import type { ViberEvents } from './events.ts';
import type { ViberSendMethods } from './send-methods.ts';
import { type StoredMedia, type ViberState, type ViberUser, viberState } from './state.ts';

/** Who a citizen is, as Viber knows it. */
export interface ViberPerson {
  readonly phone?: string;
  readonly name?: string;
  readonly language?: string;
  readonly country?: string;
  /** Of the app on the phone; 10 unless told. */
  readonly apiVersion?: number;
  /** On a desktop, a press on `share-phone` sends the button's text instead of the number. */
  readonly device?: 'phone' | 'desktop';
}

/** The citizen's side of one chat. Each promise resolves when the bot has taken the event, or never will. */
export interface ViberCitizen {
  readonly id: string;
  messages(): readonly ShownMessage[];
  keyboard(): ShownKeyboard | undefined;
  state(): ChatState;
  /** Opens the chat: `conversation_started`; the answer's body is shown as the welcome message. */
  open(context?: string): Promise<DeliveryResult>;
  /** Subscribes without a word. The first message subscribes too, silently. */
  subscribe(): Promise<DeliveryResult>;
  unsubscribe(): Promise<DeliveryResult>;
  text(text: string): Promise<DeliveryResult>;
  /** Presses the keyboard's button with this label or `ActionBody`; throws when there is none. */
  press(labelOrBody: string): Promise<DeliveryResult>;
  /** Says what a button would say, whether it is there or not: a stale button. */
  pressStale(body: string): Promise<DeliveryResult>;
  /** One's own number, as the standing `share-phone` button sends it: with its `ActionBody` (empty without one). */
  sharePhone(phone?: string): Promise<DeliveryResult>;
  /** A card from the address book: it has a name, and may be anybody's. */
  shareContact(phone: string, name?: string): Promise<DeliveryResult>;
  location(latitude: number, longitude: number): Promise<DeliveryResult>;
  photo(bytes: PhotoBytes, caption?: string): Promise<DeliveryResult>;
  /** One message each: Viber has no albums. */
  photos(photos: readonly PhotoBytes[]): Promise<readonly DeliveryResult[]>;
  photoAsFile(bytes: PhotoBytes, name?: string): Promise<DeliveryResult>;
  sticker(): Promise<DeliveryResult>;
  video(): Promise<DeliveryResult>;
  /** The bot meets status 7. No event tells it. */
  block(): void;
  unblock(): void;
  /** As after a restart of the stand-in: subscribed although nothing was said since. */
  reopen(): void;
}

export interface ViberCitizenOptions {
  readonly state: ViberState;
  readonly events: ViberEvents;
  readonly sending: ViberSendMethods;
  readonly resize: boolean;
  /** The address under which a stored file can be fetched. */
  readonly mediaUrl: (key: string) => string;
}

export function createViberCitizen(options: ViberCitizenOptions, id: string, person: ViberPerson): ViberCitizen {
  const { state, events, sending, resize, mediaUrl } = options;
  const phone = person.phone ?? '+375290000000';
  const user: ViberUser = {
    id,
    name: person.name ?? 'Citizen',
    language: person.language ?? 'be',
    country: person.country ?? 'BY',
    apiVersion: person.apiVersion ?? 10,
    device: person.device ?? 'phone',
    subscribed: false,
    blocked: false,
    messages: new Map(),
    unanswered: [],
  };
  state.users.set(id, user);

  const profile = () => ({
    id,
    name: events.sendsNames ? user.name : 'Subscriber',
    language: user.language,
    country: user.country,
    api_version: user.apiVersion,
  });

  function setSubscribed(subscribed: boolean): void {
    if (user.subscribed === subscribed) return;
    user.subscribed = subscribed;
    state.announceState(user);
  }

  /** Shows the message (unless `silent`) and delivers it. */
  async function say(
    message: Readonly<Record<string, unknown>>,
    shown: Partial<ShownMessage>,
    silent = false,
  ): Promise<DeliveryResult> {
    if (user.blocked) return { status: 'blocked', attempts: 0 };
    setSubscribed(true);
    user.unanswered = [];
    const token = state.token();
    const sent: ShownMessage = {
      id: String(token),
      from: 'citizen',
      at: state.clock.now(),
      delivery: 'sending',
      ...shown,
    };
    if (!silent) state.put(user, sent);
    const fields = { sender: profile(), message, silent, chat_hostname: 'SN-CHAT-01_', message_token: token };
    const result = await events.push('message', id, fields);
    const delivery = result.status === 'accepted' ? 'delivered' : 'failed';
    if (!silent && user.messages.has(sent.id)) state.put(user, { ...sent, delivery });
    return result;
  }

  /** The photo and its thumbnail, where the bot can fetch them. */
  async function picture(bytes: PhotoBytes): Promise<{ readonly media: StoredMedia; readonly thumbnail: StoredMedia }> {
    const [small, large] = await photoSizes(bytes, resize);
    return {
      media: state.addMedia(large?.bytes ?? bytes, 'image/jpeg', 'jpg'),
      thumbnail: state.addMedia(small?.bytes ?? bytes, 'image/jpeg', 'jpg'),
    };
  }

  function sayPicture(
    { media, thumbnail }: Awaited<ReturnType<typeof picture>>,
    caption?: string,
  ): Promise<DeliveryResult> {
    const message = {
      type: 'picture',
      media: mediaUrl(media.key),
      thumbnail: mediaUrl(thumbnail.key),
      file_name: 'image.jpg',
      ...(Buffer.isBuffer(media.bytes) ? { size: media.bytes.byteLength } : {}),
      ...(caption === undefined ? {} : { text: caption }),
    };
    return say(message, { photo: media.key, ...(caption === undefined ? {} : { text: caption }) });
  }

  const text = (value: string, silent = false) => say({ type: 'text', text: value }, { text: value }, silent);

  const shareButton = () => user.keyboard?.rows.flat().find((button) => button.does === 'contact');

  const citizen: ViberCitizen = {
    id,
    messages: () => [...user.messages.values()],
    keyboard: () => user.keyboard,
    state: () => viberState(user),
    open(context) {
      const fields = {
        type: 'open',
        user: profile(),
        subscribed: user.subscribed,
        ...(context === undefined ? {} : { context }),
      };
      return events.push('conversation_started', id, fields, (body) => sending.welcome(user, body));
    },
    subscribe() {
      setSubscribed(true);
      return events.push('subscribed', id, { user: profile() });
    },
    unsubscribe() {
      setSubscribed(false);
      state.setKeyboard(user, undefined);
      return events.push('unsubscribed', id, { user_id: id });
    },
    text: (value) => text(value),
    async press(wanted) {
      const button = user.keyboard?.rows.flat().find((one) => one.data === wanted || one.label === wanted);
      if (button === undefined) throw new Error('There is no such button in the chat.');
      return pressed(button);
    },
    pressStale: (body) => text(body),
    sharePhone: (number = phone) => shareOwn(number, shareButton()?.data ?? ''),
    shareContact: (number, name = 'Neighbour') =>
      say({ type: 'contact', contact: { name, phone_number: number } }, { contact: { phone: number, own: false } }),
    location: (latitude, longitude) =>
      say({ type: 'location', location: { lat: latitude, lon: longitude } }, { place: { latitude, longitude } }),
    async photo(bytes, caption) {
      return sayPicture(await picture(bytes), caption);
    },
    async photos(photos) {
      // All are made ready first: they arrive in the order in which they were chosen.
      const ready = await Promise.all(photos.map(picture));
      return Promise.all(ready.map((one) => sayPicture(one)));
    },
    photoAsFile(bytes, name = 'photo.jpg') {
      const media = state.addMedia(bytes, 'application/octet-stream', name.split('.').pop() ?? 'bin');
      const size = Buffer.isBuffer(bytes) ? { size: bytes.byteLength } : {};
      return say(
        { type: 'file', media: mediaUrl(media.key), file_name: name, ...size },
        { file: { name, key: media.key } },
      );
    },
    sticker() {
      const media = state.addMedia(Buffer.alloc(64), 'image/png', 'png');
      return say({ type: 'sticker', sticker_id: 46_105, media: mediaUrl(media.key) }, { sticker: true });
    },
    video() {
      const media = state.addMedia(Buffer.alloc(256), 'video/mp4', 'mp4');
      return say({ type: 'video', media: mediaUrl(media.key), size: 256, duration: 2 }, { video: true });
    },
    block() {
      user.blocked = true;
      state.announceState(user);
    },
    unblock() {
      user.blocked = false;
      state.announceState(user);
    },
    reopen: () => setSubscribed(true),
  };

  /**
   * The button's `ActionBody` comes along as the message's text and there is no name, which tells it from a
   * card of the address book: https://github.com/Bogdaan/viber-bot-php/issues/18
   */
  function shareOwn(number: string, body: string): Promise<DeliveryResult> {
    return say(
      { type: 'contact', text: body, contact: { phone_number: number } },
      { contact: { phone: number, own: true } },
    );
  }

  async function pressed(button: ShownButton): Promise<DeliveryResult> {
    switch (button.does) {
      case 'contact':
        // https://github.com/Bogdaan/viber-bot-php/issues/60
        return user.device === 'desktop' ? text(button.data) : shareOwn(phone, button.data);
      case 'place':
        throw new Error('This button asks for a place: use `location`.');
      case 'reply':
        return text(button.data, button.silent);
      default:
        // The app opens an address by itself; the bot hears nothing of it.
        return { status: 'accepted', attempts: 0 };
    }
  }

  return citizen;
}
