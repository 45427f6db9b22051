import { jest } from '@jest/globals';
import { z } from 'zod';
import { type ProposalKind, prepareProposal } from '../../../src/actions/two-people.ts';
import { countWaiting, proposalRoutes } from '../../../src/http/console/proposals/routes.tsx';
import type { ProposalView } from '../../../src/http/console/proposals/view.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { sealOf } from '../../support/proposals.ts';

const content = z.object({ text: z.string() });
type Content = z.infer<typeof content>;
const carryOut = jest.fn<ProposalKind<Content>['carryOut']>(async () => undefined);
const kind: ProposalKind<Content> = { kind: 'test.do', permission: 'broadcasts.prepare', content, carryOut };
const organizersOnly: ProposalKind<Content> = {
  kind: 'test.manage',
  permission: 'organizers.manage',
  content,
  carryOut,
};
const view: ProposalView<Content> = {
  kind: 'test.do',
  content,
  title: ({ text }) => `Do ${text}`,
  body: ({ text }, { subject }) => (
    <p>
      Really: {text} with {subject}
    </p>
  ),
  href: (subject) => `/console/things/${subject}`,
};

let cloned: ClonedDatabase;
let database: Database;
let console_: TestConsole;
let first: Visitor;
let second: Visitor;
let deps: Parameters<typeof proposalRoutes>[0];
beforeEach(async () => {
  carryOut.mockClear();
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 4 });
  deps = {
    database,
    kinds: [kind, organizersOnly],
    views: [view],
    handOver: { give: () => undefined },
    now: () => new Date('2026-02-03T04:05:06Z'),
    timeZone: async () => 'UTC',
  };
  const badges = new Map([['/proposals', countWaiting(deps)]]);
  console_ = await openConsole({ database, routes: proposalRoutes(deps), badges });
  first = await console_.as('organizer', { alias: 'First' });
  second = await console_.as('organizer', { alias: 'Second' });
});
afterEach(async () => {
  await console_.close();
  await database.close();
  await cloned.drop();
});

async function prepare(text: string, by = first, kindName = kind.kind): Promise<string> {
  const wanted = { kind: kindName, subject: 'thing', content: { text }, by: by.organizer?.id ?? '' };
  return (await prepareProposal(deps, wanted)).id;
}

test('nothing to decide is said', async () => {
  const { statusCode, body } = await second.get('/console/proposals');
  expect(statusCode).toBe(200);
  expect(body).toContain('Nothing waits for your decision');
  expect(body).not.toContain('class="count"');
});

test('one prepares, another sees exactly that and approves; both see what became of it', async () => {
  const id = await prepare('<this> & that');
  const list = await second.get('/console/proposals');
  expect(list.body).toContain('Do &lt;this> &amp; that');
  expect(list.body).toContain('class="count"');
  const page = await second.get(`/console/proposals/${id}`);
  expect(page.body).toContain('Really: &lt;this> &amp; that with thing');
  expect(page.body).toContain('href="/console/things/thing"');
  expect(page.body).toContain('Prepared by First');

  const seen = sealOf(page.body);
  const done = await second.post(`/console/proposals/${id}/decide`, { decision: 'approved', seen });
  expect([done.statusCode, done.headers.location]).toEqual([303, '/console/proposals']);
  expect(carryOut).toHaveBeenCalledTimes(1);
  const after = await second.get('/console/proposals');
  expect(after.body).toContain('Approved: it is being done.');
  expect(after.body).toContain('Approved by Second');
  expect(after.body).not.toContain('class="count"');
  expect((await first.get(`/console/proposals/${id}`)).body).not.toContain('name="decision"');
});

test('who prepared it can only withdraw it', async () => {
  const id = await prepare('this');
  const list = await first.get('/console/proposals');
  expect(list.body).toContain('Prepared by you');
  expect(list.body).not.toContain('class="count"');
  const page = await first.get(`/console/proposals/${id}`);
  expect([...page.body.matchAll(/name="decision" value="(\w+)"/g)].map(([, value]) => value)).toEqual(['withdrawn']);
  const seen = sealOf(page.body);
  const own = await first.post(`/console/proposals/${id}/decide`, { decision: 'approved', seen });
  expect(own.statusCode).toBe(409);
  expect(own.body).toContain('Somebody else must decide it.');
  const withdrawn = await first.post(`/console/proposals/${id}/decide`, { decision: 'withdrawn', seen });
  expect(withdrawn.statusCode).toBe(303);
  expect(carryOut).not.toHaveBeenCalled();
});

test('refusing does nothing, and deciding twice is told', async () => {
  const id = await prepare('this');
  const seen = sealOf((await second.get(`/console/proposals/${id}`)).body);
  expect((await second.post(`/console/proposals/${id}/decide`, { decision: 'refused', seen })).statusCode).toBe(303);
  const late = await second.post(`/console/proposals/${id}/decide`, { decision: 'approved', seen });
  expect(late.statusCode).toBe(409);
  expect(late.body).toContain('Somebody has decided this already.');
  expect(carryOut).not.toHaveBeenCalled();
});

test('what cannot be carried out any more is told, and stays to be refused', async () => {
  carryOut.mockImplementationOnce(async () => 'changed');
  const id = await prepare('this');
  const seen = sealOf((await second.get(`/console/proposals/${id}`)).body);
  const changed = await second.post(`/console/proposals/${id}/decide`, { decision: 'approved', seen });
  expect(changed.statusCode).toBe(409);
  expect(changed.body).toContain('has changed since it was prepared');
  expect(changed.body).toContain('value="refused"');
});

test.each([
  ['no decision', { seen: 'ab'.repeat(32) }],
  ['a decision that there is not', { decision: 'perhaps', seen: 'ab'.repeat(32) }],
  ['without what was seen', { decision: 'approved' }],
])('%s decides nothing', async (_name, form) => {
  const id = await prepare('this');
  expect((await second.post(`/console/proposals/${id}/decide`, form)).statusCode).toBe(404);
  expect(carryOut).not.toHaveBeenCalled();
});

test('another page’s seal decides nothing', async () => {
  const [one, other] = [await prepare('one'), await prepare('other')];
  const seen = sealOf((await second.get(`/console/proposals/${other}`)).body);
  const sent = await second.post(`/console/proposals/${one}/decide`, { decision: 'approved', seen });
  expect(sent.statusCode).toBe(409);
  expect(carryOut).not.toHaveBeenCalled();
});

test('a kind for others is not to be seen, and one without a view cannot be approved on the page', async () => {
  const administrator = await console_.as('administrator', { alias: 'Admin' });
  const id = await prepare('secret', administrator, 'test.manage');
  expect((await second.get('/console/proposals')).body).toContain('Nothing waits for your decision');
  expect((await second.get(`/console/proposals/${id}`)).statusCode).toBe(404);
  const another = await console_.as('administrator');
  const page = await another.get(`/console/proposals/${id}`);
  expect(page.body).toContain('can no longer be shown');
  expect([...page.body.matchAll(/name="decision" value="(\w+)"/g)].map(([, value]) => value)).toEqual(['refused']);
});

test.each(['reader', 'reviewer'] as const)('a %s sees none of it', async (role) => {
  expect((await (await console_.as(role)).get('/console/proposals')).statusCode).toBe(403);
});

test.each(['nonsense', '00000000-0000-4000-8000-000000000000'])('%s is not there', async (id) => {
  expect((await second.get(`/console/proposals/${id}`)).statusCode).toBe(404);
});
