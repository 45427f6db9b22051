import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { setUpSharp } from '../../src/actions/process-photo.ts';
import { KEPT_PHOTO_SIDE, PHOTOS_AT_ONCE } from '../../src/domain/photos.ts';

/**
 * The limit of photos, in a process of its own: sharp alone decodes, resizes and encodes, with the worker's
 * settings and as many at once. Reads a number of photos a line, prints the milliseconds that they took.
 */
const [folder = ''] = process.argv.slice(2);
setUpSharp();
const photos: Buffer[] = [];
for (const name of await readdir(folder)) photos.push(await readFile(join(folder, name)));

for await (const line of createInterface(process.stdin)) {
  const count = Number(line);
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: PHOTOS_AT_ONCE }, async () => {
      for (let i = next++; i < count; i = next++) {
        await sharp(photos[i % photos.length])
          .resize(KEPT_PHOTO_SIDE, KEPT_PHOTO_SIDE, { fit: 'inside', withoutEnlargement: true })
          .jpeg({ quality: 80, mozjpeg: false })
          .toBuffer();
      }
    }),
  );
  process.stdout.write(`${performance.now() - start}\n`);
}
