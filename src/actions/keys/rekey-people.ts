import type { Database } from '../../storage/database.ts';
import {
  type KeyOf,
  type LookupKeys,
  lookupKeys,
  openKey,
  type StoredKey,
  storedKey,
} from '../../storage/lookup-keys.ts';
import { countDoubled, type KeyedRow, readKeyedRows, replaceStoredKeys } from '../../storage/lookup-rows.ts';
import type { SealedColumn } from '../../storage/sealed-columns.ts';
import * as sheets from '../protocols/protocol-links.ts';
import { openPerson, type PersonSeals, sealPerson } from '../voice-keys.ts';
import { type Anew, attempt, type Rewritten, ROWS_AT_ONCE, rewriteSealed } from './rewrite-sealed.ts';

/** Whose keys are rewritten by a rotation of person keys. */
export const KEYED: readonly KeyOf[] = ['person', 'phone'];

interface SealedPersons extends SealedColumn {
  readonly open: (keys: PersonSeals, boundTo: string, sealed: Buffer) => string;
  readonly seal: (keys: PersonSeals, boundTo: string, personId: string) => Buffer;
}

/** Whose ballots and result sheets are, while that can be told. */
export const SEALED_PERSONS: readonly SealedPersons[] = [
  {
    table: 'ballot_links',
    column: 'sealed_person',
    primaryKey: [['link_key', 'bytea']],
    boundTo: 'ballot_id',
    open: openPerson,
    seal: sealPerson,
  },
  {
    table: 'protocol_links',
    column: 'sealed_person',
    primaryKey: [
      ['link_key', 'bytea'],
      ['station_id', 'uuid'],
    ],
    boundTo: 'protocol_id',
    open: (keys, _sheet, sealed) => sheets.openPerson(keys, sealed),
    seal: (keys, _sheet, personId) => sheets.sealPerson(keys, personId),
  },
];

export interface RekeyPeopleResult extends Readonly<Rewritten> {
  /** There in two rows, one under each value: processes of steps that are not neighbours have run at the same time. */
  readonly doubled: number;
}

/** The lookup key that comes, the one that goes (null: there was none), and the link key, which stays. */
export interface RekeyPeopleKeys {
  readonly current: Buffer;
  readonly previous: Buffer | null;
  readonly link: Buffer;
}

/**
 * Gives every person's and every phone's row the value of the new lookup key in place of the old one's, and seals anew
 * whose ballots and result sheets are, while everything runs; the keys that these values are made of stay what they
 * are. To be called when every process reads both and writes the new one. After a break it goes on: what is done is
 * left alone. Nobody is waited for. `onRows` is told how many were looked at.
 */
export async function rekeyPeople(
  database: Pick<Database, 'pool'>,
  { current, previous, link }: RekeyPeopleKeys,
  onRows: (rows: number) => void = () => undefined,
): Promise<RekeyPeopleResult> {
  const [anew, old] = [lookupKeys(current, []), lookupKeys(previous, [])];
  const total = { rewritten: 0, current: 0, lost: 0, busy: 0, doubled: 0 };
  for (const of of KEYED) {
    for (let after: string | undefined; ; ) {
      const rows = await readKeyedRows(database.pool, of, after, ROWS_AT_ONCE);
      const changes = [];
      for (const row of rows) {
        const outcome = rewritten(anew, old, of, row);
        if (typeof outcome === 'string') total[outcome] += 1;
        else changes.push({ row, anew: outcome });
      }
      const written = await replaceStoredKeys(database.pool, of, changes);
      total.rewritten += written;
      const left = changes.length - written;
      const doubled = left === 0 ? 0 : await countDoubled(database.pool, of, changes);
      total.doubled += doubled;
      total.busy += Math.max(0, left - doubled);
      onRows(rows.length);
      after = rows.at(-1)?.personId;
      if (rows.length < ROWS_AT_ONCE) break;
    }
  }
  const seals = { anew: { link, lookup: anew }, old: { link, lookup: old } };
  for (const column of SEALED_PERSONS) {
    await rewriteSealed(database.pool, column, resealed(column, seals), total, { held: 'pass over', onRows });
  }
  return total;
}

/** The same for a column that says whose something is. */
function resealed(
  { open, seal }: SealedPersons,
  { anew, old }: { readonly anew: PersonSeals; readonly old: PersonSeals },
): Anew {
  return (boundTo, sealed) => {
    const person = attempt(() => open(old, boundTo, sealed));
    if (person !== undefined) return { anew: seal(anew, boundTo, person) };
    return attempt(() => open(anew, boundTo, sealed)) === undefined ? 'lost' : 'current';
  };
}

function rewritten(anew: LookupKeys, old: LookupKeys, of: KeyOf, row: KeyedRow): StoredKey | 'current' | 'lost' {
  // What is not sealed is a key as it was before the first rotation: under no lookup key at all.
  if (row.sealedKey !== null && attempt(() => openKey(anew, of, row)) !== undefined) return 'current';
  const key = attempt(() => openKey(old, of, row));
  return key === undefined ? 'lost' : storedKey(anew, of, key);
}
