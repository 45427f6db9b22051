import type { Queryable } from './database.ts';

/** An edition's place among all that were published; contents are large and read by themselves. */
export interface EditionRow {
  readonly electionId: string;
  readonly number: number;
  /** YYYY-MM-DD in the election's time zone. */
  readonly publishedOn: string;
  readonly preparedId: string;
  /** Of its content's canonical JSON, in hexadecimal. */
  readonly sha256: string;
}

const ROW = `e.election_id as "electionId", e.number, e.published_on::text as "publishedOn", e.prepared_id as "preparedId",
  encode(p.sha256, 'hex') as sha256`;

const FROM = 'editions e join prepared_editions p on p.id = e.prepared_id';

/** What was published last, of any election. */
export async function newestEdition(q: Queryable): Promise<EditionRow | undefined> {
  const { rows } = await q.query<EditionRow>(`select ${ROW} from ${FROM} order by e.position desc limit 1`);
  return rows[0];
}

/** Every edition of every election, what was published last first. */
export async function listEditions(q: Queryable): Promise<readonly EditionRow[]> {
  const { rows } = await q.query<EditionRow>(`select ${ROW} from ${FROM} order by e.position desc`);
  return rows;
}

export interface ShownEdition extends EditionRow {
  /** What was approved with it. */
  readonly proposal: unknown;
}

/** Every edition with what the second person was shown, what was published last first. */
export async function listShownEditions(q: Queryable): Promise<readonly ShownEdition[]> {
  const { rows } = await q.query<ShownEdition>(
    `select ${ROW}, proposals.content as proposal from ${FROM} join proposals on proposals.id = e.proposal_id
     order by e.position desc`,
  );
  return rows;
}

/** The last edition of an election. */
export async function lastEditionOf(q: Queryable, electionId: string): Promise<EditionRow | undefined> {
  const { rows } = await q.query<EditionRow>(
    `select ${ROW} from ${FROM} where e.election_id = $1 order by e.number desc limit 1`,
    [electionId],
  );
  return rows[0];
}

export interface PreparedRow {
  readonly id: string;
  readonly electionId: string;
  readonly number: number;
  readonly sha256: string;
  /** Its canonical JSON, in gzip. */
  readonly content: Buffer;
}

export async function loadPrepared(q: Queryable, id: string): Promise<PreparedRow | undefined> {
  const { rows } = await q.query<PreparedRow>(
    `select id, election_id as "electionId", number, encode(sha256, 'hex') as sha256, content
     from prepared_editions where id = $1`,
    [id],
  );
  return rows[0];
}

export interface NewPrepared extends Omit<PreparedRow, 'id'> {
  /** YYYY-MM-DD in the election's time zone. */
  readonly preparedOn: string;
  readonly preparedBy: string;
}

/** @returns its id. */
export async function insertPrepared(q: Queryable, of: NewPrepared): Promise<string> {
  const { rows } = await q.query<{ id: string }>(
    `insert into prepared_editions (election_id, number, content, sha256, prepared_on, prepared_by)
     values ($1, $2, $3, decode($4, 'hex'), $5, $6) returning id`,
    [of.electionId, of.number, of.content, of.sha256, of.preparedOn, of.preparedBy],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a prepared edition was not inserted');
  return row.id;
}

/** A proposal to publish exactly this that waits already, prepared by the same person; its id. */
export async function findOpenEdition(
  q: Queryable,
  { sha256, preparedBy }: { readonly sha256: string; readonly preparedBy: string },
): Promise<string | undefined> {
  const { rows } = await q.query<{ id: string }>(
    `select id from proposals
     where kind = 'edition.publish' and decision is null and content ->> 'sha256' = $1 and prepared_by = $2`,
    [sha256, preparedBy],
  );
  return rows[0]?.id;
}

/** Lets go of one that will not be published. */
export async function deletePrepared(q: Queryable, id: string): Promise<void> {
  await q.query('delete from prepared_editions where id = $1', [id]);
}

/** Publishes what was prepared. The database refuses what is not approved, or does not follow the last one. */
export async function insertEdition(
  q: Queryable,
  of: { readonly preparedId: string; readonly proposalId: string; readonly publishedOn: string },
): Promise<void> {
  await q.query(
    `insert into editions (election_id, number, prepared_id, proposal_id, published_on)
     select election_id, number, id, $2, $3 from prepared_editions where id = $1`,
    [of.preparedId, of.proposalId, of.publishedOn],
  );
}

/** What an edition says of a station besides numbers. */
export interface StationText {
  readonly id: string;
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export async function stationTexts(q: Queryable, electionId: string): Promise<readonly StationText[]> {
  const { rows } = await q.query<StationText>(
    'select id, code, levels, name, address, latitude, longitude from stations where election_id = $1',
    [electionId],
  );
  return rows;
}
