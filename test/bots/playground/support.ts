import fastify, { type FastifyInstance } from 'fastify';
import { type ManualClock, manualClock } from '../../../bots/playground/clock.ts';
import {
  createTelegramStandIn,
  type TelegramStandIn,
  type TelegramStandInOptions,
} from '../../../bots/playground/telegram-server.ts';
import {
  createViberStandIn,
  type ViberStandIn,
  type ViberStandInOptions,
} from '../../../bots/playground/viber-server.ts';
import type { Post, Posted } from '../../../bots/playground/wire.ts';

export const TELEGRAM_TOKEN = '700000001:a-token_of-telegram';
export const VIBER_TOKEN = '4453b6ac12345678-viber';

/** A delivery as the webhook saw it. */
export interface Seen {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly json: DeliveryJson;
}

/** The fields of deliveries that tests look into; which of them are there depends on the update or event. */
export interface DeliveryJson {
  readonly update_id: number;
  readonly message: {
    readonly text: string;
    readonly type: string;
    readonly media: string;
    readonly media_group_id: string;
    readonly contact: { readonly user_id?: number; readonly phone_number: string };
    readonly photo?: readonly { readonly file_id: string; readonly file_unique_id: string }[];
    readonly document?: { readonly file_id: string };
  };
  readonly callback_query: { readonly id: string; readonly data: string };
  readonly event: string;
}

/** A webhook without a network: what came, and what it answers next. */
export interface FakeWebhook {
  readonly post: Post;
  readonly seen: Seen[];
  /** Answers for the next deliveries, in order; after them 200. A promise holds the answer back. */
  readonly answers: (Partial<Posted> | Promise<Partial<Posted>>)[];
}

export function fakeWebhook(): FakeWebhook {
  const seen: Seen[] = [];
  const answers: FakeWebhook['answers'] = [];
  return {
    seen,
    answers,
    async post(url, headers, body) {
      seen.push({ url, headers, body, json: JSON.parse(body.toString('utf8')) });
      return { status: 200, body: '', ...(await answers.shift()) };
    },
  };
}

/** The fields of answers that tests look into; which of them are there is what is being tested. */
export interface AnswerJson {
  readonly ok: boolean;
  readonly error_code: number;
  readonly description: string;
  readonly result: { readonly message_id: number; readonly file_path: string; readonly text: string };
  readonly status: number;
  readonly status_message: string;
  readonly failed_list: readonly object[];
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: AnswerJson;
}

/** A promise and its two ends. */
export function held<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let settle: ((value: T) => void) | undefined;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value) => settle?.(value) };
}

/** Lets the event loop turn until it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

export interface TelegramBench {
  readonly standIn: TelegramStandIn;
  readonly clock: ManualClock;
  readonly webhook: FakeWebhook;
  readonly app: FastifyInstance;
  /** `TELEGRAM_API_ROOT`. */
  readonly root: string;
  call(method: string, parameters?: Readonly<Record<string, unknown>>): Promise<Answered>;
}

/** A Telegram on a clock that stands still, with a webhook that records. `app` must be closed. */
export async function telegramBench(options: Partial<TelegramStandInOptions> = {}): Promise<TelegramBench> {
  const clock = manualClock();
  const webhook = fakeWebhook();
  const standIn = createTelegramStandIn({
    token: TELEGRAM_TOKEN,
    clock,
    post: webhook.post,
    resize: false,
    ...options,
  });
  const app = fastify({ forceCloseConnections: true });
  await app.register(standIn.routes, { prefix: '/telegram' });
  const root = `${await app.listen({ host: '127.0.0.1', port: 0 })}/telegram`;
  return {
    standIn,
    clock,
    webhook,
    app,
    root,
    async call(method, parameters = {}) {
      const answer = await fetch(`${root}/bot${TELEGRAM_TOKEN}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters),
      });
      return answered(answer);
    },
  };
}

export interface ViberBench {
  readonly standIn: ViberStandIn;
  readonly clock: ManualClock;
  readonly webhook: FakeWebhook;
  readonly app: FastifyInstance;
  /** `VIBER_API_ROOT`. */
  readonly root: string;
  call(method: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  /** A valid text message with these fields added or changed. */
  send(fields?: Readonly<Record<string, unknown>>): Promise<Answered>;
}

export async function viberBench(options: Partial<ViberStandInOptions> = {}): Promise<ViberBench> {
  const clock = manualClock();
  const webhook = fakeWebhook();
  const standIn = createViberStandIn({ token: VIBER_TOKEN, clock, post: webhook.post, resize: false, ...options });
  const app = fastify({ forceCloseConnections: true });
  await app.register(standIn.routes, { prefix: '/viber/pa' });
  const root = `${await app.listen({ host: '127.0.0.1', port: 0 })}/viber/pa`;
  const call: ViberBench['call'] = async (method, body = {}, headers = { 'x-viber-auth-token': VIBER_TOKEN }) => {
    const answer = await fetch(`${root}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return answered(answer);
  };
  return {
    standIn,
    clock,
    webhook,
    app,
    root,
    call,
    send: (fields = {}) =>
      call('send_message', { receiver: 'anna', sender: { name: 'Golos' }, type: 'text', text: 'hi', ...fields }),
  };
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  let json: AnswerJson | undefined;
  try {
    json = JSON.parse(text);
  } catch {
    // Not every answer is JSON: `text` has it.
  }
  return { status: response.status, text, json: json ?? ({} as AnswerJson) };
}
