import type { Clock } from '../clock.ts';
import { createDeliveries, type Deliveries } from '../deliveries.ts';
import type { Faults } from '../faults.ts';
import type { DeliveryResult } from '../shown.ts';
import { isWebhookAddress, type Post } from '../wire.ts';
import { type Answer, badRequest, conflict, done } from './api-error.ts';
import type { Parameters } from './parameters.ts';

/** The kinds of update that the stand-in makes, of the many that exist. */
export type UpdateKind = 'message' | 'edited_message' | 'callback_query' | 'my_chat_member';

/** Updates on their way to the bot, by webhook or by `getUpdates`. */
export interface Updates {
  /** `lane`: updates of one lane arrive in order. */
  push(kind: UpdateKind, lane: string, payload: unknown): Promise<DeliveryResult>;
  setWebhook(parameters: Parameters): Answer;
  deleteWebhook(parameters: Parameters): Answer;
  getWebhookInfo(): Answer;
  getUpdates(parameters: Parameters): Promise<Answer>;
  /** Lets a waiting `getUpdates` go. */
  close(): void;
}

/** Messages wait a day for a bot that is away, taps two and a half minutes. */
const KEEP_MESSAGES = 24 * 60 * 60 * 1_000;
const KEEP_TAPS = 150 * 1_000;
const LONGEST_POLL = 50;
const MAX_DELAY = 60_000;
const KNOWN_PORTS = ['', '80', '88', '443', '8443'];

/**
 * As the public server does it: the first repeat comes at once, then after 2, 4, 8 seconds and so on up to a minute.
 * https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp (`on_update_error`)
 */
export function telegramRetryDelay(failures: number): number {
  return failures <= 1 ? 0 : Math.min(2 ** (failures - 1) * 1_000, MAX_DELAY);
}

interface Webhook {
  readonly url: string;
  readonly secret?: string;
  readonly connections: number;
}

export function createUpdates(options: {
  readonly clock: Clock;
  readonly post: Post;
  readonly faults: Faults;
  readonly retryDelay: (failures: number) => number;
}): Updates {
  const { clock, post, faults, retryDelay } = options;
  let webhook: Webhook | undefined;
  let allowed: readonly string[] | undefined;
  let lastError: { readonly at: number; readonly text: string } | undefined;
  // Ids begin with the time: after a restart none is used again, or the bot would take it for a repeat.
  let updateId = (clock.now() - Date.UTC(2024, 0, 1)) * 1_000;
  let endPoll: ((answer?: Answer) => void) | undefined;

  const deliveries = createDeliveries({
    clock,
    post,
    faults,
    retryDelay,
    onFailure: ({ status }) => {
      const text = status === 0 ? 'Connection failed' : `Wrong response from the webhook: ${status}`;
      lastError = { at: Math.floor(clock.now() / 1_000), text };
    },
  });
  deliveries.onAdded(() => endPoll?.());

  function aim(next: Webhook | undefined): void {
    webhook = next;
    lastError = undefined;
    deliveries.setTarget(
      next && {
        url: next.url,
        connections: next.connections,
        headers: () => (next.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': next.secret }),
      },
    );
  }

  return {
    async push(kind, lane, payload) {
      if (allowed !== undefined && !allowed.includes(kind)) return { status: 'unwanted', attempts: 0 };
      updateId += 1;
      const body = Buffer.from(JSON.stringify({ update_id: updateId, [kind]: payload }));
      const keepFor = kind === 'callback_query' ? KEEP_TAPS : KEEP_MESSAGES;
      return deliveries.add({ id: updateId, lane, body, keepFor });
    },
    setWebhook(parameters) {
      const url = parameters.text('url') ?? '';
      const kinds = readKinds(parameters.json('allowed_updates'));
      if (url === '') return forget(parameters, deliveries, webhook !== undefined, aim);
      const secret = parameters.text('secret_token');
      const wrong = wrongWebhook(url, secret);
      if (wrong !== undefined) return badRequest(wrong);
      const connections = Math.min(Math.max(parameters.integer('max_connections') ?? 40, 1), 100);
      const same = webhook?.url === url && webhook.secret === secret && webhook.connections === connections;
      if (parameters.flag('drop_pending_updates')) deliveries.drop();
      if (kinds !== undefined) allowed = kinds.length === 0 ? undefined : kinds;
      endPoll?.(conflict('terminated by setWebhook request'));
      aim({ url, connections, ...(secret ? { secret } : {}) });
      return done(true, same ? 'Webhook is already set' : 'Webhook was set');
    },
    deleteWebhook: (parameters) => forget(parameters, deliveries, webhook !== undefined, aim),
    getWebhookInfo: () =>
      done({
        url: webhook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: deliveries.size,
        ...(webhook === undefined ? {} : { max_connections: webhook.connections }),
        ...(lastError === undefined ? {} : { last_error_date: lastError.at, last_error_message: lastError.text }),
        ...(allowed === undefined ? {} : { allowed_updates: allowed }),
      }),
    async getUpdates(parameters) {
      if (webhook !== undefined) {
        return conflict(
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      const kinds = readKinds(parameters.json('allowed_updates'));
      if (kinds !== undefined) allowed = kinds.length === 0 ? undefined : kinds;
      const limit = Math.min(Math.max(parameters.integer('limit') ?? 100, 1), 100);
      const timeout = Math.min(Math.max(parameters.integer('timeout') ?? 0, 0), LONGEST_POLL);
      const offset = parameters.integer('offset') ?? 0;
      if (offset > 0) deliveries.confirm(offset - 1);
      else if (offset < 0) deliveries.drop(-offset);
      endPoll?.(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'));
      if (deliveries.waiting(1).length === 0 && timeout > 0) {
        const ended = await new Promise<Answer | undefined>((resolve) => {
          const callOff = clock.after(timeout * 1_000, () => endPoll?.());
          endPoll = (answer) => {
            endPoll = undefined;
            callOff();
            resolve(answer);
          };
        });
        if (ended !== undefined) return ended;
      }
      return done(deliveries.waiting(limit).map(({ body }): unknown => JSON.parse(body.toString('utf8'))));
    },
    close() {
      endPoll?.();
      deliveries.setTarget(undefined);
    },
  };
}

function forget(
  parameters: Parameters,
  deliveries: Deliveries,
  wasSet: boolean,
  aim: (webhook: undefined) => void,
): Answer {
  if (parameters.flag('drop_pending_updates')) deliveries.drop();
  aim(undefined);
  return done(true, wasSet ? 'Webhook was deleted' : 'Webhook is already deleted');
}

function wrongWebhook(url: string, secret: string | undefined): string | undefined {
  if (!isWebhookAddress(url)) return 'bad webhook: An HTTPS URL must be provided for webhook';
  const { protocol, port } = new URL(url);
  if (protocol === 'https:' && !KNOWN_PORTS.includes(port)) {
    return 'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443';
  }
  if (secret !== undefined && secret.length > 256) return 'secret token is too long';
  if (secret !== undefined && !/^[A-Za-z0-9_-]*$/.test(secret)) return 'secret token contains unallowed characters';
  return undefined;
}

function readKinds(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((kind): kind is string => typeof kind === 'string') : undefined;
}
