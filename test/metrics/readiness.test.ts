import { createApp } from '../../src/http/app.ts';
import { healthRoutes } from '../../src/http/health.ts';
import { listenForWatchers, type Readiness } from '../../src/metrics/listener.ts';
import { createProcessMetrics } from '../../src/metrics/process-metrics.ts';
import { createReadiness } from '../../src/metrics/readiness.ts';

function someProcess() {
  const leaving = new AbortController();
  let at = 0;
  const asked: string[] = [];
  const answers: Record<'database' | 'queues', () => Promise<boolean>> = {
    database: async () => true,
    queues: async () => true,
  };
  const { needs, ready } = createReadiness({ leaving: leaving.signal, now: () => at });
  const start = () =>
    needs({
      database: () => {
        asked.push('select 1');
        return answers.database();
      },
      queues: () => answers.queues(),
    });
  return { leaving, asked, answers, start, ready, pass: (ms: number) => (at += ms) };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Where `/readyz` is asked at the public port and at that of the metrics. */
async function served(ready: () => Promise<Readiness>) {
  const registry = createProcessMetrics('web', 'test').registry;
  const app = await createApp({ onFailure: () => undefined });
  healthRoutes(app, { ready, metrics: registry, readers: { isPublic: true } });
  closing.push(() => app.close());
  const strangers = `${await app.listen({ host: '127.0.0.1', port: 0 })}/readyz`;
  const listener = await listenForWatchers({ host: '127.0.0.1', port: 0, registry, ready });
  closing.push(() => listener.close());
  return { strangers, watchers: `http://127.0.0.1:${listener.port}/readyz` };
}

test('is not ready before it has started', async () => {
  const { start, ready } = someProcess();
  expect(await ready()).toEqual({ started: false });
  start();
  expect(await ready()).toEqual({ database: true, queues: true });
});

test('a hundred strangers at once cost one look, which also holds for a second', async () => {
  const { asked, start, ready, pass } = someProcess();
  start();
  const { strangers } = await served(ready);
  const answers = await Promise.all(Array.from({ length: 100 }, () => fetch(strangers)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(asked).toEqual(['select 1']);
  pass(999);
  await fetch(strangers);
  expect(asked.length).toBe(1);
  pass(1);
  await fetch(strangers);
  expect(asked.length).toBe(2);
});

test('the metrics port says which part is away, whether it says so or fails; the public one does not', async () => {
  const { answers, start, ready } = someProcess();
  answers.database = () => Promise.reject(new Error('away'));
  start();
  const { strangers, watchers } = await served(ready);
  const detailed = await fetch(watchers);
  expect([detailed.status, await detailed.json()]).toEqual([503, { database: false, queues: true }]);
  const plain = await fetch(strangers);
  expect([plain.status, await plain.text()]).toEqual([503, '{"ready":false}']);
});

test('what was away is looked for again a second later, also while the first look still waits', async () => {
  const { answers, start, ready, pass } = someProcess();
  answers.database = () => new Promise(() => undefined);
  start();
  void ready();
  pass(1_000);
  answers.database = async () => true;
  expect(await ready()).toEqual({ database: true, queues: true });
});

test('once it was asked to stop it says so at once, whatever was seen a moment ago', async () => {
  const { leaving, asked, start, ready } = someProcess();
  start();
  await ready();
  leaving.abort();
  expect(await ready()).toEqual({ database: true, queues: true, staying: false });
  expect(asked.length).toBe(1);
});
