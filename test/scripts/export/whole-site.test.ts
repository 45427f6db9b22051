import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import type { Verification } from '../../../scripts/verify/verify-folder.ts';
import { keepChroniclePhoto } from '../../../src/actions/chronicle/add-photo.ts';
import { proposeEntry, publishChronicleKind, withdrawEntry } from '../../../src/actions/chronicle/publish-entry.ts';
import { correctEntry } from '../../../src/actions/chronicle/save-draft.ts';
import { proposalKinds } from '../../../src/actions/proposal-kinds.ts';
import { proposeFund } from '../../../src/actions/solidarity/publish-fund.ts';
import { saveFund } from '../../../src/actions/solidarity/save-fund.ts';
import { decideProposal } from '../../../src/actions/two-people.ts';
import { canonicalJson, type Json } from '../../../src/domain/canonical-json.ts';
import { type ChronicleContent, type ChronicleDraft, chronicleContent } from '../../../src/domain/chronicle/content.ts';
import { indexedTexts } from '../../../src/domain/chronicle/search.ts';
import { summaryOf } from '../../../src/domain/chronicle/timeline.ts';
import type { FundContent } from '../../../src/domain/solidarity/fund.ts';
import { addVersion } from '../../../src/storage/chronicle.ts';
import { type Database, openDatabase, type Queryable } from '../../../src/storage/database.ts';
import { addProposal, recordDecision } from '../../../src/storage/proposals.ts';
import { someEntry } from '../../support/chronicle.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { addCountedElection, addOrganizer, publish, requestFor } from '../../support/editions.ts';
import { picture } from '../../support/pictures.ts';
import { IBAN, OTHER_IBAN, someFund } from '../../support/solidarity.ts';

// Half a minute of computing, most of it for writing and reading thousands of pages.
jest.setTimeout(300_000);

const ENTRIES = 1_000;
const FUNDS = 100;
const now = () => new Date('2026-03-01T12:00:00Z');

let clone: ClonedDatabase;
let database: Database;
let writer: string;
let second: string;
let folder: string;
let site: string;
let photo: ChronicleDraft['photos'][number];
const deps = () => ({ database, now, kinds: proposalKinds, handOver: { give: () => undefined } });

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  [writer, second] = [await addOrganizer(database), await addOrganizer(database)];
  folder = await mkdtemp(join(tmpdir(), 'golos-whole-site-'));
  site = join(folder, 'site');
  await publish(database, requestFor(await addCountedElection(database)), now());
  await fillChronicle();
  await fillSolidarity();
});

afterAll(async () => {
  await database.close();
  await clone.drop();
  await rm(folder, { recursive: true, force: true });
});

async function approve(proposalId: string): Promise<void> {
  expect(await decideProposal(deps(), { id: proposalId, by: second, decision: 'approved' })).toEqual({ kind: 'done' });
}

async function publishDraft(id: string, note = {}): Promise<void> {
  const proposed = await proposeEntry(deps(), { id, revision: 1, note, hidesEarlier: false, by: writer });
  expect(proposed).toEqual({ kind: 'proposed' });
  const { rows } = await database.pool.query<{ id: string }>('select id from proposals where decision is null');
  await approve(rows[0]?.id ?? '');
}

/** An entry a day; the first has a photo, each hundredth is corrected, one is withdrawn. */
async function fillChronicle(): Promise<void> {
  const kept = await keepChroniclePhoto(deps(), await picture(300, 200).jpeg().toBuffer(), { en: 'A bridge' });
  if (kept === undefined) throw new Error('the photo was not taken');
  photo = kept;
  await database.transaction(async (client) => {
    for (let at = 0; at < ENTRIES; at += 1) {
      const day = new Date(Date.UTC(2020, 7, 9) + at * 86_400_000).toISOString().slice(0, 10);
      const tags = [{ id: `tag-${at % 30}`, name: { en: `Topic ${at % 30}` } }];
      const dead = { title: 'A paper', url: 'https://example.org/gone', dead: '2026-02-28' };
      const sources = at === 1 ? { sources: [dead] } : {};
      const photos = at === 0 ? { photos: [photo], facesChecked: true } : {};
      await addEntry(client, at + 1, chronicleContent.parse(someEntry({ day, tags, ...sources, ...photos })));
    }
  });
  for (let number = 100; number <= ENTRIES; number += 100) {
    const begun = await correctEntry(deps(), { number, by: writer });
    if (begun === undefined) throw new Error('not public');
    await publishDraft(begun.id, { en: 'A word.' });
  }
  expect(await withdrawEntry(deps(), { number: 501, note: {}, by: writer })).toBe(true);
}

