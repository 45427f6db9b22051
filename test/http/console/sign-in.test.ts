import { invite, inviteFirst } from '../../../src/actions/organizers/invite.ts';
import { accountRoutes } from '../../../src/http/console/organizers/account.tsx';
import { organizerRoutes } from '../../../src/http/console/organizers/routes.tsx';
import { joinRoutes } from '../../../src/http/console/sign-in/join.tsx';
import { signInRoutes } from '../../../src/http/console/sign-in/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { ORIGIN, openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { challengeFrom, joins, signsIn } from '../../support/joining.ts';
import { type SoftwarePasskey, softwarePasskey } from '../../support/software-passkey.ts';

let cloned: ClonedDatabase;
let database: Database;
let frame: TestConsole;
let now: Date;
let deps: Parameters<typeof signInRoutes>[0];

beforeEach(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 4 });
  now = new Date('2030-06-01T10:00:00Z');
  deps = { database, now: () => now, origin: ORIGIN };
  frame = await openConsole({
    database,
    now: () => now,
    routes: [...signInRoutes(deps), ...joinRoutes(deps), ...accountRoutes(deps), ...organizerRoutes(deps)],
  });
});
afterEach(async () => {
  await frame.close();
  await database.close();
  await cloned.drop();
});

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

async function firstJoins() {
  const token = (await inviteFirst(deps))?.token ?? '';
  return { ...(await joins(frame.stranger(), token)), token };
}

async function trail(): Promise<string[]> {
  const { rows } = await database.pool.query<{ action: string }>('select action from audit_entries order by number');
  return rows.map(({ action }) => action);
}

