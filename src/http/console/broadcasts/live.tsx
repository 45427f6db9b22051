import { setTimeout as pause } from 'node:timers/promises';
import { renderToString } from 'preact-render-to-string';
import { broadcastProgress } from '../../../actions/broadcasts/progress.ts';
import type { BroadcastProgress } from '../../../domain/broadcasts.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { BroadcastRow } from '../../../storage/broadcasts.ts';
import type { ConsoleEvent, ConsoleReply, ConsoleRequest } from '../route.ts';
import type { BroadcastPagesDeps } from './deps.ts';
import { ProgressView } from './progress.tsx';

const LIVE_EVERY_MS = 1_000;

/** The progress as server-sent events. */
export async function live(
  deps: BroadcastPagesDeps,
  { t }: ConsoleRequest,
  { id }: BroadcastRow,
): Promise<ConsoleReply> {
  return { kind: 'stream', events: (signal) => follow(deps, t, id, signal) };
}

/** The progress every second, until nothing moves any more. */
async function* follow(
  { database, now, timeZone }: BroadcastPagesDeps,
  t: Translate,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<ConsoleEvent> {
  const recent: BroadcastProgress[] = [];
  while (!signal.aborted) {
    // Against some seconds ago: a batch is recorded as a whole.
    const progress = await broadcastProgress({ q: database.pool, now, timeZone }, id, recent[0]);
    if (progress === undefined) return;
    yield { event: 'progress', data: renderToString(<ProgressView t={t} progress={progress} />) };
    recent.push(progress);
    if (recent.length > 10) recent.shift();
    if (progress.state !== 'fixing' && progress.state !== 'running') return;
    await pause(LIVE_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
