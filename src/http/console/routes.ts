import { randomInt } from 'node:crypto';
import type { EstimateDeps } from '../../actions/broadcasts/estimate.ts';
import type { LiveMarches } from '../../actions/marches/live-marches.ts';
import type { Overview } from '../../actions/overview.ts';
import { proposalKinds } from '../../actions/proposal-kinds.ts';
import { createResultsReader } from '../../actions/results/live-results.ts';
import type { OpenPhotoDeps } from '../../actions/review/open-photo.ts';
import type { TwoPeopleDeps } from '../../actions/two-people.ts';
import { createAuditWatch } from '../../actions/watch-audit.ts';
import { may } from '../../domain/permissions.ts';
import type { Catalogues } from '../../i18n/catalogues.ts';
import { countSuggestions } from '../../storage/chronicle-suggestions.ts';
import type { Database } from '../../storage/database.ts';
import { countDisputedSheets } from '../../storage/protocol-stations.ts';
import { countDisputed } from '../../storage/review-stats.ts';
import { createCharts } from '../charts/charts.ts';
import { alertRoutes, countAlerts } from './alerts/routes.tsx';
import { auditRoutes } from './audit/routes.tsx';
import { broadcastPagesDeps } from './broadcasts/deps.ts';
import { broadcastRoutes } from './broadcasts/routes.ts';
import { chronicleRoutes } from './chronicle/routes.ts';
import { editionRoutes } from './editions/routes.ts';
import { marchRoutes } from './marches/routes.tsx';
import { officialRoutes } from './official/routes.ts';
import { accountRoutes } from './organizers/account.tsx';
import { organizerRoutes } from './organizers/routes.tsx';
import { overviewRoutes } from './overview/routes.tsx';
import { countWaiting, proposalRoutes } from './proposals/routes.tsx';
import { proposalViews } from './proposals/views.ts';
import { protocolRoutes } from './protocols/routes.ts';
import { resultsRoutes } from './results/routes.tsx';
import { reviewRoutes } from './review/routes.ts';
import { reviewAdminRoutes } from './review-admin/routes.ts';
import { createSignsCount } from './review-admin/signs-count.ts';
import type { ConsoleRoute, Organizer } from './route.ts';
import { joinRoutes } from './sign-in/join.tsx';
import { signInRoutes } from './sign-in/routes.tsx';
import { solidarityRoutes } from './solidarity/routes.tsx';
import type { BotNames } from './surveys/deps.ts';
import { surveyRoutes } from './surveys/routes.ts';

/** What the console's pages work with. */
export interface ConsoleRoutesDeps {
  readonly database: Database;
  readonly catalogues: Catalogues;
  readonly now: () => Date;
  /** Where people open the console, such as `https://example.org`. */
  readonly origin: string;
  readonly overview: Overview;
  readonly handOver: TwoPeopleDeps['handOver'];
  /** Of the election that is served, IANA. */
  readonly timeZone: () => Promise<string>;
  /** What the bots are called in links. */
  readonly bots?: () => Promise<BotNames>;
  /** What is published of marches. */
  readonly live: LiveMarches;
  /** For estimates of what a broadcast takes and costs. */
  readonly sending: Pick<EstimateDeps, 'keys' | 'perSecond' | 'viberPrice'>;
  /** For opening photos that are under review. */
  readonly photos: Pick<OpenPhotoDeps, 'reviewKey' | 'store' | 'audit'>;
}

/** Every address of the console. A subject adds its routes here, a line each. */
export function consoleRoutes(deps: ConsoleRoutesDeps): readonly ConsoleRoute[] {
  const { database, now } = deps;
  return [
    ...overviewRoutes(deps),
    ...proposalRoutes({ ...deps, kinds: proposalKinds, views: proposalViews }),
    ...auditRoutes({ q: database.pool, watch: createAuditWatch({ database, now }) }),
    ...surveyRoutes(deps),
    ...resultsRoutes({ ...deps, kinds: proposalKinds, reader: createResultsReader(deps), charts: createCharts() }),
    ...broadcastRoutes(broadcastPagesDeps({ ...deps, ...deps.sending })),
    ...reviewAdminRoutes(deps),
    ...reviewRoutes({ ...deps, random: (limit) => randomInt(limit) }),
    ...protocolRoutes({ ...deps, random: (limit) => randomInt(limit) }),
    ...officialRoutes(deps),
    ...marchRoutes(deps),
    ...solidarityRoutes({ ...deps, kinds: proposalKinds }),
    ...alertRoutes(deps),
    ...chronicleRoutes({ ...deps, kinds: proposalKinds }),
    ...editionRoutes({ ...deps, kinds: proposalKinds }),
    ...signInRoutes(deps),
    ...joinRoutes(deps),
    ...accountRoutes(deps),
    ...organizerRoutes(deps),
  ];
}

/** What waits behind menu entries, by their paths. */
export function consoleBadges({
  database,
}: Pick<ConsoleRoutesDeps, 'database'>): ReadonlyMap<string, (organizer: Organizer) => Promise<number>> {
  const signs = createSignsCount(database, () => new Date());
  return new Map([
    ['/proposals', countWaiting({ database, kinds: proposalKinds })],
    ['/alerts', countAlerts({ database })],
    ['/chronicle', async ({ role }) => (may(role, 'chronicle.suggestions') ? countSuggestions(database.pool) : 0)],
    ['/review-admin', async () => (await countDisputed(database.pool)) + signs()],
    ['/protocols', async ({ role }) => (may(role, 'protocols.decide') ? countDisputedSheets(database.pool) : 0)],
  ]);
}
