import sharp from 'sharp';
import { moveDueSurveys } from '../../../src/actions/surveys/move-due-surveys.ts';
import { surveyRoutes } from '../../../src/http/console/surveys/routes.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { loadMargins } from '../../../src/storage/survey-margins.ts';
import { loadSurvey, surveyByTryCode } from '../../../src/storage/surveys.ts';
import { addElection } from '../../support/builders.ts';
import { type FormFields, openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let clone: ClonedDatabase;
let database: Database;
let at: TestConsole;
let birch: Visitor;
let rowan: Visitor;
let now = new Date('2026-11-22T12:00:00Z');

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  await addElection(database.pool);
  const deps = { database, catalogues: loadCatalogues(), origin: 'http://localhost:3000' };
  const routes = surveyRoutes({ ...deps, now: () => now, timeZone: async () => 'Europe/Minsk' });
  at = await openConsole({ database, routes });
  birch = await at.as('organizer', { alias: 'Birch' });
  rowan = await at.as('organizer', { alias: 'Rowan' });
});

afterAll(async () => {
  expect(at.failures).toEqual([]);
  await at.close();
  await database.close();
  await clone.drop();
});

const inAll = (name: string, text: string): FormFields => ({
  [`${name}.be`]: text,
  [`${name}.ru`]: text,
  [`${name}.en`]: text,
});

/** What the page sends for a survey of one question. */
function form(change: FormFields = {}): FormFields {
  return {
    revision: '',
    ...inAll('title', 'Transport'),
    ...inAll('intro', ''),
    ...inAll('thanks', ''),
    'questions.0.id': 'q1',
    'questions.0.kind': 'one',
    ...inAll('questions.0.text', 'How do you get to work?'),
    'questions.0.options.0.id': 'a',
    ...inAll('questions.0.options.0.label', 'By bus'),
    'questions.0.options.1.id': 'b',
    ...inAll('questions.0.options.1.label', 'On foot'),
    'questions.0.min': '1',
    'questions.0.max': '2',
    'questions.0.from': '1',
    'questions.0.to': '5',
    'questions.0.longest': '500',
    changeable: 'on',
    opensAt: '',
    closesAt: '',
    ...change,
  };
}

async function saved(id: string, change: FormFields = {}): Promise<string> {
  const answer = await birch.post('/console/surveys/new', { ...form(change), id, do: 'save' });
  expect({ status: answer.statusCode, to: answer.headers.location }).toEqual({
    status: 303,
    to: `/console/surveys/${id}/edit`,
  });
  return id;
}

/** The value of a field on a page. */
function fieldOf(body: string, name: string): string | undefined {
  const input = new RegExp(`<input[^>]*name="${name.replaceAll('.', '\\.')}"[^>]*>`).exec(body)?.[0];
  const area = new RegExp(`<textarea[^>]*name="${name.replaceAll('.', '\\.')}"[^>]*>([^<]*)<`).exec(body)?.[1];
  return input === undefined ? area : (/value="([^"]*)"/.exec(input)?.[1] ?? '');
}

test('there is nothing yet, and a way to begin', async () => {
  const list = await birch.get('/console/surveys');
  expect(list.statusCode).toBe(200);
  expect(list.body).toContain('No surveys yet');
  expect(list.body).toContain('href="/console/surveys/new"');
});

test('a survey is written, listed and shown', async () => {
  await saved('transport', { opensAt: '2026-12-01T10:00', closesAt: '2026-12-02T10:00' });
  const stored = await loadSurvey(database.pool, 'transport');
  expect(stored).toMatchObject({ state: 'draft', revision: 1, changeable: true });
  expect(stored?.opensAt?.toISOString()).toBe('2026-12-01T07:00:00.000Z');
  const list = await birch.get('/console/surveys');
  expect(list.body).toContain('Transport');
  const shown = await birch.get('/console/surveys/transport');
  expect(shown.body).toContain('/start survey_transport');
  const edit = await birch.get('/console/surveys/transport/edit');
  expect(fieldOf(edit.body, 'opensAt')).toBe('2026-12-01T10:00');
  expect(fieldOf(edit.body, 'revision')).toBe('1');
});

