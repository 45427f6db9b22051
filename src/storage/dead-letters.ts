import type { MessengerName } from '../domain/people.ts';
import type { Queryable } from './database.ts';

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
