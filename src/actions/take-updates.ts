import type { PoolClient } from 'pg';
import type { MessengerName } from '../domain/people.ts';
import type { Incoming } from '../messaging/incoming.ts';
import { letterBody } from '../messaging/letter-body.ts';
import type { Outgoing } from '../messaging/outgoing.ts';
import { type Database, inTurn, type Queryable } from '../storage/database.ts';
import { keepDeadLetter } from '../storage/dead-letters.ts';
import type { Keyring } from '../storage/keyring.ts';
import { isReplacing } from '../storage/lookup-keys.ts';
import { decrypt, encrypt, keyedHash } from '../storage/sealing.ts';
import {
  addPeople,
  type LockedPerson,
  lockNewcomers,
  lockPeople,
  type NewOutboxRow,
  type OutboxRef,
  type PersonWrite,
  rememberUpdates,
  writeOutcomes,
} from '../storage/updates.ts';
import type { Converse, Outcome, PersonView } from './converse.ts';
import { lookUpFor, type Readers } from './look-up-for.ts';
import type { ElectionView } from './look-ups.ts';
import { queueOf, sealPayload } from './outbox-payload.ts';

/** One update on its way into the record. */
export interface Arrived {
  readonly incoming: Incoming;
  readonly personKey: Buffer;
  readonly updateKey: Buffer;
}

export type Taken =
  | {
      readonly kind: 'taken' /** For the HTTP response, where that is where the reply goes. */;
      readonly inline?: Outgoing;
    }
  | { readonly kind: 'repeated' };

export interface TakeUpdatesDeps {
  readonly database: Database;
  readonly keys: Keyring<'web'>;
  readonly seal: (plain: string) => Buffer;
  readonly converse: Converse;
  readonly readers: Readers;
  /** The election that the bots serve, read a moment ago. */
  readonly election: () => Promise<ElectionView | undefined>;
  /** What a person is told when their update could not be handled. */
  readonly apology: (language: PersonView['language']) => string;
  /** Called with every failure of a dialogue: it is a bug that a person must look at. */
  readonly onFailure: (failure: { kind: string; error: unknown }) => void;
  readonly today: () => string;
}

const NOBODY: PersonView = { messenger: 'telegram', language: null, consented: false, tier: null, stationId: null };
const STATE = 'dialogue';

interface Turn {
  readonly arrived: Arrived;
  /** Undefined for a group, where nobody's person is touched. */
  readonly person: LockedPerson | undefined;
  readonly outcome: Outcome;
}

/**
 * Takes updates of different people together, in one transaction: their ids, their dialogues' states,
 * what is to be said and done. Resolves to one answer per update, and to the outbox rows to hand over.
 * Throws when the database refuses; then nothing of the whole batch was taken.
 */
export async function takeUpdates(
  deps: TakeUpdatesDeps,
  batch: readonly Arrived[],
): Promise<{ taken: Taken[]; rows: OutboxRef[] }> {
  const day = deps.today();
  return deps.database.transactionEndingIn(async (client) => {
    const everybody = batch.filter((a) => a.incoming.chat === 'private');
    // One round trip on a pipelined connection. Who is locked for a repeated update is let go again unread.
    const [fresh, known] = await Promise.all([
      rememberUpdates(
        client,
        batch.filter((a) => !isInline(a)).map((a) => a.updateKey),
        day,
      ),
      lockPeople(
        client,
        deps.keys.lookup,
        everybody.map((a) => a.personKey),
      ),
    ]);
    const todo = batch.filter((a) => isInline(a) || fresh.has(a.updateKey.toString('hex')));
    const isTodo = new Set(todo);
    if (todo.length === 0) {
      const taken = batch.map((): Taken => ({ kind: 'repeated' }));
      return { last: Promise.resolve({ taken, rows: [] }) };
    }

    const people = await addMissing(
      deps,
      client,
      todo.filter((a) => a.incoming.chat === 'private'),
      known,
      day,
    );
    const election = await deps.election();
    const writer = inTurn(client);
    const turns = await Promise.all(
      todo.map(async (arrived): Promise<Turn> => {
        const person = people.get(arrived.personKey.toString('hex'));
        return { arrived, person, outcome: await answer(deps, writer, election, arrived, person) };
      }),
    );
    const written = write(deps, client, turns, day);
    const inline = new Map(
      turns.filter((t) => isInline(t.arrived)).map((t) => [t.arrived, joined(t.outcome.messages)]),
    );
    const takenOf = (a: Arrived): Taken => {
      const message = inline.get(a);
      if (message !== undefined) return { kind: 'taken', inline: message };
      return isTodo.has(a) ? { kind: 'taken' } : { kind: 'repeated' };
    };
    return { last: written.then((rows) => ({ taken: batch.map(takenOf), rows })) };
  });
}

