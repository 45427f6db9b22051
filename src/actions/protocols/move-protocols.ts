import type { PoolClient } from 'pg';
import { relinkProtocols } from '../../storage/protocols.ts';
import { protocolKeyOf, sealPerson } from './protocol-links.ts';

/** What somebody sent is told to the account that takes their registration over. */
export async function moveProtocols(
  client: PoolClient,
  linkKey: Buffer,
  from: { readonly personKey: Buffer },
  to: { readonly id: string; readonly personKey: Buffer },
  electionId: string,
): Promise<void> {
  await relinkProtocols(client, protocolKeyOf(linkKey, from.personKey, electionId), {
    linkKey: protocolKeyOf(linkKey, to.personKey, electionId),
    sealedPerson: sealPerson(linkKey, to.id),
  });
}
