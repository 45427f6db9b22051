import type { AttackFigures, WatchedCell, WatchedChoice } from '../../../src/domain/attacks/figures.ts';
import { dayOf } from '../../../src/domain/days.ts';
import type { Tier } from '../../../src/domain/people.ts';
import { sum } from '../../../src/domain/sums.ts';
import type { Chance } from './chance.ts';

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** Counts of a country in which an attack may be put. */
export interface World {
  readonly days: readonly string[];
  readonly joinedBefore: number;
  readonly stations: AttackFigures['stations'];
  /** Every station, day and tier; see `cellOf`. */
  readonly cells: Open<WatchedCell>[];
  readonly choices: Open<WatchedChoice>[];
  readonly deletions: number[];
  readonly reviewers: {
    readonly id: string;
    readonly alias: string;
    answers: number;
    readonly overruled: { readonly answer: string; count: number }[];
  }[];
}

export interface WorldOptions {
  readonly stations: number;
  readonly days: number;
  /** So many days nothing comes through; what was meant for them comes on the next, all at once. 0: none. */
  readonly blackoutDays: number;
}

export const CHOICES = ['oak', 'birch', 'linden', 'rowan', 'against'] as const;
const REGIONS = 7;
const TIERS: readonly (readonly [Tier, number])[] = [
  ['verified', 0.85],
  ['unverified', 0.15],
];
/** Of a hundred people on the register, so many send a ballot: many fewer than vote, as in 2020. */
const TAKE_PART = 0.2;
const ACCEPTED = 0.8;
const BAD = 0.03;
const DELETED = 0.01;

/** An honest country: stations of very different sizes and liveliness, regions that differ, slips everywhere. */
export function honestWorld(chance: Chance, { stations: many, days: length, blackoutDays }: WorldOptions): World {
  const days = Array.from({ length }, (_, i) => dayOf(new Date(Date.UTC(2020, 7, 4 + i))));
  const stations = Array.from({ length: many }, (_, i) => ({
    code: `${i + 1}`.padStart(5, '0'),
    region: `Region ${1 + (i % REGIONS)}`,
    voters: Math.max(60, Math.round(Math.exp(7 + 0.7 * chance.normal()))),
  }));
  const lively = stations.map(() => Math.exp(0.5 * chance.normal() - 0.125));
  const careless = stations.map(() => BAD * Math.exp(0.4 * chance.normal()));
  const spread = withBlackout(
    days.map((_, i) => (i === length - 1 ? 3 : 1)),
    blackoutDays,
  );
  const scale = 1 / sum(spread);
  const leaning = Array.from({ length: REGIONS }, () => 0.55 + 0.08 * chance.normal());
  const cells: World['cells'] = [];
  const choices: World['choices'] = [];
  const activity = days.map(() => 0);
  for (const [station, { voters }] of stations.entries()) {
    for (const [tier, part] of TIERS) {
      const shares = sharesOf(chance, leaning[station % REGIONS] ?? 0.5);
      let all = 0;
      for (const day of days.keys()) {
        const mean = voters * Math.min(0.6, TAKE_PART * (lively[station] ?? 1)) * part * (spread[day] ?? 0) * scale;
        // A day's weather, a neighbour who tells everybody.
        const sent = chance.poisson(mean * Math.exp(0.3 * chance.normal() - 0.045));
        const bad = chance.of(sent, careless[station] ?? BAD);
        const counted = sent - bad;
        cells.push({
          station,
          day,
          tier,
          counted,
          bad,
          accepted: chance.of(counted, ACCEPTED),
          joined: chance.poisson(mean * 0.9),
        });
        all += counted;
        activity[day] = (activity[day] ?? 0) + sent;
      }
      let left = all;
      for (const [i, choiceId] of CHOICES.entries()) {
        const count = i === CHOICES.length - 1 ? left : chance.of(left, Math.min(1, shares[i] ?? 0));
        left -= count;
        choices.push({ station, tier, choiceId, count });
      }
    }
  }
  const deletions = activity.map((count) => chance.poisson(count * DELETED));
  return { days, joinedBefore: 0, stations, cells, choices, deletions, reviewers: honestReviewers(chance) };
}

/** The days before the last two are dark, and come with the first of these. */
function withBlackout(parts: readonly number[], dark: number): number[] {
  const back = parts.length - 2;
  return parts.map((part, day) => {
    if (day >= back - dark && day < back) return 0;
    return day === back ? part + sum(parts.slice(back - dark, back)) : part;
  });
}

/** Of what is left after the choices before it. Villages differ from towns. */
function sharesOf(chance: Chance, leaning: number): number[] {
  const first = Math.min(0.95, Math.max(0.05, leaning + 0.12 * chance.normal()));
  return [first, 0.5, 0.4, 0.5];
}

const REVIEWERS = 40;
const ANSWERS = 250;
const SLIPS = 0.012;

function honestReviewers(chance: Chance): World['reviewers'] {
  return Array.from({ length: REVIEWERS }, (_, i) => {
    const answers = Math.round(ANSWERS * (0.4 + chance.share()));
    const overruled = chance.of(answers, SLIPS * (0.5 + chance.share()));
    const by = new Map<string, number>();
    for (let slip = 0; slip < overruled; slip += 1) {
      const answer = `choice:${CHOICES[chance.below(CHOICES.length)]}`;
      by.set(answer, (by.get(answer) ?? 0) + 1);
    }
    return {
      id: `00000000-0000-4000-8000-${`${i}`.padStart(12, '0')}`,
      alias: `reviewer ${i + 1}`,
      answers,
      overruled: [...by].map(([answer, count]) => ({ answer, count })),
    };
  });
}

export function cellOf({ cells, days }: World, station: number, day: number, tier: Tier): Open<WatchedCell> {
  const place = (station * TIERS.length + TIERS.findIndex(([name]) => name === tier)) * days.length + day;
  const cell = cells[place];
  if (cell === undefined) throw new Error('no such cell');
  return cell;
}

export function choiceOf({ choices }: World, station: number, tier: Tier, choiceId: string): Open<WatchedChoice> {
  const choice = choices.find((one) => one.station === station && one.tier === tier && one.choiceId === choiceId);
  if (choice === undefined) throw new Error('no such choice');
  return choice;
}
