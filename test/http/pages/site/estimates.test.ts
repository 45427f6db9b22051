import { LANGUAGES, type Language } from '../../../../src/domain/languages.ts';
import { serverLinks } from '../../../../src/http/pages/site/links.ts';
import { speechesOf } from '../../../../src/http/pages/site/look.ts';
import { sitePage } from '../../../../src/http/pages/site/page.tsx';
import { siteOf } from '../../../../src/http/pages/site/site.ts';
import { loadCatalogues } from '../../../../src/i18n/catalogues.ts';
import { edition2020 } from '../../../support/edition-2020.ts';
import { someEdition, someStation } from '../../../support/some-edition.ts';

const speeches = speechesOf(loadCatalogues());

function html(edition: ReturnType<typeof someEdition>, language: Language = 'en'): string {
  return sitePage(siteOf(edition), '/estimates', { ...speeches[language], links: serverLinks(language) }).html;
}

/** What a person reads. */
const text = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test.each(LANGUAGES)('in %s it says what it is not, and each estimate what it rests on', (language) => {
  const page = html(someEdition(), language);
  const { t } = speeches[language];
  expect(page).toContain('class="public estimate"');
  expect(page).toContain(t('estimates-not-findings'));
  expect(page).toContain(t('estimates-limit-no-sample'));
  expect(text(page)).not.toMatch(/\{|\bundefined\b|\bNaN\b|\bnull\b/);
  expect(page).not.toMatch(/style="|<script(?! src)/);
});

test('the same edition gives the same bytes', () => {
  expect(html(someEdition())).toBe(html(someEdition()));
});

test('without official numbers there is nothing to say, and it says so', () => {
  const page = html(someEdition({ stations: [someStation('N-1', { official: [], officialTurnout: null })] }));
  expect(text(page).match(/There are not enough official numbers/g)).toHaveLength(3);
  expect(page).toContain('The official source does not say how many voted early');
});

test('early votes are shown where the source says them', () => {
  const [first] = someEdition().stations;
  if (first === undefined) throw new Error('no station');
  const stations = Array.from({ length: 12 }, (_, at) => ({
    ...first,
    id: `${at}`,
    code: `N-${at}`,
    officialTurnout: 1_500,
    officialEarly: 375,
  }));
  expect(text(html(someEdition({ stations })))).toContain('4,500 of 18,000 voted early: 25%');
});

const edition = edition2020();
(edition === undefined ? test.skip : test)('2020: light enough, and never a share of the country', () => {
  if (edition === undefined) return;
  const page = html(edition);
  expect(Buffer.byteLength(page)).toBeLessThan(78_000);
  expect(text(page)).toContain('none says how a country voted');
  // A rigged count has more whole percentages of turnout than chance gives.
  const { peaks } = siteOf(edition).estimates();
  expect(peaks[0]?.stations).toBeGreaterThan(1_000);
});