/** Writes what two people's approval would; all in one transaction, as a commit for each step would take minutes. */
async function addEntry(client: Queryable, number: number, content: ChronicleContent): Promise<void> {
  const wanted = { revision: 1, number: null, basedOn: 0, content, note: null, hidesEarlier: false };
  const proposalId = await addProposal(client, {
    kind: publishChronicleKind.kind,
    subject: randomUUID(),
    content: canonicalJson(wanted as unknown as Json),
    contentHash: Buffer.alloc(32),
    preparedBy: writer,
    preparedAt: now(),
  });
  await recordDecision(client, proposalId, { decision: 'approved', decidedBy: second, decidedAt: now() });
  const { note, hidesEarlier } = wanted;
  const [summary, words] = [summaryOf(content), indexedTexts(content)];
  await addVersion(client, {
    number,
    version: 1,
    content,
    note,
    hidesEarlier,
    proposalId,
    publishedAt: now(),
    summary,
    words,
  });
}

/** Funds of which one has changed its account. */
async function fillSolidarity(): Promise<void> {
  for (let at = 0; at < FUNDS; at += 1)
    await publishFund(`fund-${at}`, undefined, someFund({ name: { en: `Fund No. ${at}` } }));
  const ways = someFund().ways.map((way) => (way.value === IBAN ? { ...way, value: OTHER_IBAN } : way));
  await publishFund('fund-7', 1, someFund({ name: { en: 'Fund No. 7' }, ways }));
}

async function publishFund(id: string, before: number | undefined, content: FundContent): Promise<void> {
  await saveFund(deps(), { id, revision: before, content, by: writer });
  const proposed = await proposeFund(deps(), { id, revision: (before ?? 0) + 1, by: writer });
  if (proposed.kind !== 'proposed') throw new Error(proposed.kind);
  await approve(proposed.proposalId);
}

async function golos(...argv: string[]): Promise<{ readonly code: number; readonly printed: string }> {
  const printed: string[] = [];
  const code = await dispatch(argv, commands, {
    config: () => {
      throw new Error('no configuration is needed');
    },
    openDatabase: async () => database,
    now,
    print: (line) => printed.push(line),
    note: () => undefined,
    confirm: async () => undefined,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, printed: printed.join('\n') };
}

test('a thousand entries and a hundred funds of the record are in the static site, and can be verified', async () => {
  expect(await golos('export', 'site', '--out', site, '--json')).toMatchObject({ code: 0 });
  const verified = await golos('verify', site, '--json');
  const { differences, files, parts } = JSON.parse(verified.printed) as Verification;
  expect([verified.code, differences]).toEqual([0, []]);
  expect(files).toBeGreaterThan((ENTRIES + FUNDS) * 3);
  expect(parts).toHaveLength(2);
  const read = (file: string) => readFile(join(site, file), 'utf8');
  expect(await read('en/chronicle.html')).toContain('href="chronicle/2020.html"');
  expect(await read(`be/chronicle/entries/${ENTRIES}.html`)).toContain('Марш свабоды');
  expect(await read('en/chronicle/entries/1.html')).toContain(`src="../../../chronicle/photos/${photo.id}.jpg"`);
  expect(await read('en/chronicle/entries/2.html')).toContain('A paper: <s>https://example.org/gone</s>');
  expect(await read('en/chronicle/entries/501.html')).not.toContain('March of freedom');
  expect(await read('chronicle/feed-en.xml')).toContain('href="../en/chronicle/entries/1000.html"');
  expect(await read('ru/solidarity/funds/fund-99.html')).toContain('Fund No. 99');
  expect(await read('en/solidarity/funds/fund-7.html')).toContain(`<s>${IBAN} · Lagoda e.V.</s>`);
});
