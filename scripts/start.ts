import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, loadConfig, type Role } from '../src/config/config.ts';
import { consoleOrigin } from '../src/config/console-origin.ts';
import { environmentFor, nodeFlagsFor } from '../src/config/process-environment.ts';
import { freePort } from './free-port.ts';
import { spawnGuarded } from './guarded.ts';
import { prepareRoles } from './postgres/roles.ts';
import { Problem } from './problem.ts';
import { checkDataDir, checkPort } from './start/checks.ts';
import { firstOrganizerLink } from './start/first-organizer.ts';
import { type KeptPostgres, keepPostgres } from './start/keep-postgres.ts';
import { eachLine } from './start/log-lines.ts';
import { prepare } from './start/prepare.ts';
import { createReport, type Report } from './start/report.ts';
import { type Supervised, supervise } from './start/supervisor.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ENTRIES: Readonly<Record<Role, string>> = {
  web: 'dist/src/main.js',
  worker: 'dist/workers/main.js',
  sender: 'dist/workers/sender.js',
};
/** Also the order of stopping: no new work is taken, what was taken is done, what was done is told. */
const ROLES: readonly Role[] = ['web', 'worker', 'sender'];
const PATIENCE = 10_000;
const READY_WITHIN = 60_000;

/**
 * Runs the whole system on this machine: Postgres unless one is configured, migrations, keys, the demo
 * election, and the three processes, until a signal ends it. Resolves when nothing of it is left.
 *
 * @throws Problem when something has to be done first.
 */
async function start(report: Report): Promise<void> {
  const began = performance.now();
  const loaded = loadConfig();
  if (!loaded.ok) throw new Problem(loaded.problems.join('\n'), 2);
  const config = loaded.config;
  const port = config.port === 0 ? await freePort() : config.port;
  const services: Supervised[] = [];
  let postgres: KeptPostgres | undefined;
  const stopped = stopSignal(() => {
    for (const service of services) service.kill();
    postgres?.kill();
  });
  try {
    await checkDataDir(config.dataDir);
    await checkPort(config.host, port, config.dataDir);
    if (config.databaseUrl === undefined) {
      postgres = await keepPostgres({ dataDir: config.dataDir, durable: true }, (wait) =>
        report.say('warn', 'Postgres ended; starting it again', { wait }),
      );
    }
    const databaseUrl = config.databaseUrl ?? postgres?.url ?? '';
    await prepare(config, databaseUrl, join(ROOT, 'migrations'));
    const ofRoles = postgres === undefined ? config.roleDatabaseUrls : await prepareRoles(databaseUrl);
    const settled = { DATABASE_URL: databaseUrl, DATA_DIR: config.dataDir, HOST: config.host, PORT: `${port}` };
    const starting = ROLES.map((role) =>
      startProcess(role, environmentFor(role, { ...settled, DATABASE_URL: ofRoles[role] ?? databaseUrl }), report),
    );
    services.push(...starting);
    const slow = new Promise<string>((resolve) => {
      setTimeout(resolve, READY_WITHIN, `Not ready within ${READY_WITHIN / 1_000} s: see the lines above.`).unref();
    });
    const outcome = await Promise.race([
      stopped,
      Promise.all(starting.map(({ ready }) => ready)).then(() => 'ready'),
      ...starting.map(({ diedEarly }) => diedEarly),
      slow,
    ]);
    if (outcome === 'ready') {
      const invitation = await firstOrganizerLink(databaseUrl, consoleOrigin({ ...config, port }));
      report.print(announcement(config, port, { took: performance.now() - began, invitation }));
      await stopped;
    } else if (outcome !== 'stopped') {
      throw new Problem(outcome);
    }
  } finally {
    for (const service of services) await service.stop();
    await postgres?.stop();
  }
}

interface Starting extends Supervised {
  readonly ready: Promise<unknown>;
  /** Resolves with a line about it when the process ends before anybody asked. */
  readonly diedEarly: Promise<string>;
}

function startProcess(role: Role, env: Record<string, string>, report: Report): Starting {
  const events = new EventEmitter();
  const ready = once(events, 'ready');
  const diedEarly = once(events, 'death').then(
    ([how]) => `The ${role} process ended while it was starting (${how}): see the lines above.`,
  );
  const supervised = supervise({
    patience: PATIENCE,
    spawn: () => {
      const guarded = spawnGuarded(process.execPath, [...nodeFlagsFor(role), join(ROOT, ENTRIES[role])], {
        env,
        stopSignal: 'SIGTERM',
        cwd: ROOT,
        channel: true,
      });
      eachLine(guarded.child.stdout, (line) => report.passOn(role, line));
      eachLine(guarded.child.stderr, (line) => report.passOn(role, line));
      guarded.child.once('message', () => events.emit('ready'));
      return guarded;
    },
    onDeath: ({ code, signal }, wait) => {
      const how = signal ?? `exit code ${code}`;
      report.say('warn', `the ${role} process ended; starting it again`, { how, wait });
      events.emit('death', how);
    },
  });
  return { ...supervised, ready, diedEarly };
}

/** Resolves at the first signal to stop; the second one, from a person who will not wait, forces it. */
function stopSignal(force: () => void): Promise<'stopped'> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const onSignal = () => {
      first ??= performance.now();
      resolve('stopped');
      // npm hands Ctrl-C on although the terminal has sent it to everybody already.
      if (performance.now() - first < 1_000) return;
      force();
      process.exit(130);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}

/** An address of this machine, also where the server listens on all of them. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function announcement(
  config: Config,
  port: number,
  { took, invitation }: { readonly took: number; readonly invitation: string | undefined },
): string {
  const site = config.publicUrl ?? `http://${reachable(config.host)}:${port}`;
  const playground = config.telegram.token === undefined && config.viber.token === undefined;
  const rows = [
    ...(playground ? [['Playground', `${site}/playground`]] : []),
    ['Public site', `${site}/`],
    ['Console', `${consoleOrigin({ ...config, port })}/console`],
    ['Data', config.dataDir],
    ['Record', config.databaseUrl === undefined ? 'embedded Postgres' : 'the Postgres of DATABASE_URL'],
    ['Queues', config.redisUrl === undefined ? 'on Postgres' : 'the Redis of REDIS_URL'],
  ];
  const lines = rows.map(([name = '', value = '']) => `    ${name.padEnd(14)}${value}`);
  const first =
    invitation === undefined
      ? ''
      : `\n  Nobody is in the console yet. The first organizer joins by this link (once, within a day):\n\n    ${invitation}\n`;
  return `\n  Golos is ready (${(took / 1_000).toFixed(1)} s). Ctrl-C stops it.\n\n${lines.join('\n')}\n${first}\n`;
}

await start(createReport(process.stdout));
