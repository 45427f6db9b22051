import { jest } from '@jest/globals';
import fc from 'fast-check';
import { inviteFirst } from '../../../src/actions/organizers/invite.ts';
import { readForcedCode, writeCode } from '../../../src/domain/organizers.ts';
import { alertRoutes } from '../../../src/http/console/alerts/routes.tsx';
import { accountRoutes } from '../../../src/http/console/organizers/account.tsx';
import { organizerRoutes } from '../../../src/http/console/organizers/routes.tsx';
import { joinRoutes } from '../../../src/http/console/sign-in/join.tsx';
import { signInRoutes } from '../../../src/http/console/sign-in/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { type Answer, ORIGIN, openConsole, type TestConsole } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { joins, signsIn } from '../../support/joining.ts';

let cloned: ClonedDatabase;
let database: Database;
let frame: TestConsole;
const now = () => new Date('2030-06-01T10:00:00Z');

beforeEach(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 4 });
  const deps = { database, now, origin: ORIGIN, timeZone: async () => 'UTC' };
  const routes = [signInRoutes, joinRoutes, accountRoutes, organizerRoutes, alertRoutes].flatMap((make) => make(deps));
  frame = await openConsole({ database, now, routes });
});
afterEach(async () => {
  await frame.close();
  await database.close();
  await cloned.drop();
});

async function firstJoins() {
  const visitor = frame.stranger();
  const { token = '' } = (await inviteFirst({ database, now })) ?? {};
  return { visitor, ...(await joins(visitor, token)) };
}

/** As it is typed under force: the second and third groups in each other's place. */
function forced(code = ''): string {
  const [first, second, third, ...rest] = code.split('-');
  return [first, third, second, ...rest].join('-');
}

/** All that a browser is sent, but for when. */
function seen({ statusCode, headers, body }: Answer) {
  const { date: _date, ...others } = headers;
  return { statusCode, headers: others, body };
}

test('every code has its forced form, and no other reading', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const code = writeCode(bytes);
      expect(readForcedCode(forced(code))).toEqual(bytes);
      expect(readForcedCode(forced(code).toUpperCase().replaceAll('-', ' '))).toEqual(bytes);
    }),
  );
  expect(readForcedCode('')).toBeUndefined();
});

describe('signing in under force', () => {
  test('looks like signing in with a code', async () => {
    const me = await firstJoins();
    const normal = frame.stranger();
    const ordinary = await normal.post('/console/recover', { code: me.codes[0] ?? '' });
    const visitor = frame.stranger();
    const response = await visitor.post('/console/recover', { code: forced(me.codes[1]) });
    expect([response.statusCode, response.headers.location]).toEqual([ordinary.statusCode, ordinary.headers.location]);
    const page = (await visitor.get('/console/account')).body;
    expect(page).toContain('Add a passkey now');
    expect(page).toContain('Administrator');
    expect(page).toContain('6 codes are left.');
    expect(page).not.toMatch(/alert waits|force(?!d form)/);
    const { rows } = await database.pool.query<{ action: string }>('select action from audit_entries order by number');
    expect(rows.map(({ action }) => action).slice(-2)).toEqual(['organizer.recover', 'organizer.recover']);
  });

  test('ends what was open, and nothing lets them in any more: no passkey, no other code', async () => {
    const me = await firstJoins();
    expect((await signsIn(frame.stranger(), me.passkey)).statusCode).toBe(303);
    const visitor = frame.stranger();
    await visitor.post('/console/recover', { code: forced(me.codes[0]) });
    expect((await me.visitor.get('/console/account')).statusCode).toBe(303);
    expect((await signsIn(frame.stranger(), me.passkey)).statusCode).toBe(422);
    expect((await frame.stranger().post('/console/recover', { code: me.codes[1] ?? '' })).statusCode).toBe(422);
    // Who stands behind them may want to see it once more.
    expect((await frame.stranger().post('/console/recover', { code: forced(me.codes[2]) })).statusCode).toBe(303);
  });

  test.each([
    ['POST', '/console/account/codes'],
    ['POST', '/console/account/language'],
    ['POST', '/console/account/passkeys'],
    ['GET', '/console/organizers'],
    ['GET', '/console/alerts'],
  ])('%s %s: “please try again in a minute”', async (method, path) => {
    const me = await firstJoins();
    const visitor = frame.stranger();
    await visitor.post('/console/recover', { code: forced(me.codes[0]) });
    await visitor.get('/console/account');
    const response = method === 'GET' ? await visitor.get(path) : await visitor.post(path, { language: 'be' });
    expect(response.statusCode).toBe(503);
    expect(response.body).toContain('please try again in a minute');
  });

  test.each<[string, 'GET' | 'POST', string, Record<string, string>]>([
    ['a page', 'GET', '/console/organizers', {}],
    ['a page in another language', 'GET', '/console/alerts?lang=ru', {}],
    ['a form', 'POST', '/console/account/codes', { 'sec-fetch-site': 'same-origin' }],
    ['a part of a page', 'GET', '/console/organizers', { 'hx-request': 'true' }],
  ])('%s is answered as while the database is away, to the last byte', async (_, method, path, headers) => {
    const me = await firstJoins();
    const visitor = frame.stranger();
    await visitor.post('/console/recover', { code: forced(me.codes[0]) });
    await visitor.get('/console/account');
    // Neither the language of who was made to sign in shows, nor one that their session has kept.
    await visitor.get('/console/join?lang=ru');
    await database.pool.query(`update organizers set language = 'be'`);
    await visitor.csrf();
    const ask = () => (method === 'GET' ? visitor.get(path, headers) : visitor.post(path, {}, headers));
    const pretended = await ask();
    const away = jest.spyOn(database.pool, 'query').mockImplementation(async () => {
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    });
    const real = await ask().finally(() => away.mockRestore());
    expect(real.statusCode).toBe(503);
    expect(seen(pretended)).toEqual(seen(real));
  });

  test('alerts every administrator', async () => {
    const me = await firstJoins();
    await frame.stranger().post('/console/recover', { code: forced(me.codes[0]) });
    const other = await frame.as('administrator');
    await database.pool.query(`update organizers set joined_on = '2030-05-01'`);
    const page = (await other.get('/console/alerts')).body;
    expect(page).toContain('Sosna was made to sign in');
  });

  test('they can leave, and an administrator can remove them', async () => {
    const me = await firstJoins();
    const visitor = frame.stranger();
    await visitor.post('/console/recover', { code: forced(me.codes[0]) });
    await visitor.get('/console/account');
    expect((await visitor.post('/console/sign-out')).statusCode).toBe(303);
    expect((await visitor.get('/console/account')).statusCode).toBe(303);
  });
});
