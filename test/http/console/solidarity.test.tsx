import { proposalKinds } from '../../../src/actions/proposal-kinds.ts';
import { readDirectory } from '../../../src/actions/solidarity/read-directory.ts';
import { alertRoutes, countAlerts } from '../../../src/http/console/alerts/routes.tsx';
import { proposalRoutes } from '../../../src/http/console/proposals/routes.tsx';
import { proposalViews } from '../../../src/http/console/proposals/views.ts';
import { solidarityRoutes } from '../../../src/http/console/solidarity/routes.tsx';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { openConsole, type TestConsole, type Visitor } from '../../support/console.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';
import { approve } from '../../support/proposals.ts';
import { BITCOIN, ETHEREUM, fundForm, IBAN, OTHER_IBAN } from '../../support/solidarity.ts';

const DAY = 86_400_000;

let cloned: ClonedDatabase;
let database: Database;
let console: TestConsole;
let clock: number;
const now = () => new Date(clock);

beforeAll(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 8 });
  const deps = { database, now, kinds: proposalKinds, origin: 'https://example.org', timeZone: async () => 'UTC' };
  const routes = [
    ...solidarityRoutes(deps),
    ...alertRoutes(deps),
    ...proposalRoutes({ ...deps, views: proposalViews, handOver: { give: () => undefined } }),
  ];
  const badges = new Map([['/alerts', countAlerts(deps)]]);
  console = await openConsole({ database, routes, badges, now });
});
afterAll(async () => {
  expect(console.failures).toEqual([]);
  await console.close();
  await database.close();
  await cloned.drop();
});
beforeEach(async () => {
  clock = Date.parse('2026-08-10T09:00:00Z');
  await database.pool.query('truncate funds, appeals');
});

/** Hands it to a second person, who lets it through. */
async function publish(first: Visitor, second: Visitor, here: string, revision = 1): Promise<void> {
  const proposal = await first.post(`${here}/propose`, { revision: `${revision}` });
  expect(proposal.headers.location).toMatch(/^\/console\/proposals\//);
  const decided = await approve(second, proposal.headers.location ?? '');
  expect(decided.statusCode).toBe(303);
}

async function saved(by: Visitor, changes = {}): Promise<string> {
  const answer = await by.post('/console/solidarity/new', fundForm(changes));
  expect(answer.statusCode).toBe(303);
  return answer.headers.location ?? '';
}

const directory = () => readDirectory(database.pool, now());
const fundNow = async () => (await directory()).funds[0];

test('a fund is written by one, public after two, and its page says who checked it', async () => {
  const [first, second] = [
    await console.as('organizer', { alias: 'Vera' }),
    await console.as('organizer', { alias: 'Nil' }),
  ];
  const here = await saved(first);
  expect(here).toBe('/console/solidarity/lagoda');
  expect((await directory()).funds).toEqual([]);
  const proposal = (await first.post(`${here}/propose`, { revision: '1' })).headers.location ?? '';
  expect((await approve(first, proposal)).statusCode).toBe(409);
  expect((await directory()).funds).toEqual([]);
  const shown = await second.get(proposal);
  expect(shown.body).toContain('DE89 3704 0044 0532 0130 00');
  expect(shown.body).toContain('Swapping one is the classic attack');
  await approve(second, proposal);
  expect(await fundNow()).toMatchObject({
    id: 'lagoda',
    countries: ['LT', 'PL'],
    languages: ['be', 'en'],
    checkedOn: '2026-08-10',
    replaced: [],
    ways: [{ kind: 'iban', value: IBAN, holder: 'Lagoda e.V.', checks: ['spoke', 'transfer'] }],
  });
  const page = await first.get(here);
  expect(page.body).toContain('Checked on 2026-08-10 by Vera and Nil');
  expect(page.body).toContain('https://example.org/solidarity/funds/lagoda');
});

test('a swapped account takes two, alerts every administrator, and the old one is shown for a week', async () => {
  const [first, second] = [
    await console.as('organizer', { alias: 'Swap' }),
    await console.as('organizer', { alias: 'Pair' }),
  ];
  const admins = [await console.as('administrator'), await console.as('administrator', { language: 'be' })] as const;
  const here = await saved(first);
  await publish(first, second, here);
  for (const admin of admins) {
    for (;;) {
      const unseen = /\/console\/alerts\/([0-9a-f-]{36})\/seen/.exec((await admin.get('/console/alerts')).body)?.[0];
      if (unseen === undefined) break;
      await admin.post(unseen);
    }
    expect((await admin.get('/console/solidarity')).body).not.toMatch(/alerts? waits? for you|чака.* трывог/);
  }
  const swapped = { 'way-0.value': OTHER_IBAN, 'way-0.holder': 'Somebody Else', revision: '1' };
  expect((await first.post(`${here}/edit`, fundForm(swapped))).statusCode).toBe(303);
  expect(await fundNow()).toMatchObject({ ways: [{ value: IBAN }] });
  const proposal = (await first.post(`${here}/propose`, { revision: '2' })).headers.location ?? '';
  // Told when it is wanted, before anybody decides.
  expect((await admins[0].get('/console/solidarity')).body).toContain('One alert waits for you');
  expect((await admins[1].get('/console/solidarity')).body).toContain('Вас чакае 1 трывога');
  expect((await admins[0].get('/console/alerts')).body).toContain('Swap wants to change where people are sent');
  expect((await first.get('/console/solidarity')).body).not.toContain('alert waits');
  expect((await first.get('/console/alerts')).statusCode).toBe(403);
  await approve(second, proposal);
  expect((await admins[0].get('/console/alerts')).body).toContain('Swap and Pair have changed where people are sent');
  const changed = await fundNow();
  expect(changed).toMatchObject({
    ways: [{ value: OTHER_IBAN }],
    replaced: [{ kind: 'iban', value: `${IBAN} · Lagoda e.V.`, changedOn: '2026-08-10' }],
  });
  clock += 7 * DAY - 1_000;
  expect((await fundNow())?.replaced).toHaveLength(1);
  clock += 2_000;
  expect((await fundNow())?.replaced).toEqual([]);
  const { rows } = await database.pool.query<{ action: string }>(
    `select action from audit_entries where subject = 'lagoda' order by number desc limit 3`,
  );
  expect(rows.map(({ action }) => action)).toEqual(['fund.publish.approve', 'fund.publish.prepare', 'fund.save']);
});

test('the database itself refuses what two people have not let through', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('organizer')];
  await publish(first, second, await saved(first));
  const swap = `jsonb_set(published, '{ways,0,value}', '"${OTHER_IBAN}"')`;
  await expect(database.pool.query(`update funds set published = ${swap}`)).rejects.toThrow('takes two people');
  await expect(database.pool.query('delete from alerts')).rejects.toThrow('only ever added');
});