test('how many have answered comes from the counts', async () => {
  await database.pool.query(
    `insert into survey_counts (survey_id, dimension, cell, question_id, option_id, count) values
       ('transport', '', '', '', '', 12), ('transport', '', '', '', '(complete)', 7),
       ('transport', 'tier', 'verified', '', '', 5), ('transport', '', '', 'q1', 'a', 9)`,
  );
  // A draft has no answers yet; what is read is shown on its own page only.
  const { body } = await birch.get('/console/surveys/transport');
  expect([...body.matchAll(/class="stat-value">(\d+)</g)].map(([, value]) => value)).toEqual(['12', '7', '1']);
  await database.pool.query(`delete from survey_counts`);
});

test('what is wrong is said in its place, and everything typed is still there', async () => {
  const typed = form({
    id: 'Wrong Id',
    'title.ru': ' ',
    'questions.0.options.1.label.en': 'x'.repeat(70),
    'questions.0.branches.0.question': 'q1',
    'questions.0.branches.0.anyOf': ['b'],
    'questions.0.branches.0.to': 'q1',
    opensAt: '2020-01-01T10:00',
    do: 'save',
  });
  const { statusCode, body } = await birch.post('/console/surveys/new', typed);
  expect(statusCode).toBe(422);
  expect(body).toContain('Not saved: 5 things are to be put right');
  for (const said of [
    'may only have Latin small letters',
    'is missing',
    'is too long: 70 characters, at most 60',
    'the survey would never end',
    'has gone by already',
  ]) {
    expect(body).toContain(said);
  }
  expect(body).toContain('Question 1, Branch 1');
  // Each line leads to an element that is there.
  const anchors = [...body.matchAll(/href="#(f-[^"]+)"/g)].map(([, id]) => id ?? '');
  expect(anchors).toHaveLength(5);
  for (const id of anchors) expect(body).toContain(`id="${id}"`);
  for (const [name, value] of Object.entries(typed)) {
    if (name === 'do' || name === 'changeable' || /kind|branches/.test(name)) continue;
    expect([name, fieldOf(body, name)]).toEqual([name, value]);
  }
  expect(await loadSurvey(database.pool, 'Wrong Id')).toBeUndefined();
});

test('buttons change the page and save nothing; what was typed stays', async () => {
  const press = async (what: string, fields: FormFields) =>
    (await birch.post('/console/surveys/new', { ...fields, do: what })).body;
  const two = await press('add-question:number', form({ id: 'typed-id' }));
  expect(fieldOf(two, 'id')).toBe('typed-id');
  expect(fieldOf(two, 'questions.0.text.en')).toBe('How do you get to work?');
  expect(fieldOf(two, 'questions.1.id')).toBe('q2');
  expect(two).toMatch(/id="f-questions-1-text-be"[^>]*autofocus|autofocus[^>]*id="f-questions-1-text-be"/);

  const moved = await press('option-up:0:1', form());
  expect(fieldOf(moved, 'questions.0.options.0.label.en')).toBe('On foot');
  expect(fieldOf(moved, 'questions.0.options.0.id')).toBe('b');

  const more = await press('add-option:0', form());
  expect(fieldOf(more, 'questions.0.options.2.id')).toBe('c');
  const less = await press('remove-option:0:0', form());
  expect(fieldOf(less, 'questions.0.options.0.label.en')).toBe('On foot');
  expect(fieldOf(less, 'questions.0.options.1.id')).toBeUndefined();

  const branched = await press('add-branch:0', form());
  expect(branched).toContain('name="questions.0.branches.0.to"');
  // Another kind of question, and back again: the options were kept along.
  const scale = await press('refresh', form({ 'questions.0.kind': 'scale' }));
  expect(scale).toContain('type="hidden" name="questions.0.options.0.label.be" value="By bus"');
  expect(await press('nonsense:99:x', form())).toContain('By bus');
  const none = await press('remove-question:0', form());
  expect(none).not.toContain('How do you get to work?');
});

