import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startStandIns } from '../../bots/playground/start-stand-ins.ts';
import { startBroadcast } from '../../src/actions/broadcasts/start.ts';
import { sealPayload } from '../../src/actions/outbox-payload.ts';
import { EVERYBODY } from '../../src/domain/audience.ts';
import type { BroadcastContent } from '../../src/domain/broadcasts.ts';
import { MESSENGERS, type MessengerName } from '../../src/domain/people.ts';
import { createHandOver } from '../../src/queues/hand-over.ts';
import { openQueues } from '../../src/queues/queues.ts';
import { insertBroadcast } from '../../src/storage/broadcasts.ts';
import type { BenchContext } from './context.ts';
import { type Filler, openFiller } from './fill.ts';
import { nextLine, startHelper, startReal, TELEGRAM_TOKEN, timed, VIBER_TOKEN } from './processes.ts';
import type { Result } from './result.ts';

const PEOPLE = 12_000;
const MILLION = 1_000_000;
/** Connections of the sender for broadcasts (workers/sender.ts). */
const CONNECTIONS = 64;
const LIMITED = { perSecond: 30, seconds: 20 } as const;
const LOOK_EVERY_MS = 20;

const WORDS = 'The count at your station is complete. Thank you for your ballot: 1,204 of them were handed in.';
const CONTENT: BroadcastContent = {
  text: { be: WORDS, ru: WORDS, en: WORDS },
  picture: null,
  link: { label: { be: 'Open', ru: 'Open', en: 'Open' }, url: 'https://example.org/count' },
  survey: null,
};

/**
 * Broadcasts by the real worker and sender: how fast without a limit, beside a bare loop of HTTP requests to
 * the same stand-in; what share of 30 a second is used, and how long a reply waits meanwhile; and how long it
 * takes to fix a million recipients.
 */
export async function benchBroadcast(context: BenchContext): Promise<Result[]> {
  return [...(await benchSpeed(context)), ...(await benchPace(context)), ...(await benchFixing(context))];
}

async function benchSpeed(context: BenchContext): Promise<Result[]> {
  const { backend } = context;
  const filler = await openFiller(context);
  const answerer = startHelper('./answerer.js', []);
  const port = Number(await nextLine(answerer));
  const worker = await startReal(context, 'worker', port);
  const sender = await startReal(context, 'sender', port);
  const results: Result[] = [];
  try {
    const ids = await filler.people(PEOPLE);
    for (const messenger of MESSENGERS) {
      await filler.client.query('update people set messenger = $1', [messenger]);
      const bare = startHelper('./bare-sender.js', [bareUrl(messenger, port), `${CONNECTIONS}`, bareBody(messenger)]);
      // On Viber a request carries 300 people.
      const perRequest = messenger === 'viber' ? 300 : 1;
      const requests = messenger === 'viber' ? 2_000 : PEOPLE;
      await timed(bare, requests / 2);
      const limit = (requests * perRequest * 1_000) / (await timed(bare, requests));
      await bare.stop();
      await run(filler, ids.length);
      const value = await run(filler, ids.length);
      const ratio = value / limit;
      const met = ratio >= 0.7;
      const note = `${ids.length} people; ${messenger === 'viber' ? 'broadcast_message, by receivers' : `${CONNECTIONS} connections`}`;
      results.push({
        name: `broadcast ${messenger}`,
        backend,
        value,
        unit: 'people/s',
        limit,
        ratio,
        goal: '≥ 0.7',
        met,
        note,
      });
      if (messenger === 'viber') {
        const allowed = 50 * 300;
        results.push({
          name: 'broadcast viber, of what Viber allows',
          backend,
          value,
          unit: 'people/s',
          limit: allowed,
          ratio: value / allowed,
          goal: '≥ 0.7',
          met: value / allowed >= 0.7,
          note: '500 requests of 300 in ten seconds',
        });
      }
    }
  } finally {
    await sender.stop();
    await worker.stop();
    await answerer.stop();
    await filler.close();
  }
  return results;
}

