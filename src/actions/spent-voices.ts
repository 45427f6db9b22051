import type { PoolClient } from 'pg';
import { findSpentVoices, type SpentBy, spendVoices } from '../storage/ballots.ts';
import type { Queryable } from '../storage/database.ts';
import type { LookupKeys } from '../storage/lookup-keys.ts';
import { phoneKeyOf } from '../storage/phones.ts';
import { voiceKeyOf } from './voice-keys.ts';

/** The elections in which any of these voices (person keys, phone keys) is spent. */
export async function spentElections(
  q: Queryable,
  key: Buffer,
  voices: readonly Buffer[],
  electionIds: readonly string[],
): Promise<string[]> {
  const keys = electionIds.map((id) => voices.map((voice) => voiceKeyOf(key, voice, id)));
  const spent = await findSpentVoices(q, keys.flat());
  return electionIds.filter((_, at) => keys[at]?.some((voice) => spent.has(voice.toString('hex'))) === true);
}

/** What spent a voice in an election; undefined while nothing has. */
export async function spentBy(
  q: Queryable,
  key: Buffer,
  voice: Buffer,
  electionId: string,
): Promise<SpentBy | undefined> {
  const voiceKey = voiceKeyOf(key, voice, electionId);
  return (await findSpentVoices(q, [voiceKey])).get(voiceKey.toString('hex'));
}

/** Marks a voice as used up by a ballot that review accepted. */
export async function spendAccepted(q: Queryable, key: Buffer, voice: Buffer, electionId: string): Promise<void> {
  await spendVoices(q, [{ voiceKey: voiceKeyOf(key, voice, electionId), electionId }], true);
}

/** Whose ballot was accepted before they shared a phone: that phone's voice is spent too, so that nobody else has it. */
export async function shareSpentVoice(
  client: PoolClient,
  { voice: key, lookup }: { readonly voice: Buffer; readonly lookup: LookupKeys },
  person: { readonly id: string; readonly personKey: Buffer },
  electionId: string,
): Promise<void> {
  if ((await spentBy(client, key, person.personKey, electionId)) !== 'accepted') return;
  const phoneKey = await phoneKeyOf(client, lookup, person.id);
  if (phoneKey !== undefined) await spendAccepted(client, key, phoneKey, electionId);
}
