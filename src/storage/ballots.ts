import type { BallotState, PhotoOutcome } from '../domain/ballots.ts';
import type { Tier } from '../domain/people.ts';
import type { PhotoRefusal } from '../domain/photos.ts';
import type { Queryable } from './database.ts';

export type BallotKind = 'photographed' | 'without-photo';

export interface BallotRow {
  readonly id: string;
  readonly electionId: string;
  readonly stationId: string;
  readonly choiceId: string;
  readonly tier: Tier;
  readonly kind: BallotKind;
  readonly state: BallotState;
}

export interface LinkedBallot extends BallotRow {
  readonly linkKey: Buffer;
}

/** A ballot to be written, with whom to tell what review says, by `sealPerson`. */
export interface NewBallot extends LinkedBallot {
  readonly sealedPerson: Buffer;
}

const COLUMNS = `b.id, b.election_id as "electionId", b.station_id as "stationId", b.choice_id as "choiceId", b.tier, b.kind, b.state`;

/** Ballots by their links (hex). */
export async function findBallots(q: Queryable, linkKeys: readonly Buffer[]): Promise<Map<string, LinkedBallot>> {
  const result = await q.query<LinkedBallot>({
    name: 'find-ballots',
    text: `select ${COLUMNS}, l.link_key as "linkKey" from ballot_links l join ballots b on b.id = l.ballot_id
           where l.link_key = any($1::bytea[])`,
    values: [linkKeys],
  });
  return new Map(result.rows.map((row) => [row.linkKey.toString('hex'), row]));
}

/** The ballots under these links, locked in the order of their ids. */
export async function lockBallots(q: Queryable, linkKeys: readonly Buffer[]): Promise<LinkedBallot[]> {
  const result = await q.query<LinkedBallot>({
    name: 'lock-ballots',
    text: `select ${COLUMNS}, l.link_key as "linkKey" from ballot_links l join ballots b on b.id = l.ballot_id
           where l.link_key = any($1::bytea[]) order by b.id for update of b`,
    values: [linkKeys],
  });
  return result.rows;
}

/** Deletes ballots with links, photo rows and photo keys; resolves to the photos whose bytes may go too. */
export async function deleteBallots(q: Queryable, ballotIds: readonly string[]): Promise<string[]> {
  const photos = await q.query<{ id: string }>('select id from photos where ballot_id = any($1::uuid[])', [ballotIds]);
  await q.query('delete from ballots where id = any($1::uuid[])', [ballotIds]);
  return photos.rows.map((row) => row.id);
}

export async function insertBallots(q: Queryable, ballots: readonly NewBallot[], day: string): Promise<void> {
  await q.query({
    name: 'insert-ballots',
    text: `with n as materialized (
             select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[], $10::bytea[])
               as n(id, election_id, station_id, choice_id, tier, kind, state, link_key, sealed_person)),
           added as (
             insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
             -- Random ids, and keyed hashes: each in an order of its own, and neither in that of arrival.
             select id, election_id, station_id, choice_id, tier, kind, state, $9 from n order by id)
           insert into ballot_links (link_key, ballot_id, sealed_person) select link_key, id, sealed_person from n order by link_key`,
    values: [
      ballots.map((b) => b.id),
      ballots.map((b) => b.electionId),
      ballots.map((b) => b.stationId),
      ballots.map((b) => b.choiceId),
      ballots.map((b) => b.tier),
      ballots.map((b) => b.kind),
      ballots.map((b) => b.state),
      ballots.map((b) => b.linkKey),
      day,
      ballots.map((b) => b.sealedPerson),
    ],
  });
}

export interface AttachedPhoto {
  readonly photoId: string;
  readonly ballotId: string;
  readonly outcome: PhotoOutcome;
  readonly refusal: PhotoRefusal | null;
}

/**
 * Gives photos to their ballots, whether or not they have been fetched yet. Waits for a photo worker
 * that is just writing one of them, and sees what it wrote.
 */
