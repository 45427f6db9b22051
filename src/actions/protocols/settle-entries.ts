import type { PoolClient } from 'pg';
import { nextStep, type SheetEntry } from '../../domain/protocols/entries.ts';
import { protocolForm } from '../../domain/protocols/fields.ts';
import { loadElection } from '../../storage/elections.ts';
import {
  considerEntries,
  hideProtocolPhotos,
  type LockedProtocol,
  rejectSame,
  settleProtocol,
  stationCodeOf,
  unlinkSettled,
} from '../../storage/protocol-settling.ts';
import { addSettledSheet } from '../../storage/review-figures.ts';
import type { OutboxRef } from '../../storage/updates.ts';
import { appendAudit } from '../audit.ts';
import { type TellDeps, tellSenders } from './tell-senders.ts';

export interface SettleEntriesDeps extends TellDeps {
  readonly now: () => Date;
}

/**
 * Draws the conclusions from what was typed, in the worker's transaction: agreed, rejected, one more entry wanted, or
 * disputed; disputed ones are open again where a paused reviewer's entry made the dispute. What comes after a protocol was settled changes nothing. Senders are told, and their names deleted when
 * it is agreed.
 */
export async function settleEntries(
  client: PoolClient,
  deps: SettleEntriesDeps,
  protocol: LockedProtocol,
): Promise<OutboxRef[]> {
  const { typed: entries, anyVoided } = await considerEntries(client, protocol);
  const election = await loadElection(client, protocol.electionId);
  if (election === undefined) throw new Error('a protocol of no election');
  const { quorum } = protocolForm(election);
  if (protocol.state === 'disputed') {
    const decided = entries.find(({ final }) => final)?.answer;
    if (decided?.kind === 'again') {
      await settleProtocol(client, protocol.id, { state: 'open', wanted: quorum, round: protocol.round + 1 });
      return [];
    }
    if (decided !== undefined) return close(client, deps, protocol, decided, true);
    // Without a paused reviewer's entry there may be nothing for an administrator to decide yet.
    if (!anyVoided) return [];
  } else if (protocol.state !== 'open') return [];
  const typed = entries.flatMap(({ answer, final }): SheetEntry[] =>
    final || answer.kind === 'again' ? [] : [answer],
  );
  const step = nextStep(typed, quorum);
  switch (step.kind) {
    case 'agreed':
      return close(client, deps, protocol, step.entry, false);
    case 'more':
      await settleProtocol(client, protocol.id, { state: 'open', wanted: step.wanted });
      return [];
    case 'disputed':
      await settleProtocol(client, protocol.id, { state: 'disputed' });
      return [];
  }
}

async function close(
  client: PoolClient,
  deps: SettleEntriesDeps,
  { id, stationId }: LockedProtocol,
  entry: SheetEntry,
  resolved: boolean,
): Promise<OutboxRef[]> {
  const station = await stationCodeOf(client, stationId);
  await hideProtocolPhotos(client, id);
  await addSettledSheet(client, deps.now());
  if (entry.kind === 'problem') {
    const rows = await tellSenders(client, deps, id, { kind: 'protocol-rejected', station, problem: entry.problem });
    await settleProtocol(client, id, { state: 'rejected', problem: entry.problem });
    await rejectSame(client, id, entry.problem);
    return rows;
  }
  const rows = await tellSenders(client, deps, id, { kind: 'protocol-agreed', station });
  await settleProtocol(client, id, { state: 'agreed', numbers: entry.numbers, resolved });
  await unlinkSettled(client, id);
  const detail = { station, resolved };
  await appendAudit(client, { at: deps.now(), organizerId: null, action: 'protocol.agree', subject: id, detail });
  return rows;
}
