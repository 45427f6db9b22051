import { type Logger, pino } from 'pino';
import type { Config, Role } from './config.ts';

/** Everything that a process may say. A log line is one of these and ids or counts, never a person's anything. */
export const LOG_EVENTS = [
  'started',
  'stopped',
  'metrics-served',
  'database-away',
  'database-busy',
  'queues-away',
  'handed-over-again',
  'clock-went-back',
  'dialogue-failed',
  'update-buried',
  'update-unknown',
  'request-failed',
  'job-failed',
  'photo-later',
  'photos-abandoned',
  'photos-orphaned',
  'marches-moved',
  'official-uploads-done',
  'surveys-moved',
  'surveys-unlinked',
  'review-order-done',
  'reviewers-paused',
  'near-duplicates-found',
  'priorities-moved',
  'send-failed',
  'send-paused',
  'broadcasts-begun',
  'broadcasts-finished',
  'messenger-set-up',
  'messenger-unreachable',
  'messenger-recovered',
  'messenger-skipped',
  'audit-unprotected',
  'keyring-changed',
  'keyring-gone',
  'no-election',
] as const;

export type LogEvent = (typeof LOG_EVENTS)[number];

export interface Log {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  /** A person must act. */
  error(event: LogEvent, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export function createLog(config: Pick<Config, 'logLevel'>, role: Role): Log {
  const logger: Logger = pino({ level: config.logLevel, base: { role }, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields) => logger.error({ event, ...fields }),
  };
}

/**
 * What may be said of an error: its kind and code, and the place in our code. Not its message, which may
 * quote what a person wrote.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = /\n\s+at [^\n]*?((?:src|bots|workers|scripts)\/[^\s)]+)/.exec(error.stack ?? '')?.[1];
  return { error: error.name, ...(code === undefined ? {} : { code }), ...(at === undefined ? {} : { at }) };
}
