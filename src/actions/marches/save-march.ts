import { localTimeOf } from '../../domain/surveys/times.ts';
import type { Database, Queryable } from '../../storage/database.ts';
import { insertMarch, lockMarch, type MarchFields, updateMarch } from '../../storage/marches.ts';
import { appendAudit } from '../audit.ts';

export interface MarchDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly now: () => Date;
}

export interface SaveMarch {
  /** Undefined for a new one. */
  readonly id?: string;
  /** That was edited. */
  readonly revision?: number;
  readonly fields: MarchFields;
  /** Of the election: a march is called by its day there. */
  readonly timeZone: string;
  /** The organizer. */
  readonly by: string;
}

export type SavedMarch =
  | { readonly kind: 'saved'; readonly id: string }
  /** Somebody saved it meanwhile; `revision` is theirs. */
  | { readonly kind: 'conflict'; readonly revision: number }
  | { readonly kind: 'not-a-draft' }
  | { readonly kind: 'unknown' };

/** Keeps a draft of a march, with its audit entry. */
export function saveMarch({ database, now }: MarchDeps, wanted: SaveMarch): Promise<SavedMarch> {
  const { fields, timeZone, by } = wanted;
  return database.transaction(async (client): Promise<SavedMarch> => {
    let { id } = wanted;
    if (id === undefined) {
      id = await insertByDay(client, localTimeOf(fields.startsAt, timeZone).slice(0, 10), fields);
    } else {
      const there = await lockMarch(client, id);
      if (there === undefined) return { kind: 'unknown' };
      if (there.state !== 'draft') return { kind: 'not-a-draft' };
      if (there.revision !== wanted.revision) return { kind: 'conflict', revision: there.revision };
      await updateMarch(client, id, fields);
    }
    await appendAudit(client, { at: now(), organizerId: by, action: 'march.save', subject: id });
    return { kind: 'saved', id };
  });
}

/** `2026-08-16`, or the first of `2026-08-16-2` … that is free. */
async function insertByDay(q: Queryable, day: string, fields: MarchFields): Promise<string> {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? day : `${day}-${number}`;
    if (await insertMarch(q, id, fields)) return id;
  }
}
