import { setTimeout as pause } from 'node:timers/promises';
import { type Config, keyringPath, loadConfig, type Role } from './config.ts';
import { keyringStamp, watchKeyring } from './keyring-watch.ts';
import { createLog, errorFields, type Log } from './log.ts';
import { loadTelemetry, type TelemetrySettings } from './telemetry.ts';

/** A process of ours: what it closes when it is asked to stop, in this order. */
export interface Running {
  readonly stop: () => Promise<void>;
}

/** What a process is told beside its configuration. */
export interface Surroundings {
  readonly telemetry: TelemetrySettings;
  /** Aborts as soon as the process is asked to stop: from then on it says that it is not ready. */
  readonly leaving: AbortSignal;
}

/** A process whose database or queues are gone cannot always end in order. Everything that it held is in the record. */
const STOP_WITHIN_MS = 30_000;

/**
 * Starts a process from its environment and stops it in order on SIGTERM and SIGINT: it says that it is not ready, goes
 * on for `DRAIN_SECONDS`, so that whoever sends it work hears of it, then ends what it has in hand. What it cannot
 * start for is one line, and exit code 1.
 */
export async function runProcess(
  role: Role,
  start: (config: Config, log: Log, surroundings: Surroundings) => Promise<Running>,
): Promise<void> {
  const loaded = loadConfig();
  const watched = loadTelemetry();
  if (!loaded.ok || !watched.ok) {
    const problems = [loaded, watched].flatMap((part) => (part.ok ? [] : part.problems));
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    process.exit(2);
  }
  const log = createLog(loaded.config, role);
  const leaving = new AbortController();
  const keyring = keyringPath(loaded.config, role);
  const stamp = await keyringStamp(keyring);
  let running: Running;
  try {
    running = await start(loaded.config, log, { telemetry: watched.settings, leaving: leaving.signal });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'It could not be started.'}\n`);
    process.exit(1);
  }
  log.info('started', { pid: process.pid });
  // The supervisor waits for this.
  process.send?.('ready');
  const stop = async () => {
    if (leaving.signal.aborted) return;
    leaving.abort();
    const { drainSeconds } = watched.settings;
    setTimeout(() => process.exit(1), drainSeconds * 1_000 + STOP_WITHIN_MS).unref();
    if (drainSeconds > 0) await pause(drainSeconds * 1_000);
    try {
      await running.stop();
      log.info('stopped');
      process.exit(0);
    } catch (error) {
      log.error('job-failed', errorFields(error));
      process.exit(1);
    }
  };
  const on = {
    // No order, no last words: what is in memory goes with the process.
    gone: () => {
      log.error('keyring-gone');
      process.exit(1);
    },
    changed: () => {
      log.info('keyring-changed');
      void stop();
    },
  };
  watchKeyring(keyring, on, undefined, stamp);
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  // The supervisor is gone: nobody else would stop us.
  process.on('disconnect', () => void stop());
}
