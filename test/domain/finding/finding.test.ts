import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { BASES, type StationNumbers } from '../../../src/domain/finding/numbers.ts';
import { stationFinding } from '../../../src/domain/finding/station-finding.ts';
import { SUSPICIONS, type Suspicion, suspicionsOf } from '../../../src/domain/finding/suspicion.ts';
import { totalsOf } from '../../../src/domain/finding/totals.ts';

const count = fc.integer({ min: 0, max: 2_000 });
const station: fc.Arbitrary<StationNumbers> = fc.record({
  stationId: fc.uuid(),
  levels: fc.constant(['North']),
  registeredVoters: fc.option(count),
  officialTurnout: fc.option(count),
  officialEarly: fc.option(count),
  choices: fc.tuple(count, count, count, count).map((ours) =>
    ['oak', 'birch'].map((choiceId, i) => {
      const handedIn = ours[i] ?? 0;
      return {
        choiceId,
        handedIn,
        verified: Math.floor(handedIn / 2),
        declared: handedIn,
        official: ours[i + 2] ?? null,
      };
    }),
  ),
  quarantined: fc.boolean(),
  ours: fc.record({ fromUnverified: count, onBusiestDay: count, nearDuplicates: count }),
});

describe('of any station', () => {
  test('what is missing is what would have to be fakes, and one ballot less than that is still proof', () => {
    fc.assert(
      fc.property(station, fc.constantFrom(...BASES), (numbers, basis) => {
        for (const { ours, official, missing } of stationFinding(numbers, basis).choices) {
          expect(missing).toBe(official === null ? 0 : Math.max(0, ours - official));
          if (missing > 0 && official !== null) {
            expect(ours - missing).toBe(official);
            expect(ours - (missing - 1)).toBeGreaterThan(official);
          }
        }
      }),
    );
  });

  test('more ballots never make a finding smaller; a larger official number never makes it larger', () => {
    fc.assert(
      fc.property(station, count, (numbers, more) => {
        const grown = { ...numbers, choices: numbers.choices.map((c) => ({ ...c, handedIn: c.handedIn + more })) };
        const told = {
          ...numbers,
          choices: numbers.choices.map((c) => ({ ...c, official: c.official === null ? null : c.official + more })),
        };
        const missing = (s: StationNumbers) =>
          stationFinding(s, 'handed-in').choices.reduce((sum, choice) => sum + choice.missing, 0);
        expect(missing(grown)).toBeGreaterThanOrEqual(missing(numbers));
        expect(missing(told)).toBeLessThanOrEqual(missing(numbers));
      }),
    );
  });

  test('totals of parts add up to the total of all, whatever is left out', () => {
    fc.assert(
      fc.property(fc.array(station, { maxLength: 30 }), fc.nat(30), fc.boolean(), (all, at, withSuspect) => {
        const findings = all.map((numbers) => stationFinding(numbers, 'handed-in'));
        const of = (part: typeof findings) => totalsOf(part, ['oak', 'birch'], { withSuspect });
        const [whole, left, right] = [of(findings), of(findings.slice(0, at)), of(findings.slice(at))];
        for (const key of [
          'stations',
          'leftOut',
          'withOfficial',
          'withOurs',
          'compared',
          'proven',
          'missing',
        ] as const) {
          expect(whole[key]).toBe(left[key] + right[key]);
        }
        expect(whole.stations + whole.leftOut).toBe(all.length);
      }),
    );
  });
});

const HONEST: StationNumbers = {
  stationId: 'a',
  levels: ['North'],
  registeredVoters: 1_000,
  officialTurnout: 800,
  officialEarly: null,
  choices: [{ choiceId: 'oak', verified: 200, handedIn: 200, declared: 200, official: 100 }],
  quarantined: false,
  ours: { fromUnverified: 20, onBusiestDay: 100, nearDuplicates: 1 },
};

