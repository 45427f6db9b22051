import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { FastifyInstance } from 'fastify';
import { verifyFolder } from '../../../../scripts/verify/verify-folder.ts';
import { createEditionReader } from '../../../../src/actions/editions/current-edition.ts';
import { createApp, securePages } from '../../../../src/http/app.ts';
import { dataRoutes } from '../../../../src/http/pages/data/routes.ts';
import { loadCatalogues } from '../../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../../src/storage/database.ts';
import type { Place } from '../../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../../support/database.ts';
import { addCountedElection, handIn, publish, requestFor } from '../../../support/editions.ts';

let clone: ClonedDatabase;
let database: Database;
let place: Place;
let app: FastifyInstance;
let base: string;
let at: number;
const catalogues = loadCatalogues();

beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 6 });
  place = await addCountedElection(database);
  at = Date.now();
  app = await createApp({
    onFailure: (error) => {
      throw error;
    },
  });
  const now = () => new Date(at);
  await app.register(async (pages) => {
    await securePages(pages);
    dataRoutes(pages, { editions: createEditionReader({ database, now }), catalogues, now });
  });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await app.close();
  await database.close();
  await clone.drop();
});

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${base}${url}`, {
    headers: { 'accept-encoding': 'identity', ...headers },
    redirect: 'manual',
  });
  const rawPayload = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    rawPayload,
    body: rawPayload.toString('utf8'),
  };
}

test('before anything is published there is no file, and the page leads to the first one', async () => {
  expect((await get('/data/stations.csv')).statusCode).toBe(404);
  expect((await get('/data')).headers.location).toBe('/?lang=be');
});

test('every file of the page is there, and is what its SHA-256 says', async () => {
  await publish(database, requestFor(place));
  const page = await get('/data?lang=en');
  expect(page.body).toContain('Edition 1, published on');
  const names = [...page.body.matchAll(/href="\/data\/([\w.]+)"/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const file = await get(`/data/${name}`);
    expect(page.body).toContain(createHash('sha256').update(file.rawPayload).digest('hex'));
    expect(file.headers).toMatchObject({ 'access-control-allow-origin': '*' });
    expect((await get(`/data/test-election/1/${name}`)).rawPayload.equals(file.rawPayload)).toBe(true);
  }
});

test('who downloads all files can check them without us', async () => {
  await publish(database, requestFor(place));
  const folder = await mkdtemp(join(tmpdir(), 'golos-data-'));
  try {
    const manifest: { files: { name: string }[] } = JSON.parse((await get('/data/manifest.json')).body);
    for (const name of [...manifest.files.map((file) => file.name), 'manifest.json', 'SHA256SUMS'])
      await writeFile(join(folder, name), (await get(`/data/${name}`)).rawPayload);
    const progress = () => ({ update: () => undefined, stop: () => undefined });
    expect((await verifyFolder(folder, { progress, catalogues })).differences).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the headline can be computed in a spreadsheet', async () => {
  await publish(database, requestFor(place));
  const rows: Record<string, string>[] = parse((await get('/data/stations.csv')).body, { columns: true, bom: true });
  const counted = rows.filter((row) => row.counted === '1');
  const sum = (column: string) => counted.reduce((total, row) => total + Number(row[column]), 0);
  expect([sum('proven'), sum('missing')]).toEqual([1, 20]);
  for (const row of rows)
    expect(Number(row.missing_birch)).toBe(Math.max(0, Number(row.ours_birch) - Number(row.official_birch)));
});

test('an older edition keeps its addresses and its bytes', async () => {
  await publish(database, requestFor(place));
  const before = (await get('/data/stations.csv')).rawPayload;
  await handIn(database, place, 0, 5);
  await publish(database, requestFor(place));
  at += 5_000;
  const old = await get('/data/test-election/1/stations.csv');
  expect(old.rawPayload.equals(before)).toBe(true);
  expect(old.headers['cache-control']).toContain('max-age=31536000');
  expect((await get('/data/stations.csv')).rawPayload.equals(before)).toBe(false);
  expect((await get('/data/changes.csv')).body).toContain('01-1,ours:birch,30,35');
  expect((await get('/data?lang=en')).body).toContain('/data/test-election/1/manifest.json');
  for (const url of ['/data/test-election/3/stations.csv', '/data/test-election/x/stations.csv', '/data/nothing.csv'])
    expect((await get(url)).statusCode).toBe(404);
});

test('a file is sent packed to whoever can unpack it, and not twice', async () => {
  await publish(database, requestFor(place));
  const plain = await get('/data/stations.csv');
  const packed = await get('/data/stations.csv', { 'accept-encoding': 'gzip' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  // `fetch` unpacks it.
  expect(packed.rawPayload.equals(plain.rawPayload)).toBe(true);
  const again = await get('/data/stations.csv', { 'if-none-match': `${plain.headers.etag}` });
  expect(again.statusCode).toBe(304);
});