describe('joining', () => {
  test('the first link makes an administrator, with recovery codes, and signs them in', async () => {
    const visitor = frame.stranger();
    const { token = '' } = (await inviteFirst(deps)) ?? {};
    const before = visitor.cookie();
    const { codes, statusCode } = await joins(visitor, token);
    expect(statusCode).toBe(200);
    expect(codes).toHaveLength(8);
    expect(codes[0]).toMatch(/^[0-7][0-9a-z]{4}(-[0-9a-z]{5}){3}-[0-9a-z]{6}$/);
    expect(visitor.cookie()).not.toBe(before);
    expect((await visitor.get('/console/account')).body).toContain('Administrator');
    expect(await trail()).toEqual(['invitation.make', 'organizer.join']);
    expect(await inviteFirst(deps)).toBeUndefined();
  });

  test('nothing of a link, a code or a session can be read from the record', async () => {
    const visitor = frame.stranger();
    const { token = '' } = (await inviteFirst(deps)) ?? {};
    const { codes } = await joins(visitor, token);
    const tables = ['organizers', 'passkeys', 'invitations', 'recovery_codes', 'sessions', 'attempts', 'audit_entries'];
    const secrets = [token, ...codes, decodeURIComponent(visitor.cookie().split('=')[1] ?? '').split('.')[0] ?? ''];
    expect(secrets.filter((secret) => secret.length < 20)).toEqual([]);
    for (const table of tables) {
      const { rows } = await database.pool.query(`select coalesce(json_agg(t), '[]')::text as rows from ${table} t`);
      for (const secret of secrets) expect(String(rows[0].rows)).not.toContain(secret);
    }
  });

  test('a later start makes the earlier link worthless', async () => {
    const { token: old = '' } = (await inviteFirst(deps)) ?? {};
    const { token: young = '' } = (await inviteFirst(deps)) ?? {};
    expect((await frame.stranger().post('/console/join', { token: old })).statusCode).toBe(422);
    expect((await frame.stranger().post('/console/join', { token: young })).statusCode).toBe(303);
  });

  test.each([
    ['made up', 0, 'x'.repeat(43)],
    ['empty', 0, ''],
    ['too old', 72 * 60 + 1, undefined],
  ])('a link that is %s', async (_name, minutes, token) => {
    const made = await invite(deps, { role: 'reader', by: null });
    later(minutes);
    const response = await frame.stranger().post('/console/join', { token: token ?? made.token });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('This invitation does not work');
  });

  test('of two who open one link, one joins', async () => {
    const { token } = await invite(deps, { role: 'organizer', by: null });
    const [one, two] = [frame.stranger(), frame.stranger()];
    await one.post('/console/join', { token });
    await two.post('/console/join', { token });
    const ready = await Promise.all(
      [one, two].map(async (visitor) => {
        const challenge = await challengeFrom(visitor, '/console/join/options?alias=x');
        return { visitor, response: softwarePasskey().create({ challenge, origin: ORIGIN }) };
      }),
    );
    const attempts = await Promise.all(
      ready.map(({ visitor, response }, at) =>
        visitor.post('/console/join/passkey', { alias: `Somebody ${at}`, response }),
      ),
    );
    expect(attempts.map(({ statusCode }) => statusCode).sort()).toEqual([200, 303]);
    expect((await trail()).filter((action) => action === 'organizer.join')).toHaveLength(1);
  });

  test.each([
    ['too short', 'x', 'An alias has 2 to 40'],
    ['only spaces', '     ', 'An alias has 2 to 40'],
    ['too long', 'x'.repeat(41), 'An alias has 2 to 40'],
    ['with something invisible', 'So\u200bsna', 'An alias has 2 to 40'],
    ['taken, in other letters', 'SOSNA', 'Somebody has this alias'],
  ])('an alias that is %s is refused, and nothing is used up', async (_name, alias, problem) => {
    await firstJoins();
    const { token } = await invite(deps, { role: 'reader', by: null });
    const visitor = frame.stranger();
    const { statusCode, body } = await joins(visitor, token, { alias });
    expect(statusCode).toBe(422);
    expect(body).toContain(problem);
    expect(body).toContain('name="alias"');
    expect((await joins(visitor, token, { alias: 'Verba' })).statusCode).toBe(200);
  });

  test.each([
    ['another site', { origin: 'http://localhost:3001' }],
    ['another name', { rpId: 'example.org' }],
    ['nobody recognised', { verified: false }],
    ['another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
  ])('a passkey for %s is not taken', async (_name, wrong) => {
    const { token = '' } = (await inviteFirst(deps)) ?? {};
    const visitor = frame.stranger();
    await visitor.post('/console/join', { token });
    const challenge = await challengeFrom(visitor, '/console/join/options?alias=Sosna');
    const response = softwarePasskey().create({ challenge, origin: ORIGIN, ...wrong });
    const { statusCode } = await visitor.post('/console/join/passkey', { alias: 'Sosna', response });
    expect(statusCode).toBe(422);
    expect(await trail()).toEqual(['invitation.make']);
  });
});

describe('signing in', () => {
  test('with the passkey; the session is a new one', async () => {
    const { passkey } = await firstJoins();
    const visitor = frame.stranger();
    await visitor.csrf();
    const before = visitor.cookie();
    const response = await signsIn(visitor, passkey);
    expect([response.statusCode, response.headers.location]).toEqual([303, '/console/start']);
    expect(visitor.cookie()).not.toBe(before);
    expect((await visitor.get('/console/start')).headers.location).toBe('/console/organizers');
    expect((await frame.stranger().get('/console/account', { cookie: before })).statusCode).toBe(303);
    expect(await trail()).toEqual(['invitation.make', 'organizer.join', 'organizer.sign-in']);
  });

  test.each([
    ['to the page one came from', '/console/organizers?page=2', '/console/organizers?page=2'],
    ['elsewhere', 'https://example.org/', '/console/start'],
    ['elsewhere, slyly', '//example.org', '/console/start'],
    ['elsewhere, more slyly', '/console/..//example.org', '/console/start'],
    ['to another part of the site', '/playground', '/console/start'],
    ['with a line end', '/console/x\nlocation: //example.org', '/console/start'],
  ])('leads %s', async (_name, next, to) => {
    const { passkey } = await firstJoins();
    const visitor = frame.stranger();
    const challenge = await challengeFrom(visitor, '/console/sign-in/options');
    const response = passkey.sign({ challenge, origin: ORIGIN });
    expect((await visitor.post('/console/sign-in', { response, next })).headers.location).toBe(to);
  });

  const refusals: [
    string,
    (passkey: SoftwarePasskey, visitor: Visitor) => Promise<{ statusCode: number; body: string }>,
  ][] = [
    ['another site', (passkey, visitor) => signsIn(visitor, passkey, { origin: 'https://localhost.example' })],
    ['another name', (passkey, visitor) => signsIn(visitor, passkey, { rpId: 'example.org' })],
    ['nobody recognised', (passkey, visitor) => signsIn(visitor, passkey, { verified: false })],
    ['an unknown passkey', (_passkey, visitor) => signsIn(visitor, softwarePasskey())],
    ['rubbish', async (_passkey, visitor) => visitor.post('/console/sign-in', { response: '{"id":1}' })],
    ['nothing', async (_passkey, visitor) => visitor.post('/console/sign-in')],
    [
      'a challenge of long ago',
      async (passkey, visitor) => {
        const challenge = await challengeFrom(visitor, '/console/sign-in/options');
        later(6);
        return visitor.post('/console/sign-in', { response: passkey.sign({ challenge, origin: ORIGIN }) });
      },
    ],
    [
      'a challenge of somebody else',
      async (passkey, visitor) => {
        const challenge = await challengeFrom(frame.stranger(), '/console/sign-in/options');
        await challengeFrom(visitor, '/console/sign-in/options');
        return visitor.post('/console/sign-in', { response: passkey.sign({ challenge, origin: ORIGIN }) });
      },
    ],
    [
      'the same answer again',
      async (passkey, visitor) => {
        const challenge = await challengeFrom(visitor, '/console/sign-in/options');
        await visitor.post('/console/sign-in', { response: '{}' });
        return visitor.post('/console/sign-in', { response: passkey.sign({ challenge, origin: ORIGIN }) });
      },
    ],
    [
      'a copy, whose count lags behind',
      async (passkey, visitor) => {
        await signsIn(frame.stranger(), passkey);
        passkey.counter = 0;
        return signsIn(visitor, passkey);
      },
    ],
    [
      'somebody who was removed',
      async (passkey, visitor) => {
        await database.pool.query('update organizers set active = false');
        return signsIn(visitor, passkey);
      },
    ],
  ];
  test.each(refusals)('%s: refused, in the same words', async (_name, attempt) => {
    const { passkey } = await firstJoins();
    const visitor = frame.stranger();
    const { statusCode, body } = await attempt(passkey, visitor);
    expect(statusCode).toBe(422);
    expect(body).toContain('That did not work. If this passkey was added here, try again');
    expect((await visitor.get('/console/account')).statusCode).toBe(303);
  });

  test('after twenty tries from one place, even the right one waits a quarter of an hour', async () => {
    const { passkey } = await firstJoins();
    const visitor = frame.stranger();
    for (let tries = 0; tries < 20; tries += 1) await visitor.post('/console/sign-in');
    const response = await signsIn(visitor, passkey);
    expect(response.statusCode).toBe(429);
    expect(response.body).toContain('Please wait 15 minutes.');
    expect((await visitor.post('/console/recover', { code: 'x' })).statusCode).toBe(429);
    const { rows } = await database.pool.query('select place_key from attempts');
    expect(rows).toHaveLength(1);
    expect(rows[0].place_key.toString()).not.toContain('127.0.0.1');
    later(16);
    expect((await signsIn(visitor, passkey)).statusCode).toBe(303);
  });

  test('another place is not held up', async () => {
    const { passkey } = await firstJoins();
    const crowd = frame.stranger();
    const from = { 'x-forwarded-for': '203.0.113.9' };
    for (let tries = 0; tries < 25; tries += 1) await crowd.post('/console/sign-in', {}, from);
    expect((await crowd.post('/console/sign-in', {}, from)).statusCode).toBe(429);
    expect((await signsIn(frame.stranger(), passkey)).statusCode).toBe(303);
  });
});

describe('recovery codes', () => {
  test('one lets in, once; a passkey can be added then', async () => {
    const { codes } = await firstJoins();
    const visitor = frame.stranger();
    const code = codes[3] ?? '';
    const response = await visitor.post('/console/recover', { code: ` ${code.toUpperCase()} ` });
    expect(response.headers.location).toBe('/console/account');
    const page = (await visitor.get('/console/account')).body;
    expect(page).toContain('Add a passkey now');
    expect(page).toContain('7 codes are left.');

    const passkey = softwarePasskey();
    const challenge = await challengeFrom(visitor, '/console/account/passkeys/options');
    await visitor.post('/console/account/passkeys', { response: passkey.create({ challenge, origin: ORIGIN }) });
    expect((await signsIn(frame.stranger(), passkey)).statusCode).toBe(303);

    const again = await frame.stranger().post('/console/recover', { code });
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain('Check the code');
    expect(again.body).toContain(code);
    expect(await trail()).toContain('organizer.recover');
  });

  test('new ones take the place of the old ones', async () => {
    const visitor = frame.stranger();
    const { token = '' } = (await inviteFirst(deps)) ?? {};
    const { codes } = await joins(visitor, token);
    const page = (await visitor.post('/console/account/codes')).body;
    const young = /<code>([^<]+)</.exec(page)?.[1] ?? '';
    expect((await frame.stranger().post('/console/recover', { code: codes[0] ?? '' })).statusCode).toBe(422);
    expect((await frame.stranger().post('/console/recover', { code: young })).statusCode).toBe(303);
  });
});

describe('one’s own page', () => {
  test('the last passkey stays, others go', async () => {
    const visitor = frame.stranger();
    const { token = '' } = (await inviteFirst(deps)) ?? {};
    const { passkey } = await joins(visitor, token);
    const first = { passkey: passkey.id.toString('hex') };
    const kept = await visitor.post('/console/account/passkeys/remove', first);
    expect([kept.statusCode, kept.body]).toEqual([422, expect.stringContaining('This is your last passkey.')]);
    const challenge = await challengeFrom(visitor, '/console/account/passkeys/options');
    const response = softwarePasskey().create({ challenge, origin: ORIGIN });
    await visitor.post('/console/account/passkeys', { response });
    expect((await visitor.post('/console/account/passkeys/remove', first)).statusCode).toBe(303);
    expect((await signsIn(frame.stranger(), passkey)).statusCode).toBe(422);
    expect(await trail()).toEqual(['invitation.make', 'organizer.join', 'passkey.add', 'passkey.remove']);
  });

  test('nobody removes the passkey of somebody else', async () => {
    const { passkey } = await firstJoins();
    const other = await frame.as('administrator');
    await other.post('/console/account/passkeys/remove', { passkey: passkey.id.toString('hex') });
    expect((await signsIn(frame.stranger(), passkey)).statusCode).toBe(303);
  });

  test('sessions elsewhere can be ended', async () => {
    const { passkey } = await firstJoins();
    const [one, two] = [frame.stranger(), frame.stranger()];
    await signsIn(one, passkey);
    await signsIn(two, passkey);
    await one.post('/console/account/sessions');
    expect((await two.get('/console/account')).statusCode).toBe(303);
    expect((await one.get('/console/account')).body).toContain('You are signed out everywhere else.');
  });

  test('the language is kept', async () => {
    const visitor = await frame.as('reader');
    await visitor.post('/console/account/language', { language: 'be' });
    expect((await visitor.get('/console/account')).body).toContain('Мой уліковы запіс');
    await visitor.post('/console/account/language', { language: 'xx' });
    expect((await visitor.get('/console/account')).body).toContain('Мой уліковы запіс');
  });
});

describe('organizers', () => {
  test('an invitation is shown once, listed, and can be taken back', async () => {
    const administrator = await frame.as('administrator');
    const made = await administrator.post('/console/organizers/invite', { role: 'organizer' });
    const token = /console\/join#([\w-]{43})/.exec(made.body)?.[1] ?? '';
    const list = (await administrator.get('/console/organizers')).body;
    expect(list).not.toContain(token);
    const invitation = /name="invitation" value="([0-9a-f]{64})"/.exec(list)?.[1] ?? '';
    await administrator.post('/console/organizers/invitations/revoke', { invitation });
    expect((await administrator.get('/console/organizers')).body).toContain('The invitation is taken back.');
    expect((await frame.stranger().post('/console/join', { token })).statusCode).toBe(422);
    expect(await trail()).toEqual(['invitation.make', 'invitation.revoke']);
  });

  test('without a role there is no invitation', async () => {
    const administrator = await frame.as('administrator');
    const response = await administrator.post('/console/organizers/invite', { role: 'king' });
    expect([response.statusCode, response.body]).toEqual([422, expect.stringContaining('Choose a role.')]);
  });

  test('who is removed is out at once, everywhere, and the trail keeps their name', async () => {
    const { passkey, codes } = await firstJoins();
    const visitor = frame.stranger();
    await signsIn(visitor, passkey);
    const administrator = await frame.as('administrator');
    const list = (await administrator.get('/console/organizers')).body;
    const id = /href="\/console\/organizers\/([0-9a-f-]{36})">Sosna/.exec(list)?.[1] ?? '';
    await administrator.post(`/console/organizers/${id}/remove`);
    expect((await visitor.get('/console/account')).statusCode).toBe(303);
    expect((await signsIn(frame.stranger(), passkey)).statusCode).toBe(422);
    expect((await frame.stranger().post('/console/recover', { code: codes[0] ?? '' })).statusCode).toBe(422);
    expect((await administrator.get(`/console/organizers/${id}`)).statusCode).toBe(404);
    const { rows } = await database.pool.query('select alias from organizers where id = $1', [id]);
    expect(rows).toEqual([{ alias: 'Sosna' }]);
  });

  test('nobody changes or removes themselves', async () => {
    const administrator = await frame.as('administrator');
    const own = `/console/organizers/${administrator.organizer?.id}`;
    expect((await administrator.post(`${own}/role`, { role: 'reader' })).statusCode).toBe(409);
    expect((await administrator.post(`${own}/remove`)).statusCode).toBe(409);
  });

  test('two administrators who remove one another at the same moment: one remains', async () => {
    const [one, two] = [await frame.as('administrator'), await frame.as('administrator')];
    await Promise.all([one.csrf(), two.csrf()]);
    await Promise.all([
      one.post(`/console/organizers/${two.organizer?.id}/remove`),
      two.post(`/console/organizers/${one.organizer?.id}/remove`),
    ]);
    const { rows } = await database.pool.query("select 1 from organizers where active and role = 'administrator'");
    expect(rows).toHaveLength(1);
  });

  test('another role counts from the next request', async () => {
    const [administrator, reader] = [await frame.as('administrator'), await frame.as('reader')];
    expect((await reader.get('/console/organizers')).statusCode).toBe(403);
    await administrator.post(`/console/organizers/${reader.organizer?.id}/role`, { role: 'organizer' });
    expect((await reader.get('/console/organizers')).statusCode).toBe(200);
  });
});
