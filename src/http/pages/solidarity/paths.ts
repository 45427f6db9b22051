import {
  choicesOf,
  listedAppeals,
  type PublicAppeal,
  type PublicFund,
  type SolidarityDirectory,
} from '../../../domain/solidarity/directory.ts';
import type { HelpKind } from '../../../domain/solidarity/terms.ts';

/** Where everything about solidarity is. */
export const SOLIDARITY = '/solidarity';

/** All that is public, as data; below the site's root. */
export const DIRECTORY_FILE = 'solidarity/directory.json';

export const fundPath = ({ id }: Pick<PublicFund, 'id'>) => `${SOLIDARITY}/funds/${id}`;
export const appealPath = ({ id }: Pick<PublicAppeal, 'id'>) => `${SOLIDARITY}/appeals/${id}`;
export const helpPath = (help: HelpKind) => `${SOLIDARITY}/help/${help}`;
export const countryPath = (code: string) => `${SOLIDARITY}/countries/${code.toLowerCase()}`;

/** Every path that a directory has a page at, in a fixed order. */
export function solidarityPaths(directory: SolidarityDirectory): string[] {
  const { help, countries } = choicesOf(directory.funds);
  const kinds = new Set([...help, ...listedAppeals(directory.appeals).flatMap((appeal) => appeal.help)]);
  return [
    SOLIDARITY,
    ...[...kinds].sort().map(helpPath),
    ...countries.map(countryPath),
    ...directory.funds.map(fundPath),
    ...directory.appeals.map(appealPath),
  ];
}