test('what was edited after it was handed over is not published', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('organizer')];
  const here = await saved(first);
  const proposal = (await first.post(`${here}/propose`, { revision: '1' })).headers.location ?? '';
  await first.post(`${here}/edit`, fundForm({ revision: '1', 'way-0.value': OTHER_IBAN }));
  expect((await approve(second, proposal)).statusCode).toBe(409);
  expect((await directory()).funds).toEqual([]);
});

test('one person takes a fund off at once; back it comes by two', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('organizer')];
  const admin = await console.as('administrator');
  const here = await saved(first);
  await publish(first, second, here);
  const before = (await first.post(`${here}/propose`, { revision: '1' })).headers.location ?? '';
  await second.post(`${here}/hide`);
  expect((await directory()).funds).toEqual([]);
  // What was handed over before it was taken off does not bring it back.
  expect((await approve(await console.as('organizer'), before)).statusCode).toBe(409);
  expect((await directory()).funds).toEqual([]);
  expect((await admin.get('/console/alerts')).body).toContain('has taken something off the directory: Lagoda Fund');
  await publish(first, second, here, 2);
  expect((await directory()).funds).toHaveLength(1);
});

test('a dead link is marked and unmarked by one person, and stays where it is', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('organizer')];
  const here = await saved(first);
  await publish(first, second, here);
  const site = { kind: 'website', value: 'https://lagoda.org/' };
  await first.post(`${here}/dead`, { ...site, dead: 'yes' });
  expect((await fundNow())?.dead).toEqual([{ ...site, since: '2026-08-10' }]);
  expect((await first.get(here)).body).toContain('reported dead on 2026-08-10');
  await first.post(`${here}/dead`, { ...site, dead: 'no' });
  expect((await fundNow())?.dead).toEqual([]);
  await first.post(`${here}/dead`, { kind: 'website', value: 'https://other.org/', dead: 'yes' });
  expect((await fundNow())?.dead).toEqual([]);
});

const appealForm = (changes = {}) => ({
  act: 'save',
  'title.be': 'Лячэнне',
  'title.ru': '',
  'title.en': '',
  'story.be': 'Патрэбная аперацыя.',
  'story.ru': '',
  'story.en': '',
  help: ['medical'],
  amount: '4 000',
  currency: 'eur',
  consent: 'written',
  'consent-on': '2026-07-30',
  ...changes,
});

