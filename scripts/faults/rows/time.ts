import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Lab } from '../lab.ts';
import type { Load } from '../load.ts';
import type { Row } from '../row.ts';
import { backAfter } from './back-after.ts';

const GROUP = 'Time';
const HOUR = 3_600;

function clockRow(
  id: string,
  fault: string,
  work: (clock: Clock, load: Load, lab: Lab) => Promise<string | undefined>,
): Row {
  return {
    id,
    group: GROUP,
    fault,
    clock: true,
    unavailable: ({ clock }) => ('unavailable' in clock ? clock.unavailable : undefined),
    run: async (lab, load) => ('unavailable' in lab.clock ? undefined : work(lab.clock, load, lab)),
    heal: async ({ clock }) => ('set' in clock ? clock.set(0) : undefined),
  };
}

/** Moves it, and waits until Postgres has seen it. */
async function move({ database }: Lab, clock: Clock, seconds: number): Promise<void> {
  await clock.set(seconds);
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows } = await database.pool.query<{ now: number }>('select extract(epoch from now())::float8 as now');
    if (Math.abs((rows[0]?.now ?? 0) - Date.now() / 1_000 - seconds) < HOUR / 2) return;
    await pause(100);
  }
  throw new Error('the clock of Postgres did not move');
}

/** Chats that wait for the end of the blackout, and what each of them has sent into it. */
const WAITING_CHATS = 100;
const SENT_EACH = 4;
/** What one tries when nothing is answered. */
const SAID = ['/menu', 'Is anybody there?', '/language', '12345', '/help', '/ballot'];

/** People who write while nobody answers, to be answered all at once. Resolves when each is. */
function writeIntoTheDark({ standIns }: Lab, { ledger }: Load, first: number) {
  return Array.from({ length: WAITING_CHATS }, (_, i) => {
    const messenger = i % 2 === 0 ? 'telegram' : 'viber';
    ledger.newAccount(messenger).known = true;
    const chat =
      messenger === 'telegram'
        ? standIns.telegram.chat(6_000_000_000 + first + i)
        : standIns.viber.chat(`dark-${first + i}==`);
    const began = 'open' in chat ? chat.open() : chat.start();
    const texts = SAID.slice(i % 3, (i % 3) + SENT_EACH - 1);
    return { chat, results: Promise.all([began, ...texts.map((text) => chat.text(text))]) };
  });
}

/** Nothing of ours answers for so many hours; then everything that was written meanwhile comes at once. */
async function dark(hours: number, clock: Clock, load: Load, lab: Lab): Promise<string> {
  await load.updates(20);
  await lab.postgres.stop();
  const waiting = writeIntoTheDark(lab, load, Math.round(performance.now()));
  await pause(1_000);
  await clock.set(hours * HOUR);
  const from = performance.now();
  const seconds = () => ((performance.now() - from) / 1_000).toFixed(1);
  await lab.postgres.start();
  const results = (await Promise.all(waiting.map((one) => one.results))).flat();
  const taken = seconds();
  const lost = results.filter(({ status }) => status !== 'accepted').length;
  if (lost > 0) throw new Error(`${lost} of ${results.length} updates were not taken`);
  const isAnswered = ({ chat }: (typeof waiting)[number]) => chat.messages().at(-1)?.from === 'bot';
  while (!waiting.every(isAnswered)) await pause(100);
  return `${results.length} more updates taken within ${taken} s, everybody answered within ${seconds()} s`;
}

export const timeRows: readonly Row[] = [
  clockRow(
    'clock-jumps',
    'the clock of all processes and of Postgres five hours forward, then ten hours back',
    async (clock, load, lab) => {
      await load.updates(30);
      await move(lab, clock, 5 * HOUR);
      await load.updates(30);
      await move(lab, clock, -5 * HOUR);
      await load.updates(30);
      return backAfter(load);
    },
  ),
  clockRow(
    'late-24h',
    `updates come 24 hours late, those of ${WAITING_CHATS} more chats with them, and everything that came before comes once more`,
    async (clock, load, lab) => {
      const back = await dark(24, clock, load, lab);
      await load.updates(20);
      const repeated = await lab.repeatDeliveries();
      const refused = repeated.filter(({ status }) => status !== 200);
      if (refused.length > 0) {
        const statuses = [...new Set(refused.map(({ status }) => status))].join(', ');
        throw new Error(`${refused.length} of ${repeated.length} repeats were not taken: ${statuses}`);
      }
      const again = repeated.reduce((sum, one) => sum + one.again, 0);
      return `${repeated.length} repeats, ${again} times asked to come again; ${back}`;
    },
  ),
  clockRow(
    'blackout',
    `72 hours without anything of ours; then the backlog arrives at once, that of ${WAITING_CHATS} more chats with it`,
    (clock, load, lab) => dark(72, clock, load, lab),
  ),
];
