import { createHash, randomInt, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { createAuditWriter } from '../../src/actions/audit-writer.ts';
import { type KeepPhotoDeps, keepPhoto } from '../../src/actions/keep-photo.ts';
import type { Notice } from '../../src/actions/notices.ts';
import { sealPayload } from '../../src/actions/outbox-payload.ts';
import { type DriveProtocolsDeps, driveProtocols } from '../../src/actions/protocols/drive-protocols.ts';
import { type HeldSheet, holdDisputedSheet, nextSheet } from '../../src/actions/protocols/next-sheet.ts';
import { openSheetPhoto, type SheetPhoto } from '../../src/actions/protocols/open-sheet-photo.ts';
import { type SheetTyped, typeSheet } from '../../src/actions/protocols/type-sheet.ts';
import type { SheetDecision, SheetNumbers } from '../../src/domain/protocols/entries.ts';
import { protocolRoutes } from '../../src/http/console/protocols/routes.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import { openConsole, type TestConsole } from './console.ts';
import { type Citizen, type ReviewWorld, reviewWorld } from './review.ts';

/** Senders, typists and a worker for result sheets, over one database with a clock of its own. */
export interface ProtocolWorld extends Omit<ReviewWorld, 'handIn' | 'photo' | 'next' | 'take' | 'answer' | 'settle'> {
  /** Sends a sheet whose photos are there. `pictures` are what is on them: equal ones are the same picture. */
  send(options?: {
    citizen?: Citizen;
    station?: number;
    pictures?: readonly string[];
    /** Photos that cannot be used. */
    refused?: number;
  }): Promise<{ readonly citizen: Citizen; readonly protocolId: string; readonly photoIds: readonly string[] }>;
  /** What is on a picture, by its name: a real photo, where somebody has to look at it. */
  readonly painted: Map<string, Buffer>;
  /** What the worker does every moment. Failures are thrown. */
  drive(): Promise<number>;
  nextSheet(reviewerId: string): Promise<HeldSheet | undefined>;
  /** The next sheet, which must be there. */
  takeSheet(reviewerId: string): Promise<HeldSheet>;
  type(reviewerId: string, protocolId: string, answer: SheetDecision): Promise<SheetTyped>;
  hold(administratorId: string, protocolId: string): Promise<boolean>;
  sheetPhoto(reviewerId: string, protocolId: string, position?: number): Promise<SheetPhoto>;
  protocol(id: string): Promise<ProtocolNow | undefined>;
  /** Somebody new types the next sheet, and the worker sees it. */
  typedBySomebody(answer: SheetDecision): Promise<{ readonly reviewerId: string; readonly protocolId: string }>;
}

export interface ProtocolNow {
  readonly state: string;
  readonly numbers: SheetNumbers | null;
  readonly wanted: number;
  readonly round: number;
  readonly problem: string | null;
  readonly links: number;
  readonly shown: number;
}

/** A sheet of the tests' election that adds up. */
export const SHEET: SheetNumbers = {
  registered: 1_000,
  issued: 800,
  'in-box': 790,
  early: 300,
  'at-home': 50,
  invalid: 10,
  'choice:oak': 500,
  'choice:birch': 200,
  'choice:pine': 80,
};

/** An entry of `SHEET`, with some of its numbers changed. */
export function entry(changes: SheetNumbers = {}): SheetDecision {
  return { kind: 'numbers', numbers: { ...SHEET, ...changes } };
}

export async function protocolWorld(): Promise<ProtocolWorld> {
  const review = await reviewWorld();
  const { database, keys, store, clock, place } = review;
  const now = () => clock.now;
  const text = (notice: Notice) => JSON.stringify(notice);
  const audit = createAuditWriter(database);
  const painted = new Map<string, Buffer>();
  const keeping: KeepPhotoDeps = {
    database,
    keys,
    text,
    today: () => clock.now.toISOString().slice(0, 10),
    store,
    source: () => ({
      name: 'telegram',
      fetch: async ({ ref }) => ({ ok: true, bytes: painted.get(ref) ?? Buffer.from(ref) }),
    }),
    process: async (bytes) =>
      `${Buffer.from(bytes)}` === 'bad'
        ? { ok: false, refusal: 'too-small' }
        : {
            ok: true,
            jpeg: Buffer.from(bytes),
            width: 1,
            height: 1,
            exactHash: createHash('sha256').update(bytes).digest(),
            perceptualHash: 1n,
          },
  };
  const driving = (failures: unknown[]): DriveProtocolsDeps => ({
    database,
    keys,
    text,
    now,
    store,
    handOver: { give: () => undefined },
    onFailure: (error) => failures.push(error),
    resting: new Map(),
  });
  const sheets = { database, now, random: (limit: number) => randomInt(limit) };

  const world: ProtocolWorld = {
    ...review,
    painted,
    async send({ citizen, station = 0, pictures = [randomUUID(), randomUUID()], refused = 0 } = {}) {
      const by = citizen ?? (await review.citizen());
      const photoIds: string[] = [];
      for (const picture of [...pictures, ...Array<string>(refused).fill('bad')]) {
        const photoId = randomUUID();
        photoIds.push(photoId);
        const photo = { messenger: 'telegram' as const, ref: picture };
        const payload = sealPayload(keys.outbox, { do: 'fetch-photo', photoId, electionId: place.electionId, photo });
        const rows = await addOutboxRows(database.pool, [{ queue: 'photos', personId: by.id, payload }]);
        for (const { id } of rows) await keepPhoto(keeping, id);
      }
      const protocolId = randomUUID();
      const { electionId, stationIds } = place;
      const stationId = stationIds[station] ?? '';
      await review.want(by, { do: 'hand-in-protocol', protocolId, electionId, stationId, photoIds });
      await world.drive();
      return { citizen: by, protocolId, photoIds };
    },
    async drive() {
      const failures: unknown[] = [];
      const done = await driveProtocols(driving(failures));
      if (failures.length > 0) throw failures[0];
      return done;
    },
    nextSheet: (reviewerId) => nextSheet(sheets, reviewerId),
    async takeSheet(reviewerId) {
      const sheet = await world.nextSheet(reviewerId);
      if (sheet === undefined) throw new Error('There is no sheet to type');
      return sheet;
    },
    type: (reviewerId, protocolId, answer) => typeSheet(sheets, { reviewerId, protocolId, answer }),
    hold: (reviewerId, protocolId) => holdDisputedSheet(sheets, { reviewerId, protocolId }),
    sheetPhoto: (reviewerId, protocolId, position = 0) =>
      openSheetPhoto({ database, reviewKey: keys.review, store, audit, now }, { reviewerId, protocolId, position }),
    async protocol(id) {
      const { rows } = await database.pool.query<ProtocolNow>(
        `select state, numbers, wanted, round, problem,
           (select count(*)::int from protocol_links where protocol_id = p.id) as links,
           (select count(*)::int from protocol_photos where protocol_id = p.id) as shown
         from protocols p where id = $1`,
        [id],
      );
      return rows[0];
    },
    async typedBySomebody(answer) {
      const reviewerId = await review.reviewer();
      const { protocolId } = await world.takeSheet(reviewerId);
      await world.type(reviewerId, protocolId, answer);
      await world.drive();
      return { reviewerId, protocolId };
    },
  };
  return world;
}

/** A photo of a printed result sheet with these numbers, in the order in which they are given. */
export function sheetPicture(numbers: SheetNumbers, width = 900): Promise<Buffer> {
  const lines = Object.entries(numbers).map(
    ([id, value], at) => `<text x="60" y="${230 + at * 70}">${id}</text>
      <text x="${width - 60}" y="${230 + at * 70}" text-anchor="end" font-weight="bold">${value ?? ''}</text>`,
  );
  const height = 330 + lines.length * 70;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans" font-size="34">
    <rect width="100%" height="100%" fill="#f6f3ea"/><text x="60" y="110" font-size="46">Result sheet</text>${lines.join('')}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
}

/** The console's pages of result sheets, over this world. */
export function protocolConsole({ database, keys, store, clock }: ProtocolWorld): Promise<TestConsole> {
  const now = () => clock.now;
  const photos = { reviewKey: keys.review, store, audit: createAuditWriter(database) };
  const routes = protocolRoutes({ database, now, random: (limit) => randomInt(limit), photos });
  return openConsole({ database, routes, now });
}

/** Forgets every sheet, and everybody. */
export async function emptyProtocols({ database }: Pick<ProtocolWorld, 'database'>): Promise<void> {
  await database.pool.query('truncate people, outbox, photos, protocols, protocol_requests, reviewers cascade');
}
