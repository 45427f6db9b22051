import { randomUUID } from 'node:crypto';
import { createAuditWriter } from '../../../src/actions/audit-writer.ts';
import { publishedChronicle } from '../../../src/actions/chronicle/chronicle-reader.ts';
import { publishChronicleKind } from '../../../src/actions/chronicle/publish-entry.ts';
import { takeSuggestion } from '../../../src/actions/chronicle/suggest.ts';
import type { AnyProposalKind } from '../../../src/actions/two-people.ts';
import { chronicleProposalView } from '../../../src/http/console/chronicle/proposal.tsx';
import { chronicleRoutes } from '../../../src/http/console/chronicle/routes.ts';
import { proposalRoutes } from '../../../src/http/console/proposals/routes.tsx';
import type { AnyProposalView } from '../../../src/http/console/proposals/view.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { testKeys } from '../../support/builders.ts';
import { decideEntry, publishNew, someEntry } from '../../support/chronicle.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { picture } from '../../support/pictures.ts';

const keys = testKeys();
let cloned: ClonedDatabase;
let database: Database;
let console: TestConsole;
let sosna: Visitor;

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 8 });
  const now = () => new Date('2026-03-01T12:00:00Z');
  const kinds = [publishChronicleKind as unknown as AnyProposalKind];
  const store = { get: async () => undefined };
  const timeZone = async () => 'Europe/Minsk';
  console = await openConsole({
    database,
    now,
    routes: [
      ...chronicleRoutes({
        database,
        now,
        origin: 'https://example.org',
        timeZone,
        kinds,
        photos: { reviewKey: keys.review, store, audit: createAuditWriter(database) },
      }),
      ...proposalRoutes({
        database,
        now,
        timeZone,
        kinds,
        views: [chronicleProposalView as unknown as AnyProposalView],
        handOver: { give: () => undefined },
      }),
    ],
  });
  sosna = await console.as('organizer');
});

afterAll(async () => {
  expect(console.failures).toEqual([]);
  await console.close();
  await database.close();
  await cloned.drop();
});

const WRITTEN = {
  day: '16.8.2020',
  'title.en': 'March of <b>freedom</b>',
  'text.en': 'People walked.\n\nNobody was hurt.',
  'place.en': 'Minsk',
  sources: 'A paper | https://example.org/a\nA witness',
  'new-tag.en': 'Marches',
};

async function written(fields: Record<string, string> = {}): Promise<string> {
  const answer = await sosna.post('/console/chronicle/new', { ...WRITTEN, ...fields });
  expect(answer.statusCode).toBe(303);
  return answer.headers.location ?? '';
}

async function revisionOf(here: string): Promise<string> {
  const page = await sosna.get(`${here}/photos`);
  return /name="revision" value="(\d+)"/.exec(page.body)?.[1] ?? '';
}

test('written, looked at, handed to a second person, public', async () => {
  const here = await written();
  const page = await sosna.get(here);
  expect(page.body).toContain('March of &lt;b>freedom&lt;/b>');
  expect(page.body).toContain('href="https://example.org/a"');
  const proposed = await sosna.post(`${here}/propose`, { revision: '1' });
  expect(proposed.headers.location).toBe(here);
  expect((await sosna.get(here)).body).toContain('A second person has to read it');
  expect((await sosna.get(`${here}/edit`)).statusCode).toBe(303);
  const { rows } = await database.pool.query<{ id: string }>('select id from proposals where decision is null');
  const id = rows[0]?.id ?? '';
  const other = await console.as('organizer');
  const shown = await other.get(`/console/proposals/${id}`);
  expect(shown.body).toContain('Nobody was hurt.');
  expect(shown.body).toContain('2020');
  expect(await decideEntry(database, id)).toEqual({ kind: 'done' });
  const list = await sosna.get('/console/chronicle');
  expect(list.body).toContain('/console/chronicle/entries/1');
  expect((await sosna.get('/console/chronicle/entries/1')).body).toContain('https://example.org/chronicle/entries/1');
});

