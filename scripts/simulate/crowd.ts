import { seeded } from '../../bots/playground/sample-ballots/seeded.ts';
import type { MessengerName } from '../../src/domain/people.ts';
import { Citizen, type World } from './citizen.ts';
import type { Network, Phone } from './phone.ts';
import { copyGoals, type Human, human, type Population } from './temperament.ts';

/** Lives at once. More would only wait for one another. */
const AT_ONCE = 150;

const TELEGRAM_IDS = 5_000_000_000;

export interface Crowd {
  readonly citizens: readonly Citizen[];
  /** One of them lives; the same number is the same person. */
  liveOne(number: number): Promise<void>;
  /** Everybody lives; `onDone` after each. */
  live(onDone: () => void): Promise<void>;
  /** Some send copies of what others have handed in. To be called when that is counted. */
  copy(onDone: () => void): Promise<void>;
  readonly copiers: number;
}

/** So many people, each with one chat or two. */
export function createCrowd(world: World, network: Network, population: Population, size: number): Crowd {
  const people = Array.from({ length: size }, (_, number) => number);
  const citizens: Citizen[] = [];
  const copiers: { human: Human; citizen: Citizen }[] = [];

  function phoneOf(messenger: MessengerName, { number, phoneNumber }: Human): Phone {
    if (messenger === 'telegram') return network.telegram(TELEGRAM_IDS + number, phoneNumber);
    return network.viber(`${String(number).padStart(10, '0')}/simulated==`, phoneNumber);
  }

  async function liveOne(number: number): Promise<void> {
    const one = human(population, number);
    let other: Citizen | undefined;
    for (const temper of one.chats) {
      const name = `citizen ${one.number}`;
      const random = seeded(`life ${population.seed} ${one.number} ${temper.messenger}`);
      const citizen = new Citizen(world, phoneOf(temper.messenger, one), temper, random, name, other?.account);
      citizens.push(citizen);
      if (one.copies) copiers.push({ human: one, citizen });
      await citizen.live();
      other = citizen;
    }
  }

  async function copyOnce({ human: one, citizen }: { human: Human; citizen: Citizen }): Promise<void> {
    const whole = citizens.filter(({ account: { ballot } }) => {
      return ballot?.kind === 'photographed' && ballot.state === 'handed-in' && !ballot.album;
    });
    const victims = whole.filter((c) => !copiers.some((copier) => copier.citizen === c));
    const victim = victims[one.number % Math.max(1, victims.length)]?.account.ballot;
    if (victim == null) return;
    await citizen.goOn(copyGoals(one, victim));
  }

  return {
    citizens,
    liveOne,
    live: (onDone) => atOnce(people, (number) => liveOne(number).then(onDone)),
    copy: (onDone) => atOnce(copiers, (one) => copyOnce(one).then(onDone)),
    get copiers() {
      return copiers.length;
    },
  };
}

async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: Math.min(AT_ONCE, items.length) }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
