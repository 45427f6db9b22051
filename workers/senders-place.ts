import { randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Database } from '../src/storage/database.ts';
import { handOverAnew, markAlive, readAlive, releaseDead } from '../src/storage/senders.ts';
import { forgetFuturePlaces } from '../src/storage/sending-places.ts';

export interface SendersPlace {
  /** Under which this sender holds messages and batches. */
  readonly holder: number;
  leave(): Promise<void>;
}

/** How soon what a dead sender held goes on elsewhere. */
const LOOK_EVERY_MS = 2_000;

/** Postgres' `integer`, above what anybody counts to. */
const NUMBERS = { from: 1, to: 2 ** 31 - 1 } as const;

/**
 * Marks this sender as alive, by a lock on a connection of its own, and puts back what senders that are not
 * alive any more hold, now and every few seconds: any number of them may run, and each mends what another's
 * death has left. Where the database is away nothing is done: leases run out by themselves.
 */
export async function enterSendersPlace(database: Database, onAway: () => void): Promise<SendersPlace> {
  const holder = randomInt(NUMBERS.from, NUMBERS.to);
  let mark: PoolClient | undefined;
  let looking: Promise<void> | undefined;
  /** When this one was last looking around. */
  let alive = new Set<string>();

  async function beMarked(): Promise<PoolClient> {
    if (mark !== undefined) return mark;
    const client = await database.pool.connect();
    // With the connection goes the mark: then others take what is held here, and it is not written down twice.
    client.on('error', () => {
      if (mark === client) mark = undefined;
      client.release(true);
    });
    await markAlive(client, holder);
    mark = client;
    return client;
  }

  async function look(): Promise<void> {
    try {
      const client = await beMarked();
      const now = await readAlive(client);
      const hasDied = [...alive].some((other) => !now.has(other));
      alive = now;
      await forgetFuturePlaces(client);
      if ((await releaseDead(client)) > 0 || hasDied) await handOverAnew(client);
    } catch {
      onAway();
    }
  }

  await look();
  // A predecessor that died while nobody was looking.
  if (mark !== undefined) await handOverAnew(mark).catch(onAway);
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, LOOK_EVERY_MS);
  return {
    holder,
    async leave() {
      clearInterval(timer);
      await looking;
      mark?.release(true);
      mark = undefined;
    },
  };
}
