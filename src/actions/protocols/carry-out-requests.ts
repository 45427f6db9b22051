import type { PoolClient } from 'pg';
import type { Database } from '../../storage/database.ts';
import type { Keyring } from '../../storage/keyring.ts';
import {
  chooseVersion,
  finishProtocolRequest,
  lockProtocolRequest,
  type ProtocolRequest,
} from '../../storage/protocol-requests.ts';
import { lockProtocol, settleProtocol } from '../../storage/protocol-settling.ts';
import { photosOfProtocol } from '../../storage/protocols.ts';
import { adoptProtocols } from './adopt-protocols.ts';
import { showToReviewers } from './settle-photos.ts';

export interface CarryOutDeps {
  readonly database: Database;
  readonly keys: Pick<Keyring<'worker'>, 'photo' | 'review'>;
  readonly now: () => Date;
}

/** Does what administrators asked for and only the worker may do, the oldest first; resolves to how many. */
export async function carryOutRequests(deps: CarryOutDeps): Promise<number> {
  let done = 0;
  while (await oneAboutProtocol(deps)) done += 1;
  while (await adoption(deps)) done += 1;
  return done;
}

async function oneAboutProtocol({ database, keys }: CarryOutDeps): Promise<boolean> {
  return database.transaction(async (client) => {
    const request = await lockProtocolRequest(client, ['open-again', 'choose']);
    if (request === undefined) return false;
    await finishProtocolRequest(client, request.id, await carryOut(client, keys, request));
    return true;
  });
}

async function carryOut(
  client: PoolClient,
  keys: CarryOutDeps['keys'],
  { kind, protocolId }: ProtocolRequest,
): Promise<'done' | 'late'> {
  if (protocolId === null) return 'late';
  if (kind === 'choose') return (await chooseVersion(client, protocolId)) ? 'done' : 'late';
  const protocol = await lockProtocol(client, protocolId);
  if (protocol === undefined || (protocol.state !== 'agreed' && protocol.state !== 'rejected')) return 'late';
  const photos = await photosOfProtocol(client, protocolId);
  // The same pictures as another's, which is to be opened in its place.
  if (photos.length === 0) return 'late';
  // Where their keys were destroyed, it can still be said that it does not count.
  await showToReviewers(client, keys, protocolId, photos);
  await settleProtocol(client, protocolId, { state: 'disputed', round: protocol.round + 1 });
  return 'done';
}

/**
 * Two transactions, because an import is one of its own: whoever dies between them does it again, and the same numbers
 * once more change nothing.
 */
async function adoption({ database, now }: CarryOutDeps): Promise<boolean> {
  const request = await database.transaction((client) => lockProtocolRequest(client, ['adopt']));
  if (request === undefined) return false;
  const { electionId, by } = request;
  const adopted = await adoptProtocols(database, { electionId, organizerId: by, at: now() });
  const outcome = adopted.kind === 'adopted' || adopted.kind === 'unchanged' ? `:${adopted.version}` : '';
  await finishProtocolRequest(database.pool, request.id, `${adopted.kind}${outcome}`);
  return true;
}
