import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createEditionReader } from '../../../src/actions/editions/current-edition.ts';
import { apiRoutes } from '../../../src/http/api/routes.ts';
import { createApp, securePages } from '../../../src/http/app.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import type { Place } from '../../support/builders.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addCountedElection, handIn, importResults, publish, requestFor } from '../../support/editions.ts';

interface Description {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly responses: Readonly<
    Record<string, { readonly content: { readonly 'application/json': { readonly schema: { $ref: string } } } }>
  >;
}

let clone: ClonedDatabase;
let database: Database;
let place: Place;
let app: FastifyInstance;
let base: string;
let description: Description;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 6 });
  place = await addCountedElection(database);
  await publish(database, requestFor(place));
  await importResults(database, place.electionId, 'protocol', 'station,oak,birch,pine\n01-1,60,40,0\n');
  await handIn(database, place, 1, 7);
  await publish(database, requestFor(place));
  app = await createApp({
    onFailure: (error) => {
      throw error;
    },
  });
  await app.register(async (pages) => {
    await securePages(pages);
    apiRoutes(pages, { editions: createEditionReader({ database, now: () => new Date() }) });
  });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
  description = (await get('/api/v1/openapi.json')).body as unknown as Description;
});
afterAll(async () => {
  await app.close();
  await database.close();
  await clone.drop();
});

async function get(url: string) {
  const response = await fetch(`${base}${url}`);
  const body = (await response.json()) as Record<string, unknown>;
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body };
}

const BASE = '/api/v1/elections/test-election/editions';

/** What the description says of an address' answers. */
function described(url: string): Operation {
  const path = url.split('?')[0] ?? '';
  const found = Object.entries(description.paths).find(([template]) =>
    new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  if (found === undefined) throw new Error(`${url} is not described`);
  return found[1].get;
}

test.each([
  ['/api/v1/editions', 200],
  [`${BASE}/current`, 200],
  [`${BASE}/1`, 200],
  ['/api/v1/elections/current/editions/current', 200],
  [`${BASE}/current/areas`, 200],
  [`${BASE}/current/areas?depth=2&within=North`, 200],
  [`${BASE}/current/stations?limit=1`, 200],
  [`${BASE}/current/stations?region=North&proven=true&counted=true`, 200],
  [`${BASE}/2/stations/01-1`, 200],
  [`${BASE}/2/changes?limit=1`, 200],
  [`${BASE}/3`, 404],
  [`${BASE}/0`, 404],
  ['/api/v1/elections/nowhere/editions/current', 404],
  [`${BASE}/2/stations/99-9`, 404],
  [`${BASE}/2/stations?limit=0`, 400],
  [`${BASE}/2/stations?what=1`, 400],
  [`${BASE}/2/areas?depth=x`, 400],
  [`${BASE}/2/changes?after=-1`, 400],
])('%s answers %d as it is described', async (url, status) => {
  const { statusCode, headers, body } = await get(url);
  expect(statusCode).toBe(status);
  expect(headers).toMatchObject({
    'access-control-allow-origin': '*',
    'content-type': 'application/json; charset=utf-8',
  });
  const { $ref } = described(url).responses[`${status}`]?.content['application/json'].schema ?? { $ref: '' };
  const schema = description.components.schemas[$ref.replace('#/components/schemas/', '')];
  expect(z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).parse(body)).toEqual(body);
});

test('every address and every parameter of the description is there', async () => {
  const parts: Readonly<Record<string, string>> = { election: 'test-election', edition: '2', code: '01-1' };
  for (const [template, { get: operation }] of Object.entries(description.paths)) {
    const url = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '');
    expect((await get(url)).statusCode).toBe(200);
    for (const { name, in: where, schema } of operation.parameters) {
      if (where !== 'query') continue;
      // Texts are compared: any is taken.
      const takesAnyText = 'type' in schema && schema.type === 'string' && !('enum' in schema);
      expect((await get(`${url}?${name}=%00`)).statusCode).toBe(takesAnyText ? 200 : 400);
    }
  }
});

test('says what is published', async () => {
  expect((await get(`${BASE}/current`)).body).toMatchObject({
    number: 2,
    summary: { country: { proven: 1, missing: 20 }, changes: { numbers: 4, stations: 2 } },
    files: '/data/test-election/2/',
  });
  expect((await get(`${BASE}/2/stations/01-1`)).body).toMatchObject({
    proven: true,
    missing: 20,
    choices: [
      { choice: 'oak', ours: 0, missing: 0 },
      {
        choice: 'birch',
        ours: 30,
        official: [
          { source: 'cec', votes: 10 },
          { source: 'protocol', votes: 40 },
        ],
        missing: 20,
      },
      { choice: 'pine' },
    ],
  });
});

test('pages lead to the end', async () => {
  const first = (await get(`${BASE}/2/stations?limit=1`)).body;
  expect(first).toMatchObject({ total: 2, next: '01-1', stations: [{ code: '01-1' }] });
  const second = (await get(`${BASE}/2/stations?limit=1&after=01-1`)).body;
  expect(second).toMatchObject({ total: 2, next: null, stations: [{ code: '01-2' }] });
  expect((await get(`${BASE}/2/changes?limit=3`)).body).toMatchObject({ total: 4, next: 3 });
  expect((await get(`${BASE}/2/changes?limit=3&after=3`)).body).toMatchObject({ next: null });
});
