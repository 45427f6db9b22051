import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { DeliveryResult } from './shown.ts';
import type { Post, Posted } from './wire.ts';

/** Where deliveries go, or nowhere while it is undefined. */
export interface DeliveryTarget {
  readonly url: string;
  /** Deliveries in flight at once. */
  readonly connections: number;
  headers(body: Buffer): Readonly<Record<string, string>>;
}

export interface PendingDelivery {
  readonly id: number;
  readonly body: Buffer;
}

/** Ordered lanes of deliveries, retried until they are taken or too old. */
export interface Deliveries {
  /** Things of one lane arrive one after another; lanes know nothing of each other. Resolves when settled. */
  add(delivery: NewDelivery): Promise<DeliveryResult>;
  setTarget(target: DeliveryTarget | undefined): void;
  /** What waits, in order of arrival, for a bot that asks instead of being told. */
  waiting(limit: number): readonly PendingDelivery[];
  /** Everything up to and with this id was taken. */
  confirm(upTo: number): void;
  /** Throws away all but the latest so many. */
  drop(keep?: number): void;
  /** How many have not been taken. */
  readonly size: number;
  /** Told whenever something is added. */
  onAdded(listener: () => void): void;
}

export interface NewDelivery {
  readonly id: number;
  readonly lane: string;
  readonly body: Buffer;
  /** Milliseconds from now after which it is given up. */
  readonly keepFor: number;
  /** Called with the bot's 2xx answer. */
  readonly onAccepted?: (answer: Posted) => void;
}

export interface DeliveriesOptions {
  readonly clock: Clock;
  readonly post: Post;
  readonly faults: Faults;
  /** Milliseconds to wait after the first, second, third… failure. */
  readonly retryDelay: (failures: number) => number;
  /** Told of each failed attempt (`status` 0: no answer). */
  readonly onFailure?: (answer: Posted) => void;
}

interface Item extends NewDelivery {
  readonly giveUpAt: number;
  readonly settle: (result: DeliveryResult) => void;
  attempts: number;
  inFlight: boolean;
}

/** How long an overtaken delivery is held back (fault `reorder`), in milliseconds. */
const HELD_BACK = 150;
/** A `Retry-After` is honoured up to an hour. */
const MAX_RETRY_AFTER = 3_600;

export function createDeliveries({ clock, post, faults, retryDelay, onFailure }: DeliveriesOptions): Deliveries {
  const lanes = new Map<string, Item[]>();
  const pending = new Map<number, Item>();
  /** Lanes whose head may go now, in the order in which they became ready. */
  const ready = new Set<string>();
  /** Lanes whose head waits for its next attempt. */
  const resting = new Map<string, () => void>();
  const listeners: (() => void)[] = [];
  let inFlight = 0;
  let target: DeliveryTarget | undefined;

  function pump(): void {
    for (const lane of ready) {
      if (target === undefined || inFlight >= target.connections) return;
      ready.delete(lane);
      const item = lanes.get(lane)?.[0];
      if (item !== undefined) attempt(item, target);
    }
  }

  function attempt(item: Item, to: DeliveryTarget): void {
    inFlight += 1;
    item.attempts += 1;
    item.inFlight = true;
    void post(to.url, to.headers(item.body), item.body).then((answer) => {
      inFlight -= 1;
      item.inFlight = false;
      if (answer.status >= 200 && answer.status < 300) taken(item, answer, to);
      else failed(item, answer);
      pump();
    });
  }

  function taken(item: Item, answer: Posted, to: DeliveryTarget): void {
    settle(item, 'accepted', answer.status);
    item.onAccepted?.(answer);
    if (faults.drawDelivery('duplicate')) {
      inFlight += 1;
      void post(to.url, to.headers(item.body), item.body).then(() => {
        inFlight -= 1;
        pump();
      });
    }
  }

  function failed(item: Item, answer: Posted): void {
    onFailure?.(answer);
    if (!pending.has(item.id)) {
      advance(item.lane);
      return;
    }
    const asked = Math.min(answer.retryAfter ?? 0, MAX_RETRY_AFTER) * 1_000;
    const delay = asked > 0 ? asked : retryDelay(item.attempts);
    if (clock.now() + delay > item.giveUpAt) settle(item, 'expired', answer.status);
    else rest(item.lane, delay);
  }

  function rest(lane: string, delay: number): void {
    resting.set(
      lane,
      clock.after(delay, () => {
        resting.delete(lane);
        ready.add(lane);
        pump();
      }),
    );
  }

  function settle(item: Item, status: DeliveryResult['status'], httpStatus?: number): void {
    if (!pending.delete(item.id)) return;
    const lane = lanes.get(item.lane);
    lane?.splice(lane.indexOf(item), 1);
    item.settle({
      status,
      attempts: item.attempts,
      updateId: item.id,
      ...(httpStatus === undefined ? {} : { httpStatus }),
    });
    advance(item.lane);
  }

  /** Lets the lane's next item go, unless one is on its way or waits for its turn. */
  function advance(lane: string): void {
    const items = lanes.get(lane);
    if (items === undefined || items.length === 0) {
      lanes.delete(lane);
      ready.delete(lane);
      resting.get(lane)?.();
      resting.delete(lane);
    } else if (items[0]?.inFlight === false && !resting.has(lane)) ready.add(lane);
  }

  return {
    add: (delivery) =>
      new Promise((resolve) => {
        const overtaken = faults.drawDelivery('reorder');
        const lane = overtaken ? `held back ${delivery.id}` : delivery.lane;
        const giveUpAt = clock.now() + delivery.keepFor;
        const item: Item = { ...delivery, lane, giveUpAt, settle: resolve, attempts: 0, inFlight: false };
        pending.set(item.id, item);
        const items = lanes.get(lane);
        if (items === undefined) lanes.set(lane, [item]);
        else items.push(item);
        if (overtaken) rest(lane, HELD_BACK);
        else advance(lane);
        pump();
        for (const listener of listeners) listener();
      }),
    setTarget(next) {
      target = next;
      pump();
    },
    waiting(limit) {
      const now = clock.now();
      const found: PendingDelivery[] = [];
      for (const item of [...pending.values()]) {
        if (item.giveUpAt < now) settle(item, 'expired');
        else if (found.push({ id: item.id, body: item.body }) >= limit) break;
      }
      return found;
    },
    confirm(upTo) {
      for (const item of [...pending.values()]) {
        if (item.id > upTo) break;
        item.attempts += 1;
        settle(item, 'accepted');
      }
    },
    drop(keep = 0) {
      const items = [...pending.values()];
      for (const item of items.slice(0, items.length - keep)) settle(item, 'dropped');
    },
    get size() {
      return pending.size;
    },
    onAdded(listener) {
      listeners.push(listener);
    },
  };
}
