import { isOfMarch } from '../../domain/audience.ts';
import type { BroadcastProgress, MessengerProgress } from '../../domain/broadcasts.ts';
import { MESSENGERS, type MessengerName } from '../../domain/people.ts';
import { sendingEnds } from '../../domain/sending-time.ts';
import { type OutcomeSum, readBroadcast, readOutcomeSums } from '../../storage/broadcasts.ts';
import type { Queryable } from '../../storage/database.ts';

export interface ProgressDeps {
  readonly q: Queryable;
  readonly now: () => Date;
  /** The election's. */
  readonly timeZone: () => Promise<string>;
}

/**
 * How far a broadcast is: a handful of rows, whatever its size. `earlier`, read some seconds before, is what its
 * speed is told from. Undefined: no such broadcast, or one to those at a march, whose number is told nobody.
 */
export async function broadcastProgress(
  { q, now, timeZone }: ProgressDeps,
  id: string,
  earlier?: BroadcastProgress,
): Promise<BroadcastProgress | undefined> {
  const there = await readBroadcast(q, id);
  if (there === undefined || isOfMarch(there.audience)) return undefined;
  const sums = await readOutcomeSums(q, id);
  const byMessenger = Object.fromEntries(MESSENGERS.map((m) => [m, messengerProgress(sums, m)])) as Record<
    MessengerName,
    MessengerProgress
  >;
  const all = Object.values(byMessenger);
  const recipients = all.reduce((sum, m) => sum + m.recipients, 0);
  const waiting = all.reduce((sum, m) => sum + m.waiting, 0);
  const at = now();
  const perSecond = there.state === 'running' ? speed(recipients - waiting, at, earlier) : undefined;
  const left = perSecond === undefined || perSecond === 0 ? undefined : waiting / perSecond;
  const ends = left === undefined ? undefined : sendingEnds(at, left, there.hours, await timeZone());
  return {
    id,
    at,
    state: there.state,
    startsAt: there.startsAt,
    startedAt: there.startedAt,
    finishedAt: there.finishedAt,
    recipients,
    byMessenger,
    reasons: reasonsOf(sums),
    perSecond,
    secondsLeft: ends && (ends.getTime() - at.getTime()) / 1_000,
  };
}

function messengerProgress(sums: readonly OutcomeSum[], messenger: MessengerName): MessengerProgress {
  const of = (outcome: OutcomeSum['outcome']) =>
    sums.reduce((sum, s) => (s.messenger === messenger && s.outcome === outcome ? sum + s.count : sum), 0);
  const counts = {
    recipients: of('fixed'),
    sent: of('sent'),
    blocked: of('blocked'),
    failed: of('failed'),
    uncertain: of('uncertain'),
    leftOut: of('left-out'),
  };
  const { recipients, ...settled } = counts;
  return { ...counts, waiting: recipients - Object.values(settled).reduce((sum, n) => sum + n, 0) };
}

function reasonsOf(sums: readonly OutcomeSum[]): BroadcastProgress['reasons'] {
  const counts = new Map<string, BroadcastProgress['reasons'][number]>();
  for (const { outcome, code, count } of sums) {
    if (outcome === 'fixed' || outcome === 'sent') continue;
    const key = `${outcome}/${code}`;
    counts.set(key, { outcome, code, count: count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function speed(settled: number, at: Date, earlier: BroadcastProgress | undefined): number | undefined {
  if (earlier === undefined || earlier.state !== 'running') return undefined;
  const seconds = (at.getTime() - earlier.at.getTime()) / 1_000;
  if (seconds < 0.5) return earlier.perSecond;
  const before = Object.values(earlier.byMessenger).reduce((sum, m) => sum + m.recipients - m.waiting, 0);
  return (settled - before) / seconds;
}
