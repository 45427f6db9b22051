import { type Allowance, type Bucket, fill, waitFor } from '../domain/floods.ts';
import type { Incoming } from '../messaging/incoming.ts';
import type { OutboxRef } from '../storage/updates.ts';
import { type Arrived, databaseErrorCode, isConflict, isDatabaseAway, type Taken } from './take-updates.ts';

export type TakeResult =
  | Taken
  /** The database is away: the messenger must come again. */
  | { readonly kind: 'unavailable' }
  /** This person has too much waiting already. */
  | { readonly kind: 'flood' };

export interface IntakeDeps {
  /** Turns an update into keys; the only place where a messenger's id becomes one. */
  readonly identify: (incoming: Incoming) => Arrived;
  /** One transaction for many people; throws when none of it was taken. */
  readonly take: (batch: readonly Arrived[]) => Promise<{ taken: Taken[]; rows: OutboxRef[] }>;
  /** Keeps an update that cannot be taken, with an apology. */
  readonly bury: (arrived: Arrived, reason: string) => Promise<OutboxRef[]>;
  /** After the commit. */
  readonly handOver: (rows: readonly OutboxRef[]) => void;
  readonly onFailure: (failure: { kind: string; error: unknown }) => void;
  readonly now: () => number;
  readonly options?: Partial<IntakeOptions>;
}

export interface IntakeOptions {
  /** Updates in one transaction at most. */
  readonly batchSize: number;
  /** Transactions at once. While one waits for the disk, the next is being filled. */
  readonly batches: number;
  /** Updates of one person that may wait at most. */
  readonly waiting: number;
  readonly allowance: Allowance;
}

const DEFAULTS: IntakeOptions = {
  batchSize: 128,
  batches: 2,
  waiting: 30,
  allowance: { burst: 60, perSecond: 5 },
};

const SWEEP_EVERY_MS = 10_000;

interface Waiting {
  readonly arrived: Arrived;
  readonly resolve: (result: TakeResult) => void;
}

/** One person's updates in their order; `busy` while one of them is in a transaction. */
interface Line {
  readonly waiting: Waiting[];
  bucket: Bucket;
  busy: boolean;
}

export interface Intake {
  /** Resolves after the commit, and never rejects. */
  take(incoming: Incoming): Promise<TakeResult>;
  /** Resolves when nothing is in flight any more. */
  idle(): Promise<void>;
}

/**
 * Collects updates that arrive together into one transaction, at most one of each person. Nobody waits
 * for a timer: a transaction starts as soon as there is something to do and a place for it, and under
 * load what arrives in the meantime fills the next one.
 */
export function createIntake(deps: IntakeDeps): Intake {
  const options = { ...DEFAULTS, ...deps.options };
  const lines = new Map<string, Line>();
  /** Keys of lines that may go next, in turn: whoever has just had a turn goes to the end. */
  const ready = new Set<string>();
  let inFlight = 0;
  let scheduled = false;
  let sweptAt = deps.now();
  let whenIdle: (() => void)[] = [];

  function take(incoming: Incoming): Promise<TakeResult> {
    const arrived = deps.identify(incoming);
    const key = arrived.personKey.toString('base64');
    const line = lines.get(key) ?? {
      waiting: [],
      bucket: { tokens: options.allowance.burst, at: deps.now() },
      busy: false,
    };
    if (line.waiting.length >= options.waiting) return Promise.resolve({ kind: 'flood' });
    lines.set(key, line);
    return new Promise((resolve) => {
      line.waiting.push({ arrived, resolve });
      if (!line.busy && line.waiting.length === 1) makeReady(key, line);
    });
  }

  function makeReady(key: string, line: Line): void {
    line.bucket = fill(line.bucket, options.allowance, deps.now());
    const wait = waitFor(line.bucket, options.allowance);
    if (wait > 0) {
      setTimeout(() => makeReady(key, line), wait);
      return;
    }
    ready.add(key);
    schedule();
  }

  function schedule(): void {
    if (scheduled || inFlight >= options.batches || ready.size === 0) return;
    scheduled = true;
    // After the current I/O events: what arrived in the same moment goes together.
    setImmediate(() => {
      scheduled = false;
      void run();
      schedule();
    });
  }

  async function run(): Promise<void> {
    const batch: { key: string; line: Line; next: Waiting }[] = [];
    for (const key of ready) {
      ready.delete(key);
      const line = lines.get(key);
      const next = line?.waiting.shift();
      if (line === undefined || next === undefined) continue;
      line.busy = true;
      line.bucket = { ...line.bucket, tokens: line.bucket.tokens - 1 };
      batch.push({ key, line, next });
      if (batch.length >= options.batchSize) break;
    }
    if (batch.length === 0) return;
    inFlight += 1;
    const results = await takeOrSplit(batch.map(({ next }) => next.arrived));
    inFlight -= 1;
    batch.forEach(({ key, line, next }, i) => {
      next.resolve(results[i] ?? { kind: 'unavailable' });
      line.busy = false;
      if (line.waiting.length > 0) makeReady(key, line);
    });
    sweep();
    schedule();
    if (inFlight === 0 && ready.size === 0) {
      for (const resolve of whenIdle) resolve();
      whenIdle = [];
    }
  }

  /** Forgets who has nothing waiting and all their tokens back, so that memory stays flat. */
  function sweep(): void {
    const now = deps.now();
    if (now - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = now;
    for (const [key, line] of lines) {
      const full = fill(line.bucket, options.allowance, now).tokens >= options.allowance.burst;
      if (full && !line.busy && line.waiting.length === 0) lines.delete(key);
    }
  }

  async function takeOrSplit(batch: readonly Arrived[]): Promise<TakeResult[]> {
    try {
      const { taken, rows } = await deps.take(batch);
      deps.handOver(rows);
      return taken;
    } catch (error) {
      if (isDatabaseAway(error)) return batch.map(() => ({ kind: 'unavailable' }));
      // One of them is the reason: each by itself, so that it harms nobody else.
      if (batch.length > 1) return (await Promise.all(batch.map((arrived) => takeOrSplit([arrived])))).flat();
      const [arrived] = batch;
      if (arrived === undefined) return [];
      return [await buryOrGiveUp(arrived, error)];
    }
  }

  async function buryOrGiveUp(arrived: Arrived, error: unknown): Promise<TakeResult> {
    const code = databaseErrorCode(error);
    // Deadlock and serialization failures pass: the messenger comes again.
    if (isConflict(error)) return { kind: 'unavailable' };
    deps.onFailure({ kind: arrived.incoming.event.kind, error });
    try {
      deps.handOver(await deps.bury(arrived, code === undefined ? 'failed' : `database-${code}`));
      return { kind: 'taken' };
    } catch (cause) {
      deps.onFailure({ kind: arrived.incoming.event.kind, error: cause });
      return { kind: 'unavailable' };
    }
  }

  return {
    take,
    idle: () =>
      inFlight === 0 && ready.size === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve)),
  };
}
