import type { PoolClient } from 'pg';
import { isCounted, isReplaceable } from '../domain/ballots.ts';
import type { Tier } from '../domain/people.ts';
import type { SurveyMove } from '../domain/surveys/counting.ts';
import {
  deleteBallots,
  deleteDeclarations,
  type LinkedBallot,
  listElectionIds,
  lockBallots,
  lockDeclarations,
  relinkBallot,
  relinkPhotos,
} from '../storage/ballots.ts';
import type { Keyring } from '../storage/keyring.ts';
import { erasePeople, givePhotoRows, type PersonRow, readPerson, takeOverRegistration } from '../storage/people.ts';
import { givePhone, holderOf } from '../storage/phones.ts';
import { giveProfile } from '../storage/profiles.ts';
import type { TallyMove } from '../storage/tallies.ts';
import { countAnew } from './count-anew.ts';
import { declaredMove } from './declare.ts';
import { tallyMove } from './hand-in.ts';
import { forgetCheckIns } from './marches/check-in.ts';
import { moveAnswers } from './move-answers.ts';
import { moveProtocols } from './protocols/move-protocols.ts';
import { setTier } from './set-tier.ts';
import { spendAccepted, spentBy } from './spent-voices.ts';
import { linkKeyOf, type PersonSeals, sealPerson } from './voice-keys.ts';

export type Moved =
  | { readonly kind: 'moved'; readonly from: PersonRow; readonly droppedPhotos: readonly string[] }
  /** The phone was given up, or is this person's already: nothing to move. */
  | { readonly kind: 'nothing-to-move' };

/**
 * Moves the registration that a phone has in another account over to this person, and erases that
 * account. One voice stays one ballot: where both have one, the one that review has accepted or taken
 * stays, else this person's own. Runs in the worker's transaction; `moves` and
 * `surveyMoves` are given how the counts change.
 */
export async function moveRegistration(
  client: PoolClient,
  keys: Pick<Keyring<'worker'>, 'link' | 'voice' | 'photo' | 'lookup'>,
  wanted: {
    readonly to: { readonly id: string; readonly personKey: Buffer };
    readonly phoneKey: Buffer;
    readonly tier: Tier;
  },
  moves: TallyMove[],
  surveyMoves: SurveyMove[],
): Promise<Moved> {
  const { to, phoneKey, tier } = wanted;
  const holder = await holderOf(client, keys.lookup, phoneKey);
  if (holder === to.id) return { kind: 'nothing-to-move' };
  const from = holder === undefined ? undefined : await readPerson(client, keys.lookup, holder);
  // Before anything is relinked: a photo that is being written as theirs is waited for, and moves with the others.
  if (from !== undefined) await givePhotoRows(client, from.id, to.id);
  const droppedPhotos: string[] = [];
  for (const electionId of await listElectionIds(client)) {
    const own = linkKeyOf(keys.link, to.personKey, electionId);
    if (from !== undefined) {
      await moveProtocols(client, keys, from, to, electionId);
      const both = { theirs: linkKeyOf(keys.link, from.personKey, electionId), own, toId: to.id, keys };
      const accepted = await mergeAccepted(client, keys.voice, wanted, from, electionId);
      droppedPhotos.push(...(await mergeVoice(client, both, accepted, moves)));
    }
    // A phone whose former account handed in and was forgotten has had its voice.
    if (tier === 'verified' && (await spentBy(client, keys.voice, phoneKey, electionId)) !== undefined) continue;
    await setTier(client, own, tier, moves);
  }
  await givePhone(client, keys.lookup, phoneKey, to.id);
  await takeOverRegistration(client, to.id, tier, from?.stationId ?? null);
  if (from !== undefined) {
    await moveAnswers(client, keys.link, from, to, surveyMoves);
    await giveProfile(client, from.id, to.id);
  }
  await countAnew(client, keys.link, to, surveyMoves);
  if (from === undefined) return { kind: 'nothing-to-move' };
  await forgetCheckIns(client, keys.photo, from.personKey);
  await erasePeople(client, [from.id]);
  return { kind: 'moved', from, droppedPhotos };
}

/** Whose accepted ballot is the voice of both from now on. Both accepted: nothing can be told apart any more. */
async function mergeAccepted(
  client: PoolClient,
  voiceKey: Buffer,
  { to, phoneKey }: Parameters<typeof moveRegistration>[2],
  from: PersonRow,
  electionId: string,
): Promise<'theirs' | 'own' | 'neither'> {
  const theirs = (await spentBy(client, voiceKey, from.personKey, electionId)) === 'accepted';
  const own = (await spentBy(client, voiceKey, to.personKey, electionId)) === 'accepted';
  if (theirs && !own) await spendAccepted(client, voiceKey, to.personKey, electionId);
  if (own) await spendAccepted(client, voiceKey, phoneKey, electionId);
  return own ? 'own' : theirs ? 'theirs' : 'neither';
}

interface Both {
  readonly theirs: Buffer;
  readonly own: Buffer;
  readonly toId: string;
  readonly keys: PersonSeals;
}

async function mergeVoice(
  client: PoolClient,
  { theirs, own, toId, keys }: Both,
  accepted: 'theirs' | 'own' | 'neither',
  moves: TallyMove[],
): Promise<string[]> {
  const ballots = await lockBallots(client, [theirs, own]);
  const theirBallot = ballots.find((b) => b.linkKey.equals(theirs));
  const ownBallot = ballots.find((b) => b.linkKey.equals(own));
  const drop = (ballot: LinkedBallot | undefined) => (ballot === undefined ? [] : dropBallot(client, ballot, moves));
  const dropped: string[] = [];
  // An accepted ballot has no link: what is linked to either of them is a second one.
  if (accepted !== 'neither') dropped.push(...(await drop(theirBallot)), ...(await drop(ownBallot)));
  else if (theirBallot !== undefined && ownBallot !== undefined && isReplaceable(theirBallot.state)) {
    dropped.push(...(await drop(theirBallot)));
  } else if (theirBallot !== undefined) {
    dropped.push(...(await drop(ownBallot)));
    await relinkBallot(client, theirBallot.id, own, sealPerson(keys, theirBallot.id, toId));
  }
  // Whoever sends the same photo again is still the one who sent it.
  await relinkPhotos(client, theirs, own);
  moves.push(...(await lockDeclarations(client, [theirs])).map((row) => declaredMove(row, -1)));
  await deleteDeclarations(client, [theirs]);
  return dropped;
}

async function dropBallot(client: PoolClient, ballot: LinkedBallot, moves: TallyMove[]): Promise<string[]> {
  if (isCounted(ballot.state)) moves.push(tallyMove(ballot, -1));
  return deleteBallots(client, [ballot.id]);
}
