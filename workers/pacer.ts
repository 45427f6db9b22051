import { setTimeout as pause } from 'node:timers/promises';
import { MESSENGERS, type MessengerName } from '../src/domain/people.ts';
import {
  answered,
  BULK,
  type Departures,
  departed,
  handful,
  intervalFor,
  mayLeaveAt,
  noDepartures,
  type SendingRate,
  silence,
  takePlace,
} from '../src/domain/sending-rate.ts';
import type { OnWay } from '../src/messaging/on-way.ts';
import type { Queryable } from '../src/storage/database.ts';
import { readSilence, silencePlaces, takePlaces } from '../src/storage/sending-places.ts';

export interface Pacer {
  /** Resolves when the next reply of this bot may leave. */
  turn(messenger: MessengerName): Promise<OnWay>;
  /**
   * Places for bulk, at least one and at most `most`, once replies leave some. `cost`: places that each takes.
   * Rejects when `signal` aborts.
   */
  places(messenger: MessengerName, wanted: { most: number; cost?: number; signal: AbortSignal }): Promise<Places>;
  /** Nothing of this bot leaves for so long, here and from any other sender. */
  pause(messenger: MessengerName, seconds: number): void;
}

export interface Places {
  readonly count: number;
  /** Resolves when the `i`-th may leave. */
  leave(i: number): Promise<OnWay>;
}

export interface PacerDeps {
  /** Shared by all senders. */
  readonly q: Queryable;
  /** Messages a second; Infinity: no limit. */
  readonly perSecond: Readonly<Record<MessengerName, number>>;
  /** Milliseconds on a clock that only grows. */
  readonly now: () => number;
  readonly onAway: (error: unknown) => void;
}

/** Replies that take their places in one statement, at most. */
const REPLIES_TOGETHER = 64;

/** Without a limit nobody asks the database for places: then it is asked for silence every so often. */
const LOOK_FOR_SILENCE_MS = 250;

/** Samples from which the distance of both clocks is told; the least delayed one counts. */
const CLOCK_SAMPLES = 32;

/** Without a limit it does not matter when a message comes to its messenger. */
const UNWATCHED: OnWay = { answered: () => undefined };

/**
 * One limiter per bot for everything that leaves it, whichever sender it leaves from: places lie in one row of
 * the database. Replies take the next ones at once; bulk takes a handful only while nobody has taken any far
 * ahead, so that a reply never waits for more than some tenths of a second.
 */
export function createPacer(deps: PacerDeps): Pacer {
  const bots = Object.fromEntries(MESSENGERS.map((m) => [m, createBot(m, deps)])) as Record<MessengerName, Bot>;
  return {
    turn: (messenger) => bots[messenger].turn(),
    places: (messenger, wanted) => bots[messenger].places(wanted),
    pause: (messenger, seconds) => bots[messenger].pause(seconds),
  };
}

interface Bot {
  turn(): Promise<OnWay>;
  places(wanted: { most: number; cost?: number; signal: AbortSignal }): Promise<Places>;
  pause(seconds: number): void;
}

function createBot(messenger: MessengerName, { q, perSecond, now, onAway }: PacerDeps): Bot {
  const rate = perSecond[messenger];
  const intervalMs = intervalFor(rate);
  const unlimited = intervalMs === 0;
  let local: SendingRate = { intervalMs, nextAt: 0, silentUntil: 0 };
  let departures: Departures = noDepartures(rate);
  /** Counts silences: a place from before one is worth nothing after it. */
  let silences = 0;
  const distances: number[] = [];
  const waiting: ((onWay: OnWay) => void)[] = [];
  let taking = false;
  let lookedAt = Number.NEGATIVE_INFINITY;

  /** An instant of the database's clock on ours. */
  function onOurClock(at: number, clock: number): number {
    distances.push(now() - clock);
    if (distances.length > CLOCK_SAMPLES) distances.shift();
    return at + Math.min(...distances);
  }

  function beSilentUntil(instant: number): void {
    if (instant <= local.silentUntil) return;
    local = { ...local, silentUntil: instant };
    if (instant > now()) silences += 1;
  }

  /** Takes places from the shared row; without the database, from what this process knows. */
  async function take(count: number, aheadMs: number | undefined): Promise<{ taken: boolean; at: number }> {
    try {
      const { taken, at, clock } = await takePlaces(q, messenger, { count, intervalMs, aheadMs });
      return { taken, at: onOurClock(at, clock) };
    } catch (error) {
      onAway(error);
      const taken = takePlace(local, now(), count);
      local = taken.rate;
      return { taken: true, at: taken.at };
    }
  }

  /** Waits for a place, and for whatever keeps a message from leaving at it. */
  async function leaveAt(at: number, takenIn: number, cost = 1): Promise<OnWay> {
    let place = at;
    let era = takenIn;
    for (;;) {
      if (era !== silences) {
        // The messenger asked for silence meanwhile: everybody queues up again, so that nothing bursts out after it.
        era = silences;
        await pauseUntil(local.silentUntil);
        place = (await take(cost, undefined)).at;
        continue;
      }
      const earliest = Math.max(place, local.silentUntil, mayLeaveAt(departures, now()));
      if (earliest <= now()) break;
      await pauseUntil(earliest);
    }
    const leftAt = now();
    departures = departed(departures, leftAt);
    return {
      answered: () => {
        departures = answered(departures, leftAt, now());
      },
    };
  }

  async function pauseUntil(instant: number, signal?: AbortSignal): Promise<void> {
    const wait = instant - now();
    if (wait > 0) await pause(Math.ceil(wait), undefined, signal === undefined ? {} : { signal });
  }

  async function serveReplies(): Promise<void> {
    while (waiting.length > 0) {
      const together = waiting.splice(0, REPLIES_TOGETHER);
      const era = silences;
      const { at } = await take(together.length, undefined);
      for (const [i, go] of together.entries()) void leaveAt(at + i * intervalMs, era).then(go);
    }
    taking = false;
  }

  async function lookForSilence(): Promise<void> {
    if (now() - lookedAt < LOOK_FOR_SILENCE_MS) return;
    lookedAt = now();
    const ms = await readSilence(q, messenger).catch(() => 0);
    if (ms > 0) beSilentUntil(now() + ms);
  }

  return {
    async turn() {
      if (unlimited) {
        void lookForSilence();
        while (local.silentUntil > now()) await pauseUntil(local.silentUntil);
        return UNWATCHED;
      }
      return new Promise<OnWay>((resolve) => {
        waiting.push(resolve);
        if (taking) return;
        taking = true;
        void serveReplies();
      });
    },

    async places({ most, cost = 1, signal }) {
      if (unlimited) {
        await lookForSilence();
        while (local.silentUntil > now()) await pauseUntil(local.silentUntil, signal);
        signal.throwIfAborted();
        return { count: most, leave: () => Promise.resolve(UNWATCHED) };
      }
      const count = Math.max(1, Math.min(most, Math.floor(handful(intervalMs) / cost)));
      for (;;) {
        signal.throwIfAborted();
        const era = silences;
        const { taken, at } = await take(count * cost, BULK.aheadMs);
        if (taken) return { count, leave: (i) => leaveAt(at + i * cost * intervalMs, era, cost) };
        await pauseUntil(Math.max(at - BULK.aheadMs, now() + 5), signal);
      }
    },

    pause(seconds) {
      local = silence(local, now(), seconds);
      silences += 1;
      void silencePlaces(q, messenger, seconds).catch(onAway);
    },
  };
}
