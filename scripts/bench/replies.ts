import type { MessengerName } from '../../src/domain/people.ts';
import type { Outgoing } from '../../src/messaging/outgoing.ts';
import { QUEUES } from '../../src/queues/contracts.ts';
import { createHandOver } from '../../src/queues/hand-over.ts';
import { openQueues } from '../../src/queues/queues.ts';
import type { BenchContext } from './context.ts';
import { type Filler, openFiller, sendRow } from './fill.ts';
import { median } from './ingest.ts';
import { nextLine, startHelper, startReal, TELEGRAM_TOKEN, timed } from './processes.ts';
import type { Result } from './result.ts';

const MESSAGES = 10_000;
/** As in conversations: the same people are written to again and again. */
const PEOPLE = 2_500;
const WARM_UP = 2_000;
const ROUNDS = 3;

/** Connections of the sender's HTTP client (src/messaging/http-client.ts), which its jobs fill. */
const CONNECTIONS = Math.min(256, QUEUES.sends.concurrency * QUEUES.sends.rowsPerJob);

const MESSAGE: Outgoing = {
  text: 'No. 12 · Station of the benchmark\nWhat is marked on your ballot?',
  options: ['oak', 'birch', 'linden', 'rowan'].map((id) => [{ id: `choice:${id}`, label: id }]),
};

/**
 * Messages a second from open outbox rows to the messenger and the closed row, by the real sender, against
 * a bare loop of HTTP requests to the same stand-in over as many connections. The medians of three rounds.
 */
export async function benchReplies(context: BenchContext): Promise<Result[]> {
  const filler = await openFiller(context);
  const { backend, databaseUrl, redisUrl } = context;
  const fail = (error: unknown) => {
    throw error;
  };
  const queues = openQueues({ databaseUrl, redisUrl, onError: fail });
  const handOver = createHandOver(queues, fail);
  const answerer = startHelper('./answerer.js', []);
  const port = Number(await nextLine(answerer));
  const sender = await startReal(context, 'sender', port);
  const results: Result[] = [];
  try {
    const people = await filler.people(PEOPLE);
    for (const messenger of ['telegram', 'viber'] as const) {
      const bare = startHelper('./bare-sender.js', [bareUrl(messenger, port), `${CONNECTIONS}`, bareBody(messenger)]);
      const [ours, limits]: [number[], number[]] = [[], []];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const count = round === 0 ? WARM_UP : MESSAGES;
        const limit = (count / (await timed(bare, count))) * 1_000;
        const rows = await fill(filler, messenger, people, count);
        const start = performance.now();
        handOver.give(rows);
        await filler.emptied('sends');
        const own = (count / (performance.now() - start)) * 1_000;
        // The first round warms both up.
        if (round === 0) continue;
        ours.push(own);
        limits.push(limit);
      }
      await bare.stop();
      const [value, limit] = [median(ours), median(limits)];
      const ratio = value / limit;
      const note = `to ${PEOPLE} people over ${CONNECTIONS} connections`;
      results.push({
        name: `replies ${messenger}`,
        backend,
        value,
        unit: 'messages/s',
        limit,
        ratio,
        goal: '≥ 0.7',
        met: ratio >= 0.7,
        note,
      });
    }
  } finally {
    await sender.stop();
    await answerer.stop();
    await queues.close();
    await filler.close();
  }
  return results;
}

function fill(filler: Filler, messenger: MessengerName, people: readonly string[], count: number) {
  const key = filler.keys.web.outbox;
  const send = { messenger, message: MESSAGE };
  return filler.outbox(Array.from({ length: count }, (_, i) => sendRow(key, people[i % people.length] ?? '', send)));
}

function bareUrl(messenger: MessengerName, port: number): string {
  const path = messenger === 'telegram' ? `bot${TELEGRAM_TOKEN}/sendMessage` : 'pa/send_message';
  return `http://127.0.0.1:${port}/${path}`;
}

/** As long as what the real adapters write. */
function bareBody(messenger: MessengerName): string {
  const { text, options = [] } = MESSAGE;
  if (messenger === 'telegram') {
    const inline = options.map((row) => row.map(({ id, label }) => ({ text: label, callback_data: id })));
    return JSON.stringify({ chat_id: 10_000_000, text, reply_markup: { inline_keyboard: inline } });
  }
  const buttons = options
    .flat()
    .map(({ id, label }) => ({ Columns: 6, Rows: 1, ActionType: 'reply', ActionBody: id, Text: label }));
  return JSON.stringify({ receiver: '10000000', type: 'text', text, keyboard: { Type: 'keyboard', Buttons: buttons } });
}