test('a preview of what is not saved, in each language, in both messengers', async () => {
  const typed = form({ id: 'unsaved', 'questions.0.text.be': 'Як вы едзеце?' });
  const { body } = await birch.post('/console/surveys/new', { ...typed, do: 'preview:be' });
  expect(body).toContain('class="phone telegram"');
  expect(body).toContain('class="phone viber"');
  expect(body).toContain('Пытанне 1 з 1\n\nЯк вы едзеце?');
});

test('the second of two organizers is told, nothing is overwritten, and what they typed stays', async () => {
  const id = await saved('both');
  const path = `/console/surveys/${id}/edit`;
  const first = await rowan.post(path, { ...form({ revision: '1', ...inAll('title', 'By Rowan') }), id, do: 'save' });
  expect(first.statusCode).toBe(303);
  const mine = { ...form({ revision: '1', ...inAll('title', 'By Birch') }), id };
  const second = await birch.post(path, { ...mine, do: 'save' });
  expect(second.statusCode).toBe(409);
  expect(second.body).toContain('Rowan has saved this survey meanwhile');
  expect(second.body).toContain('By Rowan');
  expect(fieldOf(second.body, 'title.en')).toBe('By Birch');
  expect((await loadSurvey(database.pool, id))?.definition.title.en).toBe('By Rowan');
  // Pressing save once more does not help; saying so does.
  expect((await birch.post(path, { ...mine, do: 'save' })).statusCode).toBe(409);
  const over = await birch.post(path, { ...mine, do: 'onto:2' });
  expect(over.statusCode).toBe(303);
  expect((await loadSurvey(database.pool, id))?.definition.title.en).toBe('By Birch');
});

test('a survey that somebody deletes while it is edited can be saved anew', async () => {
  const id = await saved('vanishing');
  await rowan.post(`/console/surveys/${id}/delete`);
  const typed = { ...form({ revision: '1', ...inAll('title', 'Typed long') }), id };
  const gone = await birch.post(`/console/surveys/${id}/edit`, { ...typed, do: 'save' });
  expect(gone.statusCode).toBe(409);
  expect(gone.body).toContain('has been deleted meanwhile');
  expect(fieldOf(gone.body, 'title.en')).toBe('Typed long');
  expect(gone.body).toContain('action="/console/surveys/new"');
});

test('htmx gets the form alone, also when something is wrong', async () => {
  const fine = await birch.post('/console/surveys/new', { ...form(), do: 'add-option:0' }, { 'hx-request': 'true' });
  expect(fine.body).toMatch(/^<form id="survey-editor"/);
  const wrong = await birch.post('/console/surveys/new', { ...form(), id: '', do: 'save' }, { 'hx-request': 'true' });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toMatch(/^<form id="survey-editor"/);
});

test('an open survey keeps its questions, and its words can be put right', async () => {
  const id = await saved('frozen');
  const stale = await birch.post(`/console/surveys/${id}/open`, { revision: '7' });
  expect(stale.statusCode).toBe(303);
  expect((await loadSurvey(database.pool, id))?.state).toBe('draft');
  await birch.post(`/console/surveys/${id}/open`, { revision: '1' });
  const open = await loadSurvey(database.pool, id);
  expect(open).toMatchObject({ state: 'open', revision: 2 });

  const path = `/console/surveys/${id}/edit`;
  const edit = await birch.get(path);
  expect(edit.body).toContain('The survey is open.');
  expect(edit.body).not.toContain('value="add-option:0"');
  const less = { ...form({ revision: '2', 'questions.0.kind': 'yes-no' }), id, do: 'save' };
  const refused = await birch.post(path, less);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('cannot be changed any more');
  const words = { ...form({ revision: '2', ...inAll('thanks', 'Thank you!') }), id, do: 'save' };
  expect((await birch.post(path, words)).statusCode).toBe(303);

  await birch.post(`/console/surveys/${id}/close`);
  expect((await loadSurvey(database.pool, id))?.state).toBe('closed');
  expect((await birch.get(`/console/surveys/${id}`)).body).toContain('Closed');
  // It does not open again.
  await birch.post(`/console/surveys/${id}/open`, { revision: '4' });
  expect((await loadSurvey(database.pool, id))?.state).toBe('closed');
});

