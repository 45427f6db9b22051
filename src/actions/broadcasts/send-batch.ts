import type { BroadcastContent, SendingHours } from '../../domain/broadcasts.ts';
import type { Language } from '../../domain/languages.ts';
import type { MessengerName } from '../../domain/people.ts';
import type { Deliverer } from '../../messaging/messenger.ts';
import type { OnWay } from '../../messaging/on-way.ts';
import type { Outgoing } from '../../messaging/outgoing.ts';
import type { SendError } from '../../messaging/send-error.ts';
import {
  holdBatches,
  type LeasedBatch,
  type LedgerEntry,
  leaseBatch,
  leaveBatch,
  type Marked,
  markSending,
} from '../../storage/broadcast-ledger.ts';
import type { Database } from '../../storage/database.ts';
import { composeBroadcast } from './compose.ts';
import { openRecorder } from './record-outcomes.ts';

export interface SendBatchDeps {
  readonly database: Database;
  /** The number under which this sender is marked as alive. */
  readonly holder: number;
  /** Opens sealed addresses; only the sender can. */
  readonly openAddresses: (sealed: readonly Buffer[]) => Promise<readonly string[]>;
  /** `ofMarch`: one whose messages no metric counts. */
  readonly deliverer: (messenger: MessengerName, ofMarch: boolean) => Deliverer | undefined;
  /** Waits for places that replies leave; see `workers/pacer.ts`. */
  readonly places: (
    messenger: MessengerName,
    wanted: { most: number; cost?: number; signal: AbortSignal },
  ) => Promise<{ readonly count: number; leave(i: number): Promise<OnWay> }>;
  /** The whole bot must be silent for so long; `code` says why. */
  readonly pause: (messenger: MessengerName, seconds: number, code: string) => void;
  /** Bounds one request to a messenger. */
  readonly timeout: () => AbortSignal;
  /** Whether may be sent just now. */
  readonly maySend: (hours: SendingHours | null) => Promise<boolean>;
  readonly today: () => string;
  /** Aborts when the sender is to stop: what is on its way is written down, the rest is left to others. */
  readonly stopping: AbortSignal;
  /** Told of what a person must look at. */
  readonly onFailed: (messenger: MessengerName, code: string) => void;
  readonly leaseSeconds?: number;
}

const LEASE_SECONDS = 60;
/** A batch that could not be delivered to its end is tried so often. */
const ATTEMPTS = 12;
const LONGEST_PAUSE_SECONDS = 600;
/** A request to many takes the places of two messages: 50 a second, where Viber allows 500 in ten. */
const BROADCAST_COST = 2;
/** Of one batch, sent and not yet answered: what a sender that is killed leaves uncertain, at most. */
const ON_WAY = 32;
/** After `not-opened`, for how long nobody asks again. */
const ASK_AGAIN_MS = 3_600_000;

/** What a sender remembers between batches. */
export interface SendingMemory {
  /** Until when a messenger's request to many is not tried (milliseconds since 1970). */
  readonly aloneUntil: Map<MessengerName, number>;
}

/**
 * Sends a broadcast's batch to whoever in it has no outcome yet. Each is marked before their message leaves and
 * gets their outcome after: at most once, except what is known not to have been delivered. Ends early when the
 * broadcast is paused or cancelled, in quiet hours, and when the sender stops.
 */
export async function sendBatch(deps: SendBatchDeps, memory: SendingMemory, id: string): Promise<void> {
  const { database, holder, leaseSeconds = LEASE_SECONDS } = deps;
  const batch = await database.transaction((client) => leaseBatch(client, id, holder, leaseSeconds));
  if (batch === undefined) return;
  const hold = () => void holdBatches(database.pool, [id], holder, leaseSeconds).catch(() => undefined);
  const timer = setInterval(hold, (leaseSeconds * 1_000) / 3);
  let again: { seconds: number } | undefined;
  try {
    again = await work(deps, memory, batch);
  } finally {
    clearInterval(timer);
    await leaveBatch(database.pool, batch, holder, again);
  }
}

