import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import decodeQr from 'qr/decode.js';
import sharp from 'sharp';
import { NO_PARTS } from '../../../../scripts/export/site-parts.ts';
import { writeSite } from '../../../../scripts/export/write-site.ts';
import { verifyFolder } from '../../../../scripts/verify/verify-folder.ts';
import { LANGUAGES } from '../../../../src/domain/languages.ts';
import { EMPTY_DIRECTORY, type SolidarityDirectory } from '../../../../src/domain/solidarity/directory.ts';
import { wayQrText } from '../../../../src/domain/solidarity/ways.ts';
import { createApp, securePages } from '../../../../src/http/app.ts';
import { fileLinks, serverLinks, siteFile } from '../../../../src/http/pages/site/links.ts';
import { type Look, speechesOf } from '../../../../src/http/pages/site/look.ts';
import { SITE_ASSETS } from '../../../../src/http/pages/site/page.tsx';
import { solidarityPage } from '../../../../src/http/pages/solidarity/pages.tsx';
import { solidarityPart } from '../../../../src/http/pages/solidarity/part.ts';
import { DIRECTORY_FILE, solidarityPaths } from '../../../../src/http/pages/solidarity/paths.ts';
import { qrPath } from '../../../../src/http/pages/solidarity/qr-code.tsx';
import { solidarityPages } from '../../../../src/http/pages/solidarity/routes.tsx';
import { loadCatalogues } from '../../../../src/i18n/catalogues.ts';
import { manyFunds, publicFund, someFund } from '../../../support/solidarity.ts';
import { someEdition } from '../../../support/some-edition.ts';

const catalogues = loadCatalogues();
const speeches = speechesOf(catalogues);
const onServer = (language: 'be' | 'ru' | 'en'): Look => ({ ...speeches[language], links: serverLinks(language) });
const html = (directory: SolidarityDirectory, path: string, look = onServer('en')) =>
  solidarityPage(directory, path, look).html;
