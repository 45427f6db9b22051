import { seeded } from '../../../bots/playground/sample-ballots/seeded.ts';
import { driveMarches } from '../../../src/actions/marches/drive.ts';
import { type Noise, secretNoise } from '../../../src/actions/marches/publish-window.ts';
import { MOST_ZONES } from '../../../src/domain/marches/march.ts';
import { BEST_GUESS, coefficients, drawDeviation, noiseAt, standardNormal } from '../../../src/domain/marches/noise.ts';
import { countryCount, publishedCount, THRESHOLD } from '../../../src/domain/marches/published.ts';
import { TIERS, type Tier } from '../../../src/domain/people.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { readDraws, windowsAfter } from '../../../src/storage/march-series.ts';
import { testKeys } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { guessVisit } from '../../support/march-attacker.ts';
import { addMarch } from '../../support/marches.ts';

const START = new Date('2026-08-16T10:00:00Z').getTime();
const MINUTE = 60_000;
const MINUTES = 20;
/** One more than minutes: the closing has its own. */
const WINDOWS = MINUTES + 1;
const keys = testKeys();

let clone: ClonedDatabase;
let database: Database;
let clock = START;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});
beforeEach(async () => {
  await database.pool.query('truncate marches, march_check_ins cascade');
  clock = START;
});

const drive = (noise: Noise) =>
  driveMarches({
    database,
    keys,
    noise,
    now: () => new Date(clock),
    words: () => ({ title: 'Milestone', text: { be: 'Лік', ru: 'Число', en: 'Count' } }),
  });

/** So many more accounts that are counted there until a window. */
async function come(count: number, zone: number, tier: Tier, until: number): Promise<void> {
  await database.pool.query(
    `insert into march_check_ins (march_id, token, zone, tier, until_window, visits)
     select 'sunday', uuid_send(gen_random_uuid()), $2, $3, $4, 1 from generate_series(1, $1)`,
    [count, zone, tier, until],
  );
}

const countsNow = async (window: number) =>
  (
    await database.pool.query<{ zone: number; tier: Tier; n: number }>(
      'select zone, tier, count(*)::int as n from march_check_ins where until_window > $1 group by 1, 2',
      [window],
    )
  ).rows;

test('each number that is published is its count with the stored draws, and these stay as they were drawn', async () => {
  const zones = 3;
  const noise = secretNoise();
  await addMarch(database.pool, { zones, startsAt: new Date(START), minutes: MINUTES });
  await drive(noise);
  await come(400, 0, 'verified', WINDOWS);
  await come(230, 0, 'unverified', WINDOWS);
  await come(THRESHOLD - 2, 2, 'verified', WINDOWS);
  const f = coefficients(WINDOWS);
  let before = new Map<string, readonly number[]>();
  let moved = 0;
  for (let window = 0; window < MINUTES - 1; window += 1) {
    await come(17, window % zones, 'verified', window + 5);
    // One that nobody publishes in time has draws of its own all the same.
    clock += window === 7 ? 0 : (window === 8 ? 2 : 1) * MINUTE;
    if (window === 7) continue;
    await drive(noise);
    const counts = await countsNow(window);
    const draws = new Map(
      (await readDraws(database.pool, 'sunday')).map((row) => [`${row.zone} ${row.tier}`, row.draws]),
    );
    const published = (await windowsAfter(database.pool, 'sunday', window - 1)).at(0);
    expect(published?.window).toBe(window);
    for (const tier of TIERS) {
      const expected = Array.from({ length: zones }, (_, zone) => {
        const drawn = draws.get(`${zone} ${tier}`) ?? [];
        expect(drawn).toHaveLength(window + 1);
        expect(drawn.slice(0, before.get(`${zone} ${tier}`)?.length ?? 0)).toEqual(before.get(`${zone} ${tier}`) ?? []);
        const count = counts.find((row) => row.zone === zone && row.tier === tier)?.n ?? 0;
        if (publishedCount(count, 0) !== publishedCount(count, noiseAt(drawn, window, f))) moved += 1;
        return publishedCount(count, noiseAt(drawn, window, f));
      });
      expect(published?.[tier]).toEqual(expected);
    }
    before = draws;
  }
  // The noise is felt: numbers are others than without it.
  expect(moved).toBeGreaterThan(2);
  const all = [...before.values()].flat();
  expect(new Set(all).size).toBe(all.length);
  const spread = Math.sqrt(all.reduce((sum, one) => sum + one * one, 0) / all.length);
  // Six deviations of what so many draws of the right one spread by.
  const off = 6 / Math.sqrt(2 * all.length);
  expect(Math.abs(spread / drawDeviation(WINDOWS) - 1)).toBeLessThan(off);
});

