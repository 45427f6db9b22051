import { setTimeout as pause } from 'node:timers/promises';
import type { SetUp } from './messenger.ts';

const SET_UP_TIMEOUT_MS = 20_000;
const LONGEST_PAUSE_MS = 60_000;

export interface KeepSettingUpOptions {
  readonly signal: AbortSignal;
  /** Called once, with an error's code, when the messenger cannot be reached. */
  readonly onTrouble: (code: string) => void;
  readonly onDone: () => void;
}

/** Sets a messenger up, and keeps trying until that is done or the signal aborts. */
export async function keepSettingUp(setUp: SetUp, { signal, onTrouble, onDone }: KeepSettingUpOptions): Promise<void> {
  for (let wait = 1_000, told = false; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    const result = await setUp.setUp(AbortSignal.any([signal, AbortSignal.timeout(SET_UP_TIMEOUT_MS)]));
    if (result.ok) return onDone();
    if (!told) onTrouble(result.error.code);
    told = true;
    await pause(wait, undefined, { signal }).catch(() => undefined);
  }
}
