import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { drive } from '../../scripts/simulate/run.ts';
import { postTelegram } from '../support/marked-inputs.ts';
import { hasPgbouncer } from '../support/pgbouncer.ts';
import { picture } from '../support/pictures.ts';
import { S3_STARTS_WITHIN_MS, type S3Server, startS3, withS3 } from '../support/s3.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(400_000);

const CITIZENS = 24;
/** Connections of each role: by themselves nine processes would take 132. */
const pooled = hasPgbouncer ? { pooled: 8 } : {};
/** Of one person, each sent to all three web processes at once. */
const UPDATES = 30;

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

withS3('three web, three worker and three sender processes on one Postgres, one Redis and one bucket', () => {
  let photos: string;
  let s3: S3Server;
  let system: SystemUnderTest;
  beforeAll(async () => {
    photos = await mkdtemp(join(tmpdir(), 'golos-photos-'));
    for (let seed = 1; seed <= 6; seed += 1) {
      await picture(300, 400, { seed })
        .jpeg()
        .toFile(join(photos, `${seed}.jpg`));
    }
    s3 = await startS3();
    system = await startSystem({ backend: 'redis', webs: 3, workers: 3, senders: 3, s3: s3.place, ...pooled });
  }, 2 * S3_STARTS_WITHIN_MS);
  afterAll(async () => {
    await system?.stop();
    await s3?.stop();
    await rm(photos, { recursive: true, force: true });
  });

  test('citizens live on them, each request on another process, while one of each kind is killed: nothing is lost', async () => {
    const stopping = new AbortController();
    setMaxListeners(0, stopping.signal);
    const kills = [0.2, 0.5, 0.8];
    const watcher = {
      stage: (title: string) => ({
        update: (done: number) => {
          if (title !== 'Citizens' || done / CITIZENS < (kills[0] ?? 2)) return;
          kills.shift();
          const which = kills.length;
          for (const role of ['web', 'worker', 'sender'] as const) system.kill(role, which);
        },
        stop: () => undefined,
      }),
    };
    const options = { citizens: CITIZENS, photos, kill: [], seed: 7, backend: 'redis' as const };
    const result = await drive(system, { ...options, messengers: ['telegram', 'viber'] }, watcher, stopping.signal);
    expect(kills).toEqual([]);
    expect(result?.differences).toEqual([]);
    expect(result?.reconciled.find(({ what }) => what === 'ballots')?.stored).toBeGreaterThan(CITIZENS / 2);
    expect(result?.reconciled.find(({ what }) => what === 'photos of ballots')?.stored).toBeGreaterThan(0);
  });

  test('updates of one person that land on all of them at once are each taken once, and answered once', async () => {
    const before = await system.database.pool.query<{ updates: number; people: number }>(
      'select (select count(*)::int from updates) as updates, (select count(*)::int from people) as people',
    );
    const once = { id: 7_777_000_001, name: 'One' };
    const thrice = { id: 7_777_000_002, name: 'Three' };
    const phones = [once, thrice].map(({ id, name }) => system.standIns.telegram.chat(id, { firstName: name }));
    for (const phone of phones) phone.reopen();
    const body = (id: number, n: number) =>
      JSON.stringify({
        // Of the whole bot, not of one person.
        update_id: (id % 1_000) * 100_000 + n,
        message: {
          message_id: n + 1,
          date: 1_900_000_000,
          text: '/start',
          from: { id, is_bot: false, first_name: 'x' },
          chat: { id, type: 'private', first_name: 'x' },
        },
      });
    const numbers = Array.from({ length: UPDATES }, (_, n) => n);
    const [first = ''] = system.webUrls;
    // Those that were killed are on their way back.
    for (const url of system.webUrls) await until(() => isReady(url), 60_000);
    for (const n of numbers) expect((await postTelegram(first, body(once.id, n))).status).toBe(200);
    const answers = await Promise.all(
      numbers.flatMap((n) =>
        system.webUrls.map(async (url) => {
          // Its flood limit is each process's own: whoever is asked to come back does.
          for (;;) {
            const { status } = await postTelegram(url, body(thrice.id, n));
            if (status !== 429) return status;
            await new Promise((later) => setTimeout(later, 200));
          }
        }),
      ),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    await until(async () => {
      const { rows } = await system.database.pool.query<{ open: number }>('select count(*)::int as open from outbox');
      return rows[0]?.open === 0;
    }, 60_000);
    const { rows: kept } = await system.database.pool.query('select count(*)::int as updates from updates');
    expect(kept).toEqual([{ updates: (before.rows[0]?.updates ?? 0) + 2 * UPDATES }]);
    const people = await system.database.pool.query('select count(*)::int as n from people');
    expect(people.rows).toEqual([{ n: (before.rows[0]?.people ?? 0) + 2 }]);
    const [said = 0, saidOfThrice = 0] = phones.map((phone) => phone.messages().length);
    expect(said).toBeGreaterThanOrEqual(UPDATES);
    expect(saidOfThrice).toBe(said);
    const dead = await system.database.pool.query('select reason from dead_letters');
    expect(dead.rows).toEqual([]);
  });
});
