import type { Finding } from '../../src/actions/read-finding.ts';
import type { Totals } from '../../src/domain/finding/totals.ts';

const count = (number: number) => number.toLocaleString('en');

/** A finding's totals, in words. */
export function findingLines({ official, country, regions }: Finding): string[] {
  if (official === undefined) return ['There are no official results of this source yet: nothing follows.'];
  return [
    `Official results: version ${official.version}, ${official.fileName}, imported on ${official.importedOn}.`,
    ...regions.map(({ region, totals }) => `${region}: ${line(totals)}`),
    `All: ${line(country)}`,
    ...country.choices.map(
      (choice) =>
        `  ${choice.choiceId}: ${count(choice.proven)} of ${count(choice.withOfficial)} stations proven, ${count(choice.missing)} votes missing at least` +
        (choice.proven === 0
          ? ''
          : ` (median ${count(choice.medianExcess)}, largest ${count(choice.largestExcess)}, by 5 or fewer ${count(choice.byFiveOrFewer)})`),
    ),
  ];
}

function line({ stations, leftOut, withOfficial, withOurs, compared, proven, missing }: Totals): string {
  return (
    `${count(proven)} stations proven, ${count(missing)} votes missing at least; ${count(stations)} stations, ` +
    `${count(withOfficial)} with a result, ${count(withOurs)} with ours, ${count(compared)} with both; ` +
    `${count(leftOut)} left out as suspect`
  );
}
