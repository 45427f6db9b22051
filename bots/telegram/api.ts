import { Api, InputFile } from 'grammy';
import { z } from 'zod';
import type { HttpClient } from '../../src/messaging/http-client.ts';
import { multipart } from './multipart.ts';

export interface TelegramAccess {
  readonly token: string;
  /** Such as https://api.telegram.org, or a stand-in's address. */
  readonly apiRoot: string;
  readonly http: HttpClient;
}

/** No answer, or one that cannot be read. `sent`: Telegram may have acted on the request all the same. */
export class NoAnswerError extends Error {
  readonly code: string;
  readonly sent: boolean;

  constructor(code: string, sent: boolean) {
    super(code);
    this.code = code;
    this.sent = sent;
  }
}

/** https://core.telegram.org/bots/api#making-requests */
const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error_code: z.int(),
    description: z.string(),
    parameters: z.object({ retry_after: z.number().optional(), migrate_to_chat_id: z.int().optional() }).optional(),
  }),
]);

/** A batch of updates is by far the longest answer. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** grammY declares the signals of its own implementation; Node's are given, and reach our transport. */
export type Signal = Parameters<Api['getMe']>[0];

type Transport = Parameters<Api['config']['use']>[0];

/**
 * grammY's typed client over our own connections. The transformer never calls the one below it: grammY
 * would go through `node-fetch` with two abort controllers and a timer a request, and could not tell a
 * request that was never sent. Throws `GrammyError` for Telegram's errors, `NoAnswerError` otherwise.
 */
export function telegramApi({ token, apiRoot, http }: TelegramAccess): Api {
  const api = new Api(token, { apiRoot: withoutSlash(apiRoot) });
  const addresses = new Map<string, URL>();
  const addressOf = (method: string): URL => {
    const known = addresses.get(method) ?? new URL(`${withoutSlash(apiRoot)}/bot${token}/${method}`);
    addresses.set(method, known);
    return known;
  };
  const transport: Transport = async (_, method, payload, signal) => {
    const body = await bodyOf(payload);
    const answer = await http.request({
      method: 'POST',
      url: addressOf(method),
      headers: { 'content-type': body.type },
      body: body.content,
      maxBytes: MAX_ANSWER_BYTES,
      signal: signal as unknown as AbortSignal,
    });
    if (answer.kind === 'no-answer') throw new NoAnswerError(answer.code, answer.sent);
    if (answer.kind === 'too-large') throw new NoAnswerError('answer-too-large', true);
    const read = answerSchema.safeParse(parseJson(answer.body));
    if (!read.success) {
      // A proxy's page in front of Telegram, for one.
      if (answer.status >= 400) return { ok: false, error_code: answer.status, description: 'unreadable' };
      throw new NoAnswerError('unreadable-answer', true);
    }
    // grammY's types say what each method's result is; it comes from Telegram itself.
    return read.data as Awaited<ReturnType<Transport>>;
  };
  api.config.use(transport);
  return api;
}

/** Where a file of `getFile` is read. https://core.telegram.org/bots/api#getfile */
export function fileUrl({ token, apiRoot }: Pick<TelegramAccess, 'token' | 'apiRoot'>, path: string): URL {
  return new URL(`${withoutSlash(apiRoot)}/file/bot${token}/${path}`);
}

/** JSON, unless a file goes along. */
async function bodyOf(payload: object): Promise<{ type: string; content: string | Buffer }> {
  const values = Object.entries(payload);
  if (!values.some(([, value]) => value instanceof InputFile)) {
    return { type: 'application/json', content: JSON.stringify(payload) };
  }
  return multipart(
    await Promise.all(
      values
        .filter(([, value]) => value !== undefined)
        .map(async ([name, value]: [string, unknown]) =>
          value instanceof InputFile
            ? { name, filename: value.filename ?? 'file', content: await bytesOf(value) }
            : { name, content: typeof value === 'string' ? value : JSON.stringify(value) },
        ),
    ),
  );
}

async function bytesOf(file: InputFile): Promise<Buffer> {
  const raw = await file.toRaw();
  if (raw instanceof Uint8Array) return Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const chunks: Uint8Array[] = [];
  for await (const chunk of raw) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
