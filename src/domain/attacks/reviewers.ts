import { sum } from '../sums.ts';
import type { AttackAlarm } from './alarm.ts';
import type { AttackFigures, WatchedReviewer } from './figures.ts';
import { shareDeviations, usualShare } from './unusual.ts';

const DEVIATIONS = 5;
/** So many answers, and so many that were overruled, say something. */
const ANSWERS_FROM = 30;
const OVERRULED_FROM = 6;
/** Of those that were overruled, so many said the same: no tired eye errs so one-sidedly. */
const SAME_SHARE = 0.8;
/** Who errs for one choice only is noticed earlier. */
const SAME_DEVIATIONS = 3;
/** Items are dealt at random: reviewers differ a little. */
const CORRELATION = 0.005;

/**
 * Reviewers who were overruled by the others, or by an administrator, more often than is usual. Gold items find who is
 * wrong often; this finds who is wrong seldom, and always for the same side.
 */
export function reviewerAlarms({ reviewers }: AttackFigures): AttackAlarm[] {
  const measured = reviewers.map((reviewer) => ({ count: overruled(reviewer), size: reviewer.answers }));
  const usual = usualShare(measured);
  return reviewers.flatMap((reviewer, at) => {
    const one = measured[at];
    if (one === undefined || one.size < ANSWERS_FROM || one.count < OVERRULED_FROM) return [];
    const same = [...reviewer.overruled].sort((a, b) => b.count - a.count)[0];
    const isOneSided = same !== undefined && same.count >= SAME_SHARE * one.count;
    const far = shareDeviations(one, usual, CORRELATION);
    if (far < (isOneSided ? SAME_DEVIATIONS : DEVIATIONS)) return [];
    const choiceId = isOneSided ? same.answer.replace(/^choice:/, '') : undefined;
    return [
      {
        kind: 'overruled' as const,
        reviewerId: reviewer.id,
        ...(choiceId === undefined ? {} : { choiceId }),
        count: one.count,
        expected: usual * one.size,
      },
    ];
  });
}

function overruled({ overruled: answers }: WatchedReviewer): number {
  return sum(answers.map(({ count }) => count));
}
