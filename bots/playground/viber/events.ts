import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createDeliveries } from '../deliveries.ts';
import type { Faults } from '../faults.ts';
import type { DeliveryResult } from '../shown.ts';
import { isWebhookAddress, type Post } from '../wire.ts';
import { answer, parseObject, stringify, type ViberAnswer } from './api.ts';

export type EventName =
  | 'message'
  | 'conversation_started'
  | 'subscribed'
  | 'unsubscribed'
  | 'delivered'
  | 'seen'
  | 'failed';

/** Callbacks on their way to the bot. */
export interface ViberEvents {
  /** `lane`: the person; a person's events arrive in order. `onAnswer`: the body of the bot's 2xx answer. */
  push(
    event: EventName,
    lane: string,
    fields: Readonly<Record<string, unknown>>,
    onAnswer?: (body: Readonly<Record<string, unknown>>) => void,
  ): Promise<DeliveryResult>;
  wants(event: EventName): boolean;
  setWebhook(body: Readonly<Record<string, unknown>>): Promise<ViberAnswer>;
  readonly webhook: string | undefined;
  readonly eventTypes: readonly EventName[];
  /** The bot asked for names (`send_name`); otherwise everybody is "Subscriber". */
  readonly sendsNames: boolean;
  close(): void;
}

/** A message always comes; the rest can be chosen with `event_types`. */
const OPTIONAL_EVENTS = ['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started'] as const;
const KEEP = 60 * 60 * 1_000;
const MAX_DELAY = 60_000;
const CONNECTIONS = 40;

/** Doubling from one second to a minute, for an hour. Viber says only that it tries again. */
export function viberRetryDelay(failures: number): number {
  return Math.min(2 ** (failures - 1) * 1_000, MAX_DELAY);
}

/** Hex HMAC-SHA-256 of the raw body under the bot's token: https://developers.viber.com/docs/api/rest-bot-api/#callbacks */
export function viberSignature(token: string, body: Buffer): string {
  return createHmac('sha256', token).update(body).digest('hex');
}

export interface ViberEventsOptions {
  readonly authToken: string;
  readonly clock: Clock;
  readonly post: Post;
  readonly faults: Faults;
  readonly token: () => bigint;
  readonly retryDelay: (failures: number) => number;
}

export function createViberEvents(options: ViberEventsOptions): ViberEvents {
  const { authToken, clock, post, faults, token, retryDelay } = options;
  const deliveries = createDeliveries({ clock, post, faults, retryDelay });
  let webhook: string | undefined;
  let eventTypes: readonly EventName[] = OPTIONAL_EVENTS;
  let sendsNames = false;
  let number = 0;

  const headers = (body: Buffer) => ({ 'x-viber-content-signature': viberSignature(authToken, body) });
  const wants = (event: EventName) => event === 'message' || eventTypes.includes(event);

  return {
    async push(event, lane, fields, onAnswer) {
      if (!wants(event)) return { status: 'unwanted', attempts: 0 };
      number += 1;
      const timestamp = clock.now();
      // `unsubscribed` is the one event without a token.
      const messageToken = event === 'unsubscribed' ? undefined : (fields.message_token ?? token());
      const body = Buffer.from(stringify({ event, timestamp, ...fields, message_token: messageToken }));
      return deliveries.add({
        id: number,
        lane,
        body,
        keepFor: KEEP,
        ...(onAnswer === undefined
          ? {}
          : {
              onAccepted: (posted) => {
                const parsed = parseObject(posted.body);
                if (parsed !== undefined) onAnswer(parsed);
              },
            }),
      });
    },
    wants,
    async setWebhook(body) {
      const { url } = body;
      if (url === '') {
        webhook = undefined;
        deliveries.setTarget(undefined);
        return answer('ok', {}, 'ok');
      }
      if (typeof url !== 'string' || !isWebhookAddress(url)) return answer('invalidUrl');
      const wanted = body.event_types;
      if (wanted !== undefined && !Array.isArray(wanted)) return answer('badData', {}, 'event_types must be an array');
      const bytes = Buffer.from(stringify({ event: 'webhook', timestamp: clock.now(), message_token: token() }));
      const { status } = await post(url, headers(bytes), bytes);
      // Viber refuses a hook that does not answer 200 to its first event.
      if (status !== 200) return answer('invalidUrl', {}, `Result from webhook: HTTP ${status}`);
      webhook = url;
      eventTypes = wanted === undefined ? OPTIONAL_EVENTS : OPTIONAL_EVENTS.filter((name) => wanted.includes(name));
      sendsNames = body.send_name === true;
      deliveries.setTarget({ url, connections: CONNECTIONS, headers });
      return answer('ok', { event_types: ['message', ...eventTypes] }, 'ok');
    },
    get webhook() {
      return webhook;
    },
    get eventTypes() {
      return eventTypes;
    },
    get sendsNames() {
      return sendsNames;
    },
    close: () => deliveries.setTarget(undefined),
  };
}
