import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { addPicture } from '../../src/storage/pictures.ts';
import { gatherCrowd, type Listener } from '../support/broadcast-crowd.ts';
import { addStarted, CONTENT, ledger, settledOf, stateOf } from '../support/broadcasts.ts';
import { picture } from '../support/pictures.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(300_000);

let system: SystemUnderTest | undefined;
afterEach(async () => {
  await system?.stop();
  system = undefined;
});

const PATIENCE_MS = 240_000;
const BLOCKING = ['v7', 'v8', 't9'];

async function outcomesOf({ database }: SystemUnderTest, id: string, crowd: ReadonlyMap<string, Listener>) {
  return ledger(database.pool, id, new Map([...crowd].map(([name, { personId }]) => [name, personId])));
}

/** What the ledger says of everybody is what they have heard. */
function expectTruth(written: ReadonlyMap<string, string>, crowd: ReadonlyMap<string, Listener>, words: string): void {
  const wrong = [...crowd.values()].flatMap(({ name, heard }) => {
    const times = heard(words);
    const outcome = written.get(name) ?? 'no row';
    const right =
      outcome === 'sent'
        ? times === 1
        : outcome.startsWith('uncertain')
          ? times <= 1
          : times === 0 && outcome !== 'open';
    return right ? [] : [`${name}: ${outcome}, heard ${times} times`];
  });
  expect(wrong).toEqual([]);
}

test.each(['postgres', 'redis'] as const)(
  'two senders killed again and again among blocked, failing and 429 answers, queues on %s: an outcome for everybody, nobody twice',
  async (backend) => {
    const running = await startSystem({
      backend,
      senders: 2,
      standIns: { viber: { limits: { broadcast: true } } },
    });
    system = running;
    const { standIns, database } = running;
    const crowd = await gatherCrowd(running, { telegram: 900, viber: 900 });
    for (const name of BLOCKING) crowd.get(name)?.block();
    standIns.telegram.faults.often({ kind: 'blocked' }, 0.03);
    for (const { faults } of [standIns.telegram, standIns.viber]) {
      faults.often({ kind: 'server-error' }, 0.05);
      faults.often({ kind: 'too-many', seconds: 1 }, 0.002);
    }
    standIns.telegram.faults.often({ kind: 'lost-answer' }, 0.01, ['sendMessage']);
    standIns.viber.faults.next({ kind: 'too-many' }, 1, ['broadcast_message']);
    const id = await addStarted(database.pool);
    for (const [which, share] of [
      [0, 0.1],
      [1, 0.3],
      [0, 0.5],
      [1, 0.55],
    ] as const) {
      await until(async () => (await settledOf(database.pool, id)) > share * 1_800, PATIENCE_MS);
      running.kill('sender', which);
    }
    await until(async () => (await stateOf(database.pool, id)) === 'finished', PATIENCE_MS);
    const written = await outcomesOf(running, id, crowd);
    // Whoever blocked the bot before their page was fixed is not in it at all.
    const missing = [...crowd.keys()].filter((name) => !written.has(name));
    expect(missing.filter((name) => !BLOCKING.includes(name))).toEqual([]);
    expectTruth(written, crowd, 'Good');
    const count = (outcome: string) => [...written.values()].filter((o) => o.startsWith(outcome)).length;
    // Each of four deaths leaves those uncertain whose answer was on its way, up to three batches' of each messenger: of Viber's
    // that can be all there are. Most of Telegram's have been answered by the time of any of them.
    expect(count('sent')).toBeGreaterThan(300);
    // By lot, of those answers that arrived: some ten, or the fault was not made at all.
    expect(count('blocked')).toBeGreaterThan(0);
    const { rows: stopped } = await database.pool.query<{ id: string }>('select id from people where not reachable');
    const unreachable = [...crowd.values()].filter(({ personId }) => stopped.some(({ id }) => id === personId));
    const names = unreachable.map(({ name }) => name);
    const isRefusal = ([, outcome]: readonly [string, string]) => /^(blocked|left-out unreachable)/.test(outcome);
    const refused = [...written].filter(isRefusal).map(([name]) => name);
    expect(refused.filter((name) => !names.includes(name))).toEqual([]);
    // Those three may have told the bot that they block it, or a sender died with what their messenger said to it.
    expect(names.filter((name) => !refused.includes(name) && !BLOCKING.includes(name))).toEqual([]);
  },
);

test('a picture, formatting, a link and a survey button reach both messengers', async () => {
  const running = await startSystem({ backend: 'postgres', standIns: { viber: { limits: { broadcast: true } } } });
  system = running;
  const { database, standIns } = running;
  const crowd = await gatherCrowd(running, { telegram: 3, viber: 2 });
  const pictureId = randomUUID();
  const bytes = await picture(300, 200, { seed: 1 }).png().toBuffer();
  await addPicture(database.pool, pictureId, { mediaType: 'image/png', bytes }, '2026-01-01');
  await database.pool.query(`insert into surveys (id, definition, state) values ('spring', '{}', 'draft')`);
  const id = await addStarted(database.pool, {
    content: {
      text: { ...CONTENT.text, en: 'News: *big* ones, [read](https://example.org/a_b) them' },
      picture: { be: pictureId, ru: pictureId, en: pictureId },
      link: { label: { be: 'x', ru: 'x', en: 'Open' }, url: 'https://example.org/news' },
      survey: { id: 'spring', label: { be: 'y', ru: 'y', en: 'Answer' } },
    },
  });
  await until(async () => (await stateOf(database.pool, id)) === 'finished', PATIENCE_MS);
  const written = await outcomesOf(running, id, crowd);
  expect([...written.values()]).toEqual(Array.from({ length: 5 }, () => 'sent'));
  const [onTelegram] = standIns.telegram.chat(800_000_001).messages();
  expect(onTelegram?.text).toBe('News: big ones, read them');
  expect(onTelegram?.photo).toBeDefined();
  expect(onTelegram?.buttons?.flat().map((b) => `${b.does} ${b.data}`)).toEqual([
    'url https://example.org/news',
    'callback survey:spring',
  ]);
  const viber = standIns.viber.chat('viber-id-of-v1==');
  const [onViber] = viber.messages();
  expect(onViber?.text).toBe('News: *big* ones, read (https://example.org/a_b) them');
  expect(onViber?.photo).toBe(`${running.url}/pictures/${pictureId}.png`);
  expect((await fetch(onViber?.photo ?? '')).headers.get('content-type')).toBe('image/png');
  expect(
    viber
      .keyboard()
      ?.rows.flat()
      .map((b) => `${b.does} ${b.data}`),
  ).toEqual(['url https://example.org/news', 'reply survey:spring']);
});
