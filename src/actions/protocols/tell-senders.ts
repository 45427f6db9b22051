import type { PoolClient } from 'pg';
import type { Keyring } from '../../storage/keyring.ts';
import { addOutboxRows } from '../../storage/outbox.ts';
import { readPerson } from '../../storage/people.ts';
import { waitingFor } from '../../storage/protocol-settling.ts';
import type { OutboxRef } from '../../storage/updates.ts';
import { type Notice, type NoticeText, noticeRow } from '../notices.ts';
import { openPerson } from './protocol-links.ts';

export interface TellDeps {
  readonly keys: Pick<Keyring<'worker'>, 'link' | 'outbox' | 'lookup'>;
  readonly text: NoticeText;
}

/** Tells everybody who sent this protocol, or the same photos, what became of it. To be called before names are deleted. */
export async function tellSenders(
  client: PoolClient,
  { keys, text }: TellDeps,
  protocolId: string,
  notice: Notice,
): Promise<OutboxRef[]> {
  const rows = [];
  for (const sealed of await waitingFor(client, protocolId)) {
    const person = await readPerson(client, keys.lookup, openPerson(keys, sealed));
    if (person === undefined) continue;
    const { id: personId, messenger, language } = person;
    rows.push(noticeRow(keys.outbox, text, { personId, messenger, language }, notice));
  }
  return rows.length === 0 ? [] : addOutboxRows(client, rows);
}
