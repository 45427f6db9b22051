import { MARCH } from '../../scripts/dialogues-doc/march.ts';
import type { MarchView } from '../../src/actions/look-ups.ts';
import type { MarchDefinition } from '../../src/domain/marches/march.ts';
import type { Queryable } from '../../src/storage/database.ts';

const named = (name: string) => ({ be: `${name} be`, ru: `${name} ru`, en: name });

/** A march with so many zones that are known by their names, `Zone 1` and on. */
export function marchDefinition(zones: number, changes: Partial<MarchDefinition> = {}): MarchDefinition {
  return {
    name: named('Sunday march'),
    zones: Array.from({ length: zones }, (_, i) => ({ name: named(`Zone ${i + 1}`), area: { kind: 'named' } })),
    announces: true,
    ...changes,
  };
}

export interface SomeMarch {
  readonly id?: string;
  readonly zones?: number;
  readonly startsAt: Date;
  readonly minutes?: number;
  readonly windowSeconds?: number;
  readonly validMinutes?: number | null;
  readonly definition?: MarchDefinition;
  readonly state?: 'draft' | 'scheduled';
}

/** A march in the record, which opens at its time. */
export async function addMarch(q: Queryable, march: SomeMarch): Promise<string> {
  const { id = 'sunday', zones = 3, startsAt, minutes = 60, windowSeconds = 60, validMinutes = null } = march;
  await q.query(
    `insert into marches (id, definition, state, starts_at, ends_at, window_seconds, valid_minutes)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      JSON.stringify(march.definition ?? marchDefinition(zones)),
      march.state ?? 'scheduled',
      startsAt,
      new Date(startsAt.getTime() + minutes * 60_000),
      windowSeconds,
      validMinutes,
    ],
  );
  return id;
}

/** A march as dialogues see it: open, with two zones, the second of which has few. */
export function marchView(changes: Partial<MarchView> = {}): MarchView {
  return { ...MARCH, ...changes };
}
