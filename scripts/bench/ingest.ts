import type { BenchContext } from './context.ts';
import { type Hammered, hammer } from './hammer.ts';
import type { Result } from './result.ts';

const PEOPLE = 600;
/** As many as Telegram makes (`max_connections`). */
const CONNECTIONS = 100;
const ROUNDS = 3;

/** A Telegram private message or tap, as short as Telegram's own. */
function update(updateId: number, userId: number, what: { text: string } | { tap: string }): string {
  const from = { id: userId, is_bot: false, first_name: 'A', language_code: 'en' };
  const chat = { id: userId, type: 'private', first_name: 'A' };
  const message = { message_id: updateId % 1000, date: 1_600_000_000, chat };
  return JSON.stringify(
    'text' in what
      ? { update_id: updateId, message: { ...message, from, text: what.text } }
      : {
          update_id: updateId,
          callback_query: { id: `${updateId}`, from, chat_instance: '1', message, data: what.tap },
        },
  );
}

/** What one citizen does from the first contact to a ballot without photos: reads, writes, intents. */
const STEPS: readonly ({ text: string } | { tap: string })[] = [
  { text: '/start' },
  { tap: 'language:en' },
  { tap: 'consent:yes' },
  { tap: 'register:skip' },
  { text: 'CODE' },
  { tap: 'STATION' },
  { tap: 'station:confirm' },
  { tap: 'declare:none' },
  { tap: 'menu:ballot' },
  { tap: 'CHOICE' },
  { tap: 'ballot:no-photo' },
  { tap: 'ballot:confirm' },
  { tap: 'clean:no' },
  { tap: 'menu:station' },
  { tap: 'menu:open' },
];

export function citizens(
  from: number,
  count: number,
  context: Pick<BenchContext, 'stationId' | 'stationCode' | 'choiceId'>,
): string[][] {
  const steps = STEPS.map((step) => {
    if ('text' in step) return { text: step.text.replace('CODE', context.stationCode) };
    return {
      tap: step.tap.replace('STATION', `station:${context.stationId}`).replace('CHOICE', `choice:${context.choiceId}`),
    };
  });
  return Array.from({ length: count }, (_, i) => {
    const userId = from + i;
    return steps.map((step, n) => update(userId * 100 + n, userId, step));
  });
}

/**
 * Updates per second through the whole path (webhook, dialogue, commit) against a bare Fastify server
 * that commits one row per request, in turns, with the same load. The medians of three rounds.
 */
export async function benchIngest(context: BenchContext): Promise<Result[]> {
  const bare: Hammered[] = [];
  const ours: Hammered[] = [];
  const web = await context.startWeb();
  const server = await context.startBareServer();
  try {
    let next = 10_000_000;
    for (let round = 0; round <= ROUNDS; round++) {
      const lines = citizens(next, round === 0 ? 300 : PEOPLE, context);
      next += PEOPLE;
      const load = { lines, connections: CONNECTIONS };
      const limit = await hammer({ ...load, port: server.port, path: '/', headers: {} });
      const own = await hammer({
        ...load,
        port: web.port,
        path: '/webhooks/telegram',
        headers: { 'x-telegram-bot-api-secret-token': web.secret },
      });
      if (own.refused > 0) throw new Error(`${own.refused} of ${own.answers} updates were not taken`);
      // The first round warms both up.
      if (round === 0) continue;
      bare.push(limit);
      ours.push(own);
    }
  } finally {
    await server.stop();
    await web.stop();
  }
  const value = median(ours.map((r) => r.perSecond));
  const limit = median(bare.map((r) => r.perSecond));
  const p99 = median(ours.map((r) => r.p99));
  return [
    {
      name: 'ingest',
      backend: context.backend,
      value,
      unit: 'updates/s',
      limit,
      ratio: value / limit,
      goal: '≥ 1.0',
      met: value / limit >= 1,
      note: `p50 ${median(ours.map((r) => r.p50)).toFixed(0)} ms, p95 ${median(ours.map((r) => r.p95)).toFixed(0)} ms`,
    },
    {
      name: 'ingest p99',
      backend: context.backend,
      value: p99,
      unit: 'ms',
      limit: median(bare.map((r) => r.p99)),
      ratio: p99 / median(bare.map((r) => r.p99)),
      goal: '< 100 ms',
      met: p99 < 100,
    },
  ];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
