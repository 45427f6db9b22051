import type pg from 'pg';

/** An election of its own with everything that findings are made of. */
export const BENCH_ELECTION = 'bench-results';

/** Writes stations in ten regions, tallies of both tiers and official results for each choice. Resolves when analyzed. */
export async function fillResults(
  client: pg.Client,
  { stations, choices }: { readonly stations: number; readonly choices: number },
): Promise<void> {
  const said = (text: string) => JSON.stringify({ be: text, ru: text, en: text });
  const ids = Array.from({ length: choices }, (_, at) => `choice-${at + 1}`);
  await client.query('begin');
  await client.query(
    `insert into elections (id, name, opens_on, closes_on, time_zone, trusted_prefixes, photo_sides)
     values ($1, $2, '2020-08-04', '2020-08-09', 'UTC', '{}', 2)`,
    [BENCH_ELECTION, said('An election of the benchmark')],
  );
  for (const [position, id] of ids.entries())
    await client.query('insert into choices (election_id, id, position, name) values ($1, $2, $3, $4)', [
      BENCH_ELECTION,
      id,
      position,
      said(`Choice ${position + 1}`),
    ]);
  await client.query(
    `insert into stations (election_id, code, levels, name, address, latitude, longitude, registered_voters, search_text)
     select $1, 'B-' || lpad(n::text, 6, '0'), array['Region ' || n % 10, 'Town ' || n % 300], 'Polling station № ' || n,
       'Street ' || n % 700 || ', ' || n % 90, 51.5 + n % 997 / 250.0, 23.5 + n % 991 / 120.0, 1500 + n % 900, n::text
     from generate_series(1, $2) as n`,
    [BENCH_ELECTION, stations],
  );
  await client.query(
    `insert into tallies (election_id, station_id, choice_id, tier, declared, photographed, without_photo)
     select $1, s.id, c.id, t.tier, 20 + r.n % 90, 5 + (r.n * 7 + c.position * 13) % 70, 1
     from stations s, lateral (select substr(s.code, 3)::int as n) r, choices c, (values ('verified'), ('unverified')) t (tier)
     where s.election_id = $1 and c.election_id = $1 and (t.tier = 'verified' or r.n % 4 = 0)`,
    [BENCH_ELECTION],
  );
  const { rows } = await client.query<{ id: string }>(
    `insert into official_imports
       (election_id, source, version, file_name, sha256, columns, cells, blank, accepted, imported_on)
     values ($1, 'cec', 1, 'results.csv', decode(repeat('00', 32), 'hex'), '{}', $2, 'zero', '{}', '2020-08-12') returning id`,
    [BENCH_ELECTION, [...ids.map((id) => `choice:${id}`), 'registered', 'turnout']],
  );
  await client.query(
    `insert into official_numbers (import_id, station_id, values, lines)
     select $1, s.id, (select array_agg(10 + (n * 11 + c * 17) % 160 order by c) from generate_series(1, $3::int) c) || array[2400, 1900],
       array_fill(n + 1, array[$3::int + 2])
     from stations s, lateral (select substr(s.code, 3)::int as n) r where s.election_id = $2`,
    [rows[0]?.id, BENCH_ELECTION, choices],
  );
  await client.query('commit');
  await client.query('vacuum analyze stations, tallies, official_numbers');
}
