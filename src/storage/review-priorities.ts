import { PRIORITY } from '../domain/review/priorities.ts';
import type { Queryable } from './database.ts';

/**
 * Gives open items their priority: the first one at these stations, the other one everywhere else. An item that
 * somebody takes at this very moment keeps its own until the next time. Plans: review_items_station, review_items_next.
 * Resolves to how many changed.
 */
export async function setPriorities(
  q: Queryable,
  electionId: string,
  urgentStationIds: readonly string[],
): Promise<number> {
  const { changesFinding: first, otherwise } = PRIORITY;
  const set = async (priority: number, where: string) => {
    const { rowCount } = await q.query(
      `update review_items i set priority = ${priority} from (
         select id from review_items where election_id = $1 and kind <> 'gold' and state = 'open' and ${where}
         for update skip locked) o
       where i.id = o.id`,
      [electionId, urgentStationIds],
    );
    return rowCount ?? 0;
  };
  const up = await set(first, `priority = ${otherwise} and station_id = any($2::uuid[])`);
  const down = await set(otherwise, `priority = ${first} and not (station_id = any($2::uuid[]))`);
  return up + down;
}
