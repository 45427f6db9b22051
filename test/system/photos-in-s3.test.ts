import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { drive } from '../../scripts/simulate/run.ts';
import { type FaultyStore, type StoreFault, startFaultyStore } from '../support/faulty-store.ts';
import { picture } from '../support/pictures.ts';
import { S3_STARTS_WITHIN_MS, type S3Server, startS3, withS3 } from '../support/s3.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';

jest.setTimeout(300_000);

const CITIZENS = 24;

/** Whoever meets it waits for half a minute, others go on. */
const STOPPING: readonly StoreFault[] = ['stopping', 'stopping'];

/** Met one after the other or at once: the store tries again by itself, or the job fails and comes again. Then one is well. */
const rowsOf = (fault: StoreFault) => [fault, fault, fault, fault, undefined];

withS3('a bucket that refuses, is full, is slow, breaks off or stops in the middle of its answer', () => {
  let photos: string;
  let s3: S3Server;
  let store: FaultyStore;
  let system: SystemUnderTest;
  beforeAll(async () => {
    photos = await mkdtemp(join(tmpdir(), 'golos-photos-'));
    for (let seed = 1; seed <= 4; seed += 1) {
      await picture(300, 400, { seed })
        .jpeg()
        .toFile(join(photos, `${seed}.jpg`));
    }
    s3 = await startS3();
    const rows = (['refusing', 'full', 'unheard', 'slow'] as const).flatMap(rowsOf);
    store = await startFaultyStore(s3.place, [...STOPPING, ...rows]);
    system = await startSystem({ backend: 'postgres', s3: store.place });
  }, 2 * S3_STARTS_WITHIN_MS);
  afterAll(async () => {
    await system?.stop();
    await store?.stop();
    await s3?.stop();
    await rm(photos, { recursive: true, force: true });
  });

  test('every photo that was acknowledged is there and opens, once, and nobody has to send one again', async () => {
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const watcher = { stage: () => ({ update: () => undefined, stop: () => undefined }) };
    const options = { citizens: CITIZENS, photos, kill: [], seed: 11, backend: 'postgres' as const };
    // Whoever compares does not use the faults up; what the log says is looked at below.
    const compared = { ...system, s3: s3.place, errors: new Map<string, number>() };
    const result = await drive(compared, { ...options, messengers: ['telegram', 'viber'] }, watcher, stopping.signal);
    expect(store.left()).toBe(0);
    expect(result?.differences).toEqual([]);
    expect(result?.reconciled.find(({ what }) => what === 'photos of ballots')?.stored).toBeGreaterThan(0);
    expect((await system.database.pool.query('select reason from dead_letters')).rows).toEqual([]);
    // Somebody is called, and what the log says names neither the place nor a photo.
    const said = [...system.errors.keys()];
    expect(said.length).toBeGreaterThan(0);
    for (const words of said) expect(words).toMatch(/^worker: job-failed /);
    const { accessKeyId, secretAccessKey, endpoint = '' } = store.place;
    const logged = system.lines.map(({ line }) => line).join('\n');
    for (const secret of [accessKeyId, secretAccessKey, new URL(endpoint).host]) expect(logged).not.toContain(secret);
  });
});
