import { median } from '../sums.ts';
import type { AttackAlarm } from './alarm.ts';
import type { AttackFigures } from './figures.ts';

const DEVIATIONS = 6;
const FROM = 20;
/** A usual day may have so many times the middle one's. */
const TIMES = 3;
/** However many there were: more than this for each thing that was done is never usual. */
const MOST_USUAL = 0.1;
/** On a quiet day, of so many accounts one is as good as one that did something. */
const QUIET = 20;

/**
 * Days on which many more accounts were erased than usual, for how much else was done: after days without a network
 * everything comes at once, erasing too.
 */
export function deletionAlarms({ days, joinedBefore, cells, deletions }: AttackFigures): AttackAlarm[] {
  const activity = days.map(() => 0);
  const joined = days.map(() => 0);
  for (const cell of cells) {
    activity[cell.day] = (activity[cell.day] ?? 0) + cell.counted + cell.bad + cell.joined;
    joined[cell.day] = (joined[cell.day] ?? 0) + cell.joined;
  }
  let accounts = joinedBefore;
  const size = days.map((_, day) => {
    accounts += joined[day] ?? 0;
    return (activity[day] ?? 0) + accounts / QUIET;
  });
  const middle = median(
    days.flatMap((_, day) => ((size[day] ?? 0) > 0 ? [(deletions[day] ?? 0) / (size[day] ?? 1)] : [])),
  );
  const usual = Math.min(MOST_USUAL, middle);
  return days.flatMap((name, day) => {
    const count = deletions[day] ?? 0;
    const expected = usual * (size[day] ?? 0);
    const most = TIMES * expected + DEVIATIONS * Math.sqrt(expected + 1);
    return count >= FROM && count > most ? [{ kind: 'deletions' as const, day: name, count, expected }] : [];
  });
}
