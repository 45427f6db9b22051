import type { BallotRow } from './ballots.ts';
import type { Queryable } from './database.ts';
import { type LookupKeys, openKey, type StoredKey } from './lookup-keys.ts';

/** A ballot under review, with whom to tell, while it has a link. */
export interface ReviewedBallot extends BallotRow {
  readonly day: string;
  readonly acceptedChoiceId: string | null;
  readonly quarantined: boolean;
  readonly linkKey: Buffer | null;
  /** By `sealPerson`. Null without a link. */
  readonly sealedPerson: Buffer | null;
}

/** Ballots that are locked already. Plan: primary keys. */
export async function reviewedBallots(q: Queryable, ids: readonly string[]): Promise<Map<string, ReviewedBallot>> {
  const result = await q.query<ReviewedBallot>({
    name: 'reviewed-ballots',
    text: `select b.id, b.election_id as "electionId", b.station_id as "stationId", b.choice_id as "choiceId", b.tier, b.kind,
             b.state, b.day::text, b.accepted_choice_id as "acceptedChoiceId", b.quarantined,
             l.link_key as "linkKey", l.sealed_person as "sealedPerson"
           from ballots b left join ballot_links l on l.ballot_id = b.id where b.id = any($1::uuid[])`,
    values: [ids],
  });
  return new Map(result.rows.map((row) => [row.id, row]));
}

export interface Acceptance {
  readonly id: string;
  readonly choiceId: string;
  readonly quarantined: boolean;
}

/** Accepts ballots as what reviewers read. */
export async function acceptBallots(q: Queryable, accepted: readonly Acceptance[]): Promise<void> {
  if (accepted.length === 0) return;
  await q.query({
    name: 'accept-ballots',
    text: `update ballots b set state = 'verified', accepted_choice_id = n.choice_id, quarantined = n.quarantined
           from unnest($1::uuid[], $2::text[], $3::bool[]) as n(id, choice_id, quarantined) where b.id = n.id`,
    values: [accepted.map((a) => a.id), accepted.map((a) => a.choiceId), accepted.map((a) => a.quarantined)],
  });
}

/** Sets ballots aside that were accepted or not: nothing of them counts any more. */
export async function setAside(q: Queryable, ballotIds: readonly string[]): Promise<void> {
  await q.query(
    `update ballots set state = 'duplicate', accepted_choice_id = null, quarantined = false where id = any($1::uuid[])`,
    [ballotIds],
  );
}

/** Deletes what connects ballots and their photos with a person. */
export async function unlinkBallots(q: Queryable, ballotIds: readonly string[]): Promise<void> {
  if (ballotIds.length === 0) return;
  await q.query('delete from ballot_links where ballot_id = any($1::uuid[])', [ballotIds]);
  await q.query('update photos set link_key = null where ballot_id = any($1::uuid[])', [ballotIds]);
}

/** Whom a notice goes to, and which voices are theirs. */
export interface Voter {
  readonly id: string;
  readonly personKey: Buffer;
  readonly phoneKey: Buffer | null;
  readonly messenger: 'telegram' | 'viber';
  readonly language: 'be' | 'ru' | 'en' | null;
}

interface StoredVoter extends Omit<Voter, 'personKey' | 'phoneKey'>, StoredKey {
  readonly phoneLookup: Buffer | null;
  readonly sealedPhoneKey: Buffer | null;
}

/** People by id, with their phone keys; who was erased is not among them. */
export async function readVoters(
  q: Queryable,
  lookup: LookupKeys,
  ids: readonly string[],
): Promise<Map<string, Voter>> {
  const result = await q.query<StoredVoter>({
    name: 'read-voters',
    text: `select p.id, p.person_key as lookup, p.sealed_key as "sealedKey", h.phone_key as "phoneLookup",
                  h.sealed_key as "sealedPhoneKey", p.messenger, p.language
           from people p left join phones h on h.person_id = p.id where p.id = any($1::uuid[])`,
    values: [ids],
  });
  return new Map(
    result.rows.map(({ lookup: at, sealedKey, phoneLookup, sealedPhoneKey, ...row }) => {
      const phoneKey = phoneLookup && openKey(lookup, 'phone', { lookup: phoneLookup, sealedKey: sealedPhoneKey });
      return [row.id, { ...row, personKey: openKey(lookup, 'person', { lookup: at, sealedKey }), phoneKey }];
    }),
  );
}