/** Sends one to everybody; people a second from when they were fixed to the end. */
async function run(filler: Filler, people: number): Promise<number> {
  const id = await start(filler);
  await reached(filler, id, 'finished');
  const { rows } = await filler.client.query<{ ms: number; sent: number }>(
    `select extract(epoch from finished_at - fixed_at)::float8 * 1000 as ms,
            (select sum(count)::int from broadcast_outcomes where broadcast_id = $1 and outcome = 'sent') as sent
     from broadcasts where id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined || row.sent !== people) throw new Error(`${row?.sent} of ${people} were sent`);
  return (people * 1_000) / row.ms;
}

/** Lets a broadcast to everybody go; resolves to its id. */
export async function start(filler: Filler): Promise<string> {
  const { id, revision } = await insertBroadcast(filler.client, {
    title: 'Benchmark',
    content: CONTENT,
    audience: EVERYBODY,
    startsAt: null,
    hours: null,
  });
  const started = await startBroadcast(filler.client, { id, revision });
  if (started.kind !== 'started') throw new Error(started.why);
  return id;
}

export async function reached(filler: Filler, id: string, ...states: readonly string[]): Promise<void> {
  for (;;) {
    const { rows } = await filler.client.query<{ state: string }>('select state from broadcasts where id = $1', [id]);
    if (states.includes(rows[0]?.state ?? '')) return;
    await pause(LOOK_EVERY_MS);
  }
}

/** At 30 a second, against a stand-in that refuses the thirty-first within any second. */
async function benchPace(context: BenchContext): Promise<Result[]> {
  const { backend, databaseUrl, redisUrl } = context;
  const { perSecond, seconds } = LIMITED;
  const filler = await openFiller(context);
  const standIns = await startStandIns({
    telegram: { token: TELEGRAM_TOKEN, limits: { perBotPerSecond: perSecond } },
    viber: { token: VIBER_TOKEN },
  });
  const fail = (error: unknown) => {
    throw error;
  };
  const queues = openQueues({ databaseUrl, redisUrl, onError: fail });
  const handOver = createHandOver(queues, fail);
  const env = { TELEGRAM_API_ROOT: standIns.telegramRoot, TELEGRAM_PER_SECOND: `${perSecond}` };
  const worker = await startReal(context, 'worker', 9, env);
  const sender = await startReal(context, 'sender', 9, env);
  try {
    await filler.client.query('truncate people, broadcasts cascade');
    const ids = await filler.people(perSecond * seconds);
    const arrivals: number[] = [];
    for (const i of ids.keys()) standIns.telegram.chat(10_000_000 + i).reopen();
    standIns.telegram.onChange((change) => {
      if (change.kind === 'message') arrivals.push(performance.now());
    });
    const id = await start(filler);
    const waited: number[] = [];
    const replying = replies(filler, ids, handOver, waited, () => arrivals.length >= ids.length);
    await reached(filler, id, 'finished');
    const { rows } = await filler.client.query<{ code: string; n: number }>(
      `select code, sum(count)::int as n from send_outcomes where outcome <> 'sent' group by code`,
    );
    await replying;
    const took = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1_000;
    const value = (arrivals.length - 1) / took;
    const refused = await silences(filler);
    const slowest = Math.max(...waited);
    return [
      {
        name: 'broadcast pace',
        backend,
        value,
        unit: 'messages/s',
        limit: perSecond,
        ratio: value / perSecond,
        goal: '≥ 0.99, no 429',
        met: value / perSecond >= 0.99 && refused === 0 && rows.length === 0,
        note: `${arrivals.length} messages, ${refused === 0 ? 'no' : 'some'} 429`,
      },
      {
        name: 'reply during a broadcast',
        backend,
        value: slowest,
        unit: 'ms at most',
        limit: 1_000,
        ratio: slowest / 1_000,
        goal: '≤ 1',
        met: slowest <= 1_000,
        note: `${waited.length} replies at that pace, from commit to the closed row`,
      },
    ];
  } finally {
    await sender.stop();
    await worker.stop();
    await queues.close();
    await standIns.close();
    await filler.close();
  }
}

/** A reply every half second, until told to end. */
async function replies(
  filler: Filler,
  people: readonly string[],
  handOver: ReturnType<typeof createHandOver>,
  waited: number[],
  isOver: () => boolean,
): Promise<void> {
  const key = filler.keys.web.outbox;
  for (let i = 0; !isOver(); i += 1) {
    const payload = sealPayload(key, { messenger: 'telegram', message: { text: 'A reply' } });
    const { rows } = await filler.client.query<{ id: string }>(
      `insert into outbox (queue, person_id, payload) values ('sends', $1, $2) returning id::text`,
      [people[(i * 7) % people.length], payload],
    );
    const start = performance.now();
    handOver.give(rows.map(({ id }) => ({ id, queue: 'sends' })));
    await filler.emptied('sends');
    waited.push(performance.now() - start);
    await pause(500);
  }
}

/** 1 when the messenger has ever asked for silence. */
async function silences(filler: Filler): Promise<number> {
  const { rowCount } = await filler.client.query(
    `select 1 from sending_places where messenger = 'telegram' and silent_until > '-infinity'`,
  );
  return rowCount ?? 0;
}

async function benchFixing(context: BenchContext): Promise<Result[]> {
  const filler = await openFiller(context);
  const worker = await startReal(context, 'worker', 9);
  try {
    await filler.client.query('truncate people, broadcasts cascade');
    await filler.client.query(
      `insert into people (person_key, messenger, sealed_address, language, consented, tier, station_id, joined_on)
       select sha256(i::text::bytea), case when i % 3 = 0 then 'viber' else 'telegram' end, decode(repeat('00', 57), 'hex'),
              (array['be', 'ru', 'en'])[1 + i % 3], true, 'verified', $1, current_date
       from generate_series(1, ${MILLION}) i`,
      [context.stationId],
    );
    await filler.client.query('vacuum analyze people');
    const id = await start(filler);
    await reached(filler, id, 'running');
    const { rows } = await filler.client.query<{ seconds: number; n: number }>(
      `select extract(epoch from fixed_at - started_at)::float8 as seconds,
              (select sum(count)::int from broadcast_outcomes where broadcast_id = $1) as n from broadcasts where id = $1`,
      [id],
    );
    const { seconds = 0, n = 0 } = rows[0] ?? {};
    const memory = await peakMegabytes(worker.pid);
    return [
      {
        name: 'broadcast start',
        backend: context.backend,
        value: seconds,
        unit: 's',
        limit: 30,
        ratio: seconds / 30,
        goal: '≤ 1',
        met: seconds <= 30 && n === MILLION,
        note: `${n} recipients fixed`,
      },
      {
        name: 'broadcast start, memory of the worker',
        backend: context.backend,
        value: memory,
        unit: 'MB at most',
        limit: 200,
        ratio: memory / 200,
        goal: '≤ 1',
        met: memory <= 200,
      },
    ];
  } finally {
    await worker.stop();
    await filler.close();
  }
}

/** The most that a process has held, from the kernel. */
async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
}

function bareUrl(messenger: MessengerName, port: number): string {
  const path = messenger === 'telegram' ? `bot${TELEGRAM_TOKEN}/sendMessage` : 'pa/broadcast_message';
  return `http://127.0.0.1:${port}/${path}`;
}

/** As long as what the real adapters write. */
function bareBody(messenger: MessengerName): string {
  const button = { text: 'Open', url: 'https://example.org/count' };
  if (messenger === 'telegram') {
    return JSON.stringify({ chat_id: 10_000_000, text: WORDS, reply_markup: { inline_keyboard: [[button]] } });
  }
  const receivers = Array.from({ length: 300 }, (_, i) => `${10_000_000 + i}`);
  const keyboard = { Type: 'keyboard', Buttons: [{ Columns: 6, Rows: 1, ActionType: 'open-url', Text: 'Open' }] };
  return JSON.stringify({ broadcast_list: receivers, type: 'text', text: WORDS, keyboard, sender: { name: 'Golos' } });
}
