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

export const timeRows: readonly Row[] = [
  clockRow(
    'clock-jumps',
    'the clock of all processes and of Postgres five hours forward, then ten hours back',
    async (clock, load) => {
      await load.updates(30);
      await clock.set(5 * HOUR);
      await load.updates(30);
      await clock.set(-5 * HOUR);
      await load.updates(30);
      return backAfter(load);
    },
  ),
  clockRow(
    'late-24h',
    'updates come 24 hours late, and everything that came before comes once more',
    async (clock, load, lab) => {
      await load.updates(40);
      await lab.postgres.stop();
      await pause(1_500);
      await clock.set(24 * HOUR);
      await lab.postgres.start();
      const back = await backAfter(load);
      await load.updates(20);
      const statuses = await lab.repeatDeliveries();
      const refused = statuses.filter((status) => status !== 200).length;
      if (refused > 0) throw new Error(`${refused} of ${statuses.length} repeats were not answered 200`);
      return `${statuses.length} repeats; ${back}`;
    },
  ),
];
