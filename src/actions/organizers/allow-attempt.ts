import type { Queryable } from '../../storage/database.ts';
import { countAttempt } from '../../storage/passkeys.ts';

/** Tries from one place in one window; signing in takes one. */
export const ATTEMPTS = 20;
export const ATTEMPT_MINUTES = 15;

/** Counts a try to sign in, to recover or to join; false once there were too many from this place. */
export async function allowAttempt(q: Queryable, place: Buffer, at: Date): Promise<boolean> {
  return (await countAttempt(q, place, at, new Date(at.getTime() - ATTEMPT_MINUTES * 60_000))) <= ATTEMPTS;
}
