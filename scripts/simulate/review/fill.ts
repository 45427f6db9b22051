import type { Queryable } from '../../../src/storage/database.ts';
import { encryptPhoto } from '../../../src/storage/photo-crypto.ts';

export interface ReviewFill {
  /** Ballots that wait for reviewers. */
  readonly items: number;
  readonly gold: number;
  readonly reviewers: number;
  readonly stations: number;
}

/** An election with nothing but ballots that wait for reviewers, without photos: whoever looks at them adds these. */
export interface FilledReview {
  readonly electionId: string;
  readonly choiceIds: readonly string[];
  /** In no order. */
  readonly reviewerIds: readonly string[];
  readonly administratorId: string;
}

const ELECTION = 'simulated-review';
const CHOICES = ['oak', 'birch', 'linden', 'rowan', 'against'];

/** Writes all of it with a few statements, so that a million are there in a minute. */
export async function fillReview(q: Queryable, fill: ReviewFill): Promise<FilledReview> {
  const name = JSON.stringify({ be: 'Election', ru: 'Election', en: 'Election' });
  await q.query(
    `insert into elections (id, name, opens_on, closes_on, time_zone, trusted_prefixes, photo_sides)
     values ($1, $2, '2020-01-01', '2099-12-31', 'UTC', '{}', 2)`,
    [ELECTION, name],
  );
  await q.query(
    `insert into choices (election_id, id, position, name)
     select $1, id, position - 1, $3 from unnest($2::text[]) with ordinality n(id, position)`,
    [ELECTION, CHOICES, name],
  );
  await q.query(
    `insert into stations (election_id, code, levels, name, address, search_text)
     select $1, n::text, '{North,Town}', 'Station ' || n, 'Street ' || n, 'station' from generate_series(1, $2::int) n`,
    [ELECTION, fill.stations],
  );
  await addItems(q, fill.items);
  await q.query(
    `insert into review_items (kind, election_id, outcome, pick, day)
     select 'gold', $1, 'choice:' || ($2::text[])[1 + n % 5], (random() * 2147483646)::int, '2026-01-01'
     from generate_series(1, $3::int) n`,
    [ELECTION, CHOICES, fill.gold],
  );
  const people = async (role: string, count: number) => {
    const { rows } = await q.query<{ id: string }>(
      `with o as (insert into organizers (alias, role, language, joined_on)
                  select $1 || ' ' || n, $1, 'en', '2026-01-01' from generate_series(1, $2::int) n returning id)
       insert into reviewers (organizer_id, practised_on) select id, '2026-01-01' from o returning organizer_id as id`,
      [role, count],
    );
    return rows.map(({ id }) => id);
  };
  const reviewerIds = await people('reviewer', fill.reviewers);
  const [administratorId = ''] = await people('administrator', 1);
  return { electionId: ELECTION, choiceIds: CHOICES, reviewerIds, administratorId };
}

/** More ballots that wait, over all stations and ten days. They are counted as handed in. */
export async function addItems(q: Queryable, count: number): Promise<void> {
  await q.query(
    `with s as materialized (select array_agg(id) as ids, count(*)::int as many from stations where election_id = $1),
          added as (
            insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, day)
            select gen_random_uuid(), $1, s.ids[1 + n % s.many], ($2::text[])[1 + floor(random() * 5)::int],
              'verified', 'photographed', 'handed-in', date '2026-01-01' + n % 10
            from s, generate_series(1, $3::int) n returning id, station_id, choice_id, day),
          counted as (
            insert into tallies (election_id, station_id, choice_id, tier, photographed)
            select $1, station_id, choice_id, 'verified', count(*) from added group by station_id, choice_id
            on conflict (election_id, station_id, choice_id, tier)
              do update set photographed = tallies.photographed + excluded.photographed)
     insert into review_items (kind, election_id, ballot_id, station_id, pick, day, compared)
     select 'ballot', $1, id, station_id, (random() * 2147483646)::int, day, true from added`,
    [ELECTION, CHOICES, count],
  );
  for (const table of ['ballots', 'review_items', 'review_turns']) await q.query(`vacuum analyze ${table}`);
}

/** Gives every ballot a photo that can be opened under this key, as far as rows go: there are no bytes. */
export async function addPhotoKeys(q: Queryable, photoKey: Buffer): Promise<void> {
  const { rows } = await q.query<{ id: string }>(
    `insert into photos (id, ballot_id, side, outcome, exact_hash, day)
     select gen_random_uuid(), id, 0, 'ready', sha256(id::text::bytea), day from ballots returning id`,
  );
  const ids = rows.map(({ id }) => id);
  const wrapped = ids.map((id) => encryptPhoto(id, Buffer.alloc(0), photoKey).wrappedKey);
  await q.query('insert into photo_keys (photo_id, wrapped_key) select * from unnest($1::uuid[], $2::bytea[])', [
    ids,
    wrapped,
  ]);
  await q.query('analyze photos');
}