test('an appeal: published by two, reported by one, erased when consent ends', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('organizer')];
  const fund = await saved(first);
  const here = (await first.post(`${fund}/appeals/new`, appealForm())).headers.location ?? '';
  expect(here).toMatch(/^\/console\/solidarity\/lagoda\/appeals\/[a-z0-9]{8}$/);
  // Not before its fund.
  await first.post(`${here}/propose`, { revision: '1' });
  expect((await first.get(here)).body).toContain('Its fund is not public');
  await publish(first, second, fund);
  await publish(first, second, here);
  const odd = await first.post(`${here}/report`, { status: 'open', reported: '-5', 'reported-on': '2026-02-31' });
  expect(odd.statusCode).toBe(422);
  expect(odd.body).toContain('There is no such day');
  expect(odd.body).toContain('A whole number');
  await first.post(`${here}/report`, { status: 'covered', reported: '4100', 'reported-on': '2026-08-09' });
  const { appeals } = await directory();
  expect(appeals).toMatchObject([
    { goal: { amount: 4_000, currency: 'EUR' }, status: 'covered', reported: { amount: 4_100, on: '2026-08-09' } },
  ]);
  expect(JSON.stringify(appeals)).not.toContain('consent');
  // What was reported is a sum of euros: of roubles it says nothing.
  await first.post(`${here}/edit`, appealForm({ revision: '1', currency: 'byn', amount: '15000' }));
  await publish(first, second, here, 2);
  expect((await directory()).appeals[0]).toMatchObject({ goal: { amount: 15_000, currency: 'BYN' }, reported: null });
  await second.post(`${here}/erase`);
  expect((await directory()).appeals).toEqual([]);
  const { rows } = await database.pool.query<{ texts: string }>(
    `select (select coalesce(string_agg(a::text, ''), '') from appeals a)
         || (select coalesce(string_agg(p::text, ''), '') from proposals p)
         || (select coalesce(string_agg(e::text, ''), '') from audit_entries e)
         || (select coalesce(string_agg(l::text, ''), '') from alerts l) as texts`,
  );
  expect(rows[0]?.texts).not.toContain('аперацыя');
});

test.each<[string, Record<string, string | readonly string[]>, string, string]>([
  [
    'an IBAN with a wrong checksum',
    { 'way-0.value': 'DE88370400440532013000' },
    'f-way-0-value',
    'The checksum is wrong: a digit',
  ],
  ['an IBAN too short', { 'way-0.value': 'DE8937040044053201300' }, 'f-way-0-value', 'Some characters are missing'],
  ['an IBAN of nowhere', { 'way-0.value': 'QQ89370400440532013000' }, 'f-way-0-value', 'No country with IBANs'],
  ['an account of nobody', { 'way-0.holder': '' }, 'f-way-0-holder', 'Fill this in'],
  ['a holder with a long name', { 'way-0.holder': 'x'.repeat(71) }, 'f-way-0-holder', 'At most 70 characters'],
  ['a holder with another account below', { 'way-0.holder': 'Lagoda\nLT12' }, 'f-way-0-holder', 'a line break'],
  [
    'a link that is long once it is written for machines',
    { website: `https://lagoda.org/${'ж'.repeat(100)}` },
    'f-website',
    'too long',
  ],
  ['a BIC that is none', { 'way-0.bic': 'DEUT' }, 'f-way-0-bic', 'This is no BIC'],
  [
    'a Bitcoin address with a letter changed',
    { 'way-0.kind': 'bitcoin', 'way-0.value': BITCOIN.replace('w5', 'w6') },
    'f-way-0-value',
    'a letter is another one',
  ],
  [
    'an Ethereum address without its checksum',
    { 'way-0.kind': 'ethereum', 'way-0.value': ETHEREUM.toLowerCase() },
    'f-way-0-value',
    'has no checksum',
  ],
  [
    'a link that is none',
    { 'way-0.kind': 'link', 'way-0.value': 'lagoda' },
    'f-way-0-value',
    'This is no address of a page',
  ],
  ['a link without https', { website: 'http://lagoda.org' }, 'f-website', 'must begin with https'],
  ['a link with a name in it', { website: 'https://lagoda.org@evil.net/' }, 'f-website', 'There is a user name'],
  ['a link to this machine', { website: 'https://127.0.0.1/' }, 'f-website', 'Nobody outside'],
  ['markup in a text', { 'about.en': 'We <b>help</b>' }, 'f-about-en', 'shown as plain text'],
  ['a text too long', { 'name.en': 'x'.repeat(81) }, 'f-name-en', '81 characters; 80 at most'],
  ['no name at all', { 'name.be': '', 'name.en': '' }, 'f-name-be', 'at least one language'],
  ['a country that is none', { countries: 'Atlantis' }, 'f-countries', '“Atlantis” is not known'],
  ['no language', { languages: '' }, 'f-languages', 'Name at least one'],
  ['an address of a page that cannot be', { id: 'New Fund' }, 'f-id', 'Use 2 to 31 small letters'],
  ['a way that nobody checked', { 'way-0.checks': [] }, 'f-way-0-checks', 'Choose at least one'],
  [
    'a contact that is none',
    { 'contact-0.kind': 'email', 'contact-0.value': 'x@' },
    'f-contact-0-value',
    'no e-mail address',
  ],
])('%s is told at its field, and nothing typed is lost', async (_name, changes, field, message) => {
  const organizer = await console.as('organizer');
  const answer = await organizer.post('/console/solidarity/new', fundForm(changes));
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(`id="${field}-error"`);
  expect(answer.body).toContain(message);
  expect(answer.body).toContain('For who was hurt');
  for (const [name, value] of Object.entries(changes)) {
    if (typeof value === 'string' && !name.endsWith('.kind'))
      expect(answer.body).toContain(value.replaceAll('<', '&lt;'));
  }
});

