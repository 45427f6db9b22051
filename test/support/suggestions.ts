import { createHash, randomUUID } from 'node:crypto';
import { applyIntents } from '../../src/actions/apply-intents.ts';
import type { Intent } from '../../src/actions/intents.ts';
import { keepPhoto } from '../../src/actions/keep-photo.ts';
import type { Notice } from '../../src/actions/notices.ts';
import { queueOf, sealPayload } from '../../src/actions/outbox-payload.ts';
import type { PhotoRefusal } from '../../src/domain/photos.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import { addElection, type addPerson, testKeys } from './builders.ts';
import { cloneDatabase } from './database.ts';
import { picture } from './pictures.ts';

export type Person = Awaited<ReturnType<typeof addPerson>>;

export type SuggestionWorld = Awaited<ReturnType<typeof suggestionWorld>>;

/** A record with an election, a store in memory, and a worker that takes what people send for the chronicle. `at` is its clock. */
export async function suggestionWorld() {
  const keys = testKeys();
  const stored = new Map<string, Buffer>();
  const store = {
    put: async (id: string, bytes: Buffer) => void stored.set(id, bytes),
    get: async (id: string) => stored.get(id),
    delete: async (id: string) => void stored.delete(id),
    dayOf: async () => undefined,
    async *ids() {
      yield* stored.keys();
    },
  };
  const clone = await cloneDatabase();
  const database = openDatabase({ url: clone.url, max: 6 });
  const place = await addElection(database.pool);

  const world = {
    keys,
    stored,
    store,
    database,
    place,
    at: new Date('2020-08-16T12:00:00Z'),
    now: () => world.at,
    today: (): string => world.at.toISOString().slice(0, 10),
    worker: () => ({
      database,
      keys,
      text: (notice: Notice) => `${notice.kind}${'refusal' in notice ? ` ${notice.refusal}` : ''}`,
      today: world.today,
    }),

    /** Resolves to the outbox row. */
    async want(person: Person, wanted: Intent): Promise<string> {
      const payload = sealPayload(keys.outbox, wanted);
      const rows = await addOutboxRows(database.pool, [{ queue: queueOf(wanted), personId: person.id, payload }]);
      return rows[0]?.id ?? '';
    },

    /** The photo comes from its messenger: a good one, or one that is refused. */
    async fetchPhoto(person: Person, photoId: string, refusal?: PhotoRefusal): Promise<void> {
      const photo = { messenger: 'telegram', ref: photoId } as const;
      const row = await world.want(person, { do: 'fetch-photo', photoId, electionId: place.electionId, photo });
      const jpeg = await picture(640, 480).jpeg().toBuffer();
      const kept = (bytes: Uint8Array) => ({
        ok: true as const,
        jpeg: Buffer.from(bytes),
        width: 640,
        height: 480,
        exactHash: createHash('sha256').update(bytes).digest(),
        perceptualHash: 1n,
      });
      await keepPhoto(
        {
          ...world.worker(),
          source: () => ({ name: 'telegram', fetch: async () => ({ ok: true, bytes: jpeg }) }),
          process: async (bytes) => (refusal === undefined ? kept(bytes) : { ok: false, refusal }),
          store,
        },
        row,
      );
    },

    /** Somebody sends something; resolves to its id. */
    async send(person: Person, photoIds: readonly string[] = []): Promise<string> {
      const suggestionId = randomUUID();
      const row = await world.want(person, {
        do: 'add-to-chronicle',
        suggestionId,
        photoIds: [...photoIds],
        day: '2020-08-15',
        place: 'Minsk',
        text: 'People stood along the road.',
        language: 'en',
      });
      await applyIntents(world.worker(), [row]);
      return suggestionId;
    },

    /** How many rows `from …` has. */
    async count(sql: string): Promise<number | undefined> {
      return (await database.pool.query<{ n: number }>(`select count(*)::integer as n ${sql}`)).rows[0]?.n;
    },

    async close(): Promise<void> {
      await database.close();
      await clone.drop();
    },
  };
  return world;
}
