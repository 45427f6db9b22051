import { addPhoto, keepChroniclePhoto } from '../../../src/actions/chronicle/add-photo.ts';
import { createChronicleReader } from '../../../src/actions/chronicle/chronicle-reader.ts';
import { withdrawEntry } from '../../../src/actions/chronicle/publish-entry.ts';
import { changeDraft, correctEntry, createDraft } from '../../../src/actions/chronicle/save-draft.ts';
import type { ChronicleDraft, ChroniclePhoto } from '../../../src/domain/chronicle/content.ts';
import { currentVersion } from '../../../src/domain/chronicle/published.ts';
import { addChroniclePicture, deleteUnusedPictures, readDraft } from '../../../src/storage/chronicle-drafts.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { readPicture } from '../../../src/storage/pictures.ts';
import { decideEntry, proposeDraft, publishDraft, publishNew, someEntry } from '../../support/chronicle.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addOrganizer } from '../../support/editions.ts';
import { picture } from '../../support/pictures.ts';

let clone: ClonedDatabase;
let database: Database;
let at: number;
let by: string;

beforeEach(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 6 });
  at = Date.parse('2026-03-01T22:30:00Z');
  by = await addOrganizer(database);
});

afterEach(async () => {
  await database.close();
  await clone.drop();
});

const now = () => new Date(at);
const deps = () => ({ database, now });
const reader = () => createChronicleReader({ q: database.pool, now });
/** A photo that is in nothing of the chronicle yet. */
async function keptPhoto(): Promise<ChroniclePhoto> {
  const photo = await keepChroniclePhoto(deps(), await picture(800, 600).jpeg().toBuffer(), { en: 'A square' });
  if (photo === undefined) throw new Error('no photo');
  await addChroniclePicture(database.pool, photo.id);
  return photo;
}
const found = async (query: string) =>
  (await reader().search(query, { limit: 20, offset: 0 })).entries.map(({ number }) => number);

test('nothing is public before a second person says so', async () => {
  const { id } = await createDraft(deps(), { content: someEntry(), by });
  const proposal = await proposeDraft(database, { id });
  expect((await reader().current()).timeline.entries).toEqual([]);
  expect(await decideEntry(database, proposal, 'refused')).toEqual({ kind: 'done' });
  expect((await reader().current()).timeline.entries).toEqual([]);
  // It can be mended and shown again.
  await publishDraft(database, { id });
  expect((await reader().current()).timeline.entries).toMatchObject([{ number: 1, day: '2020-08-16' }]);
});

test('what waits for a second person is not edited, and what was edited since is not published', async () => {
  const { id } = await createDraft(deps(), { content: someEntry(), by });
  const proposal = await proposeDraft(database, { id });
  expect(await changeDraft(deps(), { id, revision: 1, by, change: (content) => content })).toEqual({
    kind: 'not-a-draft',
  });
  await database.pool.query('update chronicle_drafts set revision = 2 where id = $1', [id]);
  expect(await decideEntry(database, proposal)).toEqual({ kind: 'refused', why: 'changed' });
});

test('two who edit at once: the later is told', async () => {
  const { id } = await createDraft(deps(), { content: someEntry(), by });
  const change = (title: string) =>
    changeDraft(deps(), { id, revision: 1, by, change: (content) => ({ ...content, title: { en: title } }) });
  expect(await change('one')).toEqual({ kind: 'saved', id });
  expect(await change('two')).toEqual({ kind: 'conflict', revision: 2 });
});

test('a correction that was handed over before another one became public is refused', async () => {
  await publishNew(database);
  const one = await correctEntry(deps(), { number: 1, by });
  const other = await correctEntry(deps(), { number: 1, by });
  const late = await proposeDraft(database, { id: other?.id ?? '', note: { en: 'Second.' } });
  await publishDraft(database, { id: one?.id ?? '', note: { en: 'First.' } });
  expect(await decideEntry(database, late)).toEqual({ kind: 'refused', why: 'changed' });
});

