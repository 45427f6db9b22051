import type { EstimateDeps } from '../../../actions/broadcasts/estimate.ts';
import { keepPicture } from '../../../actions/keep-picture.ts';
import { proposalKinds } from '../../../actions/proposal-kinds.ts';
import type { TwoPeopleDeps } from '../../../actions/two-people.ts';
import { dayOf } from '../../../domain/days.ts';
import { currentElection } from '../../../storage/elections.ts';
import { unknownPlaces } from '../../../storage/stations.ts';
import { listRegions } from '../../../storage/survey-margins.ts';
import { listSurveys } from '../../../storage/surveys.ts';
import type { BroadcastRoutesDeps } from './routes.tsx';

/** What the pages about broadcasts read and do, over the record. */
export function broadcastRoutesDeps(
  deps: EstimateDeps & { readonly handOver: TwoPeopleDeps['handOver'] },
): BroadcastRoutesDeps {
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
