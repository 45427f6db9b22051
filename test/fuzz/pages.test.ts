import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { loadDemo } from '../../scripts/demo/load-demo.ts';
import { createAuditWriter } from '../../src/actions/audit-writer.ts';
import { createEditionReader } from '../../src/actions/editions/current-edition.ts';
import { createLiveMarches } from '../../src/actions/marches/live-marches.ts';
import { createOverview, type Overview } from '../../src/actions/overview.ts';
import { apiRoutes } from '../../src/http/api/routes.ts';
import { createApp, securePages } from '../../src/http/app.ts';
import type { ConsoleRoute } from '../../src/http/console/route.ts';
import { consoleBadges, consoleRoutes } from '../../src/http/console/routes.ts';
import { dataRoutes } from '../../src/http/pages/data/routes.ts';
import { livePages } from '../../src/http/pages/live/routes.tsx';
import { recordPages } from '../../src/http/pages/record-pages.ts';
import { pictureRoutes } from '../../src/http/pictures.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import type { Queues } from '../../src/queues/queues.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { publishNew, someEntry } from '../support/chronicle.ts';
import { ORIGIN, openConsole, type TestConsole, type Visitor } from '../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { FUZZ_TEST_MS, fuzz, withFlatMemory } from '../support/fuzz.ts';
import { COMMON, part, UUID, value } from '../support/fuzz-requests.ts';
import { openPublicSite, type PublicSite } from '../support/public-site.ts';
import { sendRaw } from '../support/raw-http.ts';
import { someEdition } from '../support/some-edition.ts';
import { addSurvey } from '../support/some-survey.ts';

/** Of the chronicle and of the directory of funds, besides what parts are put behind these. */
const CHRONICLE = ['', '/search', '/tags', '/2020', '/entries', '/photos', '/feed-be.xml', '/chronicle.json'].map(
  (rest) => `chronicle${rest}`,
);
const SOLIDARITY = ['', '/funds', '/appeals', '/help', '/countries', '/directory.json'].map(
  (rest) => `solidarity${rest}`,
);

