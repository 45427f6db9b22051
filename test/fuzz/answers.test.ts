import fc from 'fast-check';
import { telegramApi } from '../../bots/telegram/api.ts';
import { toSendError } from '../../bots/telegram/send-errors.ts';
import { callViber } from '../../bots/viber/api.ts';
import type { HttpAnswer, HttpClient } from '../../src/messaging/http-client.ts';
import {
  anyBytes,
  FUZZ_TEST_MS,
  fuzz,
  hostileText,
  mutatedBytes,
  mutatedJson,
  withFlatMemory,
} from '../support/fuzz.ts';

const NEXT = ['retry', 'wait', 'stop', 'give-up', 'uncertain', 'moved'];

/** What a messenger, or a proxy before it, may answer: like one of these, or anything at all. */
function answersLike(...samples: readonly unknown[]): fc.Arbitrary<HttpAnswer> {
  const texts = samples.map((sample) => JSON.stringify(sample));
  const body = fc.oneof(
    ...samples.map((sample) => mutatedJson(sample).map((value) => Buffer.from(JSON.stringify(value) ?? ''))),
    mutatedBytes(...texts),
    hostileText.map((text) => Buffer.from(text)),
    anyBytes,
  );
  const headers = fc.oneof(
    fc.constant({}),
    hostileText.map((text) => ({ 'retry-after': text })),
  );
  const status = fc.oneof(
    fc.constantFrom(200, 204, 301, 400, 401, 403, 404, 429, 500, 502),
    fc.integer({ min: 100, max: 999 }),
  );
  return fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('answer' as const), status, headers, body }) },
    { weight: 1, arbitrary: fc.constant<HttpAnswer>({ kind: 'too-large' }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('no-answer' as const),
        code: fc.constant('econnreset'),
        sent: fc.boolean(),
      }),
    },
  );
}

const answering = (answer: HttpAnswer): HttpClient => ({ request: async () => answer, close: () => undefined });

test(
  'Telegram: every answer is a result, or something to be done',
  () => {
    const answers = answersLike(
      { ok: true, result: { message_id: 5, date: 1, chat: { id: 4, type: 'private' } } },
      { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 5 } },
      { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
      { ok: false, error_code: 400, description: 'Bad Request', parameters: { migrate_to_chat_id: -100 } },
    );
    const { signal } = new AbortController();
    return withFlatMemory(() =>
      fuzz(
        answers,
        async (answer) => {
          const api = telegramApi({ token: '1:x', apiRoot: 'https://telegram.example', http: answering(answer) });
          try {
            await api.sendMessage(4, 'x', {}, signal as unknown as Parameters<typeof api.getMe>[0]);
          } catch (error) {
            const { next, code } = toSendError(error);
            expect([NEXT.includes(next), /^[a-z0-9-]{1,40}$/.test(code)]).toEqual([true, true]);
          }
        },
        { runs: 2_000 },
      ),
    );
  },
  FUZZ_TEST_MS,
);

test(
  'Viber: the same',
  () => {
    const answers = answersLike(
      { status: 0, status_message: 'ok', message_token: 5_741_311_803_571_721_087n.toString(), chat_hostname: 'x' },
      { status: 12, status_message: 'tooManyRequests' },
      { status: 0, failed_list: [{ receiver: 'anna', status: 6, status_message: 'notSubscribed' }] },
    );
    const { signal } = new AbortController();
    return withFlatMemory(() =>
      fuzz(
        answers,
        async (answer) => {
          const access = { authToken: 'x', apiRoot: 'https://viber.example/pa', http: answering(answer) };
          const called = await callViber(access, 'send_message', {}, signal);
          if (called.ok) expect(called.answer.status).toBe(0);
          else
            expect([NEXT.includes(called.error.next), /^[a-z0-9-]{1,40}$/.test(called.error.code)]).toEqual([
              true,
              true,
            ]);
        },
        { runs: 2_000 },
      ),
    );
  },
  FUZZ_TEST_MS,
);
