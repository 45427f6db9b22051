import { setTimeout as pause } from 'node:timers/promises';
import { dayOf } from '../domain/days.ts';
import { createRateHistory } from '../domain/update-rate.ts';
import { QUEUES } from '../queues/contracts.ts';
import type { QueueName, Queues } from '../queues/queues.ts';
import type { Database } from '../storage/database.ts';
import {
  countDeliveries,
  countOpenRows,
  countPeople,
  countUpdatesTaken,
  type DeliveryCount,
  type OpenRows,
  type PeopleGroup,
} from '../storage/overview.ts';

/** How things are, at a moment. */
export interface OverviewFigures {
  readonly at: Date;
  readonly people: readonly PeopleGroup[];
  /** When people were counted: less often than the rest. */
  readonly peopleAt: Date;
  /** Updates of both messengers; undefined while nothing is known yet. */
  readonly updatesPerMinute: number | undefined;
  /** The last whole minutes, oldest first. */
  readonly updateMinutes: readonly (number | undefined)[];
  /** Jobs in each queue; undefined while the queues do not answer. */
  readonly jobs: readonly { readonly queue: QueueName; readonly jobs: number | undefined }[];
  /** What is still to be done, by the record. */
  readonly open: readonly OpenRows[];
  /** Not everything was counted: there is more. */
  readonly openIsMore: boolean;
  /** Of today, UTC. */
  readonly deliveries: readonly DeliveryCount[];
}

export interface Overview {
  /** The figures of now, or of a moment ago. Rejects while the database is away. */
  read(): Promise<OverviewFigures>;
  /** The figures whenever they are new, until the signal aborts. Who reads slowly gets the newest only. */
  watch(signal: AbortSignal): AsyncIterable<OverviewFigures>;
  /** Ends what runs in the background. */
  stop(): Promise<void>;
}

export interface OverviewDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly queues: Pick<Queues, 'depth'>;
  readonly now: () => Date;
  /** Milliseconds between two looks while somebody watches; 2 s unless told. */
  readonly everyMs?: number;
}

export const SHOWN_MINUTES = 30;
const EVERY_MS = 2_000;
const SAMPLE_MS = 5_000;
/** Rows of the outbox that are counted at most. */
const OPEN_LIMIT = 100_000;
/** People are counted at most this often, and never for more than a twentieth of the time. */
const PEOPLE_EVERY_MS = 5_000;
const PEOPLE_SHARE = 20;

/**
 * Looks after the figures for everybody who watches: however many they are, one query at a time, and only the count
 * of updates while nobody does.
 */
export function createOverview(deps: OverviewDeps): Overview {
  const { database, now, everyMs = EVERY_MS } = deps;
  const history = createRateHistory(SHOWN_MINUTES + 1);
  const stopping = new AbortController();
  const listeners = new Set<(figures: OverviewFigures) => void>();
  let latest: OverviewFigures | undefined;
  let people: { readonly groups: PeopleGroup[]; readonly at: Date; readonly notBefore: number } | undefined;
  let looking: Promise<OverviewFigures> | undefined;
  let loop: Promise<void> | undefined;

  const sampling = repeat(SAMPLE_MS, async () => sample());

  async function sample(): Promise<void> {
    history.add({ at: now().getTime(), count: await countUpdatesTaken(database.pool) });
  }

  async function countedPeople(): Promise<{ readonly groups: PeopleGroup[]; readonly at: Date }> {
    if (people !== undefined && performance.now() < people.notBefore) return people;
    const start = performance.now();
    const groups = await countPeople(database.pool);
    const end = performance.now();
    people = { groups, at: now(), notBefore: end + Math.max(PEOPLE_EVERY_MS, PEOPLE_SHARE * (end - start)) };
    return people;
  }

  /** One after another, so that a look never takes more than one connection. */
  async function look(): Promise<OverviewFigures> {
    const counted = await countedPeople();
    const open = await countOpenRows(database.pool, OPEN_LIMIT + 1);
    await sample();
    const at = now();
    const deliveries = await countDeliveries(database.pool, dayOf(at));
    const names = Object.values(QUEUES).map(({ name }) => name);
    const jobs = await Promise.all(
      names.map(async (queue) => ({ queue, jobs: await deps.queues.depth(queue).catch(() => undefined) })),
    );
    const figures: OverviewFigures = {
      at,
      people: counted.groups,
      peopleAt: counted.at,
      updatesPerMinute: history.perMinute(at.getTime()),
      updateMinutes: history.minutes(at.getTime(), SHOWN_MINUTES),
      jobs,
      open,
      openIsMore: open.reduce((sum, { rows }) => sum + rows, 0) > OPEN_LIMIT,
      deliveries,
    };
    latest = figures;
    for (const tell of listeners) tell(figures);
    return figures;
  }

  /** Who asks while somebody looks gets what that one finds. */
  function lookTogether(): Promise<OverviewFigures> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function repeat(ms: number, work: () => Promise<unknown>, goesOn = () => true): Promise<void> {
    while (!stopping.signal.aborted && goesOn()) {
      // The database is away for a while: everybody else says so.
      await work().catch(() => undefined);
      await pause(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  function listen(tell: (figures: OverviewFigures) => void): () => void {
    listeners.add(tell);
    loop ??= lookOn();
    return () => void listeners.delete(tell);
  }

  function lookOn(): Promise<void> {
    return repeat(everyMs, lookTogether, () => listeners.size > 0).finally(() => {
      // Somebody may have come just as it ended.
      loop = listeners.size > 0 && !stopping.signal.aborted ? lookOn() : undefined;
    });
  }

  return {
    async read() {
      const isFresh = latest !== undefined && now().getTime() - latest.at.getTime() < everyMs;
      return latest !== undefined && isFresh ? latest : lookTogether();
    },
    async *watch(signal) {
      const ended = AbortSignal.any([signal, stopping.signal]);
      let next = latest;
      let wake: (() => void) | undefined;
      const forget = listen((figures) => {
        next = figures;
        wake?.();
      });
      const onEnd = () => wake?.();
      ended.addEventListener('abort', onEnd, { once: true });
      try {
        while (!ended.aborted) {
          if (next !== undefined) {
            const figures = next;
            next = undefined;
            yield figures;
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        ended.removeEventListener('abort', onEnd);
        forget();
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all([sampling, loop, looking?.catch(() => undefined)]);
    },
  };
}
