import { type AlarmKind, type AttackAlarm, alarmKey } from '../../../src/domain/attacks/alarm.ts';
import { attackAlarms } from '../../../src/domain/attacks/attack-alarms.ts';
import { ATTACKS, type Attack, type Attacked, type AttackName, isOf } from './attacks.ts';
import { chanceOf } from './chance.ts';
import { honestWorld, type World } from './world.ts';

export interface AttackOptions {
  readonly attack: AttackName;
  /** Countries, each another one. */
  readonly runs: number;
  readonly stations: number;
  readonly days: number;
  readonly strength: number;
  readonly seed: number;
}

export interface AttackOutcome {
  readonly attack: AttackName;
  readonly runs: number;
  /** Runs in which something that was attacked was named. */
  readonly noticed: number;
  /** Everything that was attacked in all runs, and how much of it was named. */
  readonly attacked: number;
  readonly named: number;
  /** Alarms about what nobody had attacked, in all runs, by kind. */
  readonly falseAlarms: Readonly<Partial<Record<AlarmKind, number>>>;
  /** What could have been named by mistake: stations, days and reviewers of all runs. */
  readonly innocent: number;
  /** Of the first run: what the record's own figures gave otherwise, had they been asked. Undefined: not asked. */
  readonly differences?: readonly string[];
}

/** Lets the rules look at many countries with an attack in them. */
export function simulateAttack(options: AttackOptions): AttackOutcome {
  const falseAlarms: Partial<Record<AlarmKind, number>> = {};
  let [noticed, attackedCount, named, innocent] = [0, 0, 0, 0];
  for (let run = 0; run < options.runs; run += 1) {
    const { world, attacked } = attackedWorld(options, run);
    const alarms = attackAlarms(world);
    const targets = [...attacked.stations, ...attacked.days, ...attacked.reviewers];
    const hit = targets.filter((target) => alarms.some((alarm) => names(alarm, target, attacked)));
    if (hit.length > 0) noticed += 1;
    attackedCount += targets.length;
    named += hit.length;
    innocent += world.stations.length + world.days.length + world.reviewers.length - targets.length;
    for (const alarm of alarms) {
      if (!isOf(alarm, attacked)) falseAlarms[alarm.kind] = (falseAlarms[alarm.kind] ?? 0) + 1;
    }
  }
  return { attack: options.attack, runs: options.runs, noticed, attacked: attackedCount, named, falseAlarms, innocent };
}

/** One of its countries. */
export function attackedWorld(
  { attack, stations, days, strength, seed }: AttackOptions,
  run: number,
): { readonly world: World; readonly attacked: Attacked } {
  const chance = chanceOf(seed * 1_000 + run + 1);
  const kind: Attack = ATTACKS[attack];
  const world = honestWorld(chance, { stations, days, blackoutDays: kind.blackoutDays ?? 0 });
  return { world, attacked: kind.carryOut(world, chance, strength) };
}

function names({ station, day, reviewerId, kind }: AttackAlarm, target: string, attacked: Attacked): boolean {
  if (attacked.days.includes(target)) return kind === 'deletions' && day === target;
  return station === target || reviewerId === target;
}

/** What two lists of alarms do not have in common. */
export function differing(one: readonly AttackAlarm[], other: readonly AttackAlarm[]): string[] {
  const keys = (alarms: readonly AttackAlarm[]) => new Set(alarms.map((alarm) => `${alarmKey(alarm)} ${alarm.count}`));
  const [first, second] = [keys(one), keys(other)];
  return [
    ...[...first].filter((key) => !second.has(key)).map((key) => `only without the record: ${key}`),
    ...[...second].filter((key) => !first.has(key)).map((key) => `only by the record: ${key}`),
  ];
}
