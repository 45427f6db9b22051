import { readFinding } from '../../src/actions/read-finding.ts';
import { stationFinding } from '../../src/domain/finding/station-finding.ts';
import { totalsOf } from '../../src/domain/finding/totals.ts';
import { openDatabase } from '../../src/storage/database.ts';
import type { BenchContext } from './context.ts';
import { openFiller } from './fill.ts';
import { BENCH_ELECTION, fillResults } from './fill-results.ts';
import { median } from './ingest.ts';
import type { Result } from './result.ts';

const STATIONS = 31_000;
const CHOICES = 12;
const ROUNDS = 5;
const LIMIT_MS = 1_000;

/**
 * What a whole country's numbers say, station by station and added up: of numbers that are at hand, and with reading
 * all of them from the record as the console does.
 */
export async function benchFindings(context: BenchContext): Promise<Result[]> {
  const filler = await openFiller(context);
  await fillResults(filler.client, { stations: STATIONS, choices: CHOICES }).finally(() => filler.close());
  const database = openDatabase({ url: context.databaseUrl, max: 2 });
  const request = { electionId: BENCH_ELECTION, source: 'cec', basis: 'handed-in' } as const;
  try {
    const whole: number[] = [];
    let finding = await readFinding(database, request);
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      finding = await readFinding(database, request);
      whole.push(performance.now() - start);
    }
    if (finding === undefined || finding.country.proven === 0) throw new Error('There is no finding');
    const { stations, election, country } = finding;
    const choiceIds = election.choices.map(({ id }) => id);
    const pure: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      const again = stations.map((numbers) => stationFinding(numbers, request.basis));
      const total = totalsOf(again, choiceIds);
      pure.push(performance.now() - start);
      if (total.missing !== country.missing) throw new Error('The same numbers say something else');
    }
    const note = `${STATIONS} stations × ${CHOICES} choices, ${country.proven} proven`;
    return [result('findings', pure, note), result('findings, read from the record', whole, note)];
  } finally {
    await database.close();
  }

  function result(name: string, times: readonly number[], note: string): Result {
    const value = median(times);
    return {
      name,
      backend: context.backend,
      value,
      unit: 'ms',
      limit: LIMIT_MS,
      ratio: value / LIMIT_MS,
      goal: '< 1 s',
      met: Math.max(...times) < LIMIT_MS,
      note: `median; slowest ${Math.max(...times).toFixed(0)} ms; ${note}`,
    };
  }
}
