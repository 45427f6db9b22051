import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { telegramReceiver } from '../../bots/telegram/receiver.ts';
import { viberReceiver } from '../../bots/viber/receiver.ts';
import { loadDemo } from '../../scripts/demo/load-demo.ts';
import { createElectionReader } from '../../src/actions/current-election.ts';
import { createIntake } from '../../src/actions/intake.ts';
import { keepUnhandled, takeUpdates } from '../../src/actions/take-updates.ts';
import { createConverse } from '../../src/dialogues/converse.ts';
import { createApp } from '../../src/http/app.ts';
import { telegramWebhook } from '../../src/http/webhooks/telegram.ts';
import { viberWebhook } from '../../src/http/webhooks/viber.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { letterBody } from '../../src/messaging/letter-body.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import {
  anyBytes,
  FUZZ_TEST_MS,
  fuzz,
  hostileText,
  mutatedBytes,
  mutatedJson,
  withFlatMemory,
} from '../support/fuzz.ts';
import { Markers, markedCallbacks, markedUpdates } from '../support/marked-inputs.ts';
import { sendRaw } from '../support/raw-http.ts';
import { takingOn } from '../support/taking.ts';

const [SECRET, TOKEN] = ['a-secret-of-the-webhook', 'a-token-of-the-viber-bot'];

let cloned: ClonedDatabase;
let database: Database;
let app: FastifyInstance;
let port: number;
/** What no route expected, and what no dialogue or transaction could handle. */
const failures: unknown[] = [];
let dialogueFailures: readonly unknown[] = [];

/** The webhooks with everything behind them: intake, dialogues, the record. */
beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 6, pipeline: true });
  await loadDemo(database);
  const now = () => new Date();
  const {
    deps,
    arrive,
    failures: ofDialogues,
  } = await takingOn(database, createConverse({ catalogues: loadCatalogues() }));
  dialogueFailures = ofDialogues;
  const taking = { ...deps, election: createElectionReader({ database, trustedPrefixes: ['+375'], now }) };
  let ids = 0;
  const intake = createIntake({
    identify: (incoming) => {
      ids += 1;
      // A body that was changed in the middle is another one all the same.
      return arrive({ ...incoming, updateId: `${incoming.updateId} ${ids}` });
    },
    take: (batch) => takeUpdates(taking, batch),
    bury: (arrived, reason) => {
      const { messenger, event } = arrived.incoming;
      return keepUnhandled(taking, { messenger, reason, body: letterBody(event), arrived });
    },
    handOver: () => undefined,
    onFailure: (failure) => failures.push(failure),
    now: () => performance.now(),
    options: { allowance: { burst: 1e9, perSecond: 1e9 } },
  });
  app = await createApp({ onFailure: (error) => failures.push(error) });
  const webhooks = { take: intake.take, keepUnknown: async () => true };
  telegramWebhook(app, webhooks, telegramReceiver({ secret: SECRET }));
  viberWebhook(app, webhooks, viberReceiver({ authToken: TOKEN, name: 'Golos' }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  port = Number(new URL(url).port);
});
afterAll(async () => {
  await app.close();
  await database.close();
  await cloned.drop();
});
afterEach(() => expect([failures, dialogueFailures]).toEqual([[], []]));

const post = (messenger: 'telegram' | 'viber', body: Buffer) =>
  fetch(`http://127.0.0.1:${port}/webhooks/${messenger}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': SECRET,
      'x-viber-content-signature': createHmac('sha256', TOKEN).update(body).digest('hex'),
    },
    body: new Uint8Array(body),
  });

const asBytes = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '');
/** One person writes: the conversation goes wherever such answers lead it. */
const said = (text: string) => ({
  update_id: 1,
  message: {
    message_id: 2,
    date: 3,
    text,
    from: { id: 4, is_bot: false, first_name: 'x' },
    chat: { id: 4, type: 'private', first_name: 'x' },
  },
});
const heard = (text: string) => ({
  event: 'message',
  timestamp: 1,
  message_token: 2,
  sender: { id: 'anna', name: 'x' },
  message: { type: 'text', text },
});
const words = fc.oneof(
  hostileText.map((text) => text.slice(0, 4_096)),
  fc.constantFrom(
    '/start',
    '/menu',
    '/ballot',
    '/survey',
    '/station',
    '/forget',
    '/walk',
    '/language',
    '1',
    '2',
    '3',
    'да',
  ),
);

test.each([
  ['telegram', markedUpdates(new Markers()), said],
  ['viber', markedCallbacks(new Markers()), heard],
] as const)(
  '%s: whatever is signed is answered 200, and breaks no dialogue',
  (messenger, samples, saying) => {
    const bodies = fc.oneof(
      fc
        .constantFrom<unknown>(...samples)
        .chain(mutatedJson)
        .map(asBytes),
      words.map((text) => asBytes(saying(text))),
      mutatedBytes(...samples.map(asBytes)),
      anyBytes,
    );
    return withFlatMemory(() =>
      fuzz(
        bodies,
        async (body) => {
          const answer = await post(messenger, body);
          await answer.arrayBuffer();
          expect(answer.status).toBe(200);
        },
        { runs: 1_000 },
      ),
    );
  },
  FUZZ_TEST_MS,
);

const head = (path: string, more: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`;

test(
  'whatever comes over the wire is answered, or cut off, and never by a failure',
  () => {
    const signed = `X-Telegram-Bot-Api-Secret-Token: ${SECRET}\r\n`;
    const body = JSON.stringify(said('hello'));
    const requests = fc.oneof(
      mutatedBytes(
        head('/webhooks/telegram', `${signed}Content-Length: ${body.length}\r\n`) + body,
        `${head('/webhooks/telegram', `${signed}Transfer-Encoding: chunked\r\n`)}5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n`,
        `${head('/webhooks/viber', `X-Viber-Content-Signature: ${'0'.repeat(64)}\r\nContent-Length: 2\r\n`)}{}`,
        'GET /webhooks/telegram?a=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      ),
      anyBytes,
    );
    return withFlatMemory(() =>
      fuzz(
        requests,
        async (bytes) => {
          const { status, text } = await sendRaw(port, bytes, { ends: true });
          expect(status).toBeLessThan(500);
          expect(text).not.toMatch(/fastify|FST_|node_modules/);
        },
        { runs: 400 },
      ),
    );
  },
  FUZZ_TEST_MS,
);
