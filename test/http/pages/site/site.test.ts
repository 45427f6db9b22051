import { editionFinding } from '../../../../src/domain/finding/edition-finding.ts';
import { LANGUAGES, type Language } from '../../../../src/domain/languages.ts';
import { fileLinks, type Links, serverLinks, siteFile } from '../../../../src/http/pages/site/links.ts';
import { speechesOf } from '../../../../src/http/pages/site/look.ts';
import { SITE_ASSETS, sitePage, sitePaths } from '../../../../src/http/pages/site/page.tsx';
import { siteOf } from '../../../../src/http/pages/site/site.ts';
import { loadCatalogues } from '../../../../src/i18n/catalogues.ts';
import { someEdition, someStation } from '../../../support/some-edition.ts';

const speeches = speechesOf(loadCatalogues());
const site = siteOf(someEdition());

function html(path: string, language: Language = 'en', links: Links = serverLinks(language)): string {
  return sitePage(site, path, { ...speeches[language], links }).html;
}

/** What a person reads: no tags, single blanks. */
function text(page: string): string {
  return page
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

function hrefs(page: string): string[] {
  return [...page.matchAll(/(?:href|src|action)="([^"#]+)"/g)].map(([, href = '']) => href);
}

describe('the headline', () => {
  test('is what anybody computes from the stations', () => {
    const { country } = editionFinding(someEdition());
    // N-1 by 120 and N-2 by 3; N-3 is in doubt, X-1 is abroad.
    expect([country.proven, country.missing, country.leftOut]).toEqual([2, 123, 1]);
    expect(text(html('/'))).toContain('At least 123 votes are missing from the official results of 2 polling stations');
  });

  test('without any proven station says so, and accuses nobody', () => {
    const none = siteOf(someEdition({ stations: [someStation('N-1')] }));
    const page = sitePage(none, '/', { ...speeches.en, links: serverLinks('en') }).html;
    expect(text(page)).toContain('No official result is contradicted');
  });

  test('tells what it leaves out, and what it would be with it', () => {
    expect(text(html('/'))).toMatch(
      /1 station is in no total here.*With it: 3 stations proven wrong, 133 votes missing/,
    );
    expect(text(html('/'))).toContain('Not in any total: Abroad.');
  });

  test.each(LANGUAGES)('is said in %s, and no text has a hole', (language) => {
    for (const path of sitePaths(site)) {
      const page = text(html(path, language));
      expect(page).not.toMatch(/\{|\bundefined\b|\bNaN\b|\bnull\b/);
    }
  });
});

describe('a station', () => {
  test('has its numbers by source, and how many fakes it takes', () => {
    const page = text(html('/stations/N-1'));
    expect(page).toContain('Choice birch: 80 votes were reported, and we hold 200 accepted ballots');
    expect(page).toContain('120 of our ballots here would have to be fakes');
    expect(page).toMatch(/Choice birch 200 80 120/);
    expect(page).toMatch(/Edition 2, August 14, 2020 Election commission, Choice birch: 70 → 80/);
  });

  test('two sources stand side by side and are not mixed', () => {
    const [cec] = someEdition().sources;
    if (cec === undefined) throw new Error('no source');
    const both = siteOf(
      someEdition({
        sources: [cec, { ...cec, source: 'protocol', fileName: 'sheets.csv' }],
        stations: [
          someStation('N-1', {
            ours: [0, 90, 0],
            official: [
              [1, 100, 1],
              [1, 60, 1],
            ],
          }),
        ],
      }),
    );
    const page = text(sitePage(both, '/stations/N-1', { ...speeches.en, links: serverLinks('en') }).html);
    expect(page).toMatch(/Choice birch 90 100 60 –/);
    expect(page).toContain('Compared, no contradiction found');
  });

  test.each([
    ['N-3', 'more ballots than officially voted here'],
    ['S-2', 'No official result of this station is public'],
    ['S-3', 'Nobody has handed in a ballot'],
    ['X-1', 'Compared, no contradiction found'],
  ])('%s says in words what is known', (code, words) => {
    expect(text(html(`/stations/${code}`))).toContain(words);
  });

  test('names from files are text, whatever is in them', () => {
    const name = '<script>alert(1)</script> "№ 5"';
    const evil = siteOf(
      someEdition({ stations: [someStation('a/../b', { name, address: '<s>', levels: ['<u>', '&'] })] }),
    );
    const paths = sitePaths(evil);
    expect(paths).toContain('/stations/a~2f..~2fb');
    for (const path of paths) {
      const page = sitePage(evil, path, { ...speeches.be, links: serverLinks('be') });
      expect(page.status).toBe(200);
      expect(page.html).not.toMatch(/<script>|<u>|<s>/);
    }
  });
});

describe('links', () => {
  const paths = new Set(sitePaths(site));
  const elsewhere = new Set(['/data', '/estimates', '/solidarity', '/chronicle', '/surveys', '/live']);

  test('on a server all lead to pages that are there', () => {
    for (const path of paths)
      for (const href of hrefs(html(path))) {
        const [to = ''] = href.split('?');
        const known = paths.has(to) || elsewhere.has(to) || /^\/assets\/|\.png$/.test(to) || to === '';
        expect([path, href, known]).toEqual([path, href, true]);
      }
  });

  test('in files all are relative, and lead to files that are there', () => {
    const files = new Set(
      [...paths, '/data', '/estimates', '/solidarity', '/chronicle'].flatMap((path) =>
        LANGUAGES.map((l) => siteFile(path, l)),
      ),
    );
    for (const name of SITE_ASSETS) files.add(`assets/${name}`);
    for (const language of LANGUAGES)
      for (const path of paths) {
        const file = siteFile(path, language);
        for (const href of hrefs(html(path, language, fileLinks(file, language)))) {
          expect(href).not.toMatch(/^[/\\]|^\w+:/);
          const to = new URL(href, `file:///${file}`).pathname.slice(1);
          expect([file, href, files.has(to)]).toEqual([file, href, true]);
        }
      }
  });

  test('an address without a page is not there', () => {
    const look = { ...speeches.en, links: serverLinks('en') };
    for (const path of ['/stations/N-9', '/regions/north/places/99', '/regions/nort', '/stations/', '/index'])
      expect([path, sitePage(site, path, look).status]).toEqual([path, 404]);
  });
});

test('every station is in both lists of its region, once', () => {
  for (const region of site.regions)
    for (const pages of Object.values(region.lists)) {
      const listed = pages.flatMap(({ groups }) => groups.flatMap(({ stations }) => stations.map(({ path }) => path)));
      expect([...listed].sort()).toEqual(region.stations.map(({ path }) => path).sort());
    }
});

test('the same edition gives the same bytes', () => {
  const again = siteOf(structuredClone(someEdition()));
  for (const path of sitePaths(site)) {
    const look = { ...speeches.ru, links: serverLinks('ru') };
    expect(sitePage(again, path, look)).toEqual(sitePage(site, path, look));
  }
});

test('an edition that only corrects says what', () => {
  const page = text(html('/editions'));
  expect(page).toContain('Edition 2, August 14, 2020 A protocol had been read wrongly.');
  expect(page).toContain('N-1 : Election commission, Choice birch: 70 → 80');
  expect(page).toContain('Edition 1, August 12, 2020 The first edition.');
});
