import { fileLinks, siteFile } from '../../../../src/http/pages/site/links.ts';
import { speechesOf } from '../../../../src/http/pages/site/look.ts';
import { sitePage, sitePaths } from '../../../../src/http/pages/site/page.tsx';
import { siteOf } from '../../../../src/http/pages/site/site.ts';
import { loadCatalogues } from '../../../../src/i18n/catalogues.ts';
import { edition2020 } from '../../../support/edition-2020.ts';

const edition = edition2020();

/** Of a page by itself; its style sheets, script and icon are some 20 KB more. */
const MOST_HTML = 78_000;

(edition === undefined ? describe.skip : describe)(
  `the pages of 2020${edition === undefined ? ' (skipped: ../shared/data/belarus-2020 is not there)' : ''}`,
  () => {
    if (edition === undefined) return;
    const site = siteOf(edition);
    const speech = speechesOf(loadCatalogues()).ru;
    const html = (path: string) =>
      sitePage(site, path, { ...speech, links: fileLinks(siteFile(path, 'ru'), 'ru') }).html;

    test('the headline is what one computes from the file, without stations in doubt and abroad', () => {
      let [proven, missing] = [0, 0];
      for (const { levels, ours, official, officialTurnout, registeredVoters } of edition.stations) {
        const sum = ours.reduce((total, count) => total + count, 0);
        if (levels[0] === 'Abroad' || sum > (officialTurnout ?? sum) || sum > (registeredVoters ?? sum)) continue;
        const excess = ours.reduce((all, count, at) => all + Math.max(0, count - (official[0]?.[at] ?? count)), 0);
        if (excess > 0) proven += 1;
        missing += excess;
      }
      const { country, countryWithSuspect } = site.finding;
      expect([country.proven, country.missing]).toEqual([proven, missing]);
      // The golden numbers are those of all stations at home.
      const her = countryWithSuspect.choices.find(({ choiceId }) => choiceId === 'tihanovkaja');
      expect([her?.proven, her?.missing, countryWithSuspect.proven, countryWithSuspect.missing]).toEqual([
        441, 50_138, 484, 50_378,
      ]);
      const number = new Intl.NumberFormat('ru');
      expect(html('/')).toContain(number.format(missing));
      expect(html('/')).toContain(number.format(50_378));
    });

    test('every station has a page, and no page is heavy', () => {
      const paths = sitePaths(site);
      expect(new Set(paths).size).toBe(paths.length);
      expect(paths.filter((path) => path.startsWith('/stations/'))).toHaveLength(5_767);
      const fewStations = paths.filter((path, at) => !path.startsWith('/stations/') || at % 97 === 0);
      const heavy = fewStations.flatMap((path) => {
        const bytes = Buffer.byteLength(html(path));
        return bytes > MOST_HTML ? [[path, bytes]] : [];
      });
      expect(heavy).toEqual([]);
    });
  },
);
