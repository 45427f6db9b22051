import type { Tier } from '../domain/people.ts';
import { type Slice, slice as sliceSchema } from '../domain/review/orders.ts';
import type { Queryable } from './database.ts';
import { inSlice } from './review-slices.ts';

export interface QuarantineRow {
  readonly id: string;
  readonly slice: Slice;
  readonly reason: string;
  /** Who set it. */
  readonly alias: string;
  readonly setOn: string;
  readonly liftedOn: string | null;
}

/** A slice that is set aside. */
export interface Quarantine {
  readonly electionId: string;
  readonly slice: Slice;
}

/** The quarantines in force; until the transaction ends none is set or lifted. */
export async function holdQuarantines(q: Queryable): Promise<Quarantine[]> {
  await q.query('lock table quarantines in share mode');
  const { rows } = await q.query<{ electionId: string; by: string; value: string }>(
    `select election_id as "electionId", slice as by, value from quarantines where lifted_on is null`,
  );
  return rows.map(({ electionId, ...of }) => ({ electionId, slice: sliceSchema.parse(of) }));
}

export interface NewQuarantine {
  readonly electionId: string;
  readonly slice: Slice;
  readonly reason: string;
  readonly by: string;
  readonly day: string;
}

/** Resolves to its id; undefined when the very slice is in quarantine already. */
export async function addQuarantine(q: Queryable, of: NewQuarantine): Promise<string | undefined> {
  const { rows } = await q.query<{ id: string }>(
    `insert into quarantines (election_id, slice, value, reason, by, set_on) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning id`,
    [of.electionId, of.slice.by, of.slice.value, of.reason, of.by, of.day],
  );
  return rows[0]?.id;
}

/** Ends it; undefined when it is lifted already, or was never there. */
export async function liftQuarantine(q: Queryable, id: string, day: string): Promise<QuarantineRow | undefined> {
  const { rowCount } = await q.query('update quarantines set lifted_on = $2 where id = $1 and lifted_on is null', [
    id,
    day,
  ]);
  return rowCount === 1 ? findQuarantine(q, id) : undefined;
}

interface Row extends Omit<QuarantineRow, 'slice'> {
  readonly by: string;
  readonly value: string;
}

const COLUMNS = `q.id, q.slice as by, q.value, q.reason, o.alias, q.set_on::text as "setOn", q.lifted_on::text as "liftedOn"`;

export async function findQuarantine(q: Queryable, id: string): Promise<QuarantineRow | undefined> {
  const { rows } = await q.query<Row>(
    `select ${COLUMNS} from quarantines q join organizers o on o.id = q.by where q.id = $1`,
    [id],
  );
  return rows.map(asQuarantine)[0];
}

/** Those in force first, then those that were lifted. */
export async function listQuarantines(q: Queryable, electionId: string): Promise<QuarantineRow[]> {
  const { rows } = await q.query<Row>(
    `select ${COLUMNS} from quarantines q join organizers o on o.id = q.by where q.election_id = $1
     order by q.lifted_on desc nulls first, q.set_on desc, q.id`,
    [electionId],
  );
  return rows.map(asQuarantine);
}

function asQuarantine({ by, value, ...row }: Row): QuarantineRow {
  return { ...row, slice: sliceSchema.parse({ by, value }) };
}

/** By how much the published count of one cell shrinks (or grows again). */
export interface QuarantineMove {
  readonly electionId: string;
  readonly stationId: string;
  readonly choiceId: string;
  readonly tier: Tier;
  readonly quarantined: number;
}

/** Marks every accepted ballot of a slice that is not marked yet. What is accepted later is marked as it is accepted. */
export async function markSlice(q: Queryable, electionId: string, slice: Slice): Promise<readonly QuarantineMove[]> {
  const accepted = `b.election_id = $1 and b.kind = 'photographed' and b.state = 'verified'`;
  return mark(q, true, `${accepted} and not b.quarantined and ${inSlice(slice, '$2')}`, [electionId, slice.value]);
}

/** Takes the mark from every ballot that no quarantine in force speaks of any more. */
export async function unmarkLifted(
  q: Queryable,
  electionId: string,
  inForce: readonly Slice[],
): Promise<readonly QuarantineMove[]> {
  const held = inForce.map((slice, index) => `(${inSlice(slice, `$${index + 2}`)})`);
  const where = [`b.election_id = $1 and b.quarantined`, ...held.map((one) => `not ${one}`)].join(' and ');
  return mark(q, false, where, [electionId, ...inForce.map(({ value }) => value)]);
}

async function mark(
  q: Queryable,
  quarantined: boolean,
  where: string,
  values: readonly string[],
): Promise<readonly QuarantineMove[]> {
  const { rows } = await q.query<QuarantineMove>(
    `with locked as materialized (select b.id from ballots b where ${where} order by b.id for update),
          marked as (update ballots b set quarantined = ${quarantined} from locked l where b.id = l.id
                     returning b.election_id, b.station_id, b.accepted_choice_id, b.tier)
     select election_id as "electionId", station_id as "stationId", accepted_choice_id as "choiceId", tier,
       (${quarantined ? '' : '-'}count(*))::int as quarantined
     from marked group by 1, 2, 3, 4`,
    [...values],
  );
  return rows;
}
