import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadTelemetry } from '../../src/config/telemetry.ts';
import { startTracing } from '../../src/metrics/tracing.ts';

interface Span {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status?: { readonly code?: number; readonly message?: string };
  readonly attributes?: readonly unknown[];
  readonly events?: readonly unknown[];
}

const settingsOf = (env: Record<string, string>) => {
  const loaded = loadTelemetry(env);
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.settings;
};

test('off unless asked for: a function stays itself', async () => {
  const tracing = await startTracing('web', settingsOf({}));
  const work = async () => 1;
  expect(tracing.traced('update', work)).toBe(work);
  await tracing.stop();
});

test('on: spans within spans are sent as OpenTelemetry’s own protocol, without a word of what went wrong', async () => {
  const bodies: { path: string; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push({ path: request.url ?? '', body });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const tracing = await startTracing(
    'worker',
    settingsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_TRACES_SAMPLER_ARG: '1', GOLOS_VERSION: '1.2.3' }),
  );
  const fetch = tracing.traced('fetch photo', async () => {
    throw new Error('what a person wrote');
  });
  await tracing.traced('job photos', async () => fetch().catch(() => undefined))();
  await tracing.stop();
  server.close();
  expect(bodies.map(({ path }) => path)).toEqual(['/v1/traces']);
  const [{ resource, scopeSpans }] = JSON.parse(bodies[0]?.body ?? '{}').resourceSpans;
  expect(JSON.stringify(resource)).toContain('golos-worker');
  const spans = scopeSpans.flatMap((scope: { spans: Span[] }) => scope.spans) as Span[];
  const [inner, outer] = ['fetch photo', 'job photos'].map((name) => spans.find((span) => span.name === name));
  expect(inner?.parentSpanId).toBe(outer?.spanId);
  expect(inner?.status).toEqual({ code: 2 });
  expect(spans.map(({ attributes = [], events = [] }) => [attributes.length, events.length])).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(bodies[0]?.body).not.toContain('what a person wrote');
});

test('whoever takes traces may be away: nothing fails, and the process ends', async () => {
  const tracing = await startTracing(
    'sender',
    settingsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_TRACES_SAMPLER_ARG: '1' }),
  );
  expect(await tracing.traced('send', async () => 'sent')()).toBe('sent');
  await tracing.stop();
});

test.each([
  ['a share that is none', { OTEL_TRACES_SAMPLER_ARG: '2' }, 'OTEL_TRACES_SAMPLER_ARG'],
  ['an address that is none', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  ['a token that is too short', { METRICS_TOKEN: 'short' }, 'METRICS_TOKEN'],
  ['a port that is none', { METRICS_PORT: '70000' }, 'METRICS_PORT'],
  ['a version with a space', { GOLOS_VERSION: 'a b' }, 'GOLOS_VERSION'],
])('%s is refused by name', (_name, env, variable) => {
  const loaded = loadTelemetry(env);
  expect(loaded.ok ? [] : loaded.problems.map((problem) => problem.split(' ')[0])).toEqual([variable]);
});
