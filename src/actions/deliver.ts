import type { MessengerName } from '../domain/people.ts';
import type { Deliverer } from '../messaging/messenger.ts';
import type { OnWay } from '../messaging/on-way.ts';
import type { SendError } from '../messaging/send-error.ts';
import type { Database } from '../storage/database.ts';
import type { Keyring } from '../storage/keyring.ts';
import {
  addTraces,
  closeRows,
  countOutcomes,
  deleteTraces,
  holdSends,
  leaseSends,
  openSendsOf,
  readTraces,
  retryLater,
  type SendOutcome,
  type SendRow,
  stopPeople,
} from '../storage/outbox.ts';
import { decrypt, encrypt } from '../storage/sealing.ts';
import { type CleanUp, openSend, type Send } from './outbox-payload.ts';
import { recordWhenPossible } from './record-when-possible.ts';

export interface DeliverDeps {
  readonly database: Database;
  readonly keys: Pick<Keyring<'sender'>, 'outbox'>;
  /** Opens a sealed address; only the sender can. */
  readonly openAddress: (sealed: Buffer) => string;
  readonly deliverer: (messenger: MessengerName) => Deliverer | undefined;
  /** Waits for this bot's turn; one limiter for everything that leaves. */
  readonly turn: (messenger: MessengerName) => Promise<OnWay>;
  /** Bounds one request to a messenger. */
  readonly timeout: () => AbortSignal;
  /** The whole bot must be silent for so long; `code` says why. */
  readonly pause: (messenger: MessengerName, seconds: number, code: string) => void;
  /** Told of a row that could not be handled: a bug that a person must look at. */
  readonly onFailure: (error: unknown) => void;
  readonly onOutcome?: (outcome: SendOutcome) => void;
  readonly today: () => string;
  /** How long messages stay taken after their sender has died; a minute unless told. */
  readonly leaseSeconds?: number;
  /** The number under which this sender is marked as alive. */
  readonly holder?: number;
}

const LEASE_SECONDS = 60;
/** For `DeliverDeps.timeout`: well within a lease. */
export const SEND_TIMEOUT_MS = 15_000;
const ATTEMPTS = 12;
const LONGEST_PAUSE_SECONDS = 600;

/** What became of one row. */
type Result =
  | { readonly kind: 'done'; readonly row: SendRow; readonly outcomes: SendOutcome[]; readonly trace?: string }
  | {
      readonly kind: 'later';
      readonly row: SendRow;
      readonly outcomes: SendOutcome[];
      readonly seconds: number;
      readonly attempted?: false;
    }
  | { readonly kind: 'stopped'; readonly row: SendRow; readonly outcomes: SendOutcome[] }
  /** Not tried, because an earlier message of the same person waits. */
  | { readonly kind: 'behind'; readonly row: SendRow };

/**
 * Sends what these rows say and everything earlier of the same people, each person's in order, different
 * people's at once. Rows are closed after the messenger took them: at least once. Ends when nothing more
 * of these people is open.
 */
export async function deliver(deps: DeliverDeps, ids: readonly string[]): Promise<number> {
  const { leaseSeconds = LEASE_SECONDS } = deps;
  let sent = 0;
  let next = ids;
  while (next.length > 0) {
    const wanted = next;
    const rows = await deps.database.transaction((client) => leaseSends(client, wanted, leaseSeconds, deps.holder));
    if (rows.length === 0) return sent;
    const results = await holding(deps, rows, leaseSeconds, async () => {
      const people = groupByPerson(rows);
      const all = (await Promise.all(people.map((own) => sendInOrder(deps, own)))).flat();
      await recordWhenPossible(() => record(deps, all));
      return all;
    });
    sent += results.filter((r) => r.kind === 'done').length;
    const personIds = rows.flatMap((row) => (row.personId === null ? [] : [row.personId]));
    next = await openSendsOf(deps.database.pool, personIds);
  }
  return sent;
}