export async function attachPhotos(
  q: Queryable,
  photos: readonly { photoId: string; ballotId: string; side: number; linkKey: Buffer }[],
  day: string,
): Promise<AttachedPhoto[]> {
  const sorted = [...photos].sort((a, b) => (a.photoId < b.photoId ? -1 : 1));
  const result = await q.query<AttachedPhoto>({
    name: 'attach-photos',
    text: `insert into photos (id, ballot_id, side, link_key, outcome, day)
           select id, ballot_id, side, link_key, 'expected', $5
           from unnest($1::uuid[], $2::uuid[], $3::int[], $4::bytea[]) as n(id, ballot_id, side, link_key)
           on conflict (id) do update set ballot_id = excluded.ballot_id, side = excluded.side, link_key = excluded.link_key
           returning id as "photoId", ballot_id as "ballotId", outcome, refusal`,
    values: [
      sorted.map((p) => p.photoId),
      sorted.map((p) => p.ballotId),
      sorted.map((p) => p.side),
      sorted.map((p) => p.linkKey),
      day,
    ],
  });
  return result.rows;
}

export async function setBallotStates(
  q: Queryable,
  ballots: readonly { id: string; state: BallotState }[],
): Promise<void> {
  await q.query({
    name: 'set-ballot-states',
    text: `update ballots b set state = n.state from unnest($1::uuid[], $2::text[]) as n(id, state) where b.id = n.id`,
    values: [ballots.map((b) => b.id), ballots.map((b) => b.state)],
  });
}

/** Declarations under these links, locked in the order of their keys. */
export async function lockDeclarations(q: Queryable, linkKeys: readonly Buffer[]): Promise<DeclarationRow[]> {
  const result = await q.query<DeclarationRow>({
    name: 'lock-declarations',
    text: `select link_key as "linkKey", election_id as "electionId", station_id as "stationId", choice_id as "choiceId", tier
           from declarations where link_key = any($1::bytea[]) order by link_key for update`,
    values: [linkKeys],
  });
  return result.rows;
}

export interface DeclarationRow {
  readonly linkKey: Buffer;
  readonly electionId: string;
  readonly stationId: string;
  readonly choiceId: string;
  readonly tier: Tier;
}

/** Declarations by their links (hex). */
export async function findDeclarations(
  q: Queryable,
  linkKeys: readonly Buffer[],
): Promise<Map<string, DeclarationRow>> {
  const result = await q.query<DeclarationRow>({
    name: 'find-declarations',
    text: `select link_key as "linkKey", election_id as "electionId", station_id as "stationId", choice_id as "choiceId", tier
           from declarations where link_key = any($1::bytea[])`,
    values: [linkKeys],
  });
  return new Map(result.rows.map((row) => [row.linkKey.toString('hex'), row]));
}

export async function writeDeclarations(q: Queryable, rows: readonly DeclarationRow[]): Promise<void> {
  await q.query({
    name: 'write-declarations',
    text: `insert into declarations (link_key, election_id, station_id, choice_id, tier)
           select * from unnest($1::bytea[], $2::text[], $3::uuid[], $4::text[], $5::text[]) as n(k, e, s, c, t) order by k
           on conflict (link_key) do update
             set station_id = excluded.station_id, choice_id = excluded.choice_id, tier = excluded.tier`,
    values: [
      rows.map((r) => r.linkKey),
      rows.map((r) => r.electionId),
      rows.map((r) => r.stationId),
      rows.map((r) => r.choiceId),
      rows.map((r) => r.tier),
    ],
  });
}

export async function deleteDeclarations(q: Queryable, linkKeys: readonly Buffer[]): Promise<void> {
  await q.query('delete from declarations where link_key = any($1::bytea[])', [linkKeys]);
}

export async function setBallotTiers(q: Queryable, ballotIds: readonly string[], tier: Tier): Promise<void> {
  await q.query('update ballots set tier = $2 where id = any($1::uuid[])', [ballotIds, tier]);
}

/** Puts a ballot under another person's link, when a registration moves. */
export async function relinkBallot(
  q: Queryable,
  ballotId: string,
  linkKey: Buffer,
  sealedPerson: Buffer,
): Promise<void> {
  await q.query('update ballot_links set link_key = $2, sealed_person = $3 where ballot_id = $1', [
    ballotId,
    linkKey,
    sealedPerson,
  ]);
}

/** Puts all photos of one link under another, also those that never came to be part of a ballot. */
export async function relinkPhotos(q: Queryable, from: Buffer, to: Buffer): Promise<void> {
  await q.query('update photos set link_key = $2 where link_key = $1', [from, to]);
}

