import type { Election } from '../domain/elections.ts';
import type { Queryable } from './database.ts';

/** Choices in the order of the ballot paper, days as text. */
const ELECTION = `elections.id, elections.name, opens_on::text as "opensOn", closes_on::text as "closesOn",
  time_zone as "timeZone", trusted_prefixes as "trustedPrefixes", photo_sides as "photoSides",
  protocol_fields as "protocolFields", protocol_quorum as "protocolQuorum",
  (select coalesce(json_agg(json_build_object('id', choices.id, 'name', choices.name) order by position), '[]')
   from choices where election_id = elections.id) as choices`;

/** As it is read: what its file left out is null. */
type ElectionRow = Omit<Election, 'protocolFields' | 'protocolQuorum'> & {
  readonly protocolFields: Election['protocolFields'] | null;
  readonly protocolQuorum: Election['protocolQuorum'] | null;
};

function asWritten({ protocolFields, protocolQuorum, ...election }: ElectionRow): Election {
  return {
    ...election,
    ...(protocolFields == null ? {} : { protocolFields }),
    ...(protocolQuorum == null ? {} : { protocolQuorum }),
  };
}

export async function loadElection(queryable: Queryable, id: string): Promise<Election | undefined> {
  const { rows } = await queryable.query<ElectionRow>({
    name: 'load-election',
    text: `select ${ELECTION} from elections where id = $1`,
    values: [id],
  });
  return rows.map(asWritten)[0];
}

/** All elections, the newest first. */
export async function listElections(queryable: Queryable): Promise<readonly Election[]> {
  const { rows } = await queryable.query<ElectionRow>(
    `select ${ELECTION} from elections order by opens_on desc, elections.id`,
  );
  return rows.map(asWritten);
}

/**
 * The election that the bots serve at an instant: the one that takes ballots on that day of its own time
 * zone (of several the one that closes first), else the next to open, else the last to have closed.
 */
export async function currentElection(queryable: Queryable, at: Date): Promise<Election | undefined> {
  const { rows } = await queryable.query<ElectionRow>(
    `select ${ELECTION} from elections, lateral (select ($1::timestamptz at time zone time_zone)::date as today) as here
     order by
       case when today between opens_on and closes_on then 0 when today < opens_on then 1 else 2 end,
       case when today < opens_on then opens_on end,
       case when today > closes_on then closes_on end desc,
       closes_on, elections.id
     limit 1`,
    [at],
  );
  return rows.map(asWritten)[0];
}

/** The election as it is, kept from changing until the transaction ends; ballots are not held up. */
export async function lockElection(client: Queryable, id: string): Promise<Election | undefined> {
  await client.query('select from elections where id = $1 for no key update', [id]);
  return loadElection(client, id);
}

/** Whether anybody has voted or declared a choice, or protocols or official results name the choices. */
export async function hasVotes(queryable: Queryable, electionId: string): Promise<boolean> {
  const { rows } = await queryable.query<{ found: boolean }>(
    `select exists (select from ballots where election_id = $1)
       or exists (select from declarations where election_id = $1)
       or exists (select from tallies where election_id = $1)
       or exists (select from protocols where election_id = $1)
       or exists (select from official_imports where election_id = $1) as found`,
    [electionId],
  );
  return rows[0]?.found ?? false;
}

/** Whether result sheets have been typed in, or are being typed in: their fields stay. */
export async function hasProtocols(queryable: Queryable, electionId: string): Promise<boolean> {
  const { rowCount } = await queryable.query('select from protocols where election_id = $1 limit 1', [electionId]);
  return rowCount === 1;
}

/** False when an election with this id exists. */
export async function insertElection(client: Queryable, election: Election): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into elections
       (id, name, opens_on, closes_on, time_zone, trusted_prefixes, photo_sides, protocol_fields, protocol_quorum)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing`,
    valuesOf(election),
  );
  if (rowCount !== 1) return false;
  await insertChoices(client, election);
  return true;
}

/** Everything but the choices. */
export async function updateElection(client: Queryable, election: Election): Promise<void> {
  await client.query(
    `update elections set name = $2, opens_on = $3, closes_on = $4, time_zone = $5, trusted_prefixes = $6, photo_sides = $7,
       protocol_fields = $8, protocol_quorum = $9
     where id = $1`,
    valuesOf(election),
  );
}

/** Only for an election without votes: a choice that somebody voted for cannot be deleted. */
export async function replaceChoices(client: Queryable, election: Election): Promise<void> {
  await client.query('delete from choices where election_id = $1', [election.id]);
  await insertChoices(client, election);
}

async function insertChoices(client: Queryable, { id, choices }: Election): Promise<void> {
  await client.query(
    `insert into choices (election_id, id, position, name)
     select $1, choice.id, choice.position, choice.name
     from unnest($2::text[], $3::jsonb[]) with ordinality as choice (id, name, position)`,
    [id, choices.map((choice) => choice.id), choices.map((choice) => JSON.stringify(choice.name))],
  );
}

function valuesOf(election: Election): unknown[] {
  const { id, name, opensOn, closesOn, timeZone, trustedPrefixes, photoSides, protocolFields, protocolQuorum } =
    election;
  const fields = protocolFields === undefined ? null : JSON.stringify(protocolFields);
  return [
    id,
    JSON.stringify(name),
    opensOn,
    closesOn,
    timeZone,
    trustedPrefixes,
    photoSides,
    fields,
    protocolQuorum ?? null,
  ];
}
