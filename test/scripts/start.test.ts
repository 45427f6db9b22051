import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { freePort } from '../../scripts/free-port.ts';
import { isRunning, until } from '../support/until.ts';

jest.setTimeout(90_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
}

/** What `npm start` runs, in a folder of its own. */
function start(env: Record<string, string>): Run {
  let text = '';
  const child = spawn(process.execPath, [join(process.cwd(), 'scripts/run.mjs'), 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  }
  return { child, said: () => text };
}

const pidsOf = (role: string, said: string) =>
  [...said.matchAll(new RegExp(`"role":"${role}","event":"started","pid":(\\d+)`, 'g'))].map((match) =>
    Number(match[1]),
  );

test('starts everything, mends what dies, and leaves nothing behind', async () => {
  const port = await freePort();
  const { child, said } = start({ PORT: String(port) });
  await until(() => said().includes('Golos is ready') || child.exitCode !== null, 60_000);
  expect(said()).toContain(`http://127.0.0.1:${port}/playground`);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  // The web process has a role of its own, which cannot rewrite the audit trail.
  expect(said()).not.toContain('audit-unprotected');

  const second = start({ PORT: String(port) });
  expect(await once(second.child, 'close')).toEqual([1, null]);
  expect(second.said()).toBe(
    `Golos is running already, on port ${port}. For a second one set both PORT and DATA_DIR.\n`,
  );

  for (const role of ['web', 'worker', 'sender']) {
    process.kill(pidsOf(role, said())[0] ?? 0, 'SIGKILL');
    await until(() => pidsOf(role, said()).length === 2, 30_000);
  }
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);

  const pids = ['web', 'worker', 'sender'].flatMap((role) => pidsOf(role, said()));
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('a taken port is one clear line', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const { child, said } = start({ PORT: String(port) });
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said()).toBe(`Port ${port} on 127.0.0.1 is taken: stop the other program, or set PORT to another one.\n`);
  server.close();
});

test.each([
  ['a half-written .env', 'PORT=3000\nTELEGRAM_BOT', '.env, line 2: expected NAME=value.\n'],
  ['a value of the wrong kind', 'HOST=localhost\nPORT=web', /^PORT [^\n]+\n$/],
])('%s is one clear line', async (_name, text, expected) => {
  await writeFile(join(folder, '.env'), text);
  const { child, said } = start({});
  expect(await once(child, 'close')).toEqual([2, null]);
  await rm(join(folder, '.env'));
  if (typeof expected === 'string') expect(said()).toBe(expected);
  else expect(said()).toMatch(expected);
});

test('a folder that cannot be written is one clear line', async () => {
  await writeFile(join(folder, 'file'), '');
  const { child, said } = start({ DATA_DIR: join(folder, 'file'), PORT: '0' });
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said()).toMatch(/^Cannot write to [^\n]+: set DATA_DIR to a folder that can be written\.\n$/);
});
