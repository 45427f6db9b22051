import type { Queryable } from './database.ts';

export type RequestKind = 'open-again' | 'choose' | 'adopt';

/** Something that an administrator asked the worker to do. */
export interface ProtocolRequest {
  readonly id: string;
  readonly electionId: string;
  readonly kind: RequestKind;
  readonly protocolId: string | null;
  readonly by: string;
}

/** Asks for something; false when the same is waiting already. */
export async function addProtocolRequest(
  q: Queryable,
  { electionId, kind, protocolId, by, at }: Omit<ProtocolRequest, 'id'> & { readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await q.query(
    `insert into protocol_requests (election_id, kind, protocol_id, by, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [electionId, kind, protocolId, by, at],
  );
  return rowCount === 1;
}

/** The oldest request that is not carried out, locked; another worker's are left out. */
export async function lockProtocolRequest(
  q: Queryable,
  kinds: readonly RequestKind[],
): Promise<ProtocolRequest | undefined> {
  const { rows } = await q.query<ProtocolRequest>({
    name: 'lock-protocol-request',
    text: `select id, election_id as "electionId", kind, protocol_id as "protocolId", by from protocol_requests
           where outcome is null and kind = any($1::text[]) order by at, id limit 1 for update skip locked`,
    values: [kinds],
  });
  return rows[0];
}

export async function finishProtocolRequest(q: Queryable, id: string, outcome: string): Promise<void> {
  await q.query('update protocol_requests set outcome = $2 where id = $1 and outcome is null', [id, outcome]);
}

export interface LastAdoption {
  readonly at: Date;
  /** Null while it is waiting for the worker. */
  readonly outcome: string | null;
}

/** When the agreed numbers were last taken in, and what came of it. */
export async function lastAdoption(q: Queryable, electionId: string): Promise<LastAdoption | undefined> {
  const { rows } = await q.query<LastAdoption>(
    `select at, outcome from protocol_requests where election_id = $1 and kind = 'adopt' order by at desc limit 1`,
    [electionId],
  );
  return rows[0];
}

/** Whether something about this protocol still waits for the worker. */
export async function hasOpenRequest(q: Queryable, protocolIds: readonly string[]): Promise<boolean> {
  const { rowCount } = await q.query(
    'select from protocol_requests where protocol_id = any($1::uuid[]) and outcome is null limit 1',
    [protocolIds],
  );
  return rowCount === 1;
}

/** Of a station's versions, those protocols that say the same as this one count, and no others. */
export async function chooseVersion(q: Queryable, protocolId: string): Promise<boolean> {
  const { rowCount } = await q.query(
    `update protocols p set chosen = (p.numbers = c.numbers) from protocols c
     where c.id = $1 and c.state = 'agreed' and p.state = 'agreed' and p.station_id = c.station_id`,
    [protocolId],
  );
  return (rowCount ?? 0) > 0;
}
