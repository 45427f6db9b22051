import { PROCESSES } from '../domain/processes.ts';
import type { Role } from './config.ts';

const EVERY = [
  ...['DATABASE_URL', 'SESSION_DATABASE_URL', 'REDIS_URL', 'DATA_DIR', 'HOST', 'PORT', 'KEYRING_FILE', 'LOG_LEVEL'],
  ...['TZ', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS'],
  ...['METRICS_PORT', 'METRICS_HOST', 'DRAIN_SECONDS', 'GOLOS_VERSION'],
  ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_TRACES_SAMPLER_ARG'],
];
const MESSENGERS = ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_API_ROOT', 'VIBER_AUTH_TOKEN', 'VIBER_API_ROOT', 'VIBER_BOT_NAME'];
const PACE = ['TELEGRAM_PER_SECOND'];
const PHOTO_STORE = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];

/** What each process is told, and nothing more: what a process does not know, nobody can take from it. */
const NEEDED: Readonly<Record<Role, readonly string[]>> = {
  web: [
    ...EVERY,
    ...MESSENGERS,
    ...PACE,
    // Photos under review are shown in the console.
    ...PHOTO_STORE,
    'REPLICA_DATABASE_URL',
    'VIBER_MESSAGE_PRICE',
    'PUBLIC_URL',
    'METRICS_TOKEN',
    'TELEGRAM_WEBHOOK_SECRET',
    'TRUSTED_PHONE_PREFIXES',
  ],
  worker: [...EVERY, ...MESSENGERS, ...PHOTO_STORE],
  // Viber fetches pictures from the web process's address.
  sender: [...EVERY, ...MESSENGERS, ...PACE, 'PUBLIC_URL'],
};

/** The variables that a process is told, where it is started by other means than ours. */
export function variablesOf(role: Role): readonly string[] {
  return NEEDED[role];
}

/**
 * Settings of glibc's allocator, for each process. What sharp's threads free would stay with their arenas: 600 pictures of
 * counts leave 200 MB with two of them and 430 MB with as many as it likes.
 */
export const ALLOCATOR = { MALLOC_ARENA_MAX: '2' } as const;

/** One process's share of our own environment, with `settled` (a found port, a started server) in place of it. */
export function environmentFor(role: Role, settled: Readonly<Record<string, string>>): Record<string, string> {
  const env = { ...process.env, ...settled, ...ownMetricsPort(role, process.env.METRICS_PORT) };
  const needed = NEEDED[role].flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...ALLOCATOR, ...Object.fromEntries(needed) };
}

/** On one machine each has a port of its own: the web process that of `METRICS_PORT`, worker and sender the next two. */
function ownMetricsPort(role: Role, first: string | undefined): Record<string, string> {
  const port = Number(first);
  return first && port > 0 ? { METRICS_PORT: `${port + PROCESSES.indexOf(role)}` } : {};
}

/**
 * Flags of Node for each process. Most of what an update makes is garbage by the time of its answer: with
 * room for what is under way at once, little of it is copied; and several threads collecting it cost more than
 * they help while other processes want the cores. What is copied all the same would pile up to 100 MB before
 * V8 looks at it: that is collected when it is 60 per cent of what is really there.
 */
export function nodeFlagsFor(role: Role): readonly string[] {
  const always = ['--enable-source-maps'];
  if (role === 'worker') return always;
  if (role === 'sender') return [...always, '--min-semi-space-size=16', '--no-parallel-scavenge'];
  const young = ['--min-semi-space-size=16', '--max-semi-space-size=16', '--no-parallel-scavenge'];
  return [...always, ...young, '--initial-old-space-size=64', '--heap-growing-percent=60'];
}
