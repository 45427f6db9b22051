import { randomBytes } from 'node:crypto';
import { may, PERMISSIONS, ROLES } from '../../../src/domain/permissions.ts';
import type { ConsoleRoute } from '../../../src/http/console/route.ts';
import { type ConsoleRoutesDeps, consoleRoutes } from '../../../src/http/console/routes.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { ORIGIN, openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let cloned: ClonedDatabase;
let database: Database;
let table: readonly ConsoleRoute[];
let frame: TestConsole;
/** What was asked, of the routes themselves. */
let reached: string[];

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 4 });
  table = consoleRoutes({
    database,
    catalogues: loadCatalogues(),
    now: () => new Date(),
    origin: ORIGIN,
    // Nothing is asked of these: no route is carried out here.
    overview: {} as ConsoleRoutesDeps['overview'],
    handOver: { give: () => undefined },
    timeZone: async () => 'UTC',
    live: {} as ConsoleRoutesDeps['live'],
    sending: {
      keys: { link: randomBytes(32) },
      perSecond: () => 1,
      viberPrice: 0,
    } as unknown as ConsoleRoutesDeps['sending'],
    photos: {} as ConsoleRoutesDeps['photos'],
  });
  reached = [];
  const routes = table.map((route): ConsoleRoute => {
    const handle = async () => {
      reached.push(nameOf(route));
      return { kind: 'redirect', to: '/console/reached' } as const;
    };
    // The page on which a stranger's browser finds the token stays what it is.
    return nameOf(route) === 'GET /sign-in' ? route : { ...route, handle };
  });
  frame = await openConsole({ database, routes });
});
afterAll(async () => {
  await frame.close();
  await database.close();
  await cloned.drop();
});

const nameOf = ({ method, path }: ConsoleRoute) => `${method} ${path}`;
const address = ({ path }: ConsoleRoute) =>
  `/console${path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000').replace('*', 'x')}`;
const ask = (visitor: Visitor, route: ConsoleRoute) =>
  route.method === 'GET' ? visitor.get(address(route)) : visitor.post(address(route));

describe('the table of routes', () => {
  test('has every address once', () => {
    const names = table.map((route) => nameOf(route).replace(/:\w+/g, ':'));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.length).toBeGreaterThan(50);
  });

  test('lets strangers do nothing but come in', () => {
    const open = table.filter(({ permission }) => permission === 'signed-out').map(nameOf);
    expect(open.sort()).toEqual([
      'GET /join',
      'GET /join/options',
      'GET /join/passkey',
      'GET /recover',
      'GET /sign-in',
      'GET /sign-in/options',
      'POST /join',
      'POST /join/passkey',
      'POST /recover',
      'POST /sign-in',
    ]);
  });

  test('asks of everybody who is signed in only about themselves', () => {
    const own = table.filter(({ permission }) => permission === 'signed-in').map(nameOf);
    expect(own.filter((name) => !/ \/(account|here|start|sign-out)(\/|$)/.test(name))).toEqual([]);
  });

  test('changes nothing with a permission to read', () => {
    const wrong = table.filter(({ method, permission }) => method === 'POST' && /\.read$/.test(permission));
    // What may be decided depends on what was proposed: each kind's own permission is asked for (two-people.ts).
    expect(wrong.map(nameOf)).toEqual(['POST /proposals/:id/decide']);
  });

  test('uses every permission', () => {
    const used = new Set(table.map(({ permission }) => permission));
    expect(PERMISSIONS.filter((permission) => !used.has(permission))).toEqual([]);
  });
});

test.each([...ROLES, undefined])('%s reaches what the table says, and nothing else', async (role) => {
  const visitor = role === undefined ? frame.stranger() : await frame.as(role);
  const wrong: string[] = [];
  for (const route of table) {
    if (nameOf(route) === 'GET /sign-in') continue;
    reached.length = 0;
    const { statusCode, headers } = await ask(visitor, route);
    const allowed = may(role, route.permission);
    const outcome = reached.length === 1 && statusCode === 303 && headers.location === '/console/reached';
    const refusal =
      role !== undefined
        ? statusCode === 403
        : route.method === 'GET'
          ? statusCode === 303 && headers.location?.startsWith('/console/sign-in?next=')
          : statusCode === 401;
    if (allowed ? !outcome : !(refusal && reached.length === 0)) wrong.push(`${nameOf(route)}: ${statusCode}`);
  }
  expect(wrong).toEqual([]);
});

test('no form is taken without its token, whoever sends it', async () => {
  const wrong: string[] = [];
  const administrator = await frame.as('administrator');
  for (const route of table.filter(({ method }) => method === 'POST')) {
    const response = await administrator.post(address(route), { _csrf: 'none' });
    if (response.statusCode !== 403) wrong.push(`${nameOf(route)}: ${response.statusCode}`);
  }
  expect(wrong).toEqual([]);
});
