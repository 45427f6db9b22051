import { z } from 'zod';
import { type HttpClient, retryAfterSeconds } from '../../src/messaging/http-client.ts';
import type { SendError } from '../../src/messaging/send-error.ts';
import { statusError, unauthorized } from './send-errors.ts';

export interface ViberAccess {
  readonly authToken: string;
  /** Such as https://chatapi.viber.com/pa, or a stand-in's address. */
  readonly apiRoot: string;
  readonly http: HttpClient;
}

export type Called<T> = { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly error: SendError };

const answerSchema = z.object({
  status: z.int(),
  /** Of `get_account_info`: what the bot is called in links. */
  uri: z.string().optional(),
  /** Of `broadcast_message`: those who did not get it, each with a status of their own. */
  failed_list: z.array(z.object({ receiver: z.string(), status: z.int() })).optional(),
});

export type Answer = z.infer<typeof answerSchema> & { readonly message_token?: string };

const MAX_ANSWER_BYTES = 1024 * 1024;

/** Viber's own wait when it answers 429 without a number. */
const DEFAULT_WAIT_SECONDS = 30;

/** One call of Viber's REST API. HTTP 200 is not success: `status` 0 is. Never throws. */
export async function callViber(
  { authToken, apiRoot, http }: ViberAccess,
  method: string,
  payload: object,
  signal: AbortSignal,
): Promise<Called<Answer>> {
  const answer = await http.request({
    method: 'POST',
    url: new URL(`${apiRoot.replace(/\/+$/, '')}/${method}`),
    headers: { 'content-type': 'application/json', 'x-viber-auth-token': authToken },
    body: JSON.stringify(payload),
    maxBytes: MAX_ANSWER_BYTES,
    signal,
  });
  if (answer.kind === 'no-answer') return failed({ next: answer.sent ? 'uncertain' : 'retry', code: answer.code });
  if (answer.kind === 'too-large') return failed({ next: 'uncertain', code: 'answer-too-large' });
  if (answer.status !== 200) return failed(httpError(answer.status, retryAfterSeconds(answer.headers)));
  const read = readAnswer(answer.body.toString('utf8'));
  if (!read.success) return failed({ next: 'uncertain', code: 'unreadable-answer' });
  return read.data.status === 0 ? { ok: true, answer: read.data } : failed(statusError(read.data.status));
}

function failed(error: SendError): { ok: false; error: SendError } {
  return { ok: false, error };
}

function httpError(status: number, seconds: number | undefined): SendError {
  if (status === 429) return { next: 'wait', code: 'too-many-requests', seconds: seconds ?? DEFAULT_WAIT_SECONDS };
  if (status === 401 || status === 403) return unauthorized();
  return { next: status >= 500 ? 'retry' : 'give-up', code: `http-${status}` };
}

/** The token has more digits than a JavaScript number can hold: it is read from the text itself. */
const MESSAGE_TOKEN = /"message_token"\s*:\s*"?(\d{1,20})/;

function readAnswer(text: string) {
  const read = answerSchema.safeParse(tryParse(text));
  const token = MESSAGE_TOKEN.exec(text)?.[1];
  return read.success && token !== undefined ? { ...read, data: { ...read.data, message_token: token } } : read;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
