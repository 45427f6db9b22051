import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../lab.ts';
import type { Load } from '../load.ts';

/** Whoever of few citizens on a slow machine is to meet a fault has met it by then. */
const STRIKES_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 50;

/** Resolves when the fault was met. What nobody met would hold whatever it does. @throws Error "the fault did not strike" */
export async function strikes({ signal }: Load, wasMet: () => boolean): Promise<void> {
  const until = performance.now() + STRIKES_WITHIN_MS;
  while (!wasMet()) {
    if (performance.now() > until) throw new Error('the fault did not strike');
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** How many warnings and errors of our processes' logs match from now on. */
export function heardFromNow({ said }: Lab, words: RegExp): () => number {
  const count = () => [...said].reduce((sum, [line, times]) => sum + (words.test(line) ? times : 0), 0);
  const before = count();
  return () => count() - before;
}
