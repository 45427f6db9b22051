import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { type ApplyIntentsDeps, applyIntents } from '../../src/actions/apply-intents.ts';
import { createAuditWriter } from '../../src/actions/audit-writer.ts';
import type { Intent } from '../../src/actions/intents.ts';
import { type KeepPhotoDeps, keepPhoto } from '../../src/actions/keep-photo.ts';
import type { Notice } from '../../src/actions/notices.ts';
import { openSend, queueOf, sealPayload } from '../../src/actions/outbox-payload.ts';
import { type Answered, answerItem } from '../../src/actions/review/answer-item.ts';
import { type HeldItem, type NextItem, nextItem } from '../../src/actions/review/next-item.ts';
import { openPhoto, type Photo } from '../../src/actions/review/open-photo.ts';
import { passPractice } from '../../src/actions/review/pass-practice.ts';
import { settleDue } from '../../src/actions/review/settle-due.ts';
import type { Role } from '../../src/domain/permissions.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { grantToRole } from '../../src/storage/database-roles.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import { addElection, addPerson, type Place, testKeys } from './builders.ts';
import { cloneDatabase } from './database.ts';

export interface Citizen {
  readonly id: string;
  readonly personKey: Buffer;
}

/** A ballot that somebody handed in, and what they said is marked on it. */
export interface HandedInBallot {
  readonly citizen: Citizen;
  readonly ballotId: string;
  readonly choiceId: string;
}

/** Citizens, reviewers and a worker over one database, with a clock of their own. */
export interface ReviewWorld {
  readonly database: Database;
  /** The same, with the rights of the web process: what reviewers do, they do here. */
  readonly web: Database;
  readonly place: Place;
  readonly keys: ReturnType<typeof testKeys>;
  readonly store: PhotoStore;
  readonly clock: { now: Date };
  /** Lets seconds pass. */
  pass(seconds: number): void;
  citizen(phoneKey?: Buffer): Promise<Citizen>;
  /** Carries intents out, as a worker does. */
  want(citizen: Citizen, ...intents: Intent[]): Promise<void>;
  /** A ballot with two photos, handed in by somebody (new unless named), with photos kept. */
  handIn(
    choiceId?: string,
    options?: { citizen?: Citizen; station?: number; photos?: number },
  ): Promise<HandedInBallot>;
  reviewer(role?: Role): Promise<string>;
  next(reviewerId: string, ahead?: 0 | 1): Promise<NextItem>;
  /** The next item, which must be there. */
  take(reviewerId: string): Promise<HeldItem>;
  answer(reviewerId: string, turn: string, reading: string): Promise<Answered>;
  photo(reviewerId: string, turn: string, position?: number): Promise<Photo>;
  /** What a worker does every moment; failures are thrown. */
  settle(): Promise<{ items: number; closed: number }>;
  /** Everything that is to be said to somebody, as `kind` and the rest of the notice. */
  notices(citizen: Citizen): Promise<Notice[]>;
  ballot(id: string): Promise<{ state: string; accepted: string | null } | undefined>;
  close(): Promise<void>;
}

