import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

const MANAGERS = [
  { program: 'apt-get', before: ['update', '-qq'], install: ['install', '-y', '-qq', '--no-install-recommends'] },
  { program: 'dnf', install: ['install', '-y', '-q'] },
  { program: 'apk', install: ['add', '--quiet'] },
  { program: 'pacman', install: ['-Sy', '--noconfirm', '--needed'] },
  { program: 'brew', install: ['install', '--quiet'], asUser: true },
];

const REDIS = { programs: ['redis-server'], packages: { 'apt-get': 'redis-server' }, otherwise: 'redis' };
/** Without it the tests of clocks that jump are not run. */
const FAKETIME = { programs: ['faketime'], packages: { 'apt-get': 'faketime' }, otherwise: 'libfaketime' };
const CHROMIUM = {
  programs: [
    ...['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  packages: {},
  otherwise: 'chromium',
};

/**
 * For tests of what runs on more than one machine: a connection pooler, and OpenStack Swift, which speaks S3. Where a
 * package manager does not have them, these tests are skipped.
 */
const PGBOUNCER = { programs: ['pgbouncer'], packages: {}, otherwise: 'pgbouncer' };
const SWIFT = {
  programs: [],
  file: '/usr/lib/python3/dist-packages/swift/proxy/server.py',
  packages: { 'apt-get': 'python3-swift' },
};

/** Prometheus's own judge of rules. Its tests are left out where there is none: not every system packs it. */
const PROMTOOL = { programs: ['promtool'], packages: { 'apt-get': 'prometheus' }, otherwise: 'prometheus' };

/** The Chromium that browser tests drive. */
export function findChromium() {
  return process.env.CHROMIUM_PATH || find(CHROMIUM.programs);
}

/** Makes sure that what faults are made with is there. @returns {string | undefined} what is in the way */
export function installFaultPrograms() {
  tellSkipped([provide('faketime', FAKETIME, 'do without')]);
  return provide('Redis', REDIS, 'leave its half out with --backend postgres');
}

/**
 * Makes sure that the tests' outside programs are there. What only some tests need, they are left out without: a line
 * says which and why, and in CI, where nobody reads the first lines, the last ones once more.
 * @returns {string | undefined} what is in the way
 */
export function installTestPrograms() {
  const problem = process.env.REDIS_URL ? undefined : provide('Redis', REDIS, 'set REDIS_URL');
  if (problem) return problem;
  const others = { pgbouncer: PGBOUNCER, Swift: SWIFT, promtool: PROMTOOL, faketime: FAKETIME };
  tellSkipped(Object.entries(others).map(([name, wanted]) => provide(name, wanted, 'do without')));
  return process.env.CHROMIUM_PATH ? undefined : provide('Chromium', CHROMIUM, 'set CHROMIUM_PATH');
}

/** The pooler that tests run, if it is there. */
export function findPgbouncer() {
  return find(PGBOUNCER.programs);
}

/** Whether Swift is there, as Debian installs it for the system's own Python. */
export function hasSwift() {
  return existsSync(SWIFT.file);
}

/** What is in the way of programs that can be done without. It fails nothing: some machines have nowhere to install from. */
function tellSkipped(advice) {
  const lines = advice
    .filter((line) => line !== undefined)
    .map((line) => `${line} Until then what needs it is skipped.`);
  for (const line of lines) console.warn(line);
  if (!process.env.CI || lines.length === 0) return;
  process.on('exit', () => console.error(['', 'NOT EVERYTHING WAS TRIED HERE:', ...lines].join('\n')));
}

function provide(name, { programs, file, packages, otherwise }, way) {
  const isHere = () => find(programs) !== undefined || (file !== undefined && existsSync(file));
  if (isHere()) return undefined;
  const manager = MANAGERS.find(({ program }) => find([program]));
  const advice = `The tests need ${name}: install it, or ${way}.`;
  if (!manager) return `${advice} No package manager that we know is here.`;
  const wanted = packages[manager.program] ?? otherwise;
  if (wanted === undefined) return advice;
  const root = process.getuid?.() === 0 || manager.asUser;
  const prefix = root ? [] : process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
  if (!root && !find(['sudo'])) return `${advice} There is no sudo to install it with.`;
  const run = (args) => {
    const [program, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', manager.program, ...args];
    return spawnSync(program, rest, { stdio: [process.stdin.isTTY ? 'inherit' : 'ignore', 'ignore', 'inherit'] })
      .status;
  };
  console.log(`Installing ${name} with ${[...prefix, manager.program].join(' ')}…`);
  if (manager.before) run(manager.before);
  run([...manager.install, wanted]);
  return isHere() ? undefined : `${advice} ${manager.program} could not.`;
}

function find(programs) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'];
  const paths = programs.flatMap((name) => (isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
