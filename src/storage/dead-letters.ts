import type { MessengerName } from '../domain/people.ts';
import type { Queryable } from './database.ts';

/** What may be seen of a dead letter without a key. */
export interface DeadLetter {
  readonly id: string;
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  readonly messenger: MessengerName;
  readonly reason: string;
}

/** Keeps an update that no code could handle, sealed, for a person to look at. */
export async function keepDeadLetter(
  q: Queryable,
  letter: { messenger: MessengerName; reason: string; sealedBody: Buffer; day: string },
): Promise<void> {
  await q.query('insert into dead_letters (messenger, reason, sealed_body, day) values ($1, $2, $3, $4)', [
    letter.messenger,
    letter.reason,
    letter.sealedBody,
    letter.day,
  ]);
}

const COLUMNS = `id, to_char(day, 'YYYY-MM-DD') as day, messenger, reason`;

/** The latest `limit` dead letters, and how many there are. */
export async function listDeadLetters(
  q: Queryable,
  limit: number,
): Promise<{ readonly total: number; readonly letters: readonly DeadLetter[] }> {
  const letters = await q.query<DeadLetter>(`select ${COLUMNS} from dead_letters order by day desc, id limit $1`, [
    limit,
  ]);
  const all = await q.query<{ total: number }>('select count(*)::int as total from dead_letters');
  return { total: all.rows[0]?.total ?? 0, letters: letters.rows };
}

export async function readDeadLetter(
  q: Queryable,
  id: string,
): Promise<(DeadLetter & { readonly sealedBody: Buffer }) | undefined> {
  const result = await q.query<DeadLetter & { sealedBody: Buffer }>(
    `select ${COLUMNS}, sealed_body as "sealedBody" from dead_letters where id = $1`,
    [id],
  );
  return result.rows[0];
}

/** Resolves to whether there was one. */
export async function deleteDeadLetter(q: Queryable, id: string): Promise<boolean> {
  return (await q.query('delete from dead_letters where id = $1', [id])).rowCount === 1;
}

/** Deletes what came before a day (YYYY-MM-DD). */
export async function deleteOldDeadLetters(q: Queryable, before: string): Promise<void> {
  await q.query('delete from dead_letters where day < $1', [before]);
}