/** Keeps rows taken while `work` goes on: a messenger may ask for minutes of silence. */
async function holding<T>(
  { database }: DeliverDeps,
  rows: readonly SendRow[],
  seconds: number,
  work: () => Promise<T>,
): Promise<T> {
  const ids = rows.map((row) => row.id);
  // A failure is the database's absence: nobody else can take them meanwhile either.
  const hold = () => void holdSends(database.pool, ids, seconds).catch(() => undefined);
  const timer = setInterval(hold, (seconds * 1_000) / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

function groupByPerson(rows: readonly SendRow[]): SendRow[][] {
  const groups = new Map<string, SendRow[]>();
  for (const row of rows) {
    const key = row.personId ?? `row ${row.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

async function sendInOrder(deps: DeliverDeps, rows: readonly SendRow[]): Promise<Result[]> {
  const results: Result[] = [];
  let blocked = false;
  for (const row of rows) {
    const result: Result = blocked
      ? { kind: 'behind', row }
      : await sendOne(deps, row).catch((error: unknown) => broken(deps, row, error));
    if (result.kind === 'later' || result.kind === 'stopped') blocked = true;
    results.push(result);
  }
  return results;
}

/** A row that no code can handle harms no other: it is tried again later, and at last given up. */
function broken(deps: DeliverDeps, row: SendRow, error: unknown): Result {
  deps.onFailure(error);
  const seconds = Math.min(LONGEST_PAUSE_SECONDS, 2 ** row.attempts);
  return row.attempts < ATTEMPTS ? { kind: 'later', row, outcomes: [], seconds } : { kind: 'done', row, outcomes: [] };
}

async function sendOne(deps: DeliverDeps, row: SendRow): Promise<Result> {
  const payload = openSend(deps.keys.outbox, row.payload);
  const { messenger } = payload;
  const died: SendOutcome[] = row.wasLeased ? [{ messenger, outcome: 'uncertain', code: 'sender-died' }] : [];
  const deliverer = deps.deliverer(messenger);
  const address = addressOf(deps, row, payload);
  // Erased or unreachable in the meantime: nobody is waiting for it.
  if (address === undefined) return { kind: 'done', row, outcomes: died };
  if (deliverer === undefined) return { kind: 'later', row, outcomes: died, seconds: 60 };
  if ('cleanUp' in payload) return cleanUp(deps, row, payload, deliverer, address);
  const onWay = await deps.turn(messenger);
  const sent = await deliverer.send(address, payload.message, deps.timeout()).finally(onWay.answered);
  if (sent.ok) {
    const outcome: SendOutcome = { messenger, outcome: 'sent', code: '' };
    const trace = payload.message.trace === true ? sent.messageId : undefined;
    return { kind: 'done', row, outcomes: [...died, outcome], ...(trace === undefined ? {} : { trace }) };
  }
  return failed(deps, row, messenger, sent.error, died);
}

function addressOf(deps: DeliverDeps, row: SendRow, payload: Send | CleanUp): string | undefined {
  if ('to' in payload && payload.to !== undefined) return deps.openAddress(Buffer.from(payload.to, 'base64'));
  return row.sealedAddress === null ? undefined : deps.openAddress(row.sealedAddress);
}

function failed(
  deps: DeliverDeps,
  row: SendRow,
  messenger: MessengerName,
  error: SendError,
  before: SendOutcome[],
): Result {
  const { code } = error;
  const pause = Math.min(LONGEST_PAUSE_SECONDS, 2 ** row.attempts);
  switch (error.next) {
    case 'stop':
      return { kind: 'stopped', row, outcomes: [...before, { messenger, outcome: 'stopped', code }] };
    case 'wait':
      deps.pause(messenger, error.seconds, code);
      // The whole bot waits: that says nothing against this message.
      return { kind: 'later', row, outcomes: before, seconds: error.seconds, attempted: false };
    case 'retry':
      if (row.attempts < ATTEMPTS) return { kind: 'later', row, outcomes: before, seconds: pause };
      return { kind: 'done', row, outcomes: [...before, { messenger, outcome: 'failed', code }] };
    case 'uncertain': {
      const outcomes: SendOutcome[] = [...before, { messenger, outcome: 'uncertain', code }];
      // A reply that comes twice is better than one that never comes.
      return row.attempts < ATTEMPTS
        ? { kind: 'later', row, outcomes, seconds: pause }
        : { kind: 'done', row, outcomes };
    }
    case 'give-up':
    case 'moved':
      return { kind: 'done', row, outcomes: [...before, { messenger, outcome: 'failed', code }] };
  }
}

async function cleanUp(
  deps: DeliverDeps,
  row: SendRow,
  { messenger }: CleanUp,
  deliverer: Deliverer,
  address: string,
): Promise<Result> {
  if (row.personId === null) return { kind: 'done', row, outcomes: [] };
  const traces = await readTraces(deps.database.pool, row.personId);
  if (traces.length === 0) return { kind: 'done', row, outcomes: [] };
  const onWay = await deps.turn(messenger);
  const messageIds = traces.map((t) => decrypt(deps.keys.outbox, t.messageId, 'trace').toString('utf8'));
  const deleted = await deliverer.deleteMessages(address, messageIds, deps.timeout()).finally(onWay.answered);
  if (!deleted && row.attempts < ATTEMPTS) {
    return { kind: 'later', row, outcomes: [], seconds: Math.min(LONGEST_PAUSE_SECONDS, 2 ** row.attempts) };
  }
  await deleteTraces(
    deps.database.pool,
    traces.map((t) => t.id),
  );
  return { kind: 'done', row, outcomes: [] };
}

/** Closes what was sent and puts back what was not, in one transaction. */
async function record(deps: DeliverDeps, results: readonly Result[]): Promise<void> {
  const done = results.filter((r) => r.kind === 'done');
  const later = results.filter((r) => r.kind === 'later');
  const behind = results.filter((r) => r.kind === 'behind');
  const stopped = results.filter((r) => r.kind === 'stopped');
  const outcomes = results.flatMap((r) => (r.kind === 'behind' ? [] : r.outcomes));
  const traces = done.flatMap((r) =>
    r.trace === undefined || r.row.personId === null
      ? []
      : [{ personId: r.row.personId, messageId: encrypt(deps.keys.outbox, r.trace, 'trace') }],
  );
  const day = deps.today();
  await deps.database.transaction(async (client) => {
    const people = stopped.flatMap((r) => (r.row.personId === null ? [] : [r.row.personId]));
    if (people.length > 0) await stopPeople(client, people);
    if (traces.length > 0) await addTraces(client, traces, day);
    if (done.length > 0 || stopped.length > 0) {
      await closeRows(
        client,
        [...done, ...stopped].map((r) => r.row.id),
      );
    }
    const waiting = [
      ...later.map((r) => ({ id: r.row.id, seconds: r.seconds, attempted: r.attempted ?? true })),
      // Just after the one they wait for.
      ...behind.map((r) => ({ id: r.row.id, seconds: 0, attempted: false })),
    ];
    if (waiting.length > 0) await retryLater(client, waiting);
    // Last, because everybody's messages are counted in the same few rows, which stay locked until the commit.
    if (outcomes.length > 0) await countOutcomes(client, outcomes, day);
  });
  for (const outcome of outcomes) deps.onOutcome?.(outcome);
}
