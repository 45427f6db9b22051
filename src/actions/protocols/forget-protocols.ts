import type { PoolClient } from 'pg';
import type { ProtocolState } from '../../domain/protocols/states.ts';
import { dropProtocol, lockProtocols, unlinkProtocols } from '../../storage/protocols.ts';
import { protocolKeyOf } from './protocol-links.ts';

/** What nobody will ever type in goes with its sender. */
const WORTHLESS: readonly ProtocolState[] = ['refused', 'rejected'];

/**
 * Takes a person's name from the protocols that they sent: a station's sheet says nothing about them, so what can be
 * used stays. Resolves to photos whose bytes may go.
 */
export async function forgetProtocols(
  client: PoolClient,
  linkKey: Buffer,
  person: { readonly personKey: Buffer },
  electionIds: readonly string[],
): Promise<string[]> {
  const keys = electionIds.map((electionId) => protocolKeyOf(linkKey, person.personKey, electionId));
  const dropped: string[] = [];
  for (const { id, state } of await lockProtocols(client, keys)) {
    if (WORTHLESS.includes(state)) dropped.push(...(await dropProtocol(client, id)));
  }
  await unlinkProtocols(client, keys);
  return dropped;
}
