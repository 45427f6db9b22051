import type { Queryable } from './database.ts';

export async function deleteOldUpdates(q: Queryable, before: string): Promise<void> {
  await q.query('delete from updates where day < $1', [before]);
}

export async function deleteOldTraces(q: Queryable, before: string): Promise<void> {
  await q.query('delete from traces where day < $1', [before]);
}
