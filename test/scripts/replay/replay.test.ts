import { dirname } from 'node:path';
import { load2020 } from '../../../scripts/replay/load-2020.ts';
import { readFinding } from '../../../src/actions/read-finding.ts';
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
    } finally {
      await database.close();
      await clone.drop();
    }
  }, 120_000);
});
