import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Queryable } from '../../src/storage/database.ts';
import type { Keyring } from '../../src/storage/keyring.ts';
import { encryptPhoto } from '../../src/storage/photo-crypto.ts';
import { moveTallies } from '../../src/storage/tallies.ts';
import type { Place } from './builders.ts';

export interface BallotUnderReview {
  readonly ballotId: string;
  readonly itemId: string;
  readonly photoIds: readonly string[];
}

export interface BallotWanted {
  readonly station?: number;
  readonly choice?: number;
  readonly day?: string;
  /** Perceptual hashes of its sides; random ones unless told. */
  readonly hashes?: readonly bigint[];
  /** Accepted as what its person said, or as this choice. */
  readonly accepted?: boolean | number;
}

/** A ballot with two photos that has come before reviewers, and counts, as the worker leaves it. */
export async function addBallotUnderReview(
  q: Queryable,
  keys: Pick<Keyring<'worker'>, 'photo'>,
  { electionId, stationIds, choiceIds }: Place,
  wanted: BallotWanted = {},
): Promise<BallotUnderReview> {
  const { station = 0, choice = 0, day = '2026-01-02', accepted = false } = wanted;
  const hashes = wanted.hashes ?? [randomBytes(8).readBigInt64BE(), randomBytes(8).readBigInt64BE()];
  const ballotId = randomUUID();
  const stationId = stationIds[station] ?? '';
  const choiceId = choiceIds[choice] ?? '';
  const acceptedId = accepted === false ? null : (choiceIds[accepted === true ? choice : accepted] ?? '');
  await q.query(
    `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, accepted_choice_id, day)
     values ($1, $2, $3, $4, 'verified', 'photographed', $5, $6, $7)`,
    [ballotId, electionId, stationId, choiceId, acceptedId === null ? 'handed-in' : 'verified', acceptedId, day],
  );
  const cell = { electionId, stationId, tier: 'verified' } as const;
  await moveTallies(q, [
    { ...cell, choiceId, photographed: 1 },
    ...(acceptedId === null ? [] : [{ ...cell, choiceId: acceptedId, verified: 1 }]),
  ]);
  const photoIds: string[] = [];
  for (const [side, hash] of hashes.entries()) {
    const id = randomUUID();
    photoIds.push(id);
    await q.query(
      `insert into photos (id, ballot_id, side, outcome, exact_hash, perceptual_hash, day) values ($1, $2, $3, 'ready', $4, $5, $6)`,
      [id, ballotId, side, randomBytes(32), hash, day],
    );
    const { wrappedKey } = encryptPhoto(id, Buffer.from(`pixels ${id}`), keys.photo);
    await q.query('insert into photo_keys (photo_id, wrapped_key) values ($1, $2)', [id, wrappedKey]);
  }
  const { rows } = await q.query<{ id: string }>(
    `insert into review_items (kind, election_id, ballot_id, station_id, pick, day, state, outcome, wanted, taken)
     values ('ballot', $1, $2, $3, $4, $5, $6, $7, 2, $8) returning id`,
    [
      electionId,
      ballotId,
      stationId,
      randomInt(2 ** 31 - 1),
      day,
      acceptedId === null ? 'open' : 'closed',
      acceptedId === null ? null : `choice:${acceptedId}`,
      acceptedId === null ? 0 : 2,
    ],
  );
  return { ballotId, itemId: rows[0]?.id ?? '', photoIds };
}

/** Somebody who may open the console, and has passed the practice where they are a reviewer. */
export async function addOrganizer(
  q: Queryable,
  role: 'administrator' | 'organizer' | 'reviewer' = 'reviewer',
): Promise<string> {
  const { rows } = await q.query<{ id: string }>(
    `insert into organizers (alias, role, language, joined_on) values ($1, $2, 'en', '2026-01-01') returning id`,
    [`${role} ${randomUUID().slice(0, 8)}`, role],
  );
  const id = rows[0]?.id ?? '';
  await q.query(`insert into reviewers (organizer_id, practised_on) values ($1, '2026-01-01')`, [id]);
  return id;
}

/** An answer of a reviewer that the worker has looked at. */
export async function addAnswer(q: Queryable, itemId: string, reviewerId: string, answer: string): Promise<void> {
  await q.query(
    `insert into review_turns (item_id, reviewer_id, round, state, answer, leased_until, seconds, day)
     select id, $2, round, 'answered', $3, '2026-01-02', 4, '2026-01-02' from review_items where id = $1`,
    [itemId, reviewerId, answer],
  );
}