/**
 * Keeps an update that cannot be handled, tells its person so, and puts them back at the menu, so that
 * it never blocks their chat. `body` is what there is to look at: sealed before it is stored.
 */
export async function keepUnhandled(
  deps: TakeUpdatesDeps,
  letter: { messenger: MessengerName; reason: string; body: string; arrived?: Arrived },
): Promise<OutboxRef[]> {
  const day = deps.today();
  return deps.database.transaction(async (client) => {
    const { arrived } = letter;
    if (arrived !== undefined) {
      const fresh = await rememberUpdates(client, [arrived.updateKey], day);
      if (fresh.size === 0) return [];
    }
    await keepDeadLetter(client, {
      messenger: letter.messenger,
      reason: letter.reason,
      sealedBody: deps.seal(letter.body),
      day,
    });
    if (arrived === undefined || arrived.incoming.chat !== 'private') return [];
    const known = await lockPeople(client, deps.keys.lookup, [arrived.personKey]);
    const people = await addMissing(deps, client, [arrived], known, day);
    const person = people.get(arrived.personKey.toString('hex'));
    return write(deps, client, [{ arrived, person, outcome: apologise(deps, person) }], day);
  });
}

/** A repeated `conversation_started` must be answered again: only the response carries the welcome. */
function isInline({ incoming }: Arrived): boolean {
  return incoming.event.kind === 'start' && incoming.event.answerInline === true;
}

/** The locked people by their keys (hex), with those who wrote for the first time. */
async function addMissing(
  deps: TakeUpdatesDeps,
  client: PoolClient,
  arrived: readonly Arrived[],
  known: readonly LockedPerson[],
  day: string,
): Promise<Map<string, LockedPerson>> {
  const found = new Map<string, LockedPerson>();
  const keep = (people: readonly LockedPerson[]) => {
    for (const person of people) found.set(person.personKey.toString('hex'), person);
  };
  keep(known);
  const missing = () => arrived.filter((a) => !found.has(a.personKey.toString('hex')));
  const { lookup } = deps.keys;
  if (isReplacing(lookup) && missing().length > 0) {
    const keys = missing().map((a) => a.personKey);
    await lockNewcomers(client, lookup, keys);
    keep(await lockPeople(client, lookup, keys));
  }
  const newcomers = missing();
  if (newcomers.length > 0) {
    await addPeople(
      client,
      lookup,
      newcomers.map((a) => ({
        personKey: a.personKey,
        messenger: a.incoming.messenger,
        sealedAddress: deps.seal(a.incoming.address),
      })),
      day,
    );
    keep(
      await lockPeople(
        client,
        lookup,
        newcomers.map((a) => a.personKey),
      ),
    );
  }
  return found;
}

