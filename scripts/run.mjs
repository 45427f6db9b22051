/**
 * What `npm start`, `npm test` and the other npm scripts run: installs what is missing, builds what is stale,
 * then hands over. Plain JavaScript without dependencies, because it runs before there are any.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { readDotenv } from './dotenv.mjs';
import { findChromium, installFaultPrograms, installTestPrograms } from './machine.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (...path) => join(root, 'node_modules', ...path);
const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest', 'bin', 'jest.js')];

const commands = {
  start: (args) => enter('start', args),
  golos: (args) => enter('golos', args),
  bench: (args) => enter('bench', args),
  faults: async (args) => {
    const problem = installFaultPrograms();
    if (problem) console.error(problem);
    await enter('faults', args);
  },
  build: async () => {
    install({ developers: false });
    await build();
  },
  test,
  /** Every parser and every address for a while: FUZZ_SECONDS for each property, 20 unless told. */
  fuzz: (args) => {
    process.env.FUZZ_SECONDS ??= '20';
    return test(['--runInBand', 'test/fuzz', ...args]);
  },
  ok: async (args) => {
    install({ developers: true });
    await node(bin('@biomejs', 'biome', 'bin', 'biome'), process.env.CI ? 'ci' : 'check', root);
    await node(bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', root);
    await test(args);
  },
};

/** Runs one of the compiled scripts in this very process: signals and the exit code are its own. */
async function enter(name, args) {
  install({ developers: false });
  const dotenv = readDotenv('.env');
  if ('problem' in dotenv) fail(dotenv.problem, 2);
  for (const [key, value] of Object.entries(dotenv.values)) process.env[key] ??= value;
  await build();
  process.setSourceMapsEnabled(true);
  const entry = join(root, 'dist', 'scripts', `${name}.js`);
  process.argv = [process.execPath, entry, ...args];
  // npm was killed, and could not tell us: nobody else would end this.
  const { ppid } = process;
  const orphaned = () => process.ppid !== ppid && process.kill(process.pid, 'SIGTERM');
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 500).unref();
  await import(entry);
}

async function test(args) {
  install({ developers: true });
  const problem = installTestPrograms();
  if (problem) fail(problem);
  process.env.CHROMIUM_PATH ??= findChromium();
  await build();
  await node(...JEST, '--rootDir', root, ...args);
}

/** `npm ci`, unless everything that package-lock.json asks for is there already. */
function install({ developers }) {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = existsSync(bin('.package-lock.json'))
    ? JSON.parse(readFileSync(bin('.package-lock.json'), 'utf8')).packages
    : {};
  const lacking = Object.entries(wanted).some(
    ([path, { version, dev, optional, devOptional }]) =>
      path !== '' && !optional && !devOptional && (developers || !dev) && present[path]?.version !== version,
  );
  if (!lacking) return;
  console.log(`Installing what is missing (npm ci${developers ? '' : ' --omit=dev'})…`);
  const args = ['ci', developers ? '--include=dev' : '--omit=dev', '--loglevel=error', '--no-progress'];
  // npm tells its scripts where it is; a plain `node scripts/run.mjs` has to find it.
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const { status } = spawnSync(npm[0], [...npm.slice(1), ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('npm ci failed: see above. Without a network, copy node_modules from elsewhere.');
}

/** Runs Node in the foreground; ends this process too when it fails. */
function node(...args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('exit', (code) => (code === 0 ? resolve() : process.exit(code ?? 1)));
  });
}

function fail(line, code = 1) {
  console.error(line);
  process.exit(code);
}

const [name, ...args] = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) fail(`Golos needs Node 20.11 or newer; this is ${process.version}.`);
const command = commands[name];
if (!command) fail(`usage: node scripts/run.mjs ${Object.keys(commands).join('|')}`, 2);
try {
  await command(args);
} catch (error) {
  // Ours to mend, or theirs: a Problem says it in one line, anything else needs its stack.
  fail(error.name === 'Problem' ? error.message : error.stack, error.exitCode ?? 1);
}