describe('bad input: told at the field, and nothing of what was typed is lost', () => {
  test.each<[string, Record<string, string>, string]>([
    ['an impossible date', { day: '31.2.2020' }, 'There is no such day in the calendar.'],
    ['a day to come', { day: '2099-01-01' }, 'This day has not come yet.'],
    ['no date', { day: 'last Sunday' }, 'This is no date.'],
    ['long before', { day: '1.1.1234' }, 'The chronicle begins in 1900.'],
    ['half a link', { sources: 'A paper | https://' }, 'Line 1: this is not the address of a page.'],
    ['a script for a link', { sources: 'ok\nx | javascript:alert(1)' }, 'Line 2: this is not the address of a page.'],
    ['a password in a link', { sources: 'x | https://a:b@example.org/' }, 'Line 1: this is not the address of a page.'],
    ['a long title', { 'title.en': 'a'.repeat(161) }, '161 characters: at most 160 fit here.'],
    ['a long text', { 'text.en': 'a'.repeat(12_001) }, 'at most 12'],
    ['a topic of signs', { 'new-tag.en': '!!!' }, 'A topic needs a name with letters in it.'],
  ])('%s', async (_, fields, words) => {
    const answer = await sosna.post('/console/chronicle/new', { ...WRITTEN, ...fields });
    expect(answer.statusCode).toBe(422);
    expect(answer.body.replace(/[,\u00a0\u202f](?=\d{3})/g, '')).toContain(words.replace(/,/g, ''));
    expect(answer.body).toContain('People walked.'.slice(0, fields['text.en'] === undefined ? undefined : 0));
    for (const value of Object.values(fields))
      expect(answer.body).toContain(value.split('\n')[0]?.replace(/"/g, '&quot;'));
  });

  test.each([
    ['markup', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'This is no picture that can be read'],
    ['a damaged JPEG', Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3]), 'This is no picture that can be read'],
    ['50 MB', Buffer.alloc(50 * 1024 * 1024), 'This file has 50 MB; at most 20 MB can be taken.'],
  ])('a photo of %s', async (_, bytes, words) => {
    const here = await written();
    const alt = 'A crowd on a bridge';
    const answer = await sosna.upload(
      `${here}/photos/add`,
      { revision: '1', 'alt.en': alt },
      { photo: { name: 'a.jpg', type: 'image/jpeg', bytes } },
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(words);
    expect(answer.body).toContain(alt);
  });
});

test('photos lose their metadata, are described, and have to be looked at', async () => {
  const here = await written();
  const jpeg = await picture(900, 600)
    .withExif({ IFD0: { Copyright: 'SECRET-PLACE' } })
    .jpeg()
    .toBuffer();
  expect(jpeg.toString('latin1')).toContain('SECRET-PLACE');
  const added = await sosna.upload(
    `${here}/photos/add`,
    { revision: '1' },
    { photo: { name: 'a.jpg', type: 'image/jpeg', bytes: jpeg } },
  );
  expect(added.headers.location).toBe(`${here}/photos`);
  const { rows } = await database.pool.query<{ bytes: Buffer }>('select bytes from pictures');
  expect(rows[0]?.bytes.toString('latin1')).not.toContain('SECRET-PLACE');
  const page = await sosna.get(here);
  expect(page.body).toContain('Photo 1 has no description.');
  expect(page.body).toContain('Nobody has said yet that the photos were looked at');
  expect(page.body).not.toContain(`${here}/propose`);
  await sosna.post(`${here}/photos`, {
    revision: await revisionOf(here),
    'alt-0.en': 'A bridge',
    'faces-checked': 'on',
  });
  expect((await sosna.get(here)).body).toContain(`${here}/propose`);
  await sosna.post(`${here}/photos`, { revision: await revisionOf(here), 'remove-0': 'on' });
  expect((await sosna.get(here)).body).toContain('Photos: 0');
});

test('who saves an older one is told, and keeps what they typed', async () => {
  const here = await written();
  await sosna.post(`${here}/edit`, { ...WRITTEN, revision: '1', 'title.en': 'First' });
  const late = await sosna.post(`${here}/edit`, { ...WRITTEN, revision: '1', 'title.en': 'Second' });
  expect(late.body).toContain('Somebody else has saved this meanwhile.');
  expect(late.body).toContain('Second');
});

test('corrected with a note, and withdrawn by one person', async () => {
  await publishNew(database);
  const { rows } = await database.pool.query<{ number: number }>('select max(number) as number from chronicle_entries');
  const here = `/console/chronicle/entries/${rows[0]?.number}`;
  const begun = await sosna.post(`${here}/correct`);
  const draft = (begun.headers.location ?? '').replace('/edit', '');
  const refused = await sosna.post(`${draft}/propose`, { revision: '1' });
  expect(refused.statusCode).toBe(303);
  expect((await sosna.get(draft)).body).toContain('Say what was corrected');
  await sosna.post(`${draft}/propose`, { revision: '1', 'note.en': 'A date.' });
  expect((await sosna.get(here)).body).toContain('A correction is being written.');
  await sosna.post(`${here}/withdraw`, { 'note.en': 'Somebody is in danger.' });
  const page = await sosna.get(here);
  expect(page.body).toContain('withdrawn');
  expect(page.body).toContain('Somebody is in danger.');
});

test('a source that died is marked by a correction that a second person approves, since the day on which it was found', async () => {
  const sources = [
    { title: 'A paper', url: 'https://example.org/gone' },
    { title: 'Another', url: 'https://example.org/there' },
    { title: 'A witness', url: null },
  ];
  await publishNew(database, someEntry({ sources }));
  const { rows } = await database.pool.query<{ number: number }>('select max(number) as number from chronicle_entries');
  const number = rows[0]?.number ?? 0;
  const begun = await sosna.post(`/console/chronicle/entries/${number}/correct`);
  const edit = begun.headers.location ?? '';
  const draft = edit.replace('/edit', '');
  const form = await sosna.get(edit);
  const boxes = [...form.body.matchAll(/<input type="checkbox" name="dead" value="([^"]+)"( checked)?/g)];
  expect(boxes.map(([, address, checked]) => [address, checked])).toEqual([
    ['https://example.org/gone', undefined],
    ['https://example.org/there', undefined],
  ]);
  const words = {
    ...WRITTEN,
    sources: 'A paper | https://example.org/gone\nAnother | https://example.org/there\nA witness',
    dead: 'https://example.org/gone',
  };
  // Whatever is wrong elsewhere: the mark is not lost.
  const wrong = await sosna.post(edit, { ...words, revision: '1', day: 'last Sunday' });
  expect(wrong.body).toMatch(/value="https:\/\/example\.org\/gone" checked/);
  await sosna.post(edit, { ...words, revision: '1' });
  const preview = await sosna.get(draft);
  expect(preview.body).toContain('found not to work any more on March 1, 2026');
  expect(preview.body).not.toContain('href="https://example.org/gone"');
  expect((await sosna.get(edit)).body).toMatch(/value="https:\/\/example\.org\/gone" checked/);
  await sosna.post(`${draft}/propose`, { revision: '2', 'note.en': 'A source is gone.' });
  const waiting = await database.pool.query<{ id: string }>(
    'select id from proposals where decision is null and subject = $1',
    [draft.split('/').at(-1)],
  );
  expect(await decideEntry(database, waiting.rows[0]?.id ?? '')).toEqual({ kind: 'done' });
  const entry = await publishedChronicle(database.pool).then((all) => all.find((one) => one.number === number));
  expect(entry?.versions.map(({ content }) => content?.sources)).toEqual([
    sources,
    [{ ...sources[0], dead: '2026-03-01' }, ...sources.slice(1)],
  ]);
  const saved = await database.pool.query('select from audit_entries where action = $1 and subject = $2', [
    'chronicle.save',
    draft.split('/').at(-1),
  ]);
  expect(saved.rowCount).toBe(1);
});

test('what a citizen sent is read one by one, and becomes a draft or goes', async () => {
  const suggestionId = randomUUID();
  await database.transaction((client) =>
    takeSuggestion(
      client,
      keys,
      { personKey: Buffer.alloc(32, 1) },
      {
        do: 'add-to-chronicle',
        suggestionId,
        photoIds: [],
        day: null,
        place: '',
        text: 'They stood for hours <i>there</i>.',
        language: 'be',
      },
      '2026-03-01',
    ),
  );
  expect((await sosna.get('/console/chronicle')).body).toContain('not read yet: 1');
  const list = await sosna.get('/console/chronicle/suggestions');
  expect(list.body).not.toContain('stood for hours');
  const here = `/console/chronicle/suggestions/${suggestionId}`;
  expect((await sosna.get(here)).body).toContain('They stood for hours &lt;i>there');
  expect((await (await console.as('reader')).get(here)).statusCode).toBe(403);
  expect((await (await console.as('reviewer')).get(here)).statusCode).toBe(403);
  expect((await sosna.get(`${here}/photos/0`)).statusCode).toBe(404);
  const accepted = await sosna.post(`${here}/accept`);
  expect((await sosna.get(accepted.headers.location ?? '')).body).toContain('They stood for hours');
  expect((await sosna.get(here)).statusCode).toBe(404);
});

test('a reader may look, and nothing else', async () => {
  const here = await written();
  const reader = await console.as('reader');
  const page = await reader.get(here);
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toContain(`${here}/edit`);
  expect((await reader.get(`${here}/edit`)).statusCode).toBe(403);
  expect((await reader.post(`${here}/propose`, { revision: '1' })).statusCode).toBe(403);
  expect((await reader.post(`${here}/discard`)).statusCode).toBe(403);
  await sosna.post(`${here}/discard`);
  expect((await sosna.get(here)).statusCode).toBe(404);
});
