import type { PoolClient } from 'pg';
import type { PhotoRefusal } from '../../domain/photos.ts';
import { protocolForm } from '../../domain/protocols/fields.ts';
import { settledProtocol } from '../../domain/protocols/states.ts';
import { loadElection } from '../../storage/elections.ts';
import type { Keyring } from '../../storage/keyring.ts';
import { rewrapPhotoKey } from '../../storage/photo-crypto.ts';
import {
  findSameProtocol,
  type LockedProtocol,
  settleProtocol,
  showProtocolPhotos,
  stationCodeOf,
  unlinkSettled,
} from '../../storage/protocol-settling.ts';
import { deleteProtocolPhotos, type ProtocolPhoto, photosOfProtocol } from '../../storage/protocols.ts';
import type { OutboxRef } from '../../storage/updates.ts';
import { type TellDeps, tellSenders } from './tell-senders.ts';

export interface SettlePhotosDeps extends TellDeps {
  readonly keys: Pick<Keyring<'worker'>, 'link' | 'outbox' | 'photo' | 'review' | 'lookup'>;
}

export interface SettledPhotos {
  readonly rows: readonly OutboxRef[];
  /** Their rows and keys are gone, their bytes may go. */
  readonly droppedPhotos: readonly string[];
}

/**
 * Decides what becomes of a protocol whose photos are known, in the worker's transaction: it is given to the
 * reviewers; or it cannot be used; or the very same pictures are there already.
 */
export async function settlePhotos(
  client: PoolClient,
  deps: SettlePhotosDeps,
  protocol: LockedProtocol,
): Promise<SettledPhotos> {
  const photos = await photosOfProtocol(client, protocol.id);
  const refusal = refusalOf(photos);
  const station = await stationCodeOf(client, protocol.stationId);
  const refuse = async (why: PhotoRefusal): Promise<SettledPhotos> => {
    const rows = await tellSenders(client, deps, protocol.id, { kind: 'protocol-refused', station, refusal: why });
    await settleProtocol(client, protocol.id, { state: 'refused' });
    return { rows, droppedPhotos: [] };
  };
  if (refusal !== undefined) return refuse(refusal);
  const hashes = photos.flatMap(({ exactHash }) => (exactHash === null ? [] : [exactHash]));
  const same = await findSameProtocol(client, protocol, hashes);
  if (same !== undefined) {
    const isAgreed = same.state === 'agreed';
    const rows = await tellSenders(client, deps, protocol.id, {
      kind: isAgreed ? 'protocol-agreed' : 'protocol-same',
      station,
    });
    await settleProtocol(client, protocol.id, { state: 'same', sameAs: same.id });
    if (isAgreed) await unlinkSettled(client, protocol.id);
    return { rows, droppedPhotos: await deleteProtocolPhotos(client, protocol.id) };
  }
  if (!(await showToReviewers(client, deps.keys, protocol.id, photos))) return refuse('damaged');
  const election = await loadElection(client, protocol.electionId);
  const wanted = election === undefined ? 2 : protocolForm(election).quorum;
  await settleProtocol(client, protocol.id, { state: 'open', wanted });
  return { rows: [], droppedPhotos: [] };
}

function refusalOf(photos: readonly ProtocolPhoto[]): PhotoRefusal | undefined {
  const state = settledProtocol(photos.map(({ outcome }) => outcome));
  if (state === 'open' && photos.length > 0) return undefined;
  // What is still expected after days never came.
  return (photos.find(({ refusal }) => refusal !== null)?.refusal ?? 'gone') as PhotoRefusal;
}

/** Wraps each photo's key anew for the web process. False when one of them is no longer to be opened. */
export async function showToReviewers(
  client: PoolClient,
  keys: Pick<Keyring<'worker'>, 'photo' | 'review'>,
  protocolId: string,
  photos: readonly ProtocolPhoto[],
): Promise<boolean> {
  const wrapped = photos.flatMap(({ id, wrappedKey }) => {
    const anew = wrappedKey === null ? undefined : rewrapPhotoKey(id, wrappedKey, keys.photo, keys.review);
    return anew === undefined ? [] : [{ photoId: id, wrappedKey: anew }];
  });
  if (wrapped.length < photos.length) return false;
  await showProtocolPhotos(client, protocolId, wrapped);
  return true;
}
