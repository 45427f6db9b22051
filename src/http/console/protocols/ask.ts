import { z } from 'zod';
import { askWorker } from '../../../actions/protocols/ask-worker.ts';
import { currentElection } from '../../../storage/elections.ts';
import { readProtocol } from '../../../storage/protocol-stations.ts';
import type { ConsoleReply, ConsoleRequest } from '../route.ts';
import type { ProtocolPagesDeps } from './deps.ts';

const LIST = '/console/protocols';

/** Asks the worker to open a settled sheet again, or to let its version count. */
export function askAbout(kind: 'open-again' | 'choose') {
  return async (deps: ProtocolPagesDeps, { t, params, organizer }: ConsoleRequest): Promise<ConsoleReply> => {
    const id = z.uuid().safeParse(params.id).data;
    const protocol = id === undefined ? undefined : await readProtocol(deps.database.pool, id);
    if (protocol === undefined || organizer === undefined) {
      return { kind: 'problem', status: 404, message: t('protocols-no-station') };
    }
    const { electionId, id: protocolId, stationId, hasPhotos } = protocol;
    if (kind === 'open-again' && !hasPhotos)
      return { kind: 'redirect', to: LIST, flash: t('protocols-photos-of-other') };
    await askWorker(deps, { electionId, kind, protocolId, by: organizer.id });
    if (kind === 'open-again') return { kind: 'redirect', to: `${LIST}#disputed`, flash: t('protocols-opening') };
    return { kind: 'redirect', to: `${LIST}/stations/${stationId}`, flash: t('protocols-choosing') };
  };
}

/** Asks the worker to take the agreed numbers in as official results. */
export async function adopt(deps: ProtocolPagesDeps, { t, organizer }: ConsoleRequest): Promise<ConsoleReply> {
  const election = await currentElection(deps.database.pool, deps.now());
  if (election === undefined || organizer === undefined) return { kind: 'redirect', to: LIST };
  await askWorker(deps, { electionId: election.id, kind: 'adopt', protocolId: null, by: organizer.id });
  return { kind: 'redirect', to: `${LIST}#adopt`, flash: t('protocols-adopting') };
}
