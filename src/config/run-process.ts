import { type Config, loadConfig, type Role } from './config.ts';
import { createLog, errorFields, type Log } from './log.ts';

/** A process of ours: what it closes when it is asked to stop, in this order. */
export interface Running {
  readonly stop: () => Promise<void>;
}

/** A process whose database or queues are gone cannot always end in order. Everything that it held is in the record. */
const STOP_WITHIN_MS = 30_000;

/**
 * Starts a process from its environment and stops it in order on SIGTERM and SIGINT. What it cannot
 * start for is one line, and exit code 1.
 */
export async function runProcess(role: Role, start: (config: Config, log: Log) => Promise<Running>): Promise<void> {
  const loaded = loadConfig();
  if (!loaded.ok) {
    for (const problem of loaded.problems) process.stderr.write(`${problem}\n`);
    process.exit(2);
  }
  const log = createLog(loaded.config, role);
  let running: Running;
  try {
    running = await start(loaded.config, log);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'It could not be started.'}\n`);
    process.exit(1);
  }
  log.info('started', { pid: process.pid });
  // The supervisor waits for this.
  process.send?.('ready');
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    running.stop().then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error('job-failed', errorFields(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The supervisor is gone: nobody else would stop us.
  process.on('disconnect', stop);
}
