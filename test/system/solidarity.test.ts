import { jest } from '@jest/globals';
import { createNetwork } from '../../scripts/simulate/phone.ts';
import { proposalKinds } from '../../src/actions/proposal-kinds.ts';
import { hideEntry } from '../../src/actions/solidarity/hide-entry.ts';
import { proposeFund } from '../../src/actions/solidarity/publish-fund.ts';
import { saveFund } from '../../src/actions/solidarity/save-fund.ts';
import { decideProposal } from '../../src/actions/two-people.ts';
import { Chat } from '../support/chat.ts';
import { dumpDatabase } from '../support/dump.ts';
import { someFund } from '../support/solidarity.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { until } from '../support/until.ts';

jest.setTimeout(300_000);

const PATIENCE_MS = 60_000;

/** What any update leaves: that one was taken, that something was sent and when the next may be; who stands where in which dialogue. */
const OF_ANY_UPDATE = ['updates', 'send_outcomes', 'sending_places', 'dialogues', 'outbox'];

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem({ backend: 'postgres' });
});
afterAll(() => system?.stop());

async function organizer(alias: string): Promise<string> {
  const { rows } = await system.database.pool.query<{ id: string }>(
    `insert into organizers (alias, role, language, joined_on) values ($1, 'organizer', 'en', now()) returning id`,
    [alias],
  );
  return rows[0]?.id ?? '';
}

/** Every row that is stored, by its table. BullMQ's own are row ids and times. */
async function rowsByTable(): Promise<ReadonlyMap<string, string>> {
  const tables = new Map<string, string[]>();
  for (const { where, bytes } of await dumpDatabase(system.database.pool)) {
    const table = /^"public"\."(.+)"\.whole row$/.exec(where)?.[1];
    if (table !== undefined) tables.set(table, [...(tables.get(table) ?? []), bytes.toString('utf8')]);
  }
  return new Map([...tables].map(([table, rows]) => [table, rows.sort().join('\n')]));
}

const nothingWaits = async () => (await system.database.pool.query('select from outbox')).rowCount === 0;

/** Types something until the answer is the one that follows from what is public now: what was read a moment ago may be older. */
async function saysAtLast(chat: Chat, typed: string, now: string, before: string): Promise<void> {
  await until(async () => {
    const since = chat.phone.heard.length;
    await chat.act((one) => one.type(typed));
    const answer = await until(
      () => chat.phone.heard.slice(since).findLast(({ text }) => text.includes(now) || text.includes(before)),
      PATIENCE_MS,
    );
    return answer.text.includes(now);
  }, PATIENCE_MS);
}

test.each(['telegram', 'viber'] as const)(
  'on %s: a fund is found, one is reached safely, and nothing is kept of who asked',
  async (messenger) => {
    const { database, standIns, url } = system;
    const now = () => new Date();
    const deps = { database, now, kinds: proposalKinds, handOver: { give: () => undefined } };
    const [first, second] = [await organizer(`First ${messenger}`), await organizer(`Second ${messenger}`)];
    const id = `lagoda-${messenger}`;
    await saveFund(deps, { id, revision: undefined, content: someFund(), by: first });
    const proposed = await proposeFund(deps, { id, revision: 1, by: first });
    if (proposed.kind !== 'proposed') throw new Error(proposed.kind);
    expect(await decideProposal(deps, { id: proposed.proposalId, by: second, decision: 'approved' })).toEqual({
      kind: 'done',
    });
    await until(async () => (await fetch(`${url}/solidarity/funds/${id}`)).status === 200, PATIENCE_MS);

    const network = createNetwork(standIns);
    const phone = '+375290000007';
    const chat = new Chat(
      messenger === 'telegram' ? network.telegram(7_000_001, phone) : network.viber('helper/1==', phone),
    );
    await chat.act((one) => one.start());
    await chat.tap('language:en');
    await chat.tap('consent:yes');
    await chat.asked('contact');
    await saysAtLast(chat, '/funds', 'help with?', 'There are no funds');
    await chat.tap('funds:help:medical');
    await chat.tap(`funds:show:${id}`);
    await chat.hears('DE89 3704 0044 0532 0130 00');

    await until(nothingWaits, PATIENCE_MS);
    const before = await rowsByTable();
    await chat.act((one) => one.type('I need help'));
    await chat.hears('Nothing about you is kept here');
    await chat.tap('need:help:medical');
    await chat.hears('lagoda.42');
    await until(nothingWaits, PATIENCE_MS);
    const after = await rowsByTable();
    const changed = [...after].filter(([table, rows]) => before.get(table) !== rows).map(([table]) => table);
    expect(changed.filter((table) => !OF_ANY_UPDATE.includes(table))).toEqual([]);
    const { rows } = await database.pool.query<{ state: unknown }>(
      'select state from dialogues where state is not null',
    );
    expect(rows).toEqual([]);

    await hideEntry(deps, { kind: 'fund', id, by: second });
    await until(async () => (await fetch(`${url}/solidarity/funds/${id}`)).status === 404, PATIENCE_MS);
    await saysAtLast(chat, `fund_${id}`, 'not in the directory any more', 'DE89');
  },
);

test('nothing has failed', () => {
  expect([...system.errors]).toEqual([]);
});
