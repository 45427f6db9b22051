import { randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';
import { protocolForm } from '../../domain/protocols/fields.ts';
import { isReplaceableProtocol, MOST_UNSETTLED } from '../../domain/protocols/states.ts';
import { loadElection } from '../../storage/elections.ts';
import { stationCodeOf } from '../../storage/protocol-settling.ts';
import { attachProtocolPhotos, dropProtocol, insertProtocol, lockProtocols } from '../../storage/protocols.ts';
import type { Intent } from '../intents.ts';
import type { PersonSeals } from '../voice-keys.ts';
import { protocolKeyOf, sealPerson } from './protocol-links.ts';

export type HandInProtocol = Extract<Intent, { do: 'hand-in-protocol' }>;

export interface ProtocolHandedIn {
  /** `too-many`: this person's others are to be settled first. `gone`: there is no such station any more. */
  readonly kind: 'taken' | 'too-many' | 'gone';
  /** Its code. */
  readonly station: string;
  /** Photos of the one that was replaced: their rows and keys are gone, their bytes may go. */
  readonly droppedPhotos: readonly string[];
}

/** `protocols.pick` is drawn from these. */
export const PICKS = 2 ** 31 - 1;

/**
 * Hands in a protocol in the worker's transaction, in place of one of the same person for the same station that is not
 * settled. Whether its photos can be used is known later (`settlePhotos`).
 */
export async function handInProtocol(
  client: PoolClient,
  keys: PersonSeals,
  person: { readonly id: string; readonly personKey: Buffer },
  { protocolId, electionId, stationId, photoIds }: HandInProtocol,
  day: string,
): Promise<ProtocolHandedIn> {
  const election = await loadElection(client, electionId);
  const station = await stationCodeOf(client, stationId);
  if (election === undefined) return { kind: 'gone', station, droppedPhotos: [] };
  const own = protocolKeyOf(keys.link, person.personKey, electionId);
  const sent = await lockProtocols(client, [own]);
  const earlier = sent.find((protocol) => protocol.stationId === stationId);
  if (earlier === undefined && sent.length >= MOST_UNSETTLED) return { kind: 'too-many', station, droppedPhotos: [] };
  const replaced = earlier !== undefined && isReplaceableProtocol(earlier.state);
  const droppedPhotos = replaced ? await dropProtocol(client, earlier.id) : [];
  const added = await insertProtocol(client, {
    id: protocolId,
    electionId,
    stationId,
    wanted: protocolForm(election).quorum,
    pick: randomInt(PICKS),
    day,
    linkKey: own,
    sealedPerson: sealPerson(keys, person.id),
  });
  if (!added) return { kind: 'gone', station, droppedPhotos };
  await attachProtocolPhotos(client, { protocolId, linkKey: own, photoIds }, day);
  return { kind: 'taken', station, droppedPhotos };
}