test.each<[string, Record<string, string>, string]>([
  ['a day that is none', { 'consent-on': '2026-02-31' }, 'There is no such day'],
  ['a day to come', { 'consent-on': '2026-08-11' }, 'still to come'],
  ['no consent', { consent: '' }, 'Without consent nothing is published'],
  ['a currency that is none', { currency: 'XYZ1' }, 'no such currency'],
  ['a sum that is none', { amount: '12,5' }, 'A whole number'],
  [
    'an account of its own',
    { 'way-0.kind': 'iban', 'way-0.value': IBAN, 'way-0.holder': 'Somebody', 'way-0.checks': 'spoke' },
    'has no bank account of its own',
  ],
])('an appeal with %s comes back as it was typed', async (_name, changes, message) => {
  const organizer = await console.as('organizer');
  const fund = await saved(organizer);
  const answer = await organizer.post(`${fund}/appeals/new`, appealForm(changes));
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(message);
  expect(answer.body).toContain('Патрэбная аперацыя.');
});

test('two who edit the same: the second is told; ways and contacts come and go', async () => {
  const [first, second] = [await console.as('organizer'), await console.as('organizer')];
  const here = await saved(first);
  await first.post(`${here}/edit`, fundForm({ revision: '1', 'name.en': 'Theirs' }));
  const answer = await second.post(`${here}/edit`, fundForm({ revision: '1', 'name.en': 'Ours' }));
  expect(answer.body).toContain('Somebody else has saved it meanwhile');
  expect(answer.body).toContain('Ours');
  expect((await first.get(here)).body).toContain('Theirs');
  expect((await first.post('/console/solidarity/new', fundForm({ act: 'add-way' }))).body).toContain('id="way-1"');
  expect((await first.post('/console/solidarity/new', fundForm({ act: 'remove-way-0' }))).body).not.toContain(
    'id="way-0"',
  );
  // The row that was emptied goes, and not its neighbour.
  const emptied = {
    'contact-0.kind': 'email',
    'contact-0.value': '',
    'contact-1.kind': 'signal',
    'contact-1.value': 'lagoda.42',
  };
  const rest = await first.post('/console/solidarity/new', fundForm({ ...emptied, act: 'remove-contact-0' }));
  expect(rest.body).toContain('lagoda.42');
  expect((await first.post('/console/solidarity/new', fundForm({ act: 'add-contact' }))).body).toContain(
    'id="contact-1"',
  );
  expect((await first.post('/console/solidarity/new', fundForm())).body).toContain('Another fund has this address');
  await first.post(`${here}/delete`);
  expect((await first.get(here)).statusCode).toBe(404);
});

test('a reader sees funds and finds nothing to press', async () => {
  const reader = await console.as('reader');
  expect((await reader.get('/console/solidarity')).body).toContain('No funds yet');
  const here = await saved(await console.as('organizer'));
  const page = await reader.get(here);
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toContain(`${here}/propose`);
  expect((await reader.post(`${here}/hide`)).statusCode).toBe(403);
});