export async function reviewWorld(): Promise<ReviewWorld> {
  const clone = await cloneDatabase();
  const database = openDatabase({ url: clone.url, max: 8 });
  const place = await addElection(database.pool);
  const { web, dropRole } = await openAsWeb(database, clone.url);
  const keys = testKeys();
  const clock = { now: new Date('2020-08-10T10:00:00Z') };
  const now = () => clock.now;
  const today = () => clock.now.toISOString().slice(0, 10);
  // What is said, as it was meant.
  const text = (notice: Notice) => JSON.stringify(notice);
  const store = memoryStore();
  const deps: KeepPhotoDeps & ApplyIntentsDeps = {
    database,
    keys,
    text,
    today,
    now,
    store,
    source: () => ({ name: 'telegram', fetch: async ({ ref }) => ({ ok: true, bytes: Buffer.from(ref) }) }),
    process: async (bytes) => ({
      ok: true,
      jpeg: Buffer.from(bytes),
      width: 1,
      height: 1,
      exactHash: createHash('sha256').update(bytes).digest(),
      perceptualHash: 1n,
    }),
  };
  const audit = createAuditWriter(web);
  const queue = async (citizen: Citizen, intents: readonly Intent[]) => {
    const rows = intents.map((wanted) => ({
      queue: queueOf(wanted),
      personId: citizen.id,
      payload: sealPayload(keys.outbox, wanted),
    }));
    return (await addOutboxRows(database.pool, rows)).map(({ id }) => id);
  };

  const world: ReviewWorld = {
    database,
    web,
    place,
    keys,
    store,
    clock,
    pass: (seconds) => {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
    citizen: (phoneKey) => addPerson(database.pool, phoneKey === undefined ? {} : { phoneKey }),
    async want(citizen, ...intents) {
      await applyIntents(deps, await queue(citizen, intents));
    },
    async handIn(choiceId = 'oak', { citizen, station = 0, photos = 2 } = {}) {
      const by = citizen ?? (await world.citizen());
      const photoIds: string[] = [];
      for (let side = 0; side < photos; side++) {
        const photoId = randomUUID();
        photoIds.push(photoId);
        const photo = { messenger: 'telegram' as const, ref: `jpeg of ${photoId}` };
        const wanted: Intent = { do: 'fetch-photo', photoId, electionId: place.electionId, photo };
        for (const row of await queue(by, [wanted])) await keepPhoto(deps, row);
      }
      const ballotId = randomUUID();
      const { electionId, stationIds } = place;
      const stationId = stationIds[station] ?? '';
      await world.want(by, { do: 'hand-in', ballotId, electionId, stationId, choiceId, tier: 'verified', photoIds });
      return { citizen: by, ballotId, choiceId };
    },
    async reviewer(role = 'reviewer') {
      const { rows } = await database.pool.query<{ id: string }>(
        `insert into organizers (alias, role, language, joined_on) values ($1, $2, 'en', $3) returning id`,
        [`r ${randomUUID().slice(0, 30)}`, role, clock.now],
      );
      const id = rows[0]?.id ?? '';
      await passPractice(web.pool, id, clock.now);
      return id;
    },
    next: (reviewerId, ahead = 0) =>
      nextItem({ database: web, now, random: (limit) => randomInt(limit), goldPercent: 0 }, reviewerId, ahead),
    async take(reviewerId) {
      const next = await world.next(reviewerId);
      if (next.kind !== 'item') throw new Error(`There is no item but: ${next.kind}`);
      return next.item;
    },
    answer: (reviewerId, turn, reading) =>
      answerItem({ database: web, now, undoSeconds: 0 }, { reviewerId, turn, reading }),
    photo: (reviewerId, turn, position = 0) =>
      openPhoto({ database: web, reviewKey: keys.review, store, audit, now }, { reviewerId, turn, position }),
    async settle() {
      const failures: unknown[] = [];
      const onFailure = (error: unknown) => failures.push(error);
      const settled = await settleDue(
        { database, keys, text, now, handOver: { give: () => undefined }, onFailure },
        new Map(),
      );
      if (failures.length > 0) throw failures[0];
      return settled;
    },
    async notices(citizen) {
      const result = await database.pool.query<{ payload: Buffer }>(
        `select payload from outbox where person_id = $1 and queue = 'sends' order by id`,
        [citizen.id],
      );
      return result.rows.map(({ payload }) => {
        const send = openSend(keys.outbox, payload);
        return JSON.parse('message' in send ? send.message.text : '{}');
      });
    },
    async ballot(id) {
      const result = await database.pool.query<{ state: string; accepted: string | null }>(
        'select state, accepted_choice_id as accepted from ballots where id = $1',
        [id],
      );
      return result.rows[0];
    },
    async close() {
      await web.close();
      await dropRole();
      await database.close();
      await clone.drop();
    },
  };
  return world;
}

async function openAsWeb(database: Database, url: string): Promise<{ web: Database; dropRole: () => Promise<void> }> {
  const [role, password] = [`golos_web_${randomBytes(6).toString('hex')}`, randomBytes(8).toString('hex')];
  await database.pool.query(`create role ${role} login password '${password}'`);
  await database.transaction((client) => grantToRole(client, role, 'web'));
  const address = new URL(url);
  address.username = role;
  address.password = password;
  return {
    web: openDatabase({ url: address.href, max: 8 }),
    dropRole: async () => {
      await database.pool.query(`drop owned by ${role}`);
      await database.pool.query(`drop role ${role}`);
    },
  };
}

/** Everything that belongs to people, ballots and review, to begin anew. */
export async function emptyWorld({ database }: Pick<ReviewWorld, 'database'>): Promise<void> {
  await database.pool.query(
    `truncate people, phones, ballots, ballot_links, declarations, photos, photo_keys, tallies, outbox, spent_voices,
       review_items, review_photos, review_turns, reviewers, review_pace, quarantines cascade`,
  );
}

/** A photo store that forgets. */
export function memoryStore(): PhotoStore {
  const stored = new Map<string, Buffer>();
  return {
    put: async (id, bytes) => void stored.set(id, Buffer.from(bytes)),
    get: async (id) => stored.get(id),
    delete: async (id) => void stored.delete(id),
    dayOf: async () => undefined,
    async *ids() {
      yield* stored.keys();
    },
  };
}
