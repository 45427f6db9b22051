import type { PoolClient } from 'pg';
import { relinkProtocols } from '../../storage/protocols.ts';
import type { PersonSeals } from '../voice-keys.ts';
import { protocolKeyOf, sealPerson } from './protocol-links.ts';

/** What somebody sent is told to the account that takes their registration over. */
export async function moveProtocols(
  client: PoolClient,
  keys: PersonSeals,
  from: { readonly personKey: Buffer },
  to: { readonly id: string; readonly personKey: Buffer },
  electionId: string,
): Promise<void> {
  await relinkProtocols(client, protocolKeyOf(keys.link, from.personKey, electionId), {
    linkKey: protocolKeyOf(keys.link, to.personKey, electionId),
    sealedPerson: sealPerson(keys, to.id),
  });
}
