import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../lab.ts';
import type { Load } from '../load.ts';
import type { Row } from '../row.ts';
import type { LabRedis } from '../servers.ts';
import { backAfter } from './back-after.ts';
import { heardFromNow, strikes } from './strikes.ts';

function redisRow(
  id: string,
  fault: string,
  work: (redis: LabRedis, load: Load, lab: Lab) => Promise<string | undefined>,
): Row {
  return {
    id: `redis-${id}`,
    group: 'Redis',
    fault,
    backends: ['redis'],
    run: async (lab, load) => (lab.redis === undefined ? undefined : work(lab.redis, load, lab)),
    // Of a row that ended in the middle, nothing may be left for those that follow.
    heal: async ({ redis }) => {
      await redis?.command('REPLICAOF', 'NO', 'ONE');
      await redis?.command('CONFIG', 'SET', 'maxmemory', '0');
    },
  };
}

/** What a Redis that answers and refuses says is in the log of whoever asked. */
const REFUSED = /: queues-away ReplyError/;

export const redisRows: readonly Row[] = [
  redisRow('killed', '`kill -9`, gone for three seconds, empty when it is back', async (redis, load) => {
    await load.updates(30);
    await redis.kill();
    await pause(3_000);
    await redis.start();
    return backAfter(load);
  }),
  redisRow('emptied', '`FLUSHALL`, five times', async (redis, load) => {
    for (let time = 0; time < 5; time += 1) {
      await load.updates(12);
      await redis.command('FLUSHALL');
    }
    return backAfter(load);
  }),
  redisRow('slow', 'every command waits for up to 400 ms, for ten seconds', async (redis) => {
    for (let time = 0; time < 20; time += 1) {
      await redis.command('CLIENT', 'PAUSE', '400', 'ALL');
      await pause(500);
    }
    return undefined;
  }),
  redisRow('read-only', 'a replica that takes no writes, for five seconds', async (redis, load, lab) => {
    await load.updates(30);
    const refused = heardFromNow(lab, REFUSED);
    // Nobody is there to follow: what it has, it keeps.
    await redis.command('REPLICAOF', '127.0.0.1', '9');
    await pause(5_000);
    await strikes(load, () => refused() > 0);
    await redis.command('REPLICAOF', 'NO', 'ONE');
    return `${refused()} refused; ${await backAfter(load)}`;
  }),
  redisRow('full', 'out of memory, with `noeviction`, for five seconds', async (redis, load, lab) => {
    await load.updates(30);
    const refused = heardFromNow(lab, REFUSED);
    await redis.command('CONFIG', 'SET', 'maxmemory', '1mb');
    await pause(5_000);
    await strikes(load, () => refused() > 0);
    await redis.command('CONFIG', 'SET', 'maxmemory', '0');
    return `${refused()} refused; ${await backAfter(load)}`;
  }),
  redisRow('cut', 'every connection cut, five times', async (redis, load) => {
    for (let time = 0; time < 5; time += 1) {
      await load.updates(12);
      await redis.command('CLIENT', 'KILL', 'TYPE', 'normal');
    }
    return backAfter(load);
  }),
];