test('a photo of a draft that could not be changed is destroyed', async () => {
  const { id } = await createDraft(deps(), { content: someEntry(), by });
  await database.pool.query(`alter table chronicle_drafts add constraint no_change check (revision = 1)`);
  const bytes = await picture(800, 600).jpeg().toBuffer();
  await expect(addPhoto(deps(), { id, revision: 1, by, bytes, alt: {} })).rejects.toThrow('no_change');
  expect(await deleteUnusedPictures(database.pool)).toBe(1);
});

test('a correction keeps what was said before, and says what was corrected', async () => {
  await publishNew(database);
  const draft = await correctEntry(deps(), { number: 1, by });
  await changeDraft(deps(), {
    id: draft?.id ?? '',
    revision: 1,
    by,
    change: (content) => ({ ...content, day: '2020-08-17' }),
  });
  await expect(proposeDraft(database, { id: draft?.id ?? '' })).rejects.toThrow('no-note');
  await publishDraft(database, { id: draft?.id ?? '', note: { en: 'It was on Monday.' } });
  const entry = await reader().entry(1);
  expect(entry?.versions).toMatchObject([
    { version: 1, note: null, content: { day: '2020-08-16' } },
    { version: 2, note: { en: 'It was on Monday.' }, content: { day: '2020-08-17' } },
  ]);
  expect((await reader().current()).timeline.entries).toMatchObject([{ number: 1, version: 2, day: '2020-08-17' }]);
});

test('two corrections of one version: the second one is told, and goes on from the first', async () => {
  await publishNew(database);
  const one = await correctEntry(deps(), { number: 1, by });
  const other = await correctEntry(deps(), { number: 1, by });
  await publishDraft(database, { id: one?.id ?? '', note: { en: 'First.' } });
  // It goes on from what is public now, once its writer has been told.
  await expect(proposeDraft(database, { id: other?.id ?? '', note: { en: 'Second.' } })).rejects.toThrow('overtaken');
  await publishDraft(database, { id: other?.id ?? '', note: { en: 'Second.' } });
  expect((await reader().entry(1))?.versions).toHaveLength(3);
});

test('earlier versions that would endanger somebody are not shown any more', async () => {
  const photo = await keptPhoto();
  await publishNew(database, someEntry({ photos: [photo], facesChecked: true }));
  const first = await correctEntry(deps(), { number: 1, by });
  await publishDraft(database, { id: first?.id ?? '', note: { en: 'Took out the name of Somebody.' } });
  const open = await correctEntry(deps(), { number: 1, by });
  const draft = await correctEntry(deps(), { number: 1, by });
  const change = (content: ChronicleDraft) => ({ ...content, photos: [] });
  await changeDraft(deps(), { id: draft?.id ?? '', revision: 1, by, change });
  await publishDraft(database, { id: draft?.id ?? '', note: { en: 'A name was taken out.' }, hidesEarlier: true });
  const entry = await reader().entry(1);
  expect(entry?.versions.map(({ content }) => content === null)).toEqual([true, true, false]);
  // What was corrected may name it as well.
  expect(entry?.versions.map(({ note }) => note)).toEqual([null, null, { en: 'A name was taken out.' }]);
  expect((await readDraft(database.pool, open?.id ?? ''))?.content).toMatchObject({ photos: [], facesChecked: false });
  expect(await deleteUnusedPictures(database.pool)).toBe(1);
});

