import type { EstimateDeps } from '../../../actions/broadcasts/estimate.ts';
import { keepPicture } from '../../../actions/keep-picture.ts';
import { proposalKinds } from '../../../actions/proposal-kinds.ts';
import type { TwoPeopleDeps } from '../../../actions/two-people.ts';
import { dayOf } from '../../../domain/days.ts';
import type { Localized } from '../../../domain/languages.ts';
import type { Database } from '../../../storage/database.ts';
import { currentElection } from '../../../storage/elections.ts';
import { unknownPlaces } from '../../../storage/stations.ts';
import { listRegions } from '../../../storage/survey-margins.ts';
import { listSurveys } from '../../../storage/surveys.ts';
import type { ParsingWorld } from './draft-form.ts';

/** What the pages about broadcasts work with. */
export interface BroadcastPagesDeps extends EstimateDeps {
  readonly database: Database;
  readonly twoPeople: TwoPeopleDeps;
  readonly electionId: () => Promise<string | undefined>;
  /** Names of the stations' widest level. */
  readonly regions: () => Promise<readonly string[]>;
  readonly unknownPlaces: ParsingWorld['unknownPlaces'];
  readonly surveys: () => Promise<
    readonly { readonly id: string; readonly title: Localized; readonly open: boolean }[]
  >;
  /** Rebuilds an uploaded picture and keeps it; undefined when it is none. */
  readonly keepPicture: (bytes: Buffer) => Promise<string | undefined>;
}

/** What the pages about broadcasts read and do, over the record. */
export function broadcastPagesDeps(
  deps: EstimateDeps & { readonly handOver: TwoPeopleDeps['handOver'] },
): BroadcastPagesDeps {
  const { database, now } = deps;
  const electionId = async () => (await currentElection(database.pool, now()))?.id;
  return {
    ...deps,
    twoPeople: { ...deps, kinds: proposalKinds },
    electionId,
    regions: async () => {
      const id = await electionId();
      return id === undefined ? [] : listRegions(database.pool, id);
    },
    unknownPlaces: async (paths) => {
      const id = await electionId();
      return id === undefined ? paths : unknownPlaces(database.pool, id, paths);
    },
    surveys: async () =>
      (await listSurveys(database.pool)).map(({ id, definition, state }) => ({
        id,
        title: definition.title,
        open: state === 'open',
      })),
    keepPicture: (bytes) => keepPicture({ database, today: () => dayOf(now()) }, bytes),
  };
}

/** What a form is read against. */
export async function parsingWorld(deps: BroadcastPagesDeps): Promise<ParsingWorld> {
  const [timeZone, electionId] = await Promise.all([deps.timeZone(), deps.electionId()]);
  return { timeZone, electionId, unknownPlaces: deps.unknownPlaces };
}
