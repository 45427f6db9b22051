import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Signer } from '@fastify/cookie';
import { jest } from '@jest/globals';
import { intentRow } from '../../scripts/bench/fill.ts';
import { closeSurvey } from '../../src/actions/close-survey.ts';
import type { Answer } from '../../src/domain/surveys/definition.ts';
import { tokenHashOf } from '../../src/http/console/frame/session-store.ts';
import { type Keyring, readKeyring } from '../../src/storage/keyring.ts';
import { addOutboxRows } from '../../src/storage/outbox.ts';
import { keyedHash } from '../../src/storage/sealing.ts';
import { gatherCrowd } from '../support/broadcast-crowd.ts';
import { addSurvey } from '../support/some-survey.ts';
import { question, survey } from '../support/survey-definitions.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(240_000);

const PATIENCE_MS = 120_000;

let system: SystemUnderTest | undefined;
afterEach(async () => {
  await system?.stop();
  system = undefined;
});

const definition = survey([question('roads'), question('use', { kind: 'several' })], { liveCounter: true });

/** Somebody at the console of the running web process. */
interface Organizer {
  get(path: string): Promise<string>;
  post(path: string, form: readonly (readonly [string, string])[]): Promise<number>;
}

async function organizer({ database, url }: SystemUnderTest, keys: Keyring<'web'>, alias: string): Promise<Organizer> {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into organizers (alias, role, language, joined_on) values ($1, 'organizer', 'en', current_date) returning id`,
    [alias],
  );
  const id = rows[0]?.id ?? '';
  const token = randomBytes(24).toString('base64url');
  await database.pool.query('insert into sessions (token_hash, data, organizer_id) values ($1, $2, $3)', [
    tokenHashOf(token),
    JSON.stringify({ organizerId: id }),
    id,
  ]);
  const signer = new Signer(keyedHash(keys.identity, 'console').toString('hex'));
  const headers = { cookie: `golos-console=${encodeURIComponent(signer.sign(token))}`, accept: 'text/html' };
  const get = async (path: string) => (await fetch(`${url}${path}`, { headers })).text();
  return {
    get,
    async post(path, form) {
      const [, csrf = ''] = /name="csrf-token" content="([^"]+)"/.exec(await get('/console/proposals')) ?? [];
      const body = new URLSearchParams([['_csrf', csrf], ...form.map(([name, value]) => [name, value])]);
      return (await fetch(`${url}${path}`, { method: 'POST', headers, body, redirect: 'manual' })).status;
    },
  };
}

test('answers are counted, the survey is closed and unlinked, two people publish, and those who answered see it', async () => {
  const running = await startSystem({ backend: 'postgres' });
  system = running;
  const { database, standIns, url } = running;
  const keys = await readKeyring(join(running.dataDir, 'keys', 'web.json'), 'web');
  await addSurvey(database.pool, { id: 'roads', definition });
  const crowd = await gatherCrowd(running, { telegram: 14, viber: 14 });
  const people = [...crowd.values()];
  const silent = crowd.get('t14');

  // Everybody answers but one.
  const says = (personId: string, questionId: string, answer: Answer) =>
    intentRow(keys.outbox, personId, { do: 'answer-survey', surveyId: 'roads', questionId, answer });
  const rows = people
    .filter((one) => one !== silent)
    .flatMap(({ personId }, i) => [
      says(personId, 'roads', i % 3 === 0 ? 'b' : 'a'),
      says(personId, 'use', i % 2 === 0 ? ['a', 'b'] : ['c']),
    ]);
  await addOutboxRows(database.pool, rows);
  const [anna, boris] = [await organizer(running, keys, 'Birch'), await organizer(running, keys, 'Oak')];
  const results = '/console/surveys/roads/results';
  await until(async () => (await anna.get(results)).includes('27 answers'), PATIENCE_MS);
  expect(await (await fetch(`${url}/surveys/roads/counter.json`)).json()).toMatchObject({ answered: 20, open: true });
  expect(await (await fetch(`${url}/surveys/roads?lang=en`)).text()).not.toContain('Option a');

  // Too early: the last answers may still be on their way, and names stand beside answers.
  await database.transaction((client) => closeSurvey(client, 'roads', new Date()));
  expect(await anna.post(`${results}/publish`, [['question', 'roads']])).toBe(409);
  await until(async () => (await anna.get(results)).includes('everything is counted'), PATIENCE_MS);
  const chosen = [
    ['question', 'roads'],
    ['question', 'use'],
    ['chat', 'roads'],
  ] as const;
  expect(await anna.post(`${results}/publish`, chosen)).toBe(303);

  const { rows: proposals } = await database.pool.query<{ id: string; seen: string }>(
    `select id, encode(content_hash, 'hex') as seen from proposals`,
  );
  const proposal = `/console/proposals/${proposals[0]?.id}`;
  expect(await boris.get(proposal)).toContain('27 answers');
  expect(await (await fetch(`${url}/surveys/roads?lang=en`)).text()).not.toContain('Option a');
  const decision = [
    ['decision', 'approved'],
    ['seen', proposals[0]?.seen ?? ''],
  ] as const;
  expect(await boris.post(`${proposal}/decide`, decision)).toBe(303);

  // The page is read anew every few seconds, however many look at it.
  const page = await until(async () => {
    const text = await (await fetch(`${url}/surveys/roads?lang=en`)).text();
    return text.includes('27 answers') ? text : undefined;
  }, 20_000);
  expect(page).toContain('Option a');
  // 18 of 27; the nine others are hidden, and so is what would give them away.
  expect(page).toContain('hidden');
  expect((await fetch(`${url}/surveys/roads/charts/use?lang=be&theme=dark`)).headers.get('content-type')).toContain(
    'svg',
  );

  const words = 'Here is what people answered';
  await until(() => people.every((one) => one === silent || one.heard(words) === 1), PATIENCE_MS);
  expect(silent?.heard(words)).toBe(0);
  const onViber = standIns.viber.chat('viber-id-of-v1==').messages().at(-1);
  const picture = await fetch(onViber?.photo ?? '');
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(5_000);
  expect(standIns.telegram.chat(800_000_001).messages().at(-1)?.photo).toBeDefined();
  expect([...running.errors]).toEqual([]);
});
