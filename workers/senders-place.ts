import type { Database } from '../src/storage/database.ts';
import { releaseSends, takeSendersPlace } from '../src/storage/outbox.ts';

/**
 * Marks on a connection of its own that a sender is running. Where none is, its predecessor has died or
 * stopped: the messages that it held are put back at once, instead of when their leases run out. Where one
 * is, or where the database is away, nothing is done: leases run out by themselves.
 */
export async function enterSendersPlace(database: Database, onAway: () => void): Promise<{ leave(): void }> {
  const client = await database.pool.connect().catch(onAway);
  if (client === undefined) return { leave: () => undefined };
  // With the connection goes the mark; at worst, a message is sent twice at the next sender's start.
  client.on('error', () => undefined);
  if (await takeSendersPlace(client)) await releaseSends(client);
  return { leave: () => client.release(true) };
}