/** Deletes every connection between a person and what they handed in. Rows stay, and name nobody. */
export async function unlink(q: Queryable, linkKeys: readonly Buffer[]): Promise<void> {
  await q.query('delete from ballot_links where link_key = any($1::bytea[])', [linkKeys]);
  await q.query('update photos set link_key = null where link_key = any($1::bytea[]) and ballot_id is not null', [
    linkKeys,
  ]);
}

/** Photos of a person that never came to be part of a ballot; resolves to their ids, for the photo store. */
export async function deleteLoosePhotos(q: Queryable, linkKeys: readonly Buffer[]): Promise<string[]> {
  const result = await q.query<{ id: string }>(
    'delete from photos where link_key = any($1::bytea[]) and ballot_id is null and protocol_id is null returning id',
    [linkKeys],
  );
  return result.rows.map((row) => row.id);
}

/** Marks voices as used up: by a ballot that review accepted, or by somebody who is being forgotten. */
export async function spendVoices(
  q: Queryable,
  voices: readonly { voiceKey: Buffer; electionId: string }[],
  accepted: boolean,
): Promise<void> {
  await q.query(
    `insert into spent_voices as s (voice_key, election_id, accepted) select k, e, $3 from unnest($1::bytea[], $2::text[]) as n(k, e)
     on conflict (voice_key) do update set accepted = true where excluded.accepted and not s.accepted`,
    [voices.map((v) => v.voiceKey), voices.map((v) => v.electionId), accepted],
  );
}

/** What used a voice up: a ballot that counts, or one of an account that was forgotten. */
export type SpentBy = 'accepted' | 'forgotten';

/** Which of these voices are spent (hex), and by what. */
export async function findSpentVoices(q: Queryable, voiceKeys: readonly Buffer[]): Promise<Map<string, SpentBy>> {
  const result = await q.query<{ key: string; accepted: boolean }>({
    name: 'find-spent-voices',
    text: `select encode(voice_key, 'hex') as key, accepted from spent_voices where voice_key = any($1::bytea[])`,
    values: [voiceKeys],
  });
  return new Map(result.rows.map((row) => [row.key, row.accepted ? 'accepted' : 'forgotten']));
}

export interface PhotoOutcomeRow {
  readonly outcome: PhotoOutcome;
  readonly refusal: PhotoRefusal | null;
}

/** What became of photos, by id. Those that nobody has processed yet are absent. */
export async function findPhotoOutcomes(
  q: Queryable,
  photoIds: readonly string[],
): Promise<Map<string, PhotoOutcomeRow>> {
  const result = await q.query<PhotoOutcomeRow & { id: string }>({
    name: 'find-photo-outcomes',
    text: 'select id, outcome, refusal from photos where id = any($1::uuid[])',
    values: [photoIds],
  });
  return new Map(result.rows.map((row) => [row.id, row]));
}

export interface StationTally {
  readonly choiceId: string;
  readonly tier: Tier;
  readonly declared: number;
  readonly photographed: number;
  readonly withoutPhoto: number;
}

/** The counts of stations, by station id. Cells without any count are left out. */
export async function readStationCounts(
  q: Queryable,
  electionId: string,
  stationIds: readonly string[],
): Promise<Map<string, StationTally[]>> {
  const result = await q.query<StationTally & { stationId: string }>({
    name: 'read-station-counts',
    text: `select station_id as "stationId", choice_id as "choiceId", tier, declared, photographed, without_photo as "withoutPhoto"
           from tallies where election_id = $1 and station_id = any($2::uuid[])
             and (declared, photographed, without_photo) <> (0, 0, 0)`,
    values: [electionId, stationIds],
  });
  const counts = new Map<string, StationTally[]>();
  for (const { stationId, ...tally } of result.rows) {
    const own = counts.get(stationId);
    if (own === undefined) counts.set(stationId, [tally]);
    else own.push(tally);
  }
  return counts;
}

/** Every election in which a person may have something linked to them. */
export async function listElectionIds(q: Queryable): Promise<string[]> {
  const result = await q.query<{ id: string }>('select id from elections order by id');
  return result.rows.map((row) => row.id);
}
