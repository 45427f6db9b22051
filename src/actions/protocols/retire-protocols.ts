import type { Queryable } from '../../storage/database.ts';
import { unlinkOldProtocols, vacuumProtocols } from '../../storage/protocols.ts';

/**
 * Deletes the names beside sheets that nobody replaced though they were of no use, and takes the rows of names that
 * were deleted before off the disk. Not within a transaction. `before` is a day.
 */
export async function retireProtocols(q: Queryable, before: string): Promise<void> {
  await unlinkOldProtocols(q, before);
  await vacuumProtocols(q);
}
