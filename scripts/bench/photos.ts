import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { renderBallot } from '../../bots/playground/sample-ballots.ts';
import type { Intent } from '../../src/actions/intents.ts';
import { PHOTOS_AT_ONCE } from '../../src/domain/photos.ts';
import { createHandOver } from '../../src/queues/hand-over.ts';
import { openQueues } from '../../src/queues/queues.ts';
import type { BenchContext } from './context.ts';
import { type Filler, intentRow, openFiller } from './fill.ts';
import { median } from './ingest.ts';
import { nextLine, startHelper, startReal, timed } from './processes.ts';
import type { Result } from './result.ts';

const PHOTOS = 120;
const RENDERED = 12;
const WARM_UP = 24;
const ROUNDS = 3;
/** A round takes seconds. */
const LOOK_EVERY_MS = 50;

/** Longer sides of what phones and messengers send. */
const SIDES = { from: 1_600, to: 2_400 };

/**
 * Photos a second by the real worker (fetched, rebuilt, hashed, encrypted, stored durably, committed)
 * against bare sharp that decodes, resizes and encodes the same ones with the same settings and as many at
 * once. The medians of three rounds.
 */
export async function benchPhotos(context: BenchContext): Promise<Result[]> {
  const { backend, databaseUrl, redisUrl } = context;
  const folder = join(context.dataDir, 'bench-photos');
  const names = await makePhotos(folder);
  const filler = await openFiller(context);
  const fail = (error: unknown) => {
    throw error;
  };
  const queues = openQueues({ databaseUrl, redisUrl, onError: fail });
  const handOver = createHandOver(queues, fail);
  const answerer = startHelper('./answerer.js', [folder]);
  const worker = await startReal(context, 'worker', Number(await nextLine(answerer)));
  const bare = startHelper('./bare-sharp.js', [folder]);
  const [ours, limits]: [number[], number[]] = [[], []];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const count = round === 0 ? WARM_UP : PHOTOS;
      const limit = (count / (await timed(bare, count))) * 1_000;
      await filler.client.query('truncate photos cascade');
      const rows = await fill(filler, context, names.slice(0, count));
      const start = performance.now();
      handOver.give(rows);
      await filler.emptied('photos', LOOK_EVERY_MS);
      const own = (count / (performance.now() - start)) * 1_000;
      // The first round warms both up.
      if (round === 0) continue;
      ours.push(own);
      limits.push(limit);
    }
    const kept = await filler.client.query(`select from photos where outcome = 'ready'`);
    if (kept.rowCount !== PHOTOS) throw new Error(`${PHOTOS - (kept.rowCount ?? 0)} photos were not kept`);
  } finally {
    await bare.stop();
    await worker.stop();
    await answerer.stop();
    await queues.close();
    await filler.close();
  }
  const [value, limit] = [median(ours), median(limits)];
  const ratio = value / limit;
  const note = `${PHOTOS_AT_ONCE} at once, one libvips thread each, ${SIDES.from} to ${SIDES.to} px`;
  return [{ name: 'photos', backend, value, unit: 'photos/s', limit, ratio, goal: '≥ 0.85', met: ratio >= 0.85, note }];
}

/** Different photos, from fewer rendered ones: each is cut differently. */
export async function makePhotos(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const election = { name: 'Election of the benchmark', choices: ['Oak', 'Birch', 'Linden', 'Rowan'] };
  const names: string[] = [];
  for (let i = 0; i < RENDERED; i += 1) {
    const rendered = await renderBallot({
      election,
      choiceIndex: i % 4,
      side: i % 2 === 0 ? 'front' : 'back',
      seed: i,
    });
    const { width = 0, height = 0 } = await sharp(rendered).metadata();
    for (let cut = 0; cut < PHOTOS / RENDERED; cut += 1) {
      const side = SIDES.from + Math.round(((SIDES.to - SIDES.from) * names.length) / PHOTOS);
      const name = `${names.length}.jpg`;
      const photo = sharp(rendered).extract({ left: cut, top: cut, width: width - cut * 2, height: height - cut * 2 });
      await writeFile(join(folder, name), await photo.resize({ height: side }).jpeg({ quality: 88 }).toBuffer());
      names.push(name);
    }
  }
  return names;
}

/** People who each have a photo to be fetched. */
export async function fill(filler: Filler, { electionId }: BenchContext, names: readonly string[]) {
  const people = await filler.people(names.length);
  return filler.outbox(
    names.map((ref, i) => {
      const wanted: Intent = {
        do: 'fetch-photo',
        photoId: randomUUID(),
        electionId,
        photo: { messenger: 'telegram', ref },
      };
      return intentRow(filler.keys.web.outbox, people[i] ?? '', wanted);
    }),
  );
}
