import sharp from 'sharp';
import { z } from 'zod';
import type { TelegramCitizen } from '../telegram/citizen.ts';
import type { ViberCitizen } from '../viber/citizen.ts';

/** What a hand on the page can do in a chat. */
const act = {
  text: z.object({ do: z.literal('text'), text: z.string().min(1).max(4_096) }),
  photos: z.object({
    do: z.literal('photos'),
    as: z.enum(['photo', 'file']),
    photos: z
      .array(z.object({ name: z.string().max(200), data: z.base64() }))
      .min(1)
      .max(10),
  }),
  location: z.object({
    do: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  contact: z.object({ do: z.literal('contact'), own: z.boolean(), phone: z.string().max(20).optional() }),
  press: z.object({ do: z.literal('press'), data: z.string().max(4_096) }),
  start: z.object({ do: z.literal('start'), payload: z.string().max(512).optional() }),
  tap: z.object({ do: z.literal('tap'), message: z.string().max(20), data: z.string().max(64) }),
  edit: z.object({ do: z.literal('edit'), message: z.string().max(20), text: z.string().min(1).max(4_096) }),
  group: z.object({ do: z.literal('group'), text: z.string().min(1).max(4_096) }),
  plain: z.object({
    do: z.enum(['sticker', 'voice', 'video', 'block', 'unblock', 'subscribe', 'unsubscribe']),
  }),
};

export const actionSchema = z.discriminatedUnion('do', [
  act.text,
  act.photos,
  act.location,
  act.contact,
  act.press,
  act.start,
  act.tap,
  act.edit,
  act.group,
  act.plain,
]);

export type Action = z.infer<typeof actionSchema>;

/** `done` says only that the messenger took it; the chat itself shows whether the bot did. */
export type Acted = 'done' | 'not-a-photo' | 'not-here';

/** Does it, without waiting for the bot. */
export async function actOnTelegram(citizen: TelegramCitizen, action: Action): Promise<Acted> {
  switch (action.do) {
    case 'text':
      return go(citizen.text(action.text));
    case 'start':
      return go(citizen.start(action.payload));
    case 'press':
      return go(citizen.pressKey(action.data));
    case 'tap':
      return go(citizen.tap(action.message, action.data));
    case 'edit':
      return go(citizen.edit(action.message, action.text));
    case 'group':
      return go(citizen.group(action.text));
    case 'contact':
      return go(action.own ? citizen.shareContact() : citizen.shareContact({ phone: STRANGER, owner: null }));
    case 'location':
      return go(citizen.location(action.latitude, action.longitude));
    case 'photos': {
      const photos = action.photos.map(({ name, data }) => ({ name, bytes: Buffer.from(data, 'base64') }));
      if (action.as === 'file') {
        for (const { bytes, name } of photos) go(citizen.photoAsFile(bytes, name));
        return 'done';
      }
      if (!(await areImages(photos.map(({ bytes }) => bytes)))) return 'not-a-photo';
      const [first] = photos;
      if (photos.length > 1) return go(citizen.album(photos.map(({ bytes }) => bytes)));
      return first === undefined ? 'not-a-photo' : go(citizen.photo(first.bytes));
    }
    case 'sticker':
      return go(citizen.sticker());
    case 'voice':
      return go(citizen.voice());
    case 'video':
      return go(citizen.video());
    case 'block':
      return go(citizen.block());
    case 'unblock':
      return go(citizen.unblock());
    case 'subscribe':
    case 'unsubscribe':
      return 'not-here';
  }
}

export async function actOnViber(citizen: ViberCitizen, action: Action): Promise<Acted> {
  switch (action.do) {
    case 'text':
      return go(citizen.text(action.text));
    case 'start':
      return go(citizen.open(action.payload));
    case 'press':
      return go(citizen.press(action.data));
    case 'contact':
      return go(action.own ? citizen.sharePhone() : citizen.shareContact(STRANGER));
    case 'location':
      return go(citizen.location(action.latitude, action.longitude));
    case 'photos': {
      const photos = action.photos.map(({ name, data }) => ({ name, bytes: Buffer.from(data, 'base64') }));
      if (action.as === 'file') for (const { bytes, name } of photos) go(citizen.photoAsFile(bytes, name));
      else if (await areImages(photos.map(({ bytes }) => bytes))) go(citizen.photos(photos.map(({ bytes }) => bytes)));
      else return 'not-a-photo';
      return 'done';
    }
    case 'sticker':
      return go(citizen.sticker());
    case 'video':
      return go(citizen.video());
    case 'subscribe':
      return go(citizen.subscribe());
    case 'unsubscribe':
      return go(citizen.unsubscribe());
    case 'block':
      citizen.block();
      return 'done';
    case 'unblock':
      citizen.unblock();
      return 'done';
    case 'tap':
    case 'edit':
    case 'group':
    case 'voice':
      return 'not-here';
  }
}

/** The number on the address book card that the page sends. */
const STRANGER = '+375297777777';

/**
 * A delivery is over when the bot has taken the update, which may be never. What cannot even begin (a button
 * that has just vanished) leaves the chat as it is, as a slow finger would.
 */
function go(delivery: Promise<unknown>): Acted {
  void delivery.catch(() => undefined);
  return 'done';
}

async function areImages(photos: readonly Buffer[]): Promise<boolean> {
  const looked = await Promise.allSettled(photos.map((bytes) => sharp(bytes).metadata()));
  return looked.every(({ status }) => status === 'fulfilled');
}
