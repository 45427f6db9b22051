import type { Database } from '../../storage/database.ts';
import { countQueue, countSheets, readPace } from '../../storage/review-figures.ts';

/** What the pace is measured over; that of result sheets, which take minutes each, over longer. */
const PACE_MINUTES = 15;
const SHEET_PACE_MINUTES = 60;

/** Result sheets, of which every one takes several people. */
export interface SheetFigures {
  /** Those that wait to be typed. */
  readonly open: number;
  /** Agreed or rejected in the last hour. */
  readonly settledPerHour: number;
  /** Hours until none waits at this pace, if none more came; null while none is settled. */
  readonly hoursToClear: number | null;
}

export interface QueueFigures {
  /** Items that somebody could take now. */
  readonly open: number;
  /** Of these: where more reading would change a station's finding. */
  readonly urgent: number;
  /** Items that wait for an administrator. */
  readonly disputed: number;
  /** The day of the oldest open item; null when there is none. */
  readonly oldestDay: string | null;
  /** Over the last quarter of an hour. */
  readonly answersPerHour: number;
  readonly decisionsPerHour: number;
  readonly reviewersAtWork: number;
  /** Hours until nothing is open at this pace, if nothing more came; null while nobody reviews. */
  readonly hoursToClear: number | null;
  readonly sheets: SheetFigures;
}

/**
 * The queue in figures. Some hundred milliseconds with a million open items: remember them for some seconds
 * (`actions/results/remembered.ts`) where many look.
 */
export async function queueFigures(
  deps: { readonly database: Pick<Database, 'pool'>; readonly now: () => Date },
  electionId: string,
): Promise<QueueFigures> {
  const before = (minutes: number) => new Date(deps.now().getTime() - minutes * 60_000);
  const [counts, pace, sheets] = await Promise.all([
    countQueue(deps.database.pool, electionId),
    readPace(deps.database.pool, before(PACE_MINUTES)),
    countSheets(deps.database.pool, electionId, before(SHEET_PACE_MINUTES)),
  ]);
  const perHour = (count: number, minutes: number) => Math.round((count * 60) / minutes);
  const answersPerHour = perHour(pace.answers, PACE_MINUTES);
  const settledPerHour = perHour(sheets.settled, SHEET_PACE_MINUTES);
  return {
    open: counts.open,
    urgent: counts.urgent,
    disputed: counts.disputed,
    oldestDay: counts.oldestDay,
    answersPerHour,
    decisionsPerHour: perHour(pace.decided, PACE_MINUTES),
    reviewersAtWork: pace.reviewers,
    hoursToClear: hoursFor(counts.answersWanted, answersPerHour),
    sheets: {
      open: sheets.open,
      settledPerHour,
      hoursToClear: hoursFor(sheets.open, settledPerHour),
    },
  };
}

function hoursFor(waiting: number, perHour: number): number | null {
  if (waiting === 0) return 0;
  return perHour === 0 ? null : waiting / perHour;
}
