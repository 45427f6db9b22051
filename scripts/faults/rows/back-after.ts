import type { Load } from '../load.ts';

/** How long until somebody who writes from now on is answered, in words. */
export async function backAfter(load: Load): Promise<string> {
  return `new words answered after ${((await load.nextAnswer()) / 1_000).toFixed(1)} s`;
}
