import { randomBytes } from 'node:crypto';
import { attackAlarms } from '../../../src/domain/attacks/attack-alarms.ts';
import { sum } from '../../../src/domain/sums.ts';
import { readAttackFigures } from '../../../src/storage/attack-figures.ts';
import type { Queryable } from '../../../src/storage/database.ts';
import { differing } from './run.ts';
import { CHOICES, type World } from './world.ts';

const ELECTION = 'simulated-attack';

/**
 * Writes a country into an empty record, a row for each ballot, account and answer, and has it looked at as the console
 * does. Resolves to what the alarms then differ in.
 */
export async function alarmsByRecord(q: Queryable, world: World): Promise<string[]> {
  await writeWorld(q, world);
  return differing(attackAlarms(world), attackAlarms(await readAttackFigures(q, ELECTION)));
}

async function writeWorld(q: Queryable, world: World): Promise<void> {
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
  const { stations, days } = world;
  await q.query(
    `insert into stations (election_id, code, levels, name, address, search_text, registered_voters)
     select $1, code, array[region, 'Town'], code, code, 'station', voters
     from unnest($2::text[], $3::text[], $4::int[]) n(code, region, voters)`,
    [ELECTION, stations.map((s) => s.code), stations.map((s) => s.region), stations.map((s) => s.voters)],
  );
  await writeBallots(q, world);
  const joined = world.cells.filter((cell) => cell.joined > 0);
  await q.query(
    `insert into people (person_key, messenger, sealed_address, consented, tier, station_id, joined_on)
     select sha256($1::bytea || gen_random_uuid()::text::bytea), 'telegram', '\\x00', true, tier, s.id, day
     from unnest($2::text[], $3::date[], $4::text[], $5::int[]) n(code, day, tier, count)
       join stations s on s.election_id = $6 and s.code = n.code, generate_series(1, n.count)`,
    [
      randomBytes(16),
      joined.map(({ station }) => stations[station]?.code),
      joined.map(({ day }) => days[day]),
      joined.map(({ tier }) => tier),
      joined.map((cell) => cell.joined),
      ELECTION,
    ],
  );
  const erased = world.deletions.flatMap((count, day) => (count > 0 ? [{ day: days[day], count }] : []));
  await q.query('insert into forgotten_days (day, count) select * from unnest($1::date[], $2::int[])', [
    erased.map(({ day }) => day),
    erased.map(({ count }) => count),
  ]);
  await writeReviewers(q, world);
}

/** Choices are known for a station, days for a station, and only together for a ballot: they are dealt in turn. */
async function writeBallots(q: Queryable, { stations, days, cells, choices }: World): Promise<void> {
  const left = new Map<string, { choiceId: string; count: number }[]>();
  for (const { station, tier, choiceId, count } of choices) {
    const key = `${station}/${tier}`;
    left.set(key, [...(left.get(key) ?? []), { choiceId, count }]);
  }
  const rows: { code: string; day: string; tier: string; choice: string; state: string; count: number }[] = [];
  for (const { station, day, tier, counted, accepted, bad } of cells) {
    const place = { code: stations[station]?.code ?? '', day: days[day] ?? '', tier };
    if (bad > 0) rows.push({ ...place, choice: CHOICES[0], state: 'rejected', count: bad });
    let [verified, other] = [accepted, counted - accepted];
    for (const choice of left.get(`${station}/${tier}`) ?? []) {
      for (const state of ['verified', 'handed-in'] as const) {
        const count = Math.min(choice.count, state === 'verified' ? verified : other);
        if (count === 0) continue;
        rows.push({ ...place, choice: choice.choiceId, state, count });
        choice.count -= count;
        if (state === 'verified') verified -= count;
        else other -= count;
      }
    }
  }
  await q.query(
    `insert into ballots (id, election_id, station_id, choice_id, tier, kind, state, accepted_choice_id, day)
     select gen_random_uuid(), $1, s.id, n.choice, n.tier, 'photographed', n.state,
            case when n.state = 'verified' then n.choice end, n.day
     from unnest($2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::int[]) n(code, day, tier, choice, state, count)
       join stations s on s.election_id = $1 and s.code = n.code, generate_series(1, n.count)`,
    [
      ELECTION,
      rows.map((row) => row.code),
      rows.map((row) => row.day),
      rows.map((row) => row.tier),
      rows.map((row) => row.choice),
      rows.map((row) => row.state),
      rows.map((row) => row.count),
    ],
  );
}

/** An item for each answer: what was decided is the answer, or another one where it was overruled. */
async function writeReviewers(q: Queryable, { reviewers }: World): Promise<void> {
  await q.query(
    `insert into organizers (id, alias, role, language, joined_on)
     select id, alias, 'reviewer', 'en', '2020-01-01' from unnest($1::uuid[], $2::text[]) n(id, alias)`,
    [reviewers.map(({ id }) => id), reviewers.map(({ alias }) => alias)],
  );
  const rows = reviewers.flatMap(({ id, answers, overruled }) => {
    const wrong = sum(overruled.map(({ count }) => count));
    return [
      { id, answer: 'choice:oak', outcome: 'choice:oak', count: answers - wrong },
      ...overruled.map(({ answer, count }) => ({ id, answer, outcome: 'damaged', count })),
    ];
  });
  await q.query(
    `with wanted as (
       select n.*, gen_random_uuid() as item, row_number() over () as place
       from unnest($2::uuid[], $3::text[], $4::text[], $5::int[]) n(id, answer, outcome, count), generate_series(1, n.count)),
     b as (select id, row_number() over () as place from ballots where state <> 'rejected'),
     items as (
       insert into review_items (id, election_id, kind, ballot_id, state, outcome, pick, day)
       select item, $1, 'ballot', b.id, 'closed', outcome, 0, '2020-08-04' from wanted join b using (place)
       returning id)
     insert into review_turns (item_id, reviewer_id, round, state, answer, leased_until, day)
     select item, wanted.id, 1, 'answered', answer, now(), '2020-08-04' from wanted join items on items.id = wanted.item`,
    [
      ELECTION,
      rows.map((row) => row.id),
      rows.map((row) => row.answer),
      rows.map((row) => row.outcome),
      rows.map((row) => row.count),
    ],
  );
}
