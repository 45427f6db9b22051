import type { Load } from '../load.ts';

/** How long until somebody is answered again, in words. */
export async function backAfter(load: Load): Promise<string> {
  return `first word again after ${((await load.nextReply()) / 1_000).toFixed(1)} s`;
}