let cloned: ClonedDatabase;
let database: Database;
let folder: string;
const failures: unknown[] = [];
const now = () => new Date();
const timeZone = async () => 'Europe/Minsk';
const catalogues = loadCatalogues();

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 6 });
  folder = await mkdtemp(join(tmpdir(), 'golos-fuzz-'));
  await loadDemo(database);
  await addSurvey(database.pool);
  await publishNew(database, someEntry());
});
afterAll(async () => {
  await database.close();
  await cloned.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => failures.splice(0));

describe('the public site', () => {
  let app: FastifyInstance;
  let site: PublicSite;
  let ports: number[];
  beforeAll(async () => {
    const fail = (error: unknown) => failures.push(error);
    app = await createApp({ onFailure: fail });
    await app.register(async (pages) => {
      await securePages(pages);
      const editions = createEditionReader({ database, now });
      pictureRoutes(pages, { q: database.pool });
      dataRoutes(pages, { editions, catalogues, now });
      apiRoutes(pages, { editions });
      livePages(pages, {
        q: database.pool,
        live: createLiveMarches({ q: database.pool, now }),
        catalogues,
        timeZone,
        now,
        origin: ORIGIN,
      });
      // The chronicle, the directory of funds, surveys.
      recordPages(pages, { database, catalogues, now, origin: ORIGIN });
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    site = await openPublicSite(someEdition());
    ports = [url, site.url].map((one) => Number(new URL(one).port));
  });
  afterAll(async () => {
    await app.close();
    await site.close();
  });

  test(
    'answers every address, and none by a failure',
    () => {
      const path = fc
        .tuple(
          fc.constantFrom(
            '',
            'find',
            'method',
            'regions',
            'stations',
            'data',
            'api/v1/elections',
            'api/v1/editions',
            'surveys',
            ...CHRONICLE,
            ...SOLIDARITY,
            'live',
            'pictures',
            'assets',
            'editions',
          ),
          fc.array(part, { maxLength: 4 }),
        )
        .map(([first, rest]) => `/${[first, ...rest].join('/')}`);
      const query = fc
        .array(fc.tuple(fc.constantFrom(...COMMON), value), { maxLength: 3 })
        .map((pairs) => new URLSearchParams(pairs).toString());
      const accept = fc.constantFrom('text/html', '*/*', 'text/event-stream');
      return withFlatMemory(() =>
        fuzz(
          fc.tuple(path, query, accept),
          async ([at, asked, accepts]) => {
            for (const port of ports) {
              const { status } = await sendRaw(
                port,
                `GET ${at}?${asked.slice(0, 6_000)} HTTP/1.1\r\nHost: x\r\nAccept: ${accepts}\r\nConnection: close\r\n\r\n`,
              );
              expect([status >= 200 && status < 500, failures]).toEqual([true, []]);
            }
          },
          { runs: 300 },
        ),
      );
    },
    FUZZ_TEST_MS,
  );
});

describe('the console', () => {
  let console: TestConsole;
  let routes: readonly ConsoleRoute[];
  let overview: Overview;
  let administrator: Visitor;
  let names: readonly string[];
  beforeAll(async () => {
    const queues = { ready: async () => true, depth: async () => 0 } as unknown as Queues;
    overview = createOverview({ database, queues, now });
    routes = consoleRoutes({
      database,
      catalogues,
      now,
      origin: ORIGIN,
      overview,
      handOver: { give: () => undefined },
      timeZone,
      live: createLiveMarches({ q: database.pool, now }),
      sending: { keys: { link: randomBytes(32) }, perSecond: () => 30, viberPrice: 0 } as never,
      photos: {
        reviewKey: randomBytes(32),
        store: await openFolderPhotoStore({ folder }),
        audit: createAuditWriter(database),
      },
    });
    console = await openConsole({
      database,
      routes,
      badges: consoleBadges({ database }),
      onFailure: (error) => failures.push(error),
    });
    administrator = await console.as('administrator');
    names = [...COMMON, ...(await fieldNames())];
  });
  afterAll(async () => {
    await console.close();
    await overview.stop();
  });

  /** Of the fields of every page that opens without an id. */
  async function fieldNames(): Promise<string[]> {
    const found = new Set<string>();
    for (const route of routes) {
      if (route.method !== 'GET' || route.path.includes(':') || isStream(route)) continue;
      const { body } = await ask(route, `/console${route.path}`);
      for (const [, name = ''] of body.matchAll(/\bname="([^"]{1,60})"/g)) found.add(name);
    }
    return [...found];
  }

  const isStream = ({ path }: ConsoleRoute) => /events|live$|sign-out/.test(path);

  async function ask(
    route: ConsoleRoute,
    path: string,
    form?: URLSearchParams,
  ): Promise<{ status: number; body: string }> {
    const answer = await fetch(`${console.url}${path}`, {
      method: route.method,
      redirect: 'manual',
      headers: {
        cookie: administrator.cookie(),
        accept: 'text/html',
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: form.toString() }),
    });
    // A stream has no end.
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      await answer.body?.cancel();
      return { status: answer.status, body: '' };
    }
    return { status: answer.status, body: await answer.text() };
  }

  test(
    'takes every address and every form, and fails at none',
    async () => {
      const csrf = await administrator.csrf();
      const open = routes.filter((route) => !isStream(route));
      const fields = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 12 });
      await withFlatMemory(() =>
        fuzz(
          fc.record({ route: fc.constantFrom(...open), parts: fc.array(part, { minLength: 4, maxLength: 4 }), fields }),
          async ({ route, parts, fields: sent }) => {
            let at = 0;
            const path = `/console${route.path.replace(/:\w+|\*/g, () => parts[at++ % 4] ?? 'x')}`;
            const form = new URLSearchParams([['_csrf', csrf], ...sent]);
            const { status } = await (route.method === 'GET'
              ? ask(route, `${path}?${new URLSearchParams(sent.map(([name, text]) => [name, text.slice(0, 300)]))}`)
              : ask(route, path, form));
            if (status >= 500 || failures.length > 0) {
              const [error] = failures.splice(0);
              throw new Error(`${route.method} ${route.path}: ${status} ${error instanceof Error ? error.stack : ''}`);
            }
          },
          { runs: 1_500 },
        ),
      );
    },
    FUZZ_TEST_MS * 2,
  );

  test(
    'every page and every form has been tried with nothing and with nonsense',
    async () => {
      const csrf = await administrator.csrf();
      const broken: string[] = [];
      for (const route of routes) {
        if (isStream(route)) continue;
        for (const id of [UUID, '99999999999999999999', '%F0%9F%97%B3']) {
          const path = `/console${route.path.replace(/:\w+|\*/g, id)}`;
          const sent = id === UUID ? [] : names.map((name): [string, string] => [name, id]);
          const { status } = await (route.method === 'GET'
            ? ask(route, `${path}?${new URLSearchParams(sent.slice(0, 40))}`)
            : ask(route, path, new URLSearchParams([['_csrf', csrf], ...sent])));
          if (status >= 500) broken.push(`${route.method} ${route.path} (${id}): ${status}`);
        }
      }
      const why = failures.map((error) =>
        error instanceof Error
          ? `${error.message.slice(0, 200)} ${/\n +at [^\n]*(?:src)\/[^\n]*/.exec(error.stack ?? '')?.[0]}`
          : '',
      );
      expect([broken, why]).toEqual([[], []]);
    },
    FUZZ_TEST_MS * 2,
  );
});
