import type { AttackAlarm } from '../../../src/domain/attacks/alarm.ts';
import type { Chance } from './chance.ts';
import { cellOf, choiceOf, type World } from './world.ts';

/** What was attacked, each in the words of an alarm that would name it. */
export interface Attacked {
  readonly stations: readonly string[];
  readonly days: readonly string[];
  readonly reviewers: readonly string[];
}

export interface Attack {
  readonly summary: string;
  /** Puts the attack into the world. `strength` 1 is as described. */
  carryOut(world: World, chance: Chance, strength: number): Attacked;
  /** An honest world's, with days without a network. */
  readonly blackoutDays?: number;
}

const NOTHING: Attacked = { stations: [], days: [], reviewers: [] };

export const ATTACKS = {
  'account-farm': {
    summary:
      '150 accounts with bought phones appear at each of five stations in one day, and vote for one choice the same day',
    carryOut(world, chance, strength) {
      const day = chance.below(world.days.length);
      return atStations(world, chance, 5, (station) => {
        const cell = cellOf(world, station, day, 'verified');
        const many = Math.round(150 * strength);
        cell.joined += many;
        // Their photos are made by a machine: some are noticed by reviewers.
        const bad = chance.of(many, 0.3);
        cell.bad += bad;
        cell.counted += many - bad;
        cell.accepted += chance.of(many - bad, 0.8);
        choiceOf(world, station, 'verified', 'birch').count += many - bad;
      });
    },
  },
  'slow-drip': {
    summary:
      'three made-up ballots a day at each of ten stations, over all days, every second of them noticed by reviewers',
    carryOut: (world, chance, strength) =>
      atStations(world, chance, 10, (station) => {
        for (const day of world.days.keys()) {
          const cell = cellOf(world, station, day, 'verified');
          const many = chance.poisson(3 * strength);
          const bad = chance.of(many, 0.5);
          cell.joined += many;
          cell.bad += bad;
          cell.counted += many - bad;
          cell.accepted += many - bad;
          choiceOf(world, station, 'verified', 'birch').count += many - bad;
        }
      }),
  },
  'discrediting-flood': {
    summary:
      'fakes for the choice that leads anyway, over three days at eight stations, until they have more ballots than voters',
    carryOut: (world, chance, strength) =>
      atStations(world, chance, 8, (station) => {
        const voters = world.stations[station]?.voters ?? 0;
        for (let i = 0; i < 3; i += 1) {
          const cell = cellOf(world, station, (station + i) % world.days.length, i === 0 ? 'unverified' : 'verified');
          const many = Math.round((voters * strength) / 3);
          cell.joined += many;
          cell.counted += many;
          cell.accepted += chance.of(many, 0.7);
          choiceOf(world, station, cell.tier, 'oak').count += many;
        }
      }),
  },
  'deletion-flood': {
    summary: 'somebody has 400 accounts erased on one day',
    carryOut(world, chance, strength) {
      const day = chance.below(world.days.length);
      world.deletions[day] = (world.deletions[day] ?? 0) + Math.round(400 * strength);
      return { ...NOTHING, days: [world.days[day] ?? ''] };
    },
  },
  'infiltrated-reviewers': {
    summary:
      'four of forty reviewers read every twelfth ballot as one choice, whatever is marked, and gold items never',
    carryOut(world, chance, strength) {
      const infiltrators = chance.some(world.reviewers, 4);
      for (const reviewer of infiltrators) {
        // The other one reads what is there, and so does a third: two of them meet in one item of a hundred.
        const lies = chance.of(reviewer.answers, Math.min(1, 0.09 * strength));
        const known = reviewer.overruled.find(({ answer }) => answer === 'choice:birch');
        if (known === undefined) reviewer.overruled.push({ answer: 'choice:birch', count: lies });
        else known.count += lies;
      }
      return { ...NOTHING, reviewers: infiltrators.map(({ id }) => id) };
    },
  },
  'honest-burst': {
    summary: 'no attack: nothing comes through for three days, and everything comes on the fourth',
    blackoutDays: 3,
    carryOut: () => NOTHING,
  },
  quiet: { summary: 'no attack', carryOut: () => NOTHING },
} as const satisfies Record<string, Attack>;

export type AttackName = keyof typeof ATTACKS;

function atStations(world: World, chance: Chance, count: number, attack: (station: number) => void): Attacked {
  const places = chance.some([...world.stations.keys()], count);
  for (const place of places) attack(place);
  return { ...NOTHING, stations: places.map((place) => world.stations[place]?.code ?? '') };
}

/** Whether an alarm names something that was attacked; one about a whole region or day is the attack's as well. */
export function isOf(alarm: AttackAlarm, attacked: Attacked): boolean {
  if (alarm.reviewerId !== undefined) return attacked.reviewers.includes(alarm.reviewerId);
  if (alarm.station !== undefined) return attacked.stations.includes(alarm.station);
  if (alarm.kind === 'deletions') return attacked.days.includes(alarm.day ?? '');
  return attacked.stations.length > 0;
}
