import type { Database } from '../../storage/database.ts';
import { addProtocolRequest, type ProtocolRequest } from '../../storage/protocol-requests.ts';
import { appendAudit } from '../audit.ts';

/**
 * Asks the worker for what only it may do: open a settled sheet again, let a version count, take the agreed numbers in
 * as official results. In the audit trail; the same while it is waiting is asked once.
 */
export async function askWorker(
  { database, now }: { readonly database: Pick<Database, 'transaction'>; readonly now: () => Date },
  request: Omit<ProtocolRequest, 'id'>,
): Promise<void> {
  const at = now();
  await database.transaction(async (client) => {
    if (!(await addProtocolRequest(client, { ...request, at }))) return;
    const { by: organizerId, kind, protocolId, electionId } = request;
    await appendAudit(client, { at, organizerId, action: `protocol.${kind}`, subject: protocolId ?? electionId });
  });
}
