import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './sources.ts';

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

async function lockedPackages(): Promise<Readonly<Record<string, LockEntry>>> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  return lock.packages;
}

test('package-lock.json names no registry', async () => {
  const packages = Object.entries(await lockedPackages());
  expect(packages.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test('package-lock.json has every platform, so that npm ci works on each', async () => {
  const packages = await lockedPackages();
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => {
      const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
      return !places.some((place) => packages[place]?.version !== undefined);
    }),
  );
  expect(missing).toEqual([]);
});

test('no file speaks of the machine that it was written on', async () => {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], {
    cwd: ROOT,
  });
  const files = stdout.split('\0').filter((path) => path !== '' && !/\.(png|jpe?g|webp|ico|woff2?)$/.test(path));
  const machine = /(?<![\w.:/-])\/(?:work|root|home|Users)\/[\w.-]+/;
  const texts = await Promise.all(
    files.map(async (path) => [path, await readFile(join(ROOT, path), 'utf8').catch(() => '')] as const),
  );
  expect(
    texts.filter(([, text]) => machine.test(text)).map(([path, text]) => `${path}: ${machine.exec(text)?.[0]}`),
  ).toEqual([]);
});