test('one person can take an entry away at once, with its photos; bringing it back takes two', async () => {
  const photo = await keptPhoto();
  const ownPhoto = await keptPhoto();
  await publishNew(database, someEntry({ photos: [photo], facesChecked: true }));
  // A correction that somebody has begun shows the photo, and one that is nowhere else.
  const begun = await correctEntry(deps(), { number: 1, by });
  const change = (content: ChronicleDraft) => ({ ...content, photos: [...content.photos, ownPhoto] });
  await changeDraft(deps(), { id: begun?.id ?? '', revision: 1, by, change });
  expect(await deleteUnusedPictures(database.pool)).toBe(0);

  expect(await withdrawEntry(deps(), { number: 1, note: { en: 'Somebody can be recognised.' }, by })).toBe(true);
  expect(await withdrawEntry(deps(), { number: 1, note: {}, by })).toBe(false);
  const withdrawn = await reader().entry(1);
  expect(withdrawn && currentVersion(withdrawn)).toBeUndefined();
  expect(withdrawn?.versions.map(({ content }) => content)).toEqual([null, null]);
  expect(await found('march')).toEqual([]);
  expect(await deleteUnusedPictures(database.pool)).toBe(1);
  expect(await readPicture(database.pool, photo.id)).toBeUndefined();
  const left = await readDraft(database.pool, begun?.id ?? '');
  expect(left?.content).toMatchObject({ photos: [{ id: ownPhoto.id }], facesChecked: false });

  const draft = await correctEntry(deps(), { number: 1, by });
  await publishDraft(database, { id: draft?.id ?? '', note: { en: 'Without the photo.' } });
  const back = await reader().entry(1);
  expect(back && currentVersion(back)).toMatchObject({ version: 3, content: { photos: [] } });
  expect(back?.versions.map(({ content }) => content === null)).toEqual([true, true, false]);
});

test('a picture that was changed after it was prepared is not published', async () => {
  const photo = await keepChroniclePhoto(deps(), await picture(800, 600).jpeg().toBuffer(), { en: 'A square' });
  if (photo === undefined) throw new Error('no photo');
  const { id } = await createDraft(deps(), { content: someEntry({ photos: [photo], facesChecked: true }), by });
  const proposal = await proposeDraft(database, { id });
  await database.pool.query(`update pictures set bytes = bytes || '\\x00'::bytea where id = $1`, [photo.id]);
  expect(await decideEntry(database, proposal)).toEqual({ kind: 'refused', why: 'changed' });
});

test('nobody changes what was public, and nothing is public without a proposal', async () => {
  await publishNew(database);
  const refused = (sql: string) => expect(database.pool.query(sql)).rejects.toThrow();
  await refused(`update chronicle_versions set content = content || '{"day": "2021-01-01"}'`);
  await refused('delete from chronicle_versions');
  await refused(
    `insert into chronicle_versions (entry_number, version, content, proposal_id, published_at)
     select entry_number, 2, content || '{"day": "2021-01-01"}', proposal_id, now() from chronicle_versions`,
  );
  await refused(
    `insert into chronicle_versions (entry_number, version, content, published_at)
     select 9, 1, content, now() from chronicle_versions`,
  );
});

describe('searching', () => {
  beforeEach(async () => {
    await publishNew(database);
    await publishNew(
      database,
      someEntry({
        day: '2020-08-17',
        title: { be: 'Страйк на заводзе' },
        text: { be: 'Рабочыя спынілі працу. Галасавання не было; патрабавалі новых выбараў.' },
        place: { be: 'Гродна' },
        tags: [],
        sources: [],
      }),
    );
    await publishNew(
      database,
      someEntry({
        day: '2020-08-18',
        title: { ru: 'Учёный о выборах' },
        text: { ru: 'Он рассказал об избирателях, о подсчёте и о горожанах.' },
        place: {},
        tags: [],
        sources: [{ title: 'Газета', url: 'https://example.org/1' }],
      }),
    );
  });

  test.each([
    ['a Belarusian word in another case', 'страйку', [2]],
    ['with і and ў typed on a Russian keyboard', 'Минску', [1]],
    ['another vowel in the stem', 'галасаванне', [2]],
    ['the beginning of a word', 'пратэст', []],
    ['the beginning of a word that is there', 'свабод', [1]],
    ['a Russian word in another form; a Belarusian one of the same stem comes after it', 'выборы', [3, 2]],
    ['е for ё', 'ученые', [3]],
    ['an English word in another form', 'marching', [1]],
    ['a tag', 'marches', [1]],
    ['a place', 'Гродне', [2]],
    ['a source', 'газеты', [3]],
    ['two words, both of which must be there', 'страйк Гродна', [2]],
    ['two words of which one is missing', 'страйк Минск', []],
    ['with words that are everywhere', 'страйк на заводзе', [2]],
    ['operators, quotes and markup', `'страйк' & <b>:* | !`, []],
    ['nothing', ' ', []],
  ])('%s', async (_, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });
});
