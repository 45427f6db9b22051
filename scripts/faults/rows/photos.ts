import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../lab.ts';
import type { Load } from '../load.ts';
import type { Row } from '../row.ts';
import type { SmallDisk } from '../small-disk.ts';
import { backAfter } from './back-after.ts';

const GROUP = 'Photo store';
const SLOW_MS = 1_500;
/** A disk of photos that takes none is nothing that mends itself: the log calls somebody. */
const CALLS = [/^worker: job-failed .*(ENOSPC|EROFS)/];

function diskRow(id: string, fault: string, work: (disk: SmallDisk, load: Load) => Promise<string>): Row {
  return {
    id: `photos-${id}`,
    group: GROUP,
    fault,
    calls: CALLS,
    unavailable: ({ disks: { photos } }) => ('unavailable' in photos ? photos.unavailable : undefined),
    run: async ({ disks: { photos } }, load) => ('unavailable' in photos ? undefined : work(photos, load)),
    heal: ({ disks: { photos } }) => healed(photos),
  };
}

async function healed(disk: Lab['disks']['photos']): Promise<void> {
  if ('unavailable' in disk) return;
  await disk.readOnly(false);
  await disk.free();
}

const slow: Row = {
  id: 'photos-slow',
  group: GROUP,
  fault: `takes ${SLOW_MS / 1_000} s longer for each photo`,
  async run(lab, load) {
    await lab.restartWith('worker', { slowPhotosMs: SLOW_MS });
    await load.updates(100);
    return undefined;
  },
  heal: (lab) => lab.restartWith('worker'),
};

export const photoRows: readonly Row[] = [
  diskRow('full', 'its disk (a small tmpfs) full for five seconds', async (disk, load) => {
    await load.updates(30);
    await disk.fill();
    await pause(5_000);
    await disk.free();
    return backAfter(load);
  }),
  diskRow('refusing', 'its disk read-only for five seconds', async (disk, load) => {
    await load.updates(30);
    await disk.readOnly(true);
    await pause(5_000);
    await disk.readOnly(false);
    return backAfter(load);
  }),
  slow,
];
