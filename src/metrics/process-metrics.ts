import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Role } from '../config/config.ts';
import type { Log, LogEvent, LogFields } from '../config/log.ts';
import type { JobSeen } from '../queues/queues.ts';
import { errorClass } from './error-class.ts';

/** Of a pool of connections, as `pg` counts them. */
export interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** What every process counts, whatever it does. Labels are few and fixed, and name nobody. */
export interface ProcessMetrics {
  readonly registry: Registry;
  /** The same log, whose lines are counted by event and class of error. */
  counting(log: Log): Log;
  /** Watches a pool of database connections from now on. */
  watchPool(name: string, pool: PoolCounts): void;
  /** A job has ended, one way or the other. */
  onJob(seen: JobSeen): void;
}

const WAITS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1_800];
const WORK = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

/** A registry of its own for each process: nothing is registered anywhere else. */
export function createProcessMetrics(role: Role, version: string): ProcessMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'golos_process_info',
    help: 'Always 1: which process this is, and of which version',
    labelNames: ['process', 'version'],
    registers,
  }).set({ process: role, version }, 1);
  const events = new Counter({
    name: 'golos_log_events_total',
    help: 'Lines of the log, by level and event',
    labelNames: ['level', 'event'],
    registers,
  });
  const errors = new Counter({
    name: 'golos_errors_total',
    help: 'Warnings and errors, by event and class',
    labelNames: ['event', 'class'],
    registers,
  });
  const jobs = new Counter({
    name: 'golos_jobs_total',
    help: 'Jobs that this process has worked on, by queue and result',
    labelNames: ['queue', 'result'],
    registers,
  });
  const jobWait = new Histogram({
    name: 'golos_job_wait_seconds',
    help: 'From the handing over of a job until a process took it',
    labelNames: ['queue'],
    buckets: WAITS,
    registers,
  });
  const jobWork = new Histogram({
    name: 'golos_job_seconds',
    help: 'Work on one job',
    labelNames: ['queue'],
    buckets: WORK,
    registers,
  });
  const pools = new Map<string, PoolCounts>();
  new Gauge({
    name: 'golos_database_connections',
    help: 'Database connections, by pool and state; waiting: for want of a connection',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  const count = (level: 'info' | 'warn' | 'error', event: LogEvent, fields: LogFields | undefined) => {
    events.inc({ level, event });
    if (level === 'info') return;
    const code = fields?.code;
    errors.inc({ event, class: errorClass(code === undefined ? undefined : String(code)) });
  };
  return {
    registry,
    counting: (log) => ({
      info(event, fields) {
        count('info', event, fields);
        log.info(event, fields);
      },
      warn(event, fields) {
        count('warn', event, fields);
        log.warn(event, fields);
      },
      error(event, fields) {
        count('error', event, fields);
        log.error(event, fields);
      },
    }),
    watchPool: (name, pool) => void pools.set(name, pool),
    onJob({ queue, result, waitedSeconds, tookSeconds }) {
      jobs.inc({ queue, result });
      jobWait.observe({ queue }, waitedSeconds);
      jobWork.observe({ queue }, tookSeconds);
    },
  };
}
