import { dirname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { load2020 } from '../../../scripts/replay/load-2020.ts';
import { publish2020 } from '../../../scripts/replay/publish-2020.ts';
import { readFinding } from '../../../src/actions/read-finding.ts';
import { summarizeEdition } from '../../../src/domain/finding/edition-summary.ts';
import { editionFiles } from '../../../src/http/pages/data/files.ts';
import { speechesOf } from '../../../src/http/pages/site/look.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { cloneDatabase } from '../../support/database.ts';
import { describeWithRealStations, REAL_STATIONS } from '../../support/real-stations.ts';

describeWithRealStations('the replay of 2020', () => {
  test('gives the known numbers with suspect stations, and leaves them out by default', async () => {
    const clone = await cloneDatabase();
    const database = openDatabase({ url: clone.url, max: 4 });
    try {
      await load2020(database, dirname(REAL_STATIONS));
      const of = { electionId: 'belarus-2020', source: 'cec', basis: 'handed-in', except: ['Abroad'] } as const;
      const all = await readFinding(database, { ...of, withSuspect: true });
      expect(all?.country).toMatchObject({ leftOut: 0, proven: 484, missing: 50_378 });
      expect(all?.country.choices.find(({ choiceId }) => choiceId === 'tihanovkaja')).toMatchObject({
        withOfficial: 1_370,
        proven: 441,
        missing: 50_138,
        byFiveOrFewer: 23,
        medianExcess: 67,
        largestExcess: 1_606,
      });
      const trusted = await readFinding(database, of);
      expect(trusted?.country.leftOut).toBeGreaterThan(0);
      expect(trusted?.country.proven).toBeLessThan(484);
      expect(trusted?.regions.map(({ region }) => region)).not.toContain('Abroad');

      // What is published of it says both, and its data files alone say the same.
      const { edition, sha256 } = await publish2020(database, () => new Date());
      expect(edition.stations).toHaveLength(5_767);
      const { country, countryWithSuspect } = summarizeEdition(edition).summary;
      expect(countryWithSuspect).toEqual(all?.country);
      expect(country).toEqual(trusted?.country);
      const catalogues = loadCatalogues();
      const files = editionFiles(edition, speechesOf(catalogues));
      expect(files.sha256).toBe(sha256);
      const csv = files.files.find(({ name }) => name === 'stations.csv')?.bytes ?? Buffer.of();
      const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true });
      const sum = (column: string, of: (row: Record<string, string>) => boolean) =>
        rows.filter(of).reduce((total, row) => total + Number(row[column]), 0);
      const atHome = (row: Record<string, string>) => row.level1 !== 'Abroad';
      expect([sum('proven', atHome), sum('missing', atHome)]).toEqual([484, 50_378]);
      const counted = (row: Record<string, string>) => row.counted === '1';
      expect([sum('proven', counted), sum('missing', counted)]).toEqual([country.proven, country.missing]);
      const withResult = rows.filter((row) => atHome(row) && row.official_tihanovkaja !== '');
      expect(withResult).toHaveLength(1_370);
      const excess = withResult.map((row) => Number(row.ours_tihanovkaja) - Number(row.official_tihanovkaja));
      const proven = excess.filter((votes) => votes > 0);
      expect([proven.length, proven.reduce((a, b) => a + b, 0)]).toEqual([441, 50_138]);
    } finally {
      await database.close();
      await clone.drop();
    }
  }, 120_000);
});
