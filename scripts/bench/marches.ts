import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { MarchDefinition } from '../../src/domain/marches/march.ts';
import { createHandOver } from '../../src/queues/hand-over.ts';
import { openQueues } from '../../src/queues/queues.ts';
import type { BenchContext } from './context.ts';
import { type Filler, intentRow, openFiller } from './fill.ts';
import { hammer } from './hammer.ts';
import { citizens } from './ingest.ts';
import { residentMemory, startReal } from './processes.ts';
import type { Result } from './result.ts';

const CHECK_INS = 1_000_000;
const STREAMS = 2_000;
/** Of one round: there are as many rounds as two windows last. */
const REQUESTS = 6_000;
const ZONES = 10;
const MARCH_ID = 'bench';
const WINDOW_SECONDS = 10;
const HOURS = 1;
/** People whose conversations are measured for the ingest rate beside it. */
const INGEST_PEOPLE = 300;

/** Who checks in while the page is measured: as many at a time, and so long between them (milliseconds). */
const MEANWHILE = { most: 20_000, atATime: 50, everyMs: 50 };

/** More than this is no longer flat. */
const MOST_GROWTH = 1.15;

/** Check-ins waiting at once: what comes in while a march begins. */
const AT_ONCE = 50_000;

/**
 * A march: check-ins absorbed a second by the real worker while it publishes windows, beside the ingest rate of the real web
 * process; the page with two thousand open streams; how long a check-in takes to be seen; memory.
 */
export async function benchMarches(context: BenchContext, checkIns = CHECK_INS): Promise<Result[]> {
  const filler = await openFiller(context);
  const fail = (error: unknown) => {
    throw error;
  };
  const queues = openQueues({ databaseUrl: context.databaseUrl, redisUrl: context.redisUrl, onError: fail });
  const handOver = createHandOver(queues, fail);
  const web = await context.startWeb();
  const worker = await startReal(context, 'worker', 9);
  try {
    const ingest = await ingestRate(context, web);
    await openMarch(filler);
    const before = await residentMemory(worker.pid);
    let absorbing = 0;
    for (let done = 0; done < checkIns; done += AT_ONCE) {
      const people = await filler.people(Math.min(AT_ONCE, checkIns - done));
      const rows = await filler.outbox(
        people.map((id, i) =>
          intentRow(filler.keys.web.outbox, id, { do: 'check-in', marchId: MARCH_ID, zone: (i * i) % ZONES }),
        ),
      );
      const start = performance.now();
      handOver.give(rows);
      await filler.emptied('intents');
      absorbing += performance.now() - start;
    }
    const rate = (checkIns / absorbing) * 1_000;
    const memory = await residentMemory(worker.pid);
    const { p99, meanwhile, shown, streams, webMemory } = await watched(web, filler, handOver);
    const { backend } = context;
    const windows = shown / (WINDOW_SECONDS * 1_000);
    return [
      {
        name: 'march check-ins',
        backend,
        value: rate,
        unit: 'check-ins/s',
        limit: ingest,
        ratio: rate / ingest,
        goal: '≥ 1.0 of ingest',
        met: rate >= ingest,
        note: `${checkIns} in ${ZONES} zones, a window every ${WINDOW_SECONDS} s`,
      },
      {
        name: 'march page p99',
        backend,
        value: p99,
        unit: 'ms',
        limit: 20,
        ratio: p99 / 20,
        goal: '< 20 ms',
        met: p99 < 20 && streams === STREAMS,
        note: `worst round, ${meanwhile} check-ins meanwhile; ${streams} of ${STREAMS} event streams still open at the end`,
      },
      {
        name: 'march check-in seen',
        backend,
        value: windows,
        unit: 'windows',
        limit: 2,
        ratio: windows / 2,
        goal: '≤ 2 windows',
        met: windows <= 2,
        note: 'from its commit to the open page',
      },
      {
        name: 'march memory of the worker',
        backend,
        value: memory / 1e6,
        unit: 'MB',
        limit: before / 1e6,
        ratio: memory / before,
        goal: '< 1.15 times',
        met: memory < before * MOST_GROWTH,
        note: 'from before the first check-in to after the last',
      },
      {
        name: 'march memory of the web process',
        backend,
        value: webMemory.after / 1e6,
        unit: 'MB',
        limit: webMemory.before / 1e6,
        ratio: webMemory.after / webMemory.before,
        goal: '< 1.15 while streams are open',
        met: webMemory.after < webMemory.before * MOST_GROWTH,
        note: `${streams} streams, from the first window to the last`,
      },
    ];
  } finally {
    await web.stop();
    await worker.stop();
    await queues.close();
    await filler.close();
  }
}

type Web = Awaited<ReturnType<BenchContext['startWeb']>>;

async function ingestRate(context: BenchContext, { port, secret }: Web): Promise<number> {
  const { perSecond } = await hammer({
    port,
    path: '/webhooks/telegram',
    headers: { 'x-telegram-bot-api-secret-token': secret },
    lines: citizens(20_000_000, INGEST_PEOPLE, context),
    connections: 100,
  });
  return perSecond;
}

