import { jest } from '@jest/globals';
import type { Log } from '../../src/config/log.ts';
import type { Deliverer } from '../../src/messaging/messenger.ts';
import { createProcessMetrics } from '../../src/metrics/process-metrics.ts';
import { watchRecord } from '../../src/metrics/record-metrics.ts';
import { createSenderMetrics } from '../../src/metrics/sender-metrics.ts';
import { createWebMetrics, partOf, SITE_PARTS } from '../../src/metrics/web-metrics.ts';
import { createWorkerMetrics, SCHEDULES } from '../../src/metrics/worker-metrics.ts';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const signal = new AbortController().signal;

test('lines of the log are counted by event, and troubles by class, and written all the same', async () => {
  const written: string[] = [];
  const metrics = createProcessMetrics('worker', '1.2.3');
  const log = metrics.counting({ ...silent, warn: (event) => written.push(event) });
  log.info('started', { pid: 7 });
  log.warn('database-away', { code: 'ECONNREFUSED' });
  log.error('job-failed', { code: '40P01' });
  expect(written).toEqual(['database-away']);
  const text = await metrics.registry.metrics();
  expect(text).toContain('golos_log_events_total{level="info",event="started"} 1');
  expect(text).toContain('golos_errors_total{event="database-away",class="network"} 1');
  expect(text).toContain('golos_errors_total{event="job-failed",class="conflict"} 1');
  expect(text).not.toContain('event="started",class');
  expect(text).toContain('golos_process_info{process="worker",version="1.2.3"} 1');
});

test('jobs, and connections of every pool', async () => {
  const metrics = createProcessMetrics('sender', 'dev');
  metrics.onJob({ queue: 'sends', result: 'failed', waitedSeconds: 2, tookSeconds: 0.02 });
  metrics.watchPool('sender', { totalCount: 5, idleCount: 2, waitingCount: 4 });
  const text = await metrics.registry.metrics();
  expect(text).toContain('golos_jobs_total{queue="sends",result="failed"} 1');
  expect(text).toContain('golos_job_wait_seconds_bucket{le="1",queue="sends"} 0');
  expect(text).toContain('golos_job_wait_seconds_bucket{le="2.5",queue="sends"} 1');
  expect(text).toContain('golos_database_connections{pool="sender",state="busy"} 3');
  expect(text).toContain('golos_database_connections{pool="sender",state="waiting"} 4');
});

test('updates, by what became of them', async () => {
  const { registry } = createProcessMetrics('web', 'dev');
  const take = createWebMetrics(registry).measured(async (_: { messenger: 'viber' }) => ({ kind: 'flood' as const }));
  expect(await take({ messenger: 'viber' })).toEqual({ kind: 'flood' });
  const text = await registry.metrics();
  expect(text).toContain('golos_updates_total{messenger="viber",result="flood"} 1');
  expect(text).toContain('golos_update_seconds_count{messenger="viber"} 1');
});

test('a messenger that has never brought an update, or taken a message, has a zero: silence is seen', async () => {
  const { registry } = createProcessMetrics('web', 'dev');
  createWebMetrics(registry).expectFrom({ viber: {}, telegram: undefined });
  const answer = async () => ({ ok: true as const });
  createSenderMetrics(registry).measured({ name: 'viber', send: answer, deleteMessages: async () => false }, 'reply');
  const text = await registry.metrics();
  expect(text).toContain('golos_updates_total{messenger="viber",result="taken"} 0');
  expect(text).not.toContain('messenger="telegram"');
  expect(text).toContain('golos_sends_total{messenger="viber",kind="reply",result="sent"} 0');
});

test.each([
  ['/webhooks/telegram', 'webhook'],
  ['/console/surveys/:id', 'console'],
  ['/api/v1/editions', 'api'],
  ['/live', 'live'],
  ['/stations/:code', 'site'],
  ['/', 'site'],
  [undefined, 'site'],
])('the part of the site that %s is', (route, part) => {
  expect(partOf(route)).toBe(part);
  expect(SITE_PARTS).toContain(partOf(route));
});

test('messages, alone and to many, by what the messenger said', async () => {
  const { registry } = createProcessMetrics('sender', 'dev');
  const deliverer: Deliverer = {
    name: 'viber',
    send: async () => ({ ok: false, error: { next: 'retry', code: 'x' } }),
    deleteMessages: async () => false,
    broadcast: {
      most: 300,
      send: async () => ({ kind: 'sent', failed: new Map([['b', { next: 'stop', code: 'y' }]]) }),
    },
  };
  const measured = createSenderMetrics(registry).measured(deliverer, 'broadcast');
  const message = { kind: 'text', text: 'hello' } as never;
  await measured.send('a', message, signal);
  await measured.broadcast?.send(['a', 'b', 'c'], message, signal);
  const text = await registry.metrics();
  expect(text).toContain('golos_sends_total{messenger="viber",kind="broadcast",result="retry"} 1');
  expect(text).toContain('golos_sends_total{messenger="viber",kind="broadcast",result="sent"} 2');
  expect(text).toContain('golos_sends_total{messenger="viber",kind="broadcast",result="stop"} 1');
  expect(text).toContain('golos_send_seconds_count{messenger="viber",kind="broadcast"} 2');
});

test('every schedule is counted from the start, and one that fails is not said to have ended well', async () => {
  const { registry } = createProcessMetrics('worker', 'dev');
  const seconds = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
  const metrics = createWorkerMetrics(registry);
  const lastWell = async () =>
    Object.fromEntries(
      [...(await registry.metrics()).matchAll(/^golos_schedule_last_success_\w+\{schedule="(.+?)"\} (\d+)$/gm)].map(
        ([, schedule = '', at]) => [schedule, Number(at)],
      ),
    );
  const atTheStart = Object.fromEntries(SCHEDULES.map((schedule) => [schedule, 1_000]));
  expect(await lastWell()).toEqual(atTheStart);
  seconds.mockReturnValue(2_000_000);
  await metrics.timed('sweep', async () => undefined)();
  await expect(
    metrics.timed('marches', async () => {
      throw new Error('away');
    })(),
  ).rejects.toThrow('away');
  expect(await lastWell()).toEqual({ ...atTheStart, sweep: 2_000 });
});
afterEach(() => jest.restoreAllMocks());

test('while the record or the queues are away, their numbers are absent, not zero', async () => {
  const { registry } = createProcessMetrics('worker', 'dev');
  const away = () => Promise.reject(new Error('away'));
  watchRecord(registry, {
    q: { query: away } as never,
    queues: { depth: away },
    now: () => 0,
  });
  const text = await registry.metrics();
  for (const name of ['golos_outbox_rows', 'golos_queue_jobs', 'golos_backlog', 'golos_updates_recorded']) {
    expect(text).toContain(`# TYPE ${name} gauge`);
    expect(text).not.toMatch(new RegExp(`^${name}[{ ]`, 'm'));
  }
});
