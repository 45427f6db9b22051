import sodium from 'libsodium-wrappers';
import type { Converse, Outcome } from '../../src/actions/converse.ts';
import { identify } from '../../src/actions/identify.ts';
import { createReaders } from '../../src/actions/look-up-for.ts';
import { openSend } from '../../src/actions/outbox-payload.ts';
import type { Arrived, TakeUpdatesDeps } from '../../src/actions/take-updates.ts';
import type { Incoming } from '../../src/messaging/incoming.ts';
import type { Database } from '../../src/storage/database.ts';
import { decrypt, loadOpener, loadSealer } from '../../src/storage/sealing.ts';
import { testKeys } from './builders.ts';

/** A dialogue that remembers everything it was told, in order, and says it again. */
export const remembering: Converse = async ({ incoming, state }) => {
  const word = wordOf(incoming);
  return { ...NOTHING, state: JSON.stringify([...wordsIn(state), word]), messages: [{ text: word }] };
};

export const NOTHING: Outcome = { changes: {}, state: null, messages: [], intents: [], traces: [] };

export function wordOf({ event, updateId }: Incoming): string {
  return event.kind === 'text' ? event.text : `${event.kind} ${updateId}`;
}

export function wordsIn(state: string | null): string[] {
  return state === null ? [] : (JSON.parse(state) as string[]);
}

/** What taking updates needs, with keys of its own, and the ways to look at what it left behind. */
export async function takingOn(database: Database, converse: Converse = remembering) {
  await sodium.ready;
  const pair = sodium.crypto_box_keypair();
  const keys = testKeys();
  const [addressPublic, addressPrivate] = [Buffer.from(pair.publicKey), Buffer.from(pair.privateKey)];
  const failures: { kind: string; error: unknown }[] = [];
  const deps: TakeUpdatesDeps = {
    database,
    keys,
    election: async () => undefined,
    seal: await loadSealer(addressPublic),
    converse,
    readers: createReaders(database.pool, keys.lookup),
    apology: () => 'sorry',
    onFailure: (failure) => failures.push(failure),
    today: () => '2020-08-09',
  };
  const open = await loadOpener(addressPublic, addressPrivate);
  return {
    deps,
    failures,
    open,
    arrive: (incoming: Incoming): Arrived => identify(keys, incoming),
    /** What each person's dialogue remembers, by their id in the messenger. */
    async statesOf(users: readonly string[]): Promise<(string[] | undefined)[]> {
      const { rows } = await database.pool.query<{ key: Buffer; state: Buffer | null }>(
        'select p.person_key as key, d.state from people p join dialogues d on d.person_id = p.id',
      );
      const states = new Map(rows.map(({ key, state }) => [key.toString('hex'), state]));
      return users.map((userId) => {
        const state = states.get(identify(keys, textFrom(userId, '')).personKey.toString('hex'));
        return state === undefined
          ? undefined
          : wordsIn(state === null ? null : decrypt(keys.state, state, 'dialogue').toString('utf8'));
      });
    },
    /** Everything that is to be sent, in the order of its rows. */
    async outbox(): Promise<{ queue: string; personId: string | null; text?: string; to?: string }[]> {
      const { rows } = await database.pool.query<{ queue: string; personId: string | null; payload: Buffer }>(
        'select queue, person_id as "personId", payload from outbox order by id',
      );
      return rows.map(({ queue, personId, payload }) => {
        const send = openSend(keys.outbox, payload);
        if (queue !== 'sends' || !('message' in send)) return { queue, personId };
        const to = send.to === undefined ? {} : { to: open(Buffer.from(send.to, 'base64')) };
        return { queue, personId, text: send.message.text, ...to };
      });
    },
    async deadLetters(): Promise<{ reason: string; body: string }[]> {
      const { rows } = await database.pool.query<{ reason: string; body: Buffer }>(
        'select reason, sealed_body as body from dead_letters order by reason',
      );
      return rows.map(({ reason, body }) => ({ reason, body: open(body) }));
    },
  };
}

let updates = 0;

/** Somebody writes; another update every time. */
export function textFrom(userId: string, text: string, updateId?: string): Incoming {
  updates += 1;
  return {
    messenger: 'telegram',
    updateId: updateId ?? `u${updates}`,
    userId,
    address: `address of ${userId}`,
    chat: 'private',
    event: { kind: 'text', text },
  };
}
