import type { DeliverDeps } from '../src/actions/deliver.ts';
import type { Log } from '../src/config/log.ts';
import type { SenderMetrics } from '../src/metrics/sender-metrics.ts';
import type { Pacer } from './pacer.ts';

/** Lets a whole bot be silent, as its messenger wants it: the log says for how long and why, and nothing leaves meanwhile. */
export function pauseBot(deps: {
  readonly log: Pick<Log, 'warn'>;
  readonly metrics: Pick<SenderMetrics, 'paused'>;
  readonly pacer: Pick<Pacer, 'pause'>;
}): DeliverDeps['pause'] {
  const { log, metrics, pacer } = deps;
  return (messenger, seconds, code) => {
    log.warn('send-paused', { messenger, seconds, code });
    metrics.paused(messenger, seconds);
    pacer.pause(messenger, seconds);
  };
}
