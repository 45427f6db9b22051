import { telegramDeliverer } from '../../bots/telegram/deliverer.ts';
import { viberDeliverer } from '../../bots/viber/deliverer.ts';
import { deliver } from '../../src/actions/deliver.ts';
import { sealPayload } from '../../src/actions/outbox-payload.ts';
import type { LogFields } from '../../src/config/log.ts';
import type { MessengerName } from '../../src/domain/people.ts';
import { createProcessMetrics } from '../../src/metrics/process-metrics.ts';
import { createSenderMetrics } from '../../src/metrics/sender-metrics.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import { pauseBot } from '../../workers/pause-bot.ts';
import { type Scripted, type ScriptedServer, scriptedServer } from '../bots/scripted-server.ts';
import { addPerson, testKeys } from '../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const keys = testKeys();
let clone: ClonedDatabase;
let database: Database;
let server: ScriptedServer;
beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  server = await scriptedServer();
});
afterAll(async () => {
  await server.close();
  await database.close();
  await clone.drop();
});

const status = (code: number): Scripted => ({ json: { status: code, status_message: 'no' } });

test.each<[string, MessengerName, Scripted, string, string]>([
  [
    'Telegram, of a revoked token',
    'telegram',
    { status: 401, json: { ok: false, error_code: 401, description: 'Unauthorized' } },
    'unauthorized',
    'refused',
  ],
  [
    'Telegram, of too many messages',
    'telegram',
    { status: 429, json: { ok: false, error_code: 429, description: 'Too Many Requests' } },
    'too-many-requests',
    'other',
  ],
  ['Viber, of a token that is no good', 'viber', status(2), 'unauthorized', 'refused'],
  ['Viber, of a suspended account', 'viber', status(9), 'account-suspended', 'refused'],
  ['Viber, of an account without a webhook', 'viber', status(10), 'no-webhook', 'refused'],
])('a bot that is silenced by %s says why, so that an alert can tell', async (_name, messenger, answer, code, kind) => {
  server.answer(() => answer);
  const { registry, counting } = createProcessMetrics('sender', 'test');
  const metrics = createSenderMetrics(registry);
  const said: (LogFields | undefined)[] = [];
  const silences: string[] = [];
  const log = counting({
    info: () => undefined,
    warn: (event, fields) => said.push({ event, ...fields }),
    error: () => undefined,
  });
  const deliverer =
    messenger === 'telegram'
      ? telegramDeliverer({ token: '123456:made-up', apiRoot: server.root })
      : viberDeliverer({ authToken: 'made-up', apiRoot: `${server.root}/pa`, name: 'Golos' });
  const { id: personId } = await addPerson(database.pool);
  const payload = sealPayload(keys.outbox, { messenger, message: { text: 'Hello' } });
  const rows = await addOutboxRows(database.pool, [{ queue: 'sends', personId, payload }]);
  await deliver(
    {
      database,
      keys,
      openAddress: () => '4503599627370495',
      deliverer: () => metrics.measured(deliverer, 'reply'),
      turn: async () => ({ answered: () => undefined }),
      timeout: () => AbortSignal.timeout(60_000),
      pause: pauseBot({ log, metrics, pacer: { pause: (name, seconds) => silences.push(`${name} ${seconds}`) } }),
      onFailure: (error) => {
        throw error;
      },
      today: () => '2020-08-09',
    },
    rows.map(({ id }) => id),
  );
  const seconds = said[0]?.seconds;
  expect(said).toEqual([{ event: 'send-paused', messenger, seconds: expect.any(Number), code }]);
  expect(silences).toEqual([`${messenger} ${seconds}`]);
  const text = await registry.metrics();
  expect(text).toContain(`golos_errors_total{event="send-paused",class="${kind}"} 1`);
  expect(text).toContain(`golos_sends_total{messenger="${messenger}",kind="reply",result="wait"} 1`);
  expect(text).toContain(`golos_sends_total{messenger="${messenger}",kind="reply",result="sent"} 0`);
});