type HandOver = { give(rows: Awaited<ReturnType<Filler['outbox']>>): void };

/** With streams open and people checking in: the page's slowest of a hundred, and how long after its commit a check-in is heard of. */
async function watched(web: Web, filler: Filler, handOver: HandOver) {
  const streams = await openStreams(web.port);
  try {
    await streams.next();
    const before = await residentMemory(web.pid);
    const paths = Array.from({ length: REQUESTS / 20 }, () => Array<string>(20).fill('/live?lang=en'));
    const { p99, meanwhile } = await whileCheckingIn(filler, handOver, async () => {
      const end = performance.now() + 2 * WINDOW_SECONDS * 1_000;
      let worst = 0;
      while (performance.now() < end) {
        const round = await hammer({
          port: web.port,
          path: '/live',
          headers: {},
          lines: paths,
          connections: 8,
          get: true,
        });
        if (round.refused > 0) throw new Error(`${round.refused} pages were refused`);
        worst = Math.max(worst, round.p99);
      }
      return worst;
    });
    // All of these are in the number from which the rise is told: the first to come may be of a window before.
    await streams.next(2);
    // So many at once that the number moves whatever the noise is.
    const people = await filler.people(5_000);
    const rows = await filler.outbox(
      people.map((id) => intentRow(filler.keys.web.outbox, id, { do: 'check-in', marchId: MARCH_ID, zone: 0 })),
    );
    const seen = streams.rises(2_500);
    const start = performance.now();
    handOver.give(rows);
    await seen;
    const shown = performance.now() - start;
    const after = await residentMemory(web.pid);
    return { p99, meanwhile, shown, streams: streams.open(), webMemory: { before, after } };
  } finally {
    streams.close();
  }
}

/** Checks people in until `work` is done; resolves to what it says, and to how many they were. */
async function whileCheckingIn(filler: Filler, handOver: HandOver, work: () => Promise<number>) {
  const people = await filler.people(MEANWHILE.most);
  const rows = await filler.outbox(
    people.map((id, i) =>
      intentRow(filler.keys.web.outbox, id, { do: 'check-in', marchId: MARCH_ID, zone: (i * i) % ZONES }),
    ),
  );
  let meanwhile = 0;
  let isDone = false;
  const checkIn = async () => {
    while (!isDone && meanwhile < rows.length) {
      handOver.give(rows.slice(meanwhile, meanwhile + MEANWHILE.atATime));
      meanwhile += MEANWHILE.atATime;
      await pause(MEANWHILE.everyMs);
    }
  };
  const [p99] = await Promise.all([
    work().finally(() => {
      isDone = true;
    }),
    checkIn(),
  ]);
  // What is measured next is not to wait for these.
  handOver.give(rows.slice(meanwhile));
  await filler.emptied('intents');
  return { p99, meanwhile: Math.min(meanwhile, rows.length) };
}

/** Two thousand who watch; the first of them is listened to. */
async function openStreams(port: number) {
  const numbers: number[] = [];
  const listeners = new Set<() => void>();
  /** Those that were answered with a stream. */
  const listening = new Set<Socket>();
  const sockets = await Promise.all(
    Array.from({ length: STREAMS }, async (_, i) => {
      // A connection at a time is what a browser does; all at once would overflow the listener's backlog.
      await pause(i);
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        `GET /live/${MARCH_ID}/events?lang=en HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n\r\n`,
      );
      socket.setEncoding('utf8');
      socket.once('data', (text: string) => {
        if (text.startsWith('HTTP/1.1 200 ')) listening.add(socket);
      });
      socket.once('close', () => listening.delete(socket));
      if (i === 0) {
        socket.on('data', (text: string) => {
          const count = /live-count">([\d,]+)</.exec(text)?.[1];
          if (count === undefined) return;
          numbers.push(Number(count.replaceAll(',', '')));
          for (const listener of listeners) listener();
        });
      }
      return socket;
    }),
  );
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  return {
    /** How many are open just now. */
    open: () => listening.size,
    next: (count = 1) => {
      const from = numbers.length;
      return until(() => numbers.length >= from + count);
    },
    rises: (by: number) => {
      const from = numbers.at(-1) ?? 0;
      return until(() => (numbers.at(-1) ?? 0) >= from + by);
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function openMarch({ client }: Filler): Promise<void> {
  const named = (name: string) => ({ be: name, ru: name, en: name });
  const definition: MarchDefinition = {
    name: named('Bench'),
    zones: Array.from({ length: ZONES }, (_, i) => ({ name: named(`Zone ${i}`), area: { kind: 'named' } })),
    announces: false,
  };
  await client.query(
    `insert into marches (id, definition, state, starts_at, ends_at, window_seconds)
     values ($1, $2, 'scheduled', now(), now() + make_interval(hours => $3), $4)`,
    [MARCH_ID, JSON.stringify(definition), HOURS, WINDOW_SECONDS],
  );
  for (;;) {
    const { rowCount } = await client.query(`select 1 from marches where state = 'open'`);
    if (rowCount === 1) return;
    await pause(100);
  }
}
