import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { writeSite } from '../../../scripts/export/write-site.ts';
import { verifyFolder } from '../../../scripts/verify/verify-folder.ts';
import { chronicleContent } from '../../../src/domain/chronicle/content.ts';
import type { PublishedEntry } from '../../../src/domain/chronicle/published.ts';
import { EMPTY_DIRECTORY } from '../../../src/domain/solidarity/directory.ts';
import { chroniclePart } from '../../../src/http/pages/chronicle/part.ts';
import { solidarityPart } from '../../../src/http/pages/solidarity/part.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { someEntry } from '../../support/chronicle.ts';
import { someEdition } from '../../support/some-edition.ts';

jest.setTimeout(300_000);

// A thousand of them, with everything else: whole-site.test.ts.
const ENTRIES = 12;
const quiet = { progress: () => ({ update: () => undefined, stop: () => undefined }), catalogues: loadCatalogues() };
const pixels = Buffer.from('pixels');
const photo = {
  id: randomUUID(),
  mediaType: 'image/jpeg' as const,
  sha256: createHash('sha256').update(pixels).digest('hex'),
  width: 10,
  height: 10,
  alt: { en: 'A bridge' },
};

/** An entry a day; each fifth corrected, one withdrawn. */
function entries(): PublishedEntry[] {
  return Array.from({ length: ENTRIES }, (_, at) => {
    const day = new Date(Date.UTC(2020, 7, 9) + at * 86_400_000).toISOString().slice(0, 10);
    const tags = [{ id: `tag-${at % 30}`, name: { en: `Topic ${at % 30}` } }];
    const content = chronicleContent.parse(
      someEntry({ day, tags, ...(at === 0 ? { photos: [photo], facesChecked: true } : {}) }),
    );
    const first = { version: 1, publishedAt: '2026-01-01T10:00Z', note: null, content };
    const corrected = { version: 2, publishedAt: '2026-01-02T10:00Z', note: { en: 'A word.' }, content };
    const withdrawn = { version: 2, publishedAt: '2026-01-03T10:00Z', note: {}, content: null };
    const versions = at === 8 ? [{ ...first, content: null }, withdrawn] : at % 5 === 0 ? [first, corrected] : [first];
    return { number: at + 1, uid: randomUUID(), versions };
  });
}

let folder: string;
let site: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-chronicle-'));
  site = join(folder, 'site');
  const read = async (id: string) => (id === photo.id ? pixels : undefined);
  await writeSite(someEdition(), [chroniclePart(entries(), read), solidarityPart(EMPTY_DIRECTORY)], site, quiet);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('entries are in the static site, and all of it follows from their file', async () => {
  const { differences, files } = await verifyFolder(site, quiet);
  expect(differences).toEqual([]);
  expect(files).toBeGreaterThan(ENTRIES * 3);
  const home = await readFile(join(site, 'en/chronicle.html'), 'utf8');
  expect(home).toContain('href="chronicle/2020.html"');
  const entry = await readFile(join(site, 'be/chronicle/entries/1.html'), 'utf8');
  expect(entry).toContain(`src="../../../chronicle/photos/${photo.id}.jpg"`);
  expect(await readFile(join(site, `chronicle/photos/${photo.id}.jpg`))).toEqual(pixels);
  const feed = await readFile(join(site, 'chronicle/feed-en.xml'), 'utf8');
  expect(feed).toContain('href="../en/chronicle/entries/1.html"');
  const sums = await readFile(join(site, 'SHA256SUMS'), 'utf8').catch(() => '');
  if (sums !== '') expect(sums).toContain(`${photo.sha256}  chronicle/photos/${photo.id}.jpg`);
});

test.each([
  ['an entry', 'en/chronicle/entries/7.html'],
  ['a photo', `chronicle/photos/${photo.id}.jpg`],
  ['a feed', 'chronicle/feed-be.xml'],
])('%s that was changed is found', async (_, file) => {
  const path = join(site, file);
  const before = await readFile(path);
  await writeFile(path, Buffer.concat([before, Buffer.from('x')]));
  try {
    const { differences } = await verifyFolder(site, quiet);
    expect(differences.map((difference) => difference.file)).toContain(file);
  } finally {
    await writeFile(path, before);
  }
});

test('a photo that is not what was approved is not written', async () => {
  const read = async () => Buffer.from('something else');
  const parts = [chroniclePart(entries().slice(0, 1), read)];
  await expect(writeSite(someEdition(), parts, join(folder, 'other'), quiet)).rejects.toThrow('what was approved');
});