async function answer(
  deps: TakeUpdatesDeps,
  client: Queryable,
  election: ElectionView | undefined,
  { incoming }: Arrived,
  person: LockedPerson | undefined,
): Promise<Outcome> {
  try {
    const state = person?.state ?? null;
    return await deps.converse({
      incoming,
      person: person === undefined ? { ...NOBODY, messenger: incoming.messenger } : view(person),
      state: state === null ? null : decrypt(deps.keys.state, state, STATE).toString('utf8'),
      look: lookUpFor({ client, readers: deps.readers, keys: deps.keys, election, person }),
      phoneKey: (e164) => keyedHash(deps.keys.phone, 'phone', e164).toString('base64'),
    });
  } catch (error) {
    // A failed statement has spoiled the whole transaction: let the caller take each update by itself.
    if (isDatabaseError(error)) throw error;
    deps.onFailure({ kind: incoming.event.kind, error });
    await keepDeadLetter(client, {
      messenger: incoming.messenger,
      reason: 'dialogue-failed',
      sealedBody: deps.seal(letterBody(incoming.event)),
      day: deps.today(),
    });
    return apologise(deps, person);
  }
}

function apologise(deps: TakeUpdatesDeps, person: LockedPerson | undefined): Outcome {
  return {
    changes: {},
    state: null,
    messages: [{ text: deps.apology(person?.language ?? null) }],
    intents: [],
    traces: [],
  };
}

function view(person: LockedPerson): PersonView {
  const { messenger, language, consented, tier, stationId } = person;
  return { messenger, language, consented, tier, stationId };
}

async function write(
  deps: TakeUpdatesDeps,
  client: PoolClient,
  turns: readonly Turn[],
  day: string,
): Promise<OutboxRef[]> {
  const people: PersonWrite[] = [];
  const rows: NewOutboxRow[] = [];
  const traces: { personId: string; messageId: Buffer }[] = [];
  for (const { arrived, person, outcome } of turns) {
    const { messenger, address } = arrived.incoming;
    if (person !== undefined) {
      const state = outcome.state === null ? null : encrypt(deps.keys.state, outcome.state, STATE);
      // Whoever writes can be written to again, whether or not the messenger said that they came back.
      const back = person.reachable || arrived.incoming.event.kind === 'blocked' ? {} : { reachable: true };
      const { wantsBroadcasts, ...changes } = outcome.changes;
      // Said again and again by whoever starts the bot: not written again and again.
      const wants = wantsBroadcasts === person.wantsBroadcasts ? {} : { wantsBroadcasts };
      people.push({ id: person.id, state, ...back, ...changes, ...wants });
      for (const messageId of outcome.traces) {
        traces.push({ personId: person.id, messageId: encrypt(deps.keys.outbox, messageId, 'trace') });
      }
    }
    const personId = person?.id ?? null;
    if (!isInline(arrived)) {
      for (const message of outcome.messages) {
        const to = person === undefined ? { to: deps.seal(address).toString('base64') } : {};
        const payload = sealPayload(deps.keys.outbox, { messenger, message, ...to });
        rows.push({ queue: 'sends', personId, payload });
      }
    }
    for (const wanted of outcome.intents) {
      const payload = wanted.do === 'clean-up' ? { messenger, cleanUp: true as const } : wanted;
      rows.push({ queue: queueOf(wanted), personId, payload: sealPayload(deps.keys.outbox, payload) });
    }
  }
  return writeOutcomes(client, people, rows, traces, day);
}

/** A response body carries one message: texts under one another, the last one's buttons. */
function joined(messages: readonly Outgoing[]): Outgoing {
  const last = messages.at(-1) ?? { text: '' };
  return { ...last, text: messages.map((m) => m.text).join('\n\n') };
}

/** `pg` errors carry a five-character SQLSTATE; a lost connection carries a system code. */
export function isDatabaseError(error: unknown): boolean {
  return databaseErrorCode(error) !== undefined || isDatabaseAway(error);
}

export function databaseErrorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Each SQLSTATE has a digit in it; EPIPE has as many letters and none.
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** True when Postgres ended one of two transactions that were in each other's way: the same thing works when it is done again. */
export function isConflict(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === '40P01' || code === '40001';
}

/** True when the database could not be reached or is going down, so that the same thing may work later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = databaseErrorCode(error);
  // 08 connection, 53 resources (too many connections, disk full), 57P shutdown.
  if (code !== undefined) return code.startsWith('08') || code.startsWith('53') || code.startsWith('57P');
  if ('code' in error && typeof error.code === 'string')
    return /^E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN)/.test(error.code);
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}