test('an organizer tries a survey in a chat of their own', async () => {
  const id = await saved('trial');
  const { body } = await birch.post(`/console/surveys/${id}/try`);
  const code = /\/start try_([A-Za-z0-9]+)/.exec(body)?.[1] ?? '';
  expect((await surveyByTryCode(database.pool, code, now))?.id).toBe(id);
  const tomorrow = new Date(now.getTime() + 25 * 3_600_000);
  expect(await surveyByTryCode(database.pool, code, tomorrow)).toBeUndefined();
  await birch.post(`/console/surveys/${id}/try`);
  expect(await surveyByTryCode(database.pool, code, now)).toBeUndefined();
});

test('a copy and a deleted draft', async () => {
  const id = await saved('original');
  const copied = await birch.post(`/console/surveys/${id}/copy`);
  expect(copied.headers.location).toBe('/console/surveys/original-2/edit');
  await birch.post('/console/surveys/original-2/copy');
  expect(await loadSurvey(database.pool, 'original-3')).toMatchObject({ state: 'draft', revision: 1 });
  await birch.post('/console/surveys/original-2/delete');
  expect(await loadSurvey(database.pool, 'original-2')).toBeUndefined();
  // One that is open stays.
  await birch.post('/console/surveys/original-3/open', { revision: '1' });
  await birch.post('/console/surveys/original-3/delete');
  expect(await loadSurvey(database.pool, 'original-3')).toBeDefined();
});

describe('a partner', () => {
  const partner = {
    ...inAll('partner.name', 'Fund'),
    ...inAll('partner.line', ''),
    'partner.link': 'https://a.example',
  };
  const logo = () =>
    sharp({ create: { width: 900, height: 300, channels: 3, background: '#084' } })
      .png()
      .toBuffer();

  test('has a name, a link and a logo that is rebuilt', async () => {
    const id = await saved('with-partner');
    const path = `/console/surveys/${id}/partner`;
    const file = { name: 'logo.png', type: 'image/png', bytes: await logo() };
    const sent = await birch.upload(path, { revision: '1', logoId: '', ...partner, do: 'save' }, { logo: file });
    expect(sent.statusCode).toBe(303);
    const kept = (await loadSurvey(database.pool, id))?.definition.partner;
    expect(kept).toMatchObject({ name: { en: 'Fund' }, link: 'https://a.example' });
    const { rows } = await database.pool.query('select bytes from pictures where id = $1', [kept?.logo]);
    expect(await sharp(rows[0]?.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 900 });
    expect((await birch.get(`/console/surveys/${id}/preview?in=be`)).body).toContain(`/pictures/${kept?.logo}.png`);
    // Without choosing a file again the logo stays.
    const again = await birch.upload(path, { revision: '2', logoId: kept?.logo ?? '', ...partner, do: 'save' }, {});
    expect(again.statusCode).toBe(303);
    expect((await loadSurvey(database.pool, id))?.definition.partner?.logo).toBe(kept?.logo);
    await birch.upload(path, { revision: '3', logoId: kept?.logo ?? '', ...partner, do: 'remove' }, {});
    expect((await loadSurvey(database.pool, id))?.definition.partner).toBeNull();
  });

  test.each([
    ['a link without https', { 'partner.link': 'http://a.example' }, undefined, 'begins with https://'],
    ['a missing language', { 'partner.name.be': '' }, undefined, 'is missing'],
    ['a logo that is a text', {}, Buffer.from('<svg onload="x"/>'), 'no PNG, JPEG or WebP'],
    ['a logo that is cut off', {}, 'cut', 'no PNG, JPEG or WebP'],
  ])('%s is refused, and the rest stays typed', async (name, change, bytes, said) => {
    const id = await saved(`p-${name.length}-${Object.keys(change).length}`);
    const cut = bytes === 'cut' ? (await logo()).subarray(0, 60) : bytes;
    const files = cut === undefined ? {} : { logo: { name: 'l.png', type: 'image/png', bytes: cut } };
    const path = `/console/surveys/${id}/partner`;
    const fields: FormFields = { revision: '1', logoId: '', ...partner, ...change, do: 'save' };
    const { statusCode, body } = await birch.upload(path, fields, files as never);
    expect(statusCode).toBe(422);
    expect(body).toContain(said);
    expect(fieldOf(body, 'partner.name.en')).toBe('Fund');
    expect((await loadSurvey(database.pool, id))?.definition.partner).toBeNull();
  });
});