test('the differencing attacker, before all that the publisher ever said of a march: not better than the bound', async () => {
  const random = seeded('publisher');
  const real = secretNoise();
  const noise: Noise = {
    deviation: real.deviation,
    draw: () => standardNormal(1 - random.next(), 1 - random.next()),
  };
  await addMarch(database.pool, { zones: MOST_ZONES, startsAt: new Date(START), minutes: MINUTES });
  await drive(noise);
  // In each zone and tier another victim, of whom everybody else who is there is known.
  const victims = Array.from({ length: MOST_ZONES }, (_, zone) => TIERS.map((tier) => ({ zone, tier }))).flat();
  const there = victims.map(() => random.next() < 0.5);
  /** At the edge of rounding, and at that of being shown. */
  const othersIn = (zone: number) => (zone % 4 === 0 ? THRESHOLD - 1 : 94);
  const visit = { from: 1, to: MINUTES - 1 };
  for (const { zone, tier } of victims) await come(othersIn(zone), zone, tier, WINDOWS);
  for (let window = 0; window < WINDOWS + 1; window += 1) {
    if (window === visit.from) {
      for (const [i, { zone, tier }] of victims.entries()) if (there[i]) await come(1, zone, tier, visit.to);
    }
    clock += MINUTE + 5;
    await drive(noise);
  }
  const history = await windowsAfter(database.pool, 'sunday', -1);
  expect(history.map(({ window }) => window)).toEqual(Array.from({ length: WINDOWS }, (_, w) => w));
  expect((await database.pool.query('select state from marches')).rows).toEqual([{ state: 'closed' }]);

  const deviation = drawDeviation(WINDOWS);
  const sum = (numbers: readonly (number | null)[]) => countryCount(numbers) ?? 0;
  const ways: Record<string, (zone: number, tier: Tier) => (number | null)[]> = {
    'the zone itself': (zone, tier) => history.map((row) => row[tier][zone] ?? null),
    'the country without the other zones': (zone, tier) =>
      history.map((row) => sum(row[tier]) - sum(row[tier].filter((_, other) => other !== zone)) || null),
    // Were their noise the same, it would be gone.
    'the difference to the other tier': (zone, tier) => {
      const other = tier === 'verified' ? 'unverified' : 'verified';
      return history.map((row) => differing(row[tier][zone], row[other][zone], othersIn(zone)));
    },
    'the difference to a zone beside it': (zone, tier) => {
      const other = zone % 4 === 1 ? zone + 1 : zone - 1;
      return history.map((row) => differing(row[tier][zone], row[tier][other], othersIn(other)));
    },
  };
  const chance = 3 * Math.sqrt(0.25 / victims.length);
  for (const [way, seen] of Object.entries(ways)) {
    const right = victims.filter(({ zone, tier }, i) => {
      const known = history.map(() => othersIn(zone));
      return guessVisit(seen(zone, tier), known, visit, deviation) === there[i];
    });
    expect([way, right.length / victims.length <= BEST_GUESS + chance]).toEqual([way, true]);
  }
});

/** A number less what another says beyond its known count; null where either is not shown. */
function differing(one: number | null | undefined, other: number | null | undefined, known: number): number | null {
  return one == null || other == null ? null : one - (other - known);
}
