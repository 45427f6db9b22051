import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real data that carries no licence: it is read where it lies, never copied into the project. */
export const REAL_STATIONS = fileURLToPath(new URL('../../../shared/data/belarus-2020/stations.csv', import.meta.url));

/** `describe`, or a skipped one that says why where the data is missing. */
export function describeWithRealStations(title: string, tests: () => void): void {
  if (existsSync(REAL_STATIONS)) describe(title, tests);
  else describe.skip(`${title} (skipped: ../shared/data/belarus-2020/stations.csv is not there)`, tests);
}