test.each<[string, Partial<StationNumbers>, Suspicion[]]>([
  ['an honest one', {}, []],
  ['as many as are registered', { registeredVoters: 200 }, []],
  ['one more than are registered', { registeredVoters: 199 }, ['over-registered']],
  ['one more than voted', { officialTurnout: 199 }, ['over-turnout']],
  ['nobody knows how many are registered', { registeredVoters: null, officialTurnout: null }, []],
  ['set aside', { quarantined: true }, ['quarantined']],
  ['all on one day', { ours: { ...HONEST.ours, onBusiestDay: 190 } }, ['burst']],
  ['photos alike', { ours: { ...HONEST.ours, nearDuplicates: 20 } }, ['near-duplicates']],
  ['half without a phone', { ours: { ...HONEST.ours, fromUnverified: 100 } }, ['unverified-accounts']],
])('suspicion: %s', (_name, change, expected) => {
  expect(suspicionsOf({ ...HONEST, ...change }, 'verified')).toEqual(expected);
});

test('a few ballots on one day are no burst, and words about oneself have neither day nor photo', () => {
  const few = { ...HONEST, choices: [{ choiceId: 'oak', verified: 10, handedIn: 10, declared: 500, official: 1 }] };
  const signs = { fromUnverified: 10, onBusiestDay: 10, nearDuplicates: 10 };
  expect(suspicionsOf({ ...few, ours: signs }, 'verified')).toEqual([]);
  expect(suspicionsOf({ ...few, ours: signs }, 'declared')).toEqual([]);
  expect(new Set(SUSPICIONS).size).toBe(SUSPICIONS.length);
});

const data = join(import.meta.dirname, '../../../../shared/data/belarus-2020');
(existsSync(data) ? test : test.skip)('the numbers of 2020', () => {
  const read = (name: string): Record<string, string>[] =>
    parse(readFileSync(join(data, name), 'utf8'), { columns: true, bom: true });
  const regions = new Map(read('stations.csv').map(({ id, region }) => [id, region]));
  const counts = read('counts.csv');
  // What stands on the ballot paper: spoiled papers and those who stayed at home are in the data, too.
  const choiceIds = ['against', 'cherechen', 'dmitriyev', 'kanopatskaja', 'lukashenko', 'tihanovkaja'];
  const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
  const stations = counts.map((row): StationNumbers => {
    // A protocol that was reported leaves out who got nothing.
    const reported = choiceIds.some((choiceId) => number(row[`${choiceId}_officialVotes`]) !== null);
    return {
      stationId: row.id ?? '',
      levels: [regions.get(row.id) ?? ''],
      registeredVoters: number(row.officialVoters),
      officialTurnout: number(row.officialVotes),
      officialEarly: null,
      choices: choiceIds.map((choiceId) => ({
        choiceId,
        verified: number(row[`${choiceId}_photoVoices`]) ?? 0,
        handedIn: number(row[`${choiceId}_photoVoices`]) ?? 0,
        declared: number(row[`${choiceId}_registered`]) ?? 0,
        official: number(row[`${choiceId}_officialVotes`]) ?? (reported ? 0 : null),
      })),
      quarantined: false,
      ours: { fromUnverified: 0, onBusiestDay: 0, nearDuplicates: 0 },
    };
  });
  const domestic = stations.filter(({ levels }) => levels[0] !== 'Abroad');
  const findings = domestic.map((numbers) => stationFinding(numbers, 'verified'));
  const totals = totalsOf(findings, choiceIds, { withSuspect: true });
  const hers = totals.choices.find(({ choiceId }) => choiceId === 'tihanovkaja');
  expect(hers).toMatchObject({
    withOfficial: 1_370,
    proven: 441,
    missing: 50_138,
    byFiveOrFewer: 23,
    medianExcess: 67,
    largestExcess: 1_606,
  });
  expect(totals).toMatchObject({ proven: 484, missing: 50_378 });
});
