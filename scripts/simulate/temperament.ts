import { type Seeded, seeded } from '../../bots/playground/sample-ballots/seeded.ts';
import { LANGUAGES, type Language } from '../../src/domain/languages.ts';
import type { MessengerName } from '../../src/domain/people.ts';
import { type SurveyPlan, surveyPlan } from './survey.ts';

export type PhotoHabit = 'photos' | 'files' | 'album' | 'none' | 'broken';

/** One thing that a citizen means to do, from the menu. */
export type Goal =
  | {
      readonly do: 'ballot';
      readonly choiceIndex: number;
      readonly photos: PhotoHabit;
      /** Which pictures; those of another number when somebody else's are copied. */
      readonly number: number;
      readonly frontOf?: { readonly number: number; readonly choiceIndex: number };
    }
  | { readonly do: 'declare'; readonly choiceIndex: number | null }
  | { readonly do: 'change-station'; readonly station: number }
  | { readonly do: 'look' }
  | { readonly do: 'language'; readonly to: Language }
  | { readonly do: 'verify' }
  | SurveyPlan
  | { readonly do: 'forget' };

export interface Temperament {
  readonly messenger: MessengerName;
  readonly language: Language;
  readonly phone: 'share' | 'skip' | 'foreign';
  /** Whether a registration that is elsewhere is brought over. */
  readonly moves: boolean;
  readonly station: number;
  readonly search: 'number' | 'words' | 'place' | 'levels';
  /** At the first question for it. */
  readonly declares: number | null;
  /** How often something odd comes in between, of all that is done. */
  readonly oddity: number;
  readonly goals: readonly Goal[];
  /** Comes back after being forgotten. */
  readonly returns: boolean;
}

export interface Population {
  readonly seed: number;
  readonly messengers: readonly [MessengerName, ...MessengerName[]];
  readonly stations: number;
  readonly choices: number;
  /** Whether a survey is open. */
  readonly survey: boolean;
}

/** One person: one chat, or two with the same phone. */
export interface Human {
  readonly number: number;
  readonly phoneNumber: string;
  readonly chats: readonly Temperament[];
  /** Sends a copy of somebody else's photo, once everybody else is done. */
  readonly copies: boolean;
}

/** Pictures of one human's ballots: each has room for so many. */
const BALLOTS_EACH = 8;

/** What kind of person citizen `number` is. The same seed makes the same people. */
export function human(population: Population, number: number): Human {
  const { seed, messengers } = population;
  const random = seeded(`citizen ${seed} ${number}`);
  const messenger = messengers[number % messengers.length] ?? messengers[0];
  const foreign = random.next() < 0.05;
  const copies = !foreign && random.next() < 0.03;
  const both = messengers.length > 1 && !foreign && !copies && random.next() < 0.06;
  const chats = [temperament(population, random, { messenger, number, foreign, second: false, brief: copies })];
  if (both) {
    const other = messengers.find((name) => name !== messenger) ?? messenger;
    chats.push(temperament(population, random, { messenger: other, number, foreign, second: true, brief: false }));
  }
  const local = String(1_000_000 + number);
  return { number, phoneNumber: foreign ? `+4850${local}` : `+37529${local}`, chats, copies };
}

interface Kind {
  readonly messenger: MessengerName;
  readonly number: number;
  readonly foreign: boolean;
  /** The second chat of somebody who has registered elsewhere. */
  readonly second: boolean;
  /** Only registers; what follows is decided later. */
  readonly brief: boolean;
}

function temperament(population: Population, random: Seeded, kind: Kind): Temperament {
  const { messenger, number, foreign, second, brief } = kind;
  const below = (most: number) => Math.floor(random.next() * most);
  const chance = (share: number) => random.next() < share;
  let next = number * BALLOTS_EACH + (second ? BALLOTS_EACH / 2 : 0);
  const ballot = (photos?: PhotoHabit): Goal => {
    next += 1;
    const choiceIndex = below(population.choices);
    const habit = photos ?? random.pick(['photos', 'photos', 'photos', 'files', 'album', 'none'] as const);
    return { do: 'ballot', choiceIndex, photos: habit, number: next };
  };
  const declares = chance(0.5) ? below(population.choices) : null;
  const phone = foreign ? 'foreign' : second || chance(0.7) ? 'share' : 'skip';
  const goals: Goal[] = [];
  if (!brief && !second) {
    if (chance(0.15)) goals.push({ do: 'change-station', station: below(population.stations) });
    if (chance(0.2)) goals.push({ do: 'declare', choiceIndex: chance(0.4) ? null : below(population.choices) });
    if (chance(0.1)) goals.push({ do: 'language', to: random.pick(LANGUAGES) });
    if (chance(0.04)) goals.push(ballot('broken'));
    if (chance(0.93)) goals.push(ballot());
    if (chance(0.15)) goals.push(ballot());
    if (chance(0.2)) goals.push({ do: 'look' });
    if (phone === 'skip' && chance(0.3)) goals.push({ do: 'verify' });
    if (chance(0.05)) goals.push(ballot());
    if (chance(0.06)) goals.push({ do: 'forget' });
  }
  if (second && chance(0.5)) goals.push(ballot());
  // Numbers of their own: with a survey or without it, the rest of a life is the same.
  if (population.survey && !brief) addSurveys(goals, seeded(`survey ${population.seed} ${number} ${second}`), number);
  return {
    messenger,
    language: random.pick(LANGUAGES),
    phone,
    moves: chance(0.8),
    station: below(population.stations),
    search: random.pick(['number', 'words', 'place', 'levels']),
    declares,
    oddity: chance(0.25) ? 0.12 : 0,
    goals,
    returns: chance(0.5),
  };
}

/** Somewhere among their goals most answer the survey, and some once more. */
function addSurveys(goals: Goal[], random: Seeded, number: number): void {
  for (const share of [0.9, 0.35]) {
    if (random.next() >= share) return;
    const forget = goals.findIndex((goal) => goal.do === 'forget');
    const places = (forget === -1 ? goals.length : forget) + 1;
    goals.splice(Math.floor(random.next() * places), 0, surveyPlan(random, number));
  }
}

/** The ballot of a copier: somebody else's front, and an own one afterwards for every second of them. */
export function copyGoals(copier: Human, victim: { number: number; choiceIndex: number }): readonly Goal[] {
  const own = copier.number * BALLOTS_EACH + BALLOTS_EACH - 2;
  const goal = { do: 'ballot', choiceIndex: victim.choiceIndex, photos: 'photos' } as const;
  const copied: Goal = { ...goal, number: own, frontOf: victim };
  return copier.number % 2 === 0 ? [copied] : [copied, { ...goal, number: own + 1 }];
}