const hrefs = (page: string) =>
  [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
const ALL = manyFunds(100);
/** The export of a hundred, with everything else of a filled record: test/scripts/export/whole-site.test.ts. */
const FEW = manyFunds(10);

/** What a phone's camera reads of a code, drawn as a browser would. */
async function scan(text: string): Promise<string> {
  const { size, path } = qrPath(text);
  const side = size + 8;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${side} ${side}"><path d="M-4 -4h${side}v${side}h-${side}z" fill="#fff"/><path d="${path}" stroke="#000" stroke-width="1"/></svg>`;
  const image = sharp(Buffer.from(svg))
    .resize(side * 8)
    .removeAlpha()
    .ensureAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return decodeQr({ width: info.width, height: info.height, data });
}

test.each(someFund().ways.map((way) => [way.kind, way] as const))(
  'the code of a %s says what is written beside it',
  async (_kind, way) => {
    expect(await scan(wayQrText(way))).toBe(wayQrText(way));
  },
);

test('a fund’s page has everything: how it was checked, each way with its code, what was replaced, what is dead', () => {
  const page = html(ALL, '/solidarity/funds/fund-0');
  expect(page).toContain('Fund No. 0');
  expect(page).toContain('August 1, 2026: in a public register');
  expect(page).toContain('DE89 3704 0044 0532 0130 00');
  expect(page).toContain('Holder: Lagoda e.V.');
  expect(page.match(/<svg class="qr"/g)).toHaveLength(3);
  expect(page).toContain('Changed in the last seven days');
  expect(page).toContain('<s>LT121000011101001000</s>');
  expect(page.indexOf('lagoda.42')).toBeLessThan(page.indexOf('help@lagoda.org'));
  // Written in Belarusian only: said so.
  expect(page).toContain('<div lang="be">');
  const dead = html(ALL, '/solidarity/funds/fund-1');
  expect(dead).toContain('Reported not to work on August 8, 2026');
  expect(dead.match(/<svg class="qr"/g)).toHaveLength(2);
});

test('an appeal is paid through its fund; a closed one asks for nothing', () => {
  const page = html(ALL, '/solidarity/appeals/appeal00');
  expect(page).toContain('€1,250 of €4,000, reported on August 9, 2026');
  expect(page).toContain('paid through its fund');
  expect(page).toContain('DE89 3704 0044 0532 0130 00');
  expect(page).not.toContain('written');
  expect(html(ALL, '/solidarity/appeals/appeal02')).not.toContain('DE89');
});

test('markup in texts and addresses is text', () => {
  const evil = publicFund('evil', { name: { en: '<script>x</script>' }, forWhom: { en: '"><img src=x>' } });
  for (const path of ['/solidarity', '/solidarity/funds/evil'])
    expect(html({ ...ALL, funds: [evil], appeals: [] }, path)).not.toMatch(/<script>x|<img src=x/);
});

describe('a hundred funds', () => {
  const paths = new Set(solidarityPaths(ALL));

  test('on a server all links lead to pages that are there, and no page is heavy', () => {
    const elsewhere = new Set([
      '/',
      '/find',
      '/method',
      '/data',
      '/estimates',
      '/chronicle',
      '/surveys',
      '/live',
      `/${DIRECTORY_FILE}`,
    ]);
    for (const path of paths) {
      const page = solidarityPage(ALL, path, onServer('be'));
      expect([path, page.status]).toEqual([path, 200]);
      expect(page.html).not.toMatch(/<script(?! src="\/assets)|style="/);
      if (path.includes('/funds/')) expect(Buffer.byteLength(page.html)).toBeLessThan(100_000);
      for (const href of hrefs(page.html)) {
        const [to = ''] = href.split('?');
        const isForeign = /^https:\/\/lagoda\.org\/|^mailto:/.test(to);
        const isKnown = paths.has(to) || elsewhere.has(to) || to.startsWith('/assets/') || isForeign;
        expect([path, href, isKnown || to.startsWith('#') || to === '']).toEqual([path, href, true]);
      }
    }
  });

  test('in files all links are relative, or lead away', () => {
    const files = new Set([...paths].flatMap((path) => LANGUAGES.map((language) => siteFile(path, language))));
    for (const name of SITE_ASSETS) files.add(`assets/${name}`);
    files.add(DIRECTORY_FILE);
    for (const way of ['/', '/find', '/method', '/data', '/estimates', '/chronicle'])
      for (const language of LANGUAGES) files.add(siteFile(way, language));
    for (const path of [...paths].filter((_, i) => i % 9 === 0)) {
      const file = siteFile(path, 'ru');
      const page = html(ALL, path, { ...speeches.ru, links: fileLinks(file, 'ru') });
      for (const href of hrefs(page).filter((one) => !/^https:\/\/lagoda\.org|^mailto:|^#/.test(one))) {
        expect(href).not.toMatch(/^[/\\]|^\w+:/);
        const to = new URL(href, `file:///${file}`).pathname.slice(1);
        expect([file, href, files.has(to)]).toEqual([file, href, true]);
      }
    }
  });

  test('some are in the static export, which can be verified; a swapped account is found', async () => {
    const base = await mkdtemp(join(tmpdir(), 'golos-solidarity-'));
    const quiet = { progress: () => ({ update: () => undefined, stop: () => undefined }), catalogues };
    try {
      const site = join(base, 'site');
      const others = NO_PARTS.filter(({ file }) => file !== DIRECTORY_FILE);
      await writeSite(someEdition(), [...others, solidarityPart(FEW)], site, quiet);
      expect(await readFile(join(site, 'be/solidarity/funds/fund-9.html'), 'utf8')).toContain('Фонд № 9');
      expect(await readFile(join(site, 'en/solidarity/help/medical.html'), 'utf8')).toContain('Fund No. 0');
      expect((await verifyFolder(site, quiet)).differences).toEqual([]);
      const page = join(site, 'en/solidarity/funds/fund-7.html');
      const right = await readFile(page, 'utf8');
      await writeFile(page, right.replace('DE89 3704 0044 0532 0130 00', 'DE02 1203 0000 0000 2020 51'));
      expect((await verifyFolder(site, quiet)).differences.map(({ file }) => file)).toEqual([
        'en/solidarity/funds/fund-7.html',
      ]);
      await writeFile(page, right);
      const data = await readFile(join(site, DIRECTORY_FILE), 'utf8');
      await writeFile(join(site, DIRECTORY_FILE), data.replace('DE89370400440532013000', 'DE02120300000000202051'));
      expect((await verifyFolder(site, quiet)).differences.map(({ file }) => file)).toContain(DIRECTORY_FILE);
    } finally {
      await rm(base, { recursive: true, force: true });
    }
  }, 120_000);

  test('the same directory gives the same bytes', () => {
    const again = solidarityPart(structuredClone(ALL));
    const part = solidarityPart(ALL);
    expect(again.bytes).toEqual(part.bytes);
    for (const path of part.paths) expect(again.page(path, onServer('be'))).toEqual(part.page(path, onServer('be')));
  });
});

describe('on the web', () => {
  let app: FastifyInstance;
  let base: string;
  let shown: SolidarityDirectory = ALL;
  let clock = 0;

  beforeAll(async () => {
    app = await createApp({
      onFailure: (error) => {
        throw error;
      },
    });
    await app.register(async (pages) => {
      await securePages(pages);
      solidarityPages(pages, { directory: async () => shown, catalogues, now: () => new Date(clock) });
    });
    base = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());

  const get = async (path: string) => {
    clock += 3_000;
    const response = await fetch(`${base}${path}`, { headers: { 'accept-encoding': 'identity' } });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };

  test('filters go together, and what is none of them asks for nothing', async () => {
    const medical = await get('/solidarity?lang=en&help=medical&country=LT');
    expect(medical.status).toBe(200);
    expect(medical.body).toMatch(/<h2>\d+ funds<\/h2>/);
    const count = (body: string) => Number(/<h2>(\d+) funds?<\/h2>/.exec(body)?.[1]);
    expect(count(medical.body)).toBeLessThan(count((await get('/solidarity?lang=en&help=medical')).body));
    expect(count((await get('/solidarity?lang=en&help=x%3Cy&country=ZZ')).body)).toBe(100);
    expect((await get('/solidarity?lang=en&help=medical&language=sq')).body).toContain('No fund fits');
  });

  test('what is not there is a page that leads on; data are for everybody', async () => {
    for (const path of ['funds/nobody', 'appeals/x', 'help/none', 'countries/zz', 'x', `${'y'.repeat(80)}`])
      expect([path, (await get(`/solidarity/${path}`)).status]).toEqual([path, 404]);
    const data = await get(`/${DIRECTORY_FILE}`);
    expect(data.headers.get('access-control-allow-origin')).toBe('*');
    expect(JSON.parse(data.body)).toEqual(JSON.parse(JSON.stringify(ALL)));
  });

  test('what is taken off is gone within seconds', async () => {
    expect((await get('/solidarity/funds/fund-5')).status).toBe(200);
    shown = EMPTY_DIRECTORY;
    expect((await get('/solidarity/funds/fund-5')).status).toBe(404);
    expect((await get('/solidarity?lang=be')).body).toContain('Фондаў тут пакуль няма');
    shown = ALL;
  });
});
