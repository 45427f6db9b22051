import { appendAudit } from '../../../src/actions/audit.ts';
import { createAuditWatch } from '../../../src/actions/watch-audit.ts';
import { auditRoutes } from '../../../src/http/console/audit/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let cloned: ClonedDatabase;
let database: Database;
let console_: TestConsole;
let visitor: Visitor;
beforeEach(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 4 });
  const watch = createAuditWatch({ database, now: () => new Date('2026-02-03T04:05:06Z') });
  console_ = await openConsole({ database, routes: auditRoutes({ q: database.pool, watch }) });
  visitor = await console_.as('organizer', { alias: 'Somebody' });
});
afterEach(async () => {
  await console_.close();
  await database.close();
  await cloned.drop();
});

async function append(count: number, about: { action?: string; subject?: string; by?: string } = {}): Promise<void> {
  const { action = 'survey.open', subject = 'parks', by } = about;
  await database.transaction(async (client) => {
    for (let i = 0; i < count; i++) {
      await appendAudit(client, {
        at: new Date(Date.UTC(2026, 0, 1 + i, 12)),
        organizerId: by ?? null,
        action,
        subject,
        detail: { title: '<b>Parks</b>', round: i },
      });
    }
  });
}

/** The numbers of the entries on a page, as they stand. */
function numbers(html: string): number[] {
  return [...html.matchAll(/<tr><td class="numeric"[^>]*>(\d+)<\/td>/g)].map(([, number]) => Number(number));
}

function link(html: string, rel: 'prev' | 'next'): string | undefined {
  const [tag = ''] = new RegExp(`<a [^>]*rel="${rel}"[^>]*>`).exec(html) ?? [];
  return /href="([^"]+)"/.exec(tag)?.[1]?.replaceAll('&amp;', '&');
}

test('an empty trail says so', async () => {
  const { statusCode, body } = await visitor.get('/console/audit');
  expect(statusCode).toBe(200);
  expect(body).toContain('Nothing has happened yet');
});

test('entries are shown newest first, with who and what; nothing of them is markup', async () => {
  await append(1, { by: visitor.organizer?.id ?? '' });
  await append(1, { action: 'survey.close' });
  const { body } = await visitor.get('/console/audit');
  expect(numbers(body)).toEqual([2, 1]);
  expect(body).toContain('Somebody');
  expect(body).toContain('The system');
  expect(body).toContain('&lt;b>Parks&lt;/b>');
  expect(body).not.toContain('<b>Parks');
});

test('pages lead to one another and back', async () => {
  await append(120);
  const first = await visitor.get('/console/audit');
  expect(numbers(first.body).at(0)).toBe(120);
  expect(numbers(first.body)).toHaveLength(50);
  expect(link(first.body, 'prev')).toBeUndefined();
  const second = await visitor.get(link(first.body, 'next') ?? '');
  expect(numbers(second.body).at(0)).toBe(70);
  const third = await visitor.get(link(second.body, 'next') ?? '');
  expect(numbers(third.body)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
  expect(link(third.body, 'next')).toBeUndefined();
  const back = await visitor.get(link(third.body, 'prev') ?? '');
  expect(numbers(back.body)).toEqual(numbers(second.body));
  const start = await visitor.get(link(back.body, 'prev') ?? '');
  expect(numbers(start.body)).toEqual(numbers(first.body));
  expect(link(start.body, 'prev')).toBeUndefined();
});

test.each([
  ['action=survey.', [5, 4, 3, 2, 1]],
  ['action=survey.open', [3, 2, 1]],
  ['action=broadcast.', [6]],
  ['who=none', [5, 4, 3, 2, 1]],
  ['subject=trees', [5, 4]],
  ['from=2026-01-02', [5, 3, 2]],
  ['from=2026-01-02&until=2026-01-02', [5, 2]],
  ['action=survey.open&from=2026-01-03', [3]],
  ['action=nothing', []],
  ['who=not-a-uuid', [6, 5, 4, 3, 2, 1]],
  ['before=3', [2, 1]],
  ['before=x&after=-1', [6, 5, 4, 3, 2, 1]],
])('filter %s finds %j', async (query, expected) => {
  await append(3);
  await append(2, { action: 'survey.close', subject: 'trees' });
  await append(1, { action: 'broadcast.start', by: visitor.organizer?.id ?? '' });
  const { statusCode, body } = await visitor.get(`/console/audit?${query}`);
  expect(statusCode).toBe(200);
  expect(numbers(body)).toEqual(expected);
  if (expected.length === 0) expect(body).toContain('No entry fits');
});

test('who did it is found, and a date that is none is told beside its field', async () => {
  await append(1);
  await append(1, { by: visitor.organizer?.id ?? '' });
  expect(numbers((await visitor.get(`/console/audit?who=${visitor.organizer?.id}`)).body)).toEqual([2]);
  const { body } = await visitor.get('/console/audit?from=2026-02-31&subject=parks');
  expect(body).toContain('This is not a date.');
  expect(body).toContain('value="2026-02-31"');
  expect(body).toContain('value="parks"');
});

test('the chain is checked, with and without JavaScript, and a change is named', async () => {
  await append(3);
  const right = await visitor.get('/console/audit/chain');
  expect(right.body).toContain('All 3 entries are as they were written');
  expect(right.body).toContain('<html');
  expect(right.body).toMatch(/3:[0-9a-f]{64}/);
  // What was found a moment ago is not looked for again.
  expect((await visitor.get('/console/audit')).body).toContain('All 3 entries');

  await database.transaction(async (client) => {
    await client.query('set local session_replication_role = replica');
    await client.query(`update audit_entries set subject = 'other' where number = 2`);
  });
  const watch = createAuditWatch({ database, now: () => new Date() });
  const again = await openConsole({ database, routes: auditRoutes({ q: database.pool, watch }) });
  const wrong = await (await again.as('organizer')).get('/console/audit/chain', { 'hx-request': 'true' });
  await again.close();
  expect(wrong.body).not.toContain('<html');
  expect(wrong.body).toContain('The audit trail is not what was written');
  expect(wrong.body).toContain('Entry 2: it does not say what was written');
});

test('readers and reviewers do not see it', async () => {
  for (const role of ['reader', 'reviewer'] as const) {
    expect((await (await console_.as(role)).get('/console/audit')).statusCode).toBe(403);
  }
});
