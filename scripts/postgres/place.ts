import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The superuser of every embedded cluster. */
export const SUPERUSER = 'golos';

/** Where everything of the embedded Postgres lies. */
export interface Place {
  readonly home: string;
  /** The cluster itself (PGDATA). */
  readonly data: string;
  readonly password: string;
  /** Holds the number of the process that started the server. */
  readonly owner: string;
}

export function placeIn(dataDir: string): Place {
  const home = join(dataDir, 'postgres');
  return { home, data: join(home, 'data'), password: join(home, 'password'), owner: join(home, 'owner.pid') };
}

export function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
