import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { writeSite } from '../../../scripts/export/write-site.ts';
import { verifyFolder } from '../../../scripts/verify/verify-folder.ts';
import { chroniclePart } from '../../../src/http/pages/chronicle/part.ts';
import { solidarityPart } from '../../../src/http/pages/solidarity/part.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { publicAppeal, publicFund } from '../../support/solidarity.ts';
import { someEdition } from '../../support/some-edition.ts';

const quiet = { progress: () => ({ update: () => undefined, stop: () => undefined }), catalogues: loadCatalogues() };
const PARTS = [
  chroniclePart([]),
  solidarityPart({
    asOf: '2026-08-10',
    funds: [publicFund('lagoda'), publicFund('other', { countries: [] })],
    appeals: [publicAppeal('abcd1234', 'lagoda')],
  }),
];
const DIGIT = (byte: number) => byte >= 0x30 && byte <= 0x39;

let base: string;
let site: string;
let data: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'golos-verify-'));
  site = join(base, 'site');
  data = join(base, 'data');
  await writeSite(someEdition(), PARTS, site, quiet);
  await cp(join(site, 'data'), data, { recursive: true });
});

afterAll(() => rm(base, { recursive: true, force: true }));

test('an exported site is what follows from its numbers', async () => {
  const { edition, parts, files, differences } = await verifyFolder(site, quiet);
  expect(differences).toEqual([]);
  expect(parts).toMatchObject([{ file: 'chronicle/chronicle.json' }, { file: 'solidarity/directory.json' }]);
  expect(files).toBeGreaterThan(50);
  expect(edition).toMatchObject({ election: 'some', number: 2, summary: { country: { proven: 2, missing: 123 } } });
});

test('so is a folder with its data files alone', async () => {
  expect((await verifyFolder(data, quiet)).differences).toEqual([]);
});

test('an edition that somebody else knows by another SHA-256 is told', async () => {
  const { differences } = await verifyFolder(data, { ...quiet, sha256: '0'.repeat(64) });
  expect(differences).toMatchObject([{ where: 'SHA-256 of the edition', expected: '0'.repeat(64) }]);
});

test('any digit that is changed in a data file is found, and in which file', async () => {
  const names = (await readdir(data)).sort();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 9 }), async (name, at, by) => {
      await withChangedDigit(join(data, name), at, by, async () => {
        const { differences } = await verifyFolder(data, quiet);
        expect(differences.map(({ file }) => file)).toContain(name);
      });
    }),
    { numRuns: 120 },
  );
}, 120_000);

test('any digit that is changed on a page, in a style sheet or in a list of sums is found, and where', async () => {
  const all = await readdir(site, { recursive: true, withFileTypes: true });
  const names = all
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names.sort()),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      async (name, at, by) => {
        await withChangedDigit(join(site, name), at, by, async () => {
          const { differences } = await verifyFolder(site, quiet);
          expect(differences.map(({ file }) => file)).toContain(name);
        });
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test('a changed number is told by its line and column, and by its path', async () => {
  const csv = await readFile(join(data, 'stations.csv'), 'utf8');
  await withBytes(join(data, 'stations.csv'), csv.replace('N-1,', 'N-7,'), async () => {
    const { differences } = await verifyFolder(data, quiet);
    expect(differences).toEqual([
      { file: 'stations.csv', where: 'line 2 (N-1), column code', found: 'N-7', expected: 'N-1' },
    ]);
  });
  const json = await readFile(join(data, 'summary.json'), 'utf8');
  await withBytes(join(data, 'summary.json'), json.replace('"proven":2', '"proven":3'), async () => {
    const { differences } = await verifyFolder(data, quiet);
    expect(differences).toMatchObject([{ file: 'summary.json', found: '3', expected: '2' }]);
    expect(differences[0]?.where).toMatch(/proven$/);
  });
});

test('a number that is changed in edition.json itself is told as that', async () => {
  const json = await readFile(join(data, 'edition.json'), 'utf8');
  await withBytes(join(data, 'edition.json'), json.replace('"ours":[100,200,0]', '"ours":[100,201,0]'), async () => {
    const { differences } = await verifyFolder(data, quiet);
    expect(differences[0]).toMatchObject({ file: 'edition.json', where: expect.stringContaining('manifest.json') });
    expect(differences).toContainEqual(
      expect.objectContaining({ file: 'stations.csv', where: 'line 2 (N-1), column ours_birch', found: '200' }),
    );
  });
});

test('a file that is missing, and one that should not be there', async () => {
  const bytes = await readFile(join(data, 'totals.csv'));
  await rm(join(data, 'totals.csv'));
  await writeFile(join(data, 'more.csv'), '1');
  const { differences } = await verifyFolder(data, quiet);
  expect(differences).toEqual([
    { file: 'totals.csv', where: '', found: 'no such file', expected: `${bytes.length} bytes` },
    { file: 'more.csv', where: '', found: 'a file', expected: 'no such file' },
  ]);
  await writeFile(join(data, 'totals.csv'), bytes);
  await rm(join(data, 'more.csv'));
});

test.each([
  ['no JSON', () => '{'],
  ['another shape', () => '{"format":1}'],
  ['too few numbers', (json: string) => json.replace('"ours":[100,200,0]', '"ours":[100,200]')],
  ['two stations with one code', (json: string) => json.replace('"code":"N-2"', '"code":"N-1"')],
])('an edition that makes no sense: %s', async (_name, make) => {
  const json = await readFile(join(data, 'edition.json'), 'utf8');
  await withBytes(join(data, 'edition.json'), make(json), async () => {
    const { edition, differences } = await verifyFolder(data, quiet);
    expect(edition).toBeUndefined();
    expect(differences.length).toBeGreaterThan(0);
  });
});

test('a folder that is something else is refused', async () => {
  await expect(verifyFolder(join(site, 'be'), quiet)).rejects.toThrow('neither an exported site nor its data files');
});

test('writing twice gives the same bytes, and never over something', async () => {
  const again = join(base, 'again');
  await writeSite(someEdition(), PARTS, again, quiet);
  const all = await readdir(site, { recursive: true, withFileTypes: true });
  for (const entry of all.filter((one) => one.isFile())) {
    const path = relative(site, join(entry.parentPath, entry.name));
    expect((await readFile(join(again, path))).equals(await readFile(join(site, path)))).toBe(true);
  }
  expect(await readdir(again, { recursive: true })).toHaveLength(all.length);
  await expect(writeSite(someEdition(), PARTS, again, quiet)).rejects.toThrow('not an empty folder');
});

async function withBytes(path: string, bytes: string | Buffer, work: () => Promise<void>): Promise<void> {
  const before = await readFile(path);
  await writeFile(path, bytes);
  try {
    await work();
  } finally {
    await writeFile(path, before);
  }
}

/** Changes the n-th digit of a file by so much; a file without any is left alone. */
async function withChangedDigit(path: string, nth: number, by: number, work: () => Promise<void>): Promise<void> {
  const bytes = Buffer.from(await readFile(path));
  const places = [...bytes.keys()].filter((at) => DIGIT(bytes[at] ?? 0));
  const at = places[nth % Math.max(places.length, 1)];
  if (at === undefined) return;
  bytes[at] = 0x30 + (((bytes[at] ?? 0) - 0x30 + by) % 10);
  await withBytes(path, bytes, work);
}