describe('margins', () => {
  const csv = (text: string) => ({ file: { name: 'margins.csv', type: 'text/csv', bytes: text } });

  test('are uploaded, shown and taken away', async () => {
    const id = await saved('weighted');
    const path = `/console/surveys/${id}/margins`;
    expect((await birch.get(path)).body).toContain('No margins');
    const example = await birch.get(`${path}/example.csv`);
    expect(example.body).toContain('region,North,');
    const text = 'variable,category,target\nsex,female,600\nsex,male,400\nregion,North,"1 000"\n';
    expect((await birch.upload(path, {}, csv(text))).statusCode).toBe(303);
    expect(await loadMargins(database.pool, id)).toHaveLength(3);
    expect((await birch.get(path)).body).toContain('60%');
    await birch.post(`${path}/remove`);
    expect(await loadMargins(database.pool, id)).toEqual([]);
  });

  test.each([
    [
      'rows that do not fit',
      'variable,category,target\nsex,female,many\nage,1,2\n',
      'Row 2: “many” is not a whole number',
    ],
    [
      'another separator and Windows’ letters',
      'variable;category;target\nregion;Поўнач;5\n',
      'Row 2: there is no category',
    ],
    ['no header', 'a,b,c\n1,2,3\n', 'the columns variable, category and target'],
    ['a quotation mark that is not closed', 'variable,category,target\n"sex,female,1\n', 'no CSV file'],
    ['a spreadsheet', 'PK\u0003\u0004\0\0\0', 'no CSV file'],
    ['an empty file', '', 'the columns variable, category and target'],
  ])('%s: row and reason, and nothing changes', async (_name, text, said) => {
    const id = 'transport';
    const { statusCode, body } = await birch.upload(`/console/surveys/${id}/margins`, {}, csv(text));
    expect(statusCode).toBe(422);
    expect(body).toContain(said);
    expect(await loadMargins(database.pool, id)).toEqual([]);
  });

  test('no file at all', async () => {
    const { body } = await birch.upload('/console/surveys/transport/margins', {}, {});
    expect(body).toContain('Choose a file first.');
  });
});

test('who may only read sees surveys and changes none', async () => {
  const reader = await at.as('reader');
  expect((await reader.get('/console/surveys')).body).not.toContain('/console/surveys/new');
  expect((await reader.get('/console/surveys/transport')).body).not.toContain('Delete');
  expect((await reader.get('/console/surveys/transport/edit')).statusCode).toBe(403);
  expect((await reader.post('/console/surveys/transport/delete')).statusCode).toBe(403);
  expect((await birch.get('/console/surveys/no-such-survey')).statusCode).toBe(404);
});

test('every change is in the audit trail', async () => {
  const { rows } = await database.pool.query<{ action: string }>(
    'select distinct action from audit_entries order by 1',
  );
  const saves = await database.pool.query<{ changed: string[] }>(
    `select detail->'changed' as changed from audit_entries where action = 'survey.save' and subject = 'frozen'`,
  );
  // What else was sent is as it was, whatever order the database keeps it in.
  expect(saves.rows).toEqual([{ changed: ['thanks'] }]);
  const expected = ['close', 'copy', 'create', 'delete', 'margins', 'open', 'save', 'try'].map(
    (verb) => `survey.${verb}`,
  );
  expect(rows.map(({ action }) => action)).toEqual(expected);
});

test('surveys open and close when their time has come', async () => {
  await saved('timed', { opensAt: '2026-11-22T16:00', closesAt: '2026-11-22T17:00' });
  const states: (string | undefined)[] = [];
  for (const time of ['12:59', '13:00', '13:59', '14:00', '14:30']) {
    now = new Date(`2026-11-22T${time}:00Z`);
    // Two workers at once move it once.
    await Promise.all([1, 2].map(() => moveDueSurveys({ database, now: () => now })));
    states.push((await loadSurvey(database.pool, 'timed'))?.state);
  }
  expect(states).toEqual(['draft', 'open', 'open', 'closed', 'closed']);
});
