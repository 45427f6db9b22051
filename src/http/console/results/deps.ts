import type { LiveResults, ResultsReader } from '../../../actions/results/live-results.ts';
import type { AnyProposalKind, TwoPeopleDeps } from '../../../actions/two-people.ts';
import type { Dimension } from '../../../domain/surveys/definition.ts';
import { DIMENSIONS } from '../../../domain/surveys/definition.ts';
import type { Catalogues } from '../../../i18n/catalogues.ts';
import type { Database } from '../../../storage/database.ts';
import type { Charts } from '../../charts/charts.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';

/** What the pages about results work with. */
export interface ResultsPagesDeps {
  readonly database: Database;
  readonly catalogues: Catalogues;
  readonly now: () => Date;
  /** Where people find the public pages, such as `https://example.org`. */
  readonly origin: string;
  readonly handOver: TwoPeopleDeps['handOver'];
  readonly kinds: readonly AnyProposalKind[];
  readonly reader: ResultsReader;
  readonly charts: Charts;
}

/** The dimension that an address asks for. */
export function dimensionOf({ query }: Pick<ConsoleRequest, 'query'>): Dimension | undefined {
  return DIMENSIONS.find((dimension) => dimension === query.get('by'));
}

/** Does something with the survey of the address and its results, or says that there is none. */
export async function withResults(
  { reader }: Pick<ResultsPagesDeps, 'reader'>,
  request: Pick<ConsoleRequest, 'params' | 'query' | 't'>,
  work: (live: LiveResults) => Promise<ConsoleReply> | ConsoleReply,
): Promise<ConsoleReply> {
  const live = await reader.read(request.params.id ?? '', dimensionOf(request));
  return live === undefined ? { kind: 'problem', status: 404, message: request.t('results-not-found') } : work(live);
}
