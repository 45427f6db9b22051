import { setTimeout as pause } from 'node:timers/promises';
import { SLOWED } from '../inside.ts';
import type { Lab } from '../lab.ts';
import type { Load } from '../load.ts';
import type { Row } from '../row.ts';
import type { SmallDisk } from '../small-disk.ts';
import { backAfter } from './back-after.ts';
import { heardFromNow, strikes } from './strikes.ts';

const GROUP = 'Photo store';
const SLOW_MS = 1_500;
const SLOWED_PHOTOS = 5;
const AWAY_MS = 5_000;

/** A disk of photos that takes none is nothing that mends itself: the log calls somebody, by the `code`. */
function diskRow(
  id: string,
  fault: string,
  code: 'ENOSPC' | 'EROFS',
  hurt: (disk: SmallDisk) => Promise<void>,
  mend: (disk: SmallDisk) => Promise<void>,
): Row {
  const call = new RegExp(`^worker: job-failed .*${code}`);
  const run = async (disk: SmallDisk, load: Load, lab: Lab) => {
    await load.updates(30);
    const refused = heardFromNow(lab, call);
    await hurt(disk);
    await pause(AWAY_MS);
    await strikes(load, () => refused() > 0);
    await mend(disk);
    return `${refused()} tries refused; ${await backAfter(load)}`;
  };
  return {
    id: `photos-${id}`,
    group: GROUP,
    fault,
    calls: [call],
    unavailable: ({ disks: { photos } }) => ('unavailable' in photos ? photos.unavailable : undefined),
    run: async (lab, load) => ('unavailable' in lab.disks.photos ? undefined : run(lab.disks.photos, load, lab)),
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
    const slowed = heardFromNow(lab, new RegExp(`^worker: ${SLOWED}`));
    await lab.restartWith('worker', { slowPhotosMs: SLOW_MS });
    await load.updates(100);
    await strikes(load, () => slowed() >= SLOWED_PHOTOS);
    return `${slowed()} photos`;
  },
  heal: (lab) => lab.restartWith('worker'),
};

export const photoRows: readonly Row[] = [
  diskRow(
    'full',
    'its disk (a small tmpfs) full for five seconds',
    'ENOSPC',
    (disk) => disk.fill(),
    (disk) => disk.free(),
  ),
  diskRow(
    'refusing',
    'its disk read-only for five seconds',
    'EROFS',
    (disk) => disk.readOnly(true),
    (disk) => disk.readOnly(false),
  ),
  slow,
];
