import { ATTACKS, type AttackName } from '../../scripts/simulate/attack/attacks.ts';
import { alarmsByRecord } from '../../scripts/simulate/attack/record.ts';
import { attackedWorld, simulateAttack } from '../../scripts/simulate/attack/run.ts';
import { attackAlarms } from '../../src/domain/attacks/attack-alarms.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const options = (attack: AttackName) => ({ attack, runs: 4, stations: 240, days: 8, strength: 1, seed: 1 });
const falseAlarms = (attack: AttackName) =>
  Object.values(simulateAttack(options(attack)).falseAlarms).reduce((total, count) => total + count, 0);

test.each<[AttackName, number]>([
  ['account-farm', 0.8],
  ['discrediting-flood', 0.9],
  ['deletion-flood', 0.7],
  ['infiltrated-reviewers', 0.8],
  // Three a day disappear among honest mistakes where a station is large: the smaller ones are named.
  ['slow-drip', 0.1],
])('%s is noticed, and at least %d of what it attacked is named', (attack, share) => {
  const { noticed, runs, named, attacked } = simulateAttack(options(attack));
  expect(noticed).toBeGreaterThanOrEqual(runs - 1);
  expect(named / attacked).toBeGreaterThanOrEqual(share);
});

test.each<AttackName>(['quiet', 'honest-burst'])('%s: two false alarms a country at most', (attack) => {
  expect(falseAlarms(attack)).toBeLessThanOrEqual(2 * options(attack).runs);
});

test('a burst of a whole region after days without a network is nobody’s attack', () => {
  const { world } = attackedWorld(options('quiet'), 0);
  const before = attackAlarms(world).length;
  for (const cell of world.cells) {
    if (world.stations[cell.station]?.region !== 'Region 2' || cell.day !== 5) continue;
    for (const name of ['counted', 'bad', 'accepted', 'joined'] as const) cell[name] *= 4;
  }
  expect(attackAlarms(world).length).toBeLessThanOrEqual(before + 2);
});

test('nobody at all raises no alarm', () => {
  expect(
    attackAlarms({ days: [], joinedBefore: 0, stations: [], cells: [], choices: [], deletions: [], reviewers: [] }),
  ).toEqual([]);
});

describe('by the record', () => {
  let cloned: ClonedDatabase;
  let database: Database;
  beforeEach(async () => {
    cloned = await cloneDatabase();
    database = openDatabase({ url: cloned.url, max: 2 });
  });
  afterEach(async () => {
    await database.close();
    await cloned.drop();
  });

  test.each<AttackName>(['discrediting-flood', 'deletion-flood', 'infiltrated-reviewers'])(
    '%s raises the same alarms',
    async (attack) => {
      const { world } = attackedWorld({ ...options(attack), stations: 40 }, 0);
      expect(attackAlarms(world)).not.toEqual([]);
      expect(await alarmsByRecord(database.pool, world)).toEqual([]);
    },
  );
});

test('every attack says what it is', () => {
  for (const { summary } of Object.values(ATTACKS)) expect(summary).toMatch(/^[a-z0-9]/i);
});
