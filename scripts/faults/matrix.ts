import type { Row } from './row.ts';
import { postgresRows } from './rows/postgres.ts';
import { processRows } from './rows/processes.ts';
import { redisRows } from './rows/redis.ts';

/** Every fault that is tried. */
export const MATRIX: readonly Row[] = [...processRows, ...postgresRows, ...redisRows];
