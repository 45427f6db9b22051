import type { PoolClient } from 'pg';
import { isCounted, isReplaceable } from '../domain/ballots.ts';
import type { Tier } from '../domain/people.ts';
import type { SurveyMove } from '../domain/surveys/counting.ts';
import {
  deleteBallots,
  deleteDeclarations,
  findSpentVoices,
  listElectionIds,
  lockBallots,
  lockDeclarations,
  relinkBallot,
  relinkPhotos,
} from '../storage/ballots.ts';
import { erasePeople, givePhotoRows, type PersonRow, readPerson, takeOverRegistration } from '../storage/people.ts';
import { givePhone, holderOf } from '../storage/phones.ts';
import { giveProfile } from '../storage/profiles.ts';
import type { TallyMove } from '../storage/tallies.ts';
import { countAnew } from './count-anew.ts';
import { declaredMove } from './declare.ts';
import { tallyMove } from './hand-in.ts';
import { moveAnswers } from './move-answers.ts';
import { setTier } from './set-tier.ts';
import { linkKeyOf, voiceKeyOf } from './voice-keys.ts';

export type Moved =
  | { readonly kind: 'moved'; readonly from: PersonRow; readonly droppedPhotos: readonly string[] }
  /** The phone was given up, or is this person's already: nothing to move. */
  | { readonly kind: 'nothing-to-move' };

/**
 * Moves the registration that a phone has in another account over to this person, and erases that
 * account. One voice stays one ballot: where both have one, the one that review has taken stays, else
 * this person's own. Runs in the worker's transaction; `moves` and
 * `surveyMoves` are given how the counts change.
 */
export async function moveRegistration(
  client: PoolClient,
  keys: { readonly link: Buffer; readonly voice: Buffer },
  wanted: {
    readonly to: { readonly id: string; readonly personKey: Buffer };
    readonly phoneKey: Buffer;
    readonly tier: Tier;
  },
  moves: TallyMove[],
  surveyMoves: SurveyMove[],
): Promise<Moved> {
  const { to, phoneKey, tier } = wanted;
  const holder = await holderOf(client, phoneKey);
  if (holder === to.id) return { kind: 'nothing-to-move' };
  const from = holder === undefined ? undefined : await readPerson(client, holder);
  const droppedPhotos: string[] = [];
  for (const electionId of await listElectionIds(client)) {
    const own = linkKeyOf(keys.link, to.personKey, electionId);
    if (from !== undefined) {
      droppedPhotos.push(...(await mergeVoice(client, linkKeyOf(keys.link, from.personKey, electionId), own, moves)));
    }
    // A phone whose former account handed in and was forgotten has had its voice.
    if (tier === 'verified' && (await isSpent(client, voiceKeyOf(keys.voice, phoneKey, electionId)))) continue;
    await setTier(client, own, tier, moves);
  }
  await givePhone(client, phoneKey, to.id);
  await takeOverRegistration(client, to.id, tier, from?.stationId ?? null);
  if (from !== undefined) {
    await moveAnswers(client, keys.link, from, to, surveyMoves);
    await giveProfile(client, from.id, to.id);
  }
  await countAnew(client, keys.link, to, surveyMoves);
  if (from === undefined) return { kind: 'nothing-to-move' };
  await givePhotoRows(client, from.id, to.id);
  await erasePeople(client, [from.id]);
  return { kind: 'moved', from, droppedPhotos };
}

async function isSpent(client: PoolClient, voiceKey: Buffer): Promise<boolean> {
  return (await findSpentVoices(client, [voiceKey])).size > 0;
}

async function mergeVoice(client: PoolClient, theirs: Buffer, own: Buffer, moves: TallyMove[]): Promise<string[]> {
  const ballots = await lockBallots(client, [theirs, own]);
  const theirBallot = ballots.find((b) => b.linkKey.equals(theirs));
  const ownBallot = ballots.find((b) => b.linkKey.equals(own));
  const dropped: string[] = [];
  if (theirBallot !== undefined) {
    const drop = ownBallot === undefined ? undefined : isReplaceable(theirBallot.state) ? theirBallot : ownBallot;
    if (drop !== undefined) {
      if (isCounted(drop.state)) moves.push(tallyMove(drop, -1));
      dropped.push(...(await deleteBallots(client, [drop.id])));
    }
    if (drop !== theirBallot) await relinkBallot(client, theirBallot.id, own);
  }
  // Whoever sends the same photo again is still the one who sent it.
  await relinkPhotos(client, theirs, own);
  moves.push(...(await lockDeclarations(client, [theirs])).map((row) => declaredMove(row, -1)));
  await deleteDeclarations(client, [theirs]);
  return dropped;
}
