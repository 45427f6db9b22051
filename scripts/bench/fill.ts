import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { Intent } from '../../src/actions/intents.ts';
import { queueOf, type Send, sealPayload } from '../../src/actions/outbox-payload.ts';
import { chunks } from '../../src/queues/hand-over.ts';
import { type Keyring, readKeyring } from '../../src/storage/keyring.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import { loadSealer } from '../../src/storage/sealing.ts';
import type { NewOutboxRow, OutboxRef } from '../../src/storage/updates.ts';
import type { BenchContext } from './context.ts';

/** Writes people and work into a context's database, as the web process would have. */
export interface Filler {
  readonly client: pg.Client;
  readonly keys: { readonly web: Keyring<'web'>; readonly sender: Keyring<'sender'> };
  /** Registered people; resolves to their ids. */
  people(
    count: number,
    options?: { personKey?: (i: number) => Buffer; address?: (i: number) => string },
  ): Promise<string[]>;
  /** All in one transaction, so that they are there at one moment. */
  outbox(rows: readonly NewOutboxRow[]): Promise<OutboxRef[]>;
  /** Resolves when a queue's rows are all closed. Looking costs, so a photo's queue is looked at less often. */
  emptied(queue: NewOutboxRow['queue'], everyMs?: number): Promise<void>;
  /** What lies in the record: to be compared with what was answered. */
  stored(): Promise<Stored>;
  close(): Promise<void>;
}

export interface Stored {
  readonly updates: number;
  readonly ballots: number;
}

const AT_ONCE = 5_000;
const LOOK_EVERY_MS = 10;

export async function openFiller(context: BenchContext): Promise<Filler> {
  const client = new pg.Client({ connectionString: context.databaseUrl });
  await client.connect();
  const folder = join(context.dataDir, 'keys');
  const keys = {
    web: await readKeyring(join(folder, 'web.json'), 'web'),
    sender: await readKeyring(join(folder, 'sender.json'), 'sender'),
  };
  const seal = sealingOnce(await loadSealer(keys.web.addressPublic));
  return {
    client,
    keys,
    async people(count, { personKey = () => randomBytes(32), address = (i: number) => `${10_000_000 + i}` } = {}) {
      const ids: string[] = [];
      const all = Array.from({ length: count }, (_, i) => i);
      for (const part of chunks(all, AT_ONCE)) {
        const result = await client.query<{ id: string }>(
          `with added as (
             insert into people (person_key, messenger, sealed_address, language, consented, tier, station_id, joined_on)
             select k, 'telegram', a, 'en', true, 'verified', $3, current_date from unnest($1::bytea[], $2::bytea[]) n(k, a)
             returning id)
           insert into dialogues (person_id) select id from added returning person_id as id`,
          [part.map(personKey), part.map((i) => seal(address(i))), context.stationId],
        );
        ids.push(...result.rows.map((row) => row.id));
      }
      await client.query('analyze people, dialogues');
      return ids;
    },
    async outbox(rows) {
      await client.query('begin');
      const refs: OutboxRef[] = [];
      for (const part of chunks(rows, AT_ONCE)) refs.push(...(await addOutboxRows(client, part)));
      // As if just handed over: the sweeper is not to help.
      await client.query("update outbox set handed_at = now() + interval '1 hour'");
      await client.query('commit');
      await client.query('vacuum analyze outbox');
      return refs;
    },
    async emptied(queue, everyMs = LOOK_EVERY_MS) {
      for (;;) {
        const { rowCount } = await client.query('select 1 from outbox where queue = $1 limit 1', [queue]);
        if (rowCount === 0) return;
        await new Promise((resolve) => setTimeout(resolve, everyMs));
      }
    },
    async stored() {
      const { rows } = await client.query<Stored>(
        'select (select count(*)::int from updates) as updates, (select count(*)::int from ballots) as ballots',
      );
      return rows[0] ?? { updates: 0, ballots: 0 };
    },
    close: () => client.end(),
  };
}

/** Sealing takes longer than all the rest of a person: the same address is sealed once. */
function sealingOnce(seal: (plain: string) => Buffer): (plain: string) => Buffer {
  let last: { readonly plain: string; readonly sealed: Buffer } | undefined;
  return (plain) => {
    if (last?.plain !== plain) last = { plain, sealed: seal(plain) };
    return last.sealed;
  };
}

export function intentRow(key: Buffer, personId: string, wanted: Intent): NewOutboxRow {
  return { queue: queueOf(wanted), personId, payload: sealPayload(key, wanted) };
}

export function sendRow(key: Buffer, personId: string, send: Send): NewOutboxRow {
  return { queue: 'sends', personId, payload: sealPayload(key, send) };
}

export function handIn(context: BenchContext, photoIds: readonly string[] = []): Intent {
  const { stationId, choiceId, electionId } = context;
  return {
    do: 'hand-in',
    ballotId: randomUUID(),
    electionId,
    stationId,
    choiceId,
    tier: 'verified',
    photoIds: [...photoIds],
  };
}
