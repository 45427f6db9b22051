import { writeSync } from 'node:fs';
import fs from 'node:fs/promises';
import { Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Agent } from 'undici';

/** A place between two things that a process does. */
export interface Step {
  /** In words, for the table. */
  readonly name: string;
  /**
   * `sql:NAME` a prepared statement, or an unnamed one's first word; `http:METHOD` a request to a messenger;
   * `web:update`, `web:answer`; `queue:add`; `photos:rename`.
   */
  readonly label: string;
  /** Before it begins; when it is on its way and nobody knows yet; when its answer is there. */
  readonly moment: 'before' | 'sent' | 'answered';
  /** Only in a transaction in which this has happened. */
  readonly after?: string;
  /** The so-manieth time; the first unless told. */
  readonly nth?: number;
}

/** What is wrong inside of one process. */
export interface InsidePlan {
  /** `kill -9` at this step. */
  readonly dieAt?: Step;
  /** The photo store takes so many milliseconds more for a photo. */
  readonly slowPhotosMs?: number;
  /** Every dialogue is so many versions newer. */
  readonly newerDialogues?: number;
}

/** The log line of a process that dies at its step. */
export const DIED_AT = 'fault-step-reached';
/** The log line for a photo that takes longer. */
export const SLOWED = 'fault-photo-slowed';

type Reach = (label: string, moment: Step['moment'], seen?: ReadonlySet<string>) => void;

/**
 * Loaded by Node before a process of ours (`--import`), which knows nothing of it: steps are recognised by what goes
 * over its wires, and the libraries that speak there are wrapped.
 */
export async function begin(plan: InsidePlan): Promise<void> {
  const { dieAt, slowPhotosMs = 0, newerDialogues = 0 } = plan;
  if (dieAt !== undefined) {
    const reach = dying(dieAt);
    watchSql(reach);
    watchRequests(reach);
    watchWebhooks(reach);
    watchRedis(reach);
    watchPhotos(reach, 0);
  }
  if (slowPhotosMs > 0) watchPhotos(() => undefined, slowPhotosMs);
  if (newerDialogues > 0) {
    const { DIALOGUES } = await import('../../src/dialogues/dialogues.ts');
    for (const dialogue of Object.values(DIALOGUES)) {
      Object.assign(dialogue, { version: dialogue.version + newerDialogues });
    }
  }
}

function dying(step: Step): Reach {
  let left = step.nth ?? 1;
  return (label, moment, seen) => {
    if (label !== step.label || moment !== step.moment) return;
    if (step.after !== undefined && seen?.has(step.after) !== true) return;
    left -= 1;
    if (left > 0) return;
    // Nothing that is buffered would be written any more.
    writeSync(1, `${JSON.stringify({ level: 30, event: DIED_AT, step: step.name })}\n`);
    process.kill(process.pid, 'SIGKILL');
  };
}

function watchSql(reach: Reach): void {
  const transactions = new WeakMap<object, Set<string>>();
  const original = pg.Client.prototype.query;
  function query(this: pg.Client, ...args: unknown[]): unknown {
    const label = labelOf(args[0]);
    const seen = transactions.get(this) ?? new Set();
    transactions.set(this, seen);
    if (label === 'sql:begin') seen.clear();
    seen.add(label);
    const until = new Set(seen);
    const answered = () => {
      reach(label, 'answered', until);
      if (ADDS.test(label)) reach('queue:add', 'answered', until);
    };
    reach(label, 'before', until);
    if (ADDS.test(label)) reach('queue:add', 'before', until);
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: unknown, result: unknown) => {
        if (error === null || error === undefined) answered();
        callback(error, result);
      };
    }
    const result: unknown = Reflect.apply(original, this, args);
    reach(label, 'sent', until);
    if (result instanceof Promise) result.then(answered, () => undefined);
    return result;
  }
  Object.assign(pg.Client.prototype, { query });
}

/** BullMQ's statements that hand jobs over. */
const ADDS = /add_jobs?/;

function labelOf(query: unknown): string {
  const { name, text } =
    typeof query === 'string' ? { text: query } : ((query ?? {}) as { name?: string; text?: string });
  if (name !== undefined) return `sql:${name}`;
  const words = /^\s*(?:--.*\n\s*)*(?:select\s+(?:id\s+from\s+)?(add_jobs?\w*)|(\w+))/i.exec(text ?? '');
  return `sql:${(words?.[1] ?? words?.[2] ?? '').toLowerCase()}`;
}

function watchRequests(reach: Reach): void {
  const original = Agent.prototype.dispatch;
  const dispatch: typeof original = function (this: Agent, options, handler) {
    const label = `http:${options.path.startsWith('/telegram/file/') ? 'file' : (/\w+$/.exec(options.path.split('?')[0] ?? '')?.[0] ?? '')}`;
    reach(label, 'before');
    return Reflect.apply(original, this, [
      options,
      {
        ...handler,
        onConnect(abort: () => void) {
          handler.onConnect?.(abort);
          // Written in the same turn, right after this.
          setImmediate(() => reach(label, 'sent'));
        },
        onHeaders(...args: Parameters<NonNullable<typeof handler.onHeaders>>) {
          reach(label, 'answered');
          return handler.onHeaders?.(...args) ?? true;
        },
      },
    ]);
  };
  Object.assign(Agent.prototype, { dispatch });
}

function watchWebhooks(reach: Reach): void {
  const { emit } = Server.prototype;
  function watching(this: Server, event: string, ...args: unknown[]): unknown {
    const [request, response] = args as [
      { url?: string },
      { once(event: string, listener: () => void): void; end: unknown },
    ];
    if (event === 'request' && request.url?.startsWith('/webhooks/') === true) {
      reach('web:update', 'before');
      const { end } = response;
      response.end = function (this: unknown, ...given: unknown[]) {
        reach('web:answer', 'before');
        return Reflect.apply(end as () => unknown, this, given);
      };
      response.once('finish', () => reach('web:answer', 'answered'));
    }
    return Reflect.apply(emit, this, [event, ...args]);
  }
  Object.assign(Server.prototype, { emit: watching });
}

function watchRedis(reach: Reach): void {
  const original = Redis.prototype.sendCommand;
  const sendCommand: typeof original = function (this: Redis, ...args) {
    const isScript = args[0].name === 'evalsha';
    if (isScript) reach('queue:add', 'before');
    const result: unknown = Reflect.apply(original, this, args);
    if (isScript && result instanceof Promise)
      result.then(
        () => reach('queue:add', 'answered'),
        () => undefined,
      );
    return result;
  };
  Object.assign(Redis.prototype, { sendCommand });
}

function watchPhotos(reach: Reach, slowMs: number): void {
  const { rename } = fs;
  fs.rename = async (from, to) => {
    reach('photos:rename', 'before');
    if (slowMs > 0) {
      writeSync(1, `${JSON.stringify({ level: 40, event: SLOWED })}\n`);
      await pause(slowMs);
    }
    await rename(from, to);
    reach('photos:rename', 'answered');
  };
  syncBuiltinESMExports();
}

/** Node's flags for a process with this plan. `entry` is this module, compiled. */
export function flagsFor(entry: string, plan: InsidePlan): readonly string[] {
  const code = `import{begin}from${JSON.stringify(entry)};await begin(${JSON.stringify(plan)})`;
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
}
