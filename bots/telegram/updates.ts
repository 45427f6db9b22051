import { z } from 'zod';

/**
 * The parts of Telegram's updates that we look at; zod drops the rest, names and captions included.
 * https://core.telegram.org/bots/api#update
 */

/** Ids have up to 52 significant bits, so that a JavaScript number holds them. */
const id = z.int();

const user = z.object({ id, is_bot: z.boolean().optional() });
const chat = z.object({ id, type: z.string() });
const anything = z.object({});

const document = z.object({
  file_id: z.string().min(1),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
});

const message = z.object({
  message_id: z.int(),
  from: user.optional(),
  chat,
  media_group_id: z.string().optional(),
  text: z.string().optional(),
  photo: z
    .array(
      z.object({ file_id: z.string().min(1), width: z.number(), height: z.number(), file_size: z.number().optional() }),
    )
    .min(1)
    .optional(),
  document: document.optional(),
  contact: z.object({ phone_number: z.string(), user_id: id.optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  sticker: anything.optional(),
  voice: anything.optional(),
  audio: anything.optional(),
  video: anything.optional(),
  video_note: anything.optional(),
  animation: anything.optional(),
});

const callbackQuery = z.object({
  id: z.string().min(1),
  from: user,
  // Absent when the message came from inline mode or is too old.
  message: z.object({ chat }).optional(),
  data: z.string().optional(),
});

const memberUpdate = z.object({ chat, from: user, new_chat_member: z.object({ status: z.string() }) });

export const updateSchema = z.object({
  update_id: z.int(),
  message: message.optional(),
  edited_message: z.object({ from: user.optional(), chat, location: anything.optional() }).optional(),
  callback_query: callbackQuery.optional(),
  my_chat_member: memberUpdate.optional(),
  channel_post: anything.optional(),
  edited_channel_post: anything.optional(),
});

export type Update = z.infer<typeof updateSchema>;
export type Message = z.infer<typeof message>;

/** Asked of Telegram: exactly what is understood here. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/**
 * Messages that the chat itself wrote, such as "pinned a message": nobody said anything.
 * https://core.telegram.org/bots/api#message
 */
export const SERVICE_FIELDS: ReadonlySet<string> = new Set([
  'new_chat_members',
  'left_chat_member',
  'chat_owner_left',
  'chat_owner_changed',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'message_auto_delete_timer_changed',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'successful_payment',
  'refunded_payment',
  'users_shared',
  'chat_shared',
  'gift',
  'unique_gift',
  'gift_upgrade_sent',
  'connected_website',
  'write_access_allowed',
  'passport_data',
  'proximity_alert_triggered',
  'boost_added',
  'chat_background_set',
  'checklist_tasks_done',
  'checklist_tasks_added',
  'direct_message_price_changed',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'giveaway_created',
  'giveaway_completed',
  'paid_message_price_changed',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
  'web_app_data',
]);

const sender = z.object({
  from: z.object({ id }),
  chat: z.object({ id, type: z.string() }).optional(),
});

/** Who an update of an unknown type or shape is from, as far as that can be told, to apologise to them. */
export function senderOf(update: unknown): { userId?: string; address?: string } {
  if (typeof update !== 'object' || update === null) return {};
  for (const part of Object.values(update)) {
    const found = sender.safeParse(part);
    if (!found.success) continue;
    const { from, chat: where } = found.data;
    const userId = String(from.id);
    // A private chat has its person's id. Nobody apologises to a whole group.
    return where === undefined || where.type === 'private' ? { userId, address: userId } : { userId };
  }
  return {};
}
