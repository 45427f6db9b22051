import type { Role } from '../config/config.ts';
import type { Log } from '../config/log.ts';
import type { Surroundings } from '../config/run-process.ts';
import { listenForWatchers, type Readiness } from './listener.ts';
import { createProcessMetrics, type ProcessMetrics } from './process-metrics.ts';
import { type Checks, createReadiness } from './readiness.ts';
import { startTracing, type Traced } from './tracing.ts';

/** A process that can be watched. */
export interface Observed extends ProcessMetrics {
  /** The process's log, whose lines are counted. */
  readonly log: Log;
  /** Says, by name, whether what the process needs answers: it has started. */
  needs(checks: Checks): void;
  /** Whether it can work now; not before it has said what it needs, nor once it was asked to stop. Cheap to ask. */
  readonly ready: () => Promise<Readiness>;
  /** Makes spans of a function's calls, where traces are on. */
  readonly traced: Traced;
  /** Last to be called: whoever could see that the process leaves has seen it by then. */
  stop(): Promise<void>;
}

/**
 * Lets a process be watched: its metrics, and where `METRICS_PORT` is set a listener of their own. @throws when it cannot
 * listen there
 */
export async function observe(role: Role, log: Log, { telemetry, leaving }: Surroundings): Promise<Observed> {
  const metrics = createProcessMetrics(role, telemetry.version);
  const { needs, ready } = createReadiness({ leaving, now: () => performance.now() });
  const { metricsPort: port, metricsHost: host } = telemetry;
  const listener =
    port === undefined ? undefined : await listenForWatchers({ host, port, registry: metrics.registry, ready });
  const tracing = await startTracing(role, telemetry);
  const counted = metrics.counting(log);
  if (listener !== undefined) counted.info('metrics-served', { port: listener.port });
  return {
    ...metrics,
    log: counted,
    needs,
    ready,
    traced: tracing.traced,
    async stop() {
      await tracing.stop();
      await listener?.close();
    },
  };
}
