import { answer, isRecord, type ViberAnswer } from './api.ts';
import type { ViberEvents } from './events.ts';
import { type BotMessage, readBotMessage } from './message.ts';
import type { ViberState, ViberUser } from './state.ts';

export interface ViberSendLimits {
  /** Messages to one person within an hour without a word from them (Viber: 100); 0: no limit. */
  readonly unansweredPerHour: number;
  /** Messages a second of the whole bot; 0: no limit. */
  readonly perBotPerSecond: number;
  /** Broadcasting has been opened for this account. */
  readonly broadcast: boolean;
}

export interface ViberSendMethods {
  sendMessage(body: Readonly<Record<string, unknown>>): ViberAnswer;
  broadcastMessage(body: Readonly<Record<string, unknown>>): ViberAnswer;
  /** A message that needs no subscription: the answer to `conversation_started`. */
  welcome(user: ViberUser, body: Readonly<Record<string, unknown>>): void;
}

const HOUR = 60 * 60 * 1_000;
const MAX_RECEIVERS = 300;

export function createViberSendMethods(
  state: ViberState,
  events: ViberEvents,
  limits: ViberSendLimits,
): ViberSendMethods {
  const botSentAt: number[] = [];

  /** Why this person cannot be written to, if so. */
  function refusal(user: ViberUser | undefined, minApiVersion: number): ViberAnswer | undefined {
    if (user === undefined) return answer('receiverNotRegistered');
    if (user.blocked) return answer('publicAccountBlocked');
    if (!user.subscribed) return answer('receiverNotSubscribed');
    if (minApiVersion > user.apiVersion) return answer('receiverNoSuitableDevice');
    const now = state.clock.now();
    if (limits.unansweredPerHour > 0) {
      user.unanswered = user.unanswered.filter((at) => at > now - HOUR);
      if (user.unanswered.length >= limits.unansweredPerHour) return answer('tooManyRequests');
      user.unanswered.push(now);
    }
    return undefined;
  }

  function botIsTooFast(): boolean {
    if (limits.perBotPerSecond <= 0) return false;
    const now = state.clock.now();
    while (botSentAt[0] !== undefined && botSentAt[0] <= now - 1_000) botSentAt.shift();
    if (botSentAt.length >= limits.perBotPerSecond) return true;
    botSentAt.push(now);
    return false;
  }

  /** The message reaches the phone; receipts follow as events. */
  function show(user: ViberUser, message: BotMessage, token: bigint): void {
    const receipt = { message_token: token, user_id: user.id };
    if (message.fails !== undefined) {
      void events.push('failed', user.id, { ...receipt, desc: message.fails });
      return;
    }
    if (!message.keyboardOnly) {
      const { photoUrl, ...shown } = message.shown;
      state.put(user, {
        id: String(token),
        from: 'bot',
        at: state.clock.now(),
        ...shown,
        ...(photoUrl === undefined ? {} : { photo: photoUrl }),
      });
    }
    state.setKeyboard(user, message.keyboard);
    if (events.wants('delivered')) void events.push('delivered', user.id, receipt);
    if (events.wants('seen')) void events.push('seen', user.id, receipt);
  }

  return {
    sendMessage(body) {
      if (events.webhook === undefined) return answer('webhookNotSet');
      if (typeof body.receiver !== 'string' || body.receiver === '')
        return answer('missingData', {}, 'receiver is missing');
      const message = readBotMessage(body);
      if ('status' in message) return message;
      const user = state.users.get(body.receiver);
      const refused = refusal(user, message.minApiVersion);
      if (user === undefined || refused !== undefined) return refused ?? answer('receiverNotRegistered');
      if (botIsTooFast()) return answer('tooManyRequests');
      const token = state.token();
      show(user, message, token);
      return answer('ok', { message_token: token, chat_hostname: 'SN-CHAT-01_', billing_status: 1 }, 'ok');
    },
    broadcastMessage(body) {
      if (!limits.broadcast) return answer('broadcastNotAllowed');
      if (events.webhook === undefined) return answer('webhookNotSet');
      const receivers = body.broadcast_list;
      if (!Array.isArray(receivers) || receivers.length === 0)
        return answer('missingData', {}, 'broadcast_list is missing');
      if (receivers.length > MAX_RECEIVERS) return answer('badData', {}, 'broadcast_list is too long');
      const message = readBotMessage(body);
      if ('status' in message) return message;
      if (botIsTooFast()) return answer('tooManyRequests');
      const token = state.token();
      const failed: unknown[] = [];
      for (const receiver of receivers as readonly unknown[]) {
        const user = state.users.get(String(receiver));
        const refused = refusal(user, message.minApiVersion);
        if (refused !== undefined)
          failed.push({ receiver, status: refused.status, status_message: refused.status_message });
        else if (user !== undefined) show(user, message, token);
      }
      return answer('ok', { message_token: token, failed_list: failed }, 'ok');
    },
    welcome(user, body) {
      if (!isRecord(body.sender) && body.type === undefined && body.keyboard === undefined) return;
      // A welcome message needs no name of its own.
      const message = readBotMessage({ sender: { name: 'Bot' }, ...body });
      if (!('status' in message)) show(user, message, state.token());
    },
  };
}
