import type { Row } from './row.ts';
import { messengerRows } from './rows/messengers.ts';
import { photoRows } from './rows/photos.ts';
import { postgresRows } from './rows/postgres.ts';
import { processRows } from './rows/processes.ts';
import { redisRows } from './rows/redis.ts';
import { timeRows } from './rows/time.ts';
import { versionRows } from './rows/versions.ts';

/** Every fault that is tried. */
export const MATRIX: readonly Row[] = [
  ...processRows,
  ...postgresRows,
  ...redisRows,
  ...photoRows,
  ...messengerRows,
  ...timeRows,
  ...versionRows,
];
