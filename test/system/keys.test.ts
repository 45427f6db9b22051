import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { announceKey, switchKeys } from '../../src/storage/keyring-rotation.ts';
import { wipeKeys } from '../../src/storage/wipe-keys.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

const PATIENCE_MS = 240_000;

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem({ backend: 'postgres' });
}, PATIENCE_MS);
afterAll(() => system.stop(), PATIENCE_MS);

const heard = (event: string) => system.lines.filter(({ line }) => line.includes(`"event":"${event}"`));
const roles = (event: string) => new Set(heard(event).map(({ role }) => role));

test(
  'real processes are started again with a key that is being replaced, a worker deletes what is overdue when it starts, and all end for good when keys are wiped',
  async () => {
    const folder = join(system.dataDir, 'keys');
    const [web, worker, sender] = ['web', 'worker', 'sender'].map((name) => join(folder, `${name}.json`));
    await until(() => roles('started').size === 3, PATIENCE_MS);

    // The worker deletes what has had its time as soon as it is there, and from then on hourly.
    await system.database.pool.query(`insert into updates (update_key, day) values ('\\x00', '2021-01-01')`);
    // The review key is the web process's and the worker's: the sender goes on as it is.
    const before = heard('started').length;
    await announceKey(folder, 'review');
    await until(() => heard('started').length >= before + 2, PATIENCE_MS);
    await switchKeys(folder, 'review');
    await until(() => heard('started').length >= before + 4, PATIENCE_MS);
    expect([...roles('keyring-changed')].sort()).toEqual(['web', 'worker']);
    expect((await fetch(`${system.url}/healthz`)).status).toBe(200);
    await until(
      async () => (await system.database.pool.query(`select from updates where day = '2021-01-01'`)).rowCount === 0,
      PATIENCE_MS,
    );
    expect(JSON.parse(await readFile(web ?? '', 'utf8')).previous.review).toBeDefined();
    expect(JSON.parse(await readFile(worker ?? '', 'utf8')).previous.review).toBeDefined();

    await wipeKeys(folder);
    await until(() => roles('keyring-gone').size === 3, PATIENCE_MS);
    expect(await readdir(folder)).toEqual(['wiped']);
    // Each is tried again by its supervisor, and has nothing to start with.
    await until(
      () =>
        ['web', 'worker', 'sender'].every((role) =>
          system.lines.some((l) => l.role === role && l.line.includes('cannot be read')),
        ),
      PATIENCE_MS,
    );
    await expect(access(sender ?? '')).rejects.toThrow('ENOENT');
    await expect(fetch(`${system.url}/healthz`)).rejects.toThrow();
  },
  PATIENCE_MS,
);
