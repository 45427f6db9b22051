import type { PoolClient } from 'pg';
import { dayOf } from '../../domain/days.ts';
import type { HandOver } from '../../queues/hand-over.ts';
import type { PhotoStore } from '../../storage/photo-store.ts';
import { type LockedProtocol, lockReceived, lockTyped } from '../../storage/protocol-settling.ts';
import { type CarryOutDeps, carryOutRequests } from './carry-out-requests.ts';
import { settleEntries } from './settle-entries.ts';
import { type SettledPhotos, type SettlePhotosDeps, settlePhotos } from './settle-photos.ts';

export interface DriveProtocolsDeps extends Omit<CarryOutDeps, 'keys'>, SettlePhotosDeps {
  readonly store: Pick<PhotoStore, 'delete'>;
  readonly handOver: Pick<HandOver, 'give'>;
  /** Told of a protocol that could not be settled. */
  readonly onFailure: (error: unknown) => void;
  /** Protocols that failed, and when they are tried again (epoch, in milliseconds). */
  readonly resting: Map<string, number>;
}

/** How long one that failed is left in peace. */
const REST_MS = 60_000;

/** Days after which a photo that has not come never will: fetching gives up after hours. */
const PHOTO_DAYS = 3;

interface Step {
  lock(client: PoolClient, not: readonly string[]): Promise<LockedProtocol | undefined>;
  settle(client: PoolClient, protocol: LockedProtocol): Promise<SettledPhotos>;
}

/**
 * Does everything that only the worker may do about protocols and that is to be done now; resolves to how many. A
 * protocol a transaction: what dies in the middle is undone and done again, by this worker or by another. One that
 * fails holds up no other.
 */
export async function driveProtocols(deps: DriveProtocolsDeps): Promise<number> {
  const before = dayOf(new Date(deps.now().getTime() - PHOTO_DAYS * 86_400_000));
  const received = await settleAll(deps, {
    lock: (client, not) => lockReceived(client, before, not),
    settle: (client, protocol) => settlePhotos(client, deps, protocol),
  });
  const typed = await settleAll(deps, {
    lock: (client, not) => lockTyped(client, not),
    settle: async (client, protocol) => ({ rows: await settleEntries(client, deps, protocol), droppedPhotos: [] }),
  });
  return received + typed + (await carryOutRequests(deps));
}

async function settleAll(
  { database, store, handOver, now, resting, onFailure }: DriveProtocolsDeps,
  { lock, settle }: Step,
): Promise<number> {
  for (let done = 0; ; ) {
    const at = now().getTime();
    for (const [id, until] of resting) if (until <= at) resting.delete(id);
    let protocol: LockedProtocol | undefined;
    try {
      const settled = await database.transaction(async (client) => {
        protocol = await lock(client, [...resting.keys()]);
        return protocol === undefined ? undefined : settle(client, protocol);
      });
      if (settled === undefined) return done;
      done += 1;
      if (settled.rows.length > 0) handOver.give([...settled.rows]);
      await Promise.all(settled.droppedPhotos.map((id) => store.delete(id)));
    } catch (error) {
      // Without a protocol it is the database that is away.
      if (protocol === undefined) throw error;
      resting.set(protocol.id, at + REST_MS);
      onFailure(error);
    }
  }
}