/** Resolves to how long the batch rests, when some of it is to be tried again. */
async function work(
  deps: SendBatchDeps,
  memory: SendingMemory,
  batch: LeasedBatch,
): Promise<{ seconds: number } | undefined> {
  const deliverer = deps.deliverer(batch.messenger, batch.ofMarch);
  if (deliverer === undefined) return { seconds: 60 };
  const recorder = openRecorder(deps, batch);
  const messageIn = messages(batch.content);
  /** Known not to have been delivered for a reason of the moment. */
  let putBack = 0;
  /** To be tried as soon as the bot may speak again. */
  const left = [...batch.personIds];
  /** Of these some were marked before: that they are not any more must be written down before they are marked again. */
  let hasPutBack = false;
  const onWay = new Set<Promise<void>>();

  const settle = (personId: string, error: SendError | undefined): void => {
    if (error?.next === 'wait') {
      deps.pause(batch.messenger, error.seconds, error.code);
      putBackNow([personId]);
      return;
    }
    const entry = entryOf(personId, error, batch.attempts);
    if (entry.outcome === null) putBack += 1;
    if (entry.outcome === 'failed') deps.onFailed(batch.messenger, entry.code);
    recorder.add(entry);
  };
  let failure: unknown;
  const track = (sending: Promise<void>): void => {
    const tracked = sending
      .catch((error: unknown) => {
        // A bug: its people stay marked and become uncertain, and the job tells whoever must know.
        failure ??= error;
      })
      .finally(() => onWay.delete(tracked));
    onWay.add(tracked);
  };
  const putBackNow = (personIds: readonly string[]): void => {
    hasPutBack = true;
    for (const personId of personIds) recorder.add({ personId, outcome: null, code: '' });
    left.push(...personIds);
  };

  try {
    for (;;) {
      if (left.length === 0) {
        await Promise.all(onWay);
        await recorder.flush();
        if (left.length === 0) break;
      }
      if (failure !== undefined) break;
      if (deps.stopping.aborted || !(await deps.maySend(batch.hours))) break;
      while (onWay.size > ON_WAY / 2) await Promise.race(onWay);
      const alone = isAlone(deliverer, memory);
      const taken = await deps
        .places(batch.messenger, {
          most: alone ? Math.min(left.length, ON_WAY / 2) : 1,
          cost: alone ? 1 : BROADCAST_COST,
          signal: deps.stopping,
        })
        .catch((error: unknown) => {
          if (deps.stopping.aborted) return undefined;
          throw error;
        });
      if (taken === undefined) break;
      if (hasPutBack) {
        hasPutBack = false;
        await recorder.flush();
      }
      const turn = left.splice(0, alone ? taken.count : (deliverer.broadcast?.most ?? 1));
      const marked = await markSending(deps.database.pool, batch, turn);
      if (marked === undefined) break;
      const addresses = await deps.openAddresses(marked.map((m) => m.sealedAddress));
      const people = marked.map((m, i) => ({ ...m, address: addresses[i] ?? '' }));
      if (alone) {
        for (const [i, person] of people.entries()) {
          track(taken.leave(i).then((onWay) => sendAlone(deps, deliverer, messageIn, person, settle, onWay)));
        }
      } else {
        track(taken.leave(0).then(() => sendTogether(deps, memory, deliverer, messageIn, people, settle, putBackNow)));
      }
    }
  } finally {
    await Promise.all(onWay);
    await recorder.close();
  }
  if (failure !== undefined) throw failure;
  return putBack === 0 ? undefined : { seconds: Math.min(LONGEST_PAUSE_SECONDS, 2 ** batch.attempts) };
}

type Person = Marked & { readonly address: string };
type Settle = (personId: string, error: SendError | undefined) => void;
type MessageIn = (language: Language | null) => Outgoing;

/** What the broadcast says, composed once for each language that its people speak. */
function messages(content: BroadcastContent): MessageIn {
  const composed = new Map<Language | null, Outgoing>();
  return (language) => {
    const message = composed.get(language) ?? composeBroadcast(content, language);
    composed.set(language, message);
    return message;
  };
}

async function sendAlone(
  deps: SendBatchDeps,
  deliverer: Deliverer,
  messageIn: MessageIn,
  { personId, address, language }: Person,
  settle: Settle,
  onWay: OnWay,
): Promise<void> {
  const sent = await deliverer.send(address, messageIn(language), deps.timeout()).finally(onWay.answered);
  settle(personId, sent.ok ? undefined : sent.error);
}

async function sendTogether(
  deps: SendBatchDeps,
  memory: SendingMemory,
  deliverer: Deliverer,
  messageIn: MessageIn,
  people: readonly Person[],
  settle: Settle,
  putBack: (personIds: readonly string[]) => void,
): Promise<void> {
  const { broadcast } = deliverer;
  if (broadcast === undefined) return;
  // A batch speaks one language, unless somebody has changed theirs since.
  for (const [language, own] of byLanguage(people)) {
    const addresses = own.map((p) => p.address);
    const sent = await broadcast.send(addresses, messageIn(language), deps.timeout());
    if (sent.kind === 'sent') for (const p of own) settle(p.personId, sent.failed.get(p.address));
    else if (sent.kind === 'failed' && sent.error.next === 'wait') {
      deps.pause(deliverer.name, sent.error.seconds, sent.error.code);
      putBack(own.map((p) => p.personId));
    } else if (sent.kind === 'failed') for (const p of own) settle(p.personId, sent.error);
    else {
      memory.aloneUntil.set(deliverer.name, Date.now() + ASK_AGAIN_MS);
      putBack(own.map((p) => p.personId));
    }
  }
}

function byLanguage(people: readonly Person[]): ReadonlyMap<Language | null, Person[]> {
  const groups = new Map<Language | null, Person[]>();
  for (const person of people) {
    const group = groups.get(person.language);
    if (group === undefined) groups.set(person.language, [person]);
    else group.push(person);
  }
  return groups;
}

function isAlone(deliverer: Deliverer, memory: SendingMemory): boolean {
  return deliverer.broadcast === undefined || (memory.aloneUntil.get(deliverer.name) ?? 0) > Date.now();
}

/** What the ledger says of one send that is not to wait for the whole bot. */
function entryOf(personId: string, error: SendError | undefined, attempts: number): LedgerEntry {
  if (error === undefined) return { personId, outcome: 'sent', code: '' };
  const { code } = error;
  switch (error.next) {
    case 'stop':
      return { personId, outcome: 'blocked', code };
    case 'wait':
    case 'retry':
      return attempts < ATTEMPTS ? { personId, outcome: null, code } : { personId, outcome: 'failed', code };
    case 'uncertain':
      return { personId, outcome: 'uncertain', code };
    case 'give-up':
    case 'moved':
      return { personId, outcome: 'failed', code };
  }
}
