import type { PoolClient } from 'pg';
import type { BallotState } from '../domain/ballots.ts';
import { NO_ELECTION } from '../domain/elections.ts';
import { forgetParticipations, listLinkedSurveyIds } from '../storage/answers.ts';
import {
  deleteBallots,
  deleteDeclarations,
  deleteLoosePhotos,
  listElectionIds,
  lockBallots,
  lockDeclarations,
  spendVoices,
  unlink,
} from '../storage/ballots.ts';
import type { Keyring } from '../storage/keyring.ts';
import { erasePeople } from '../storage/people.ts';
import { phoneKeyOf } from '../storage/phones.ts';
import type { TallyMove } from '../storage/tallies.ts';
import { declaredMove } from './declare.ts';
import { forgetCheckIns } from './marches/check-in.ts';
import { forgetProtocols } from './protocols/forget-protocols.ts';
import { spentElections } from './spent-voices.ts';
import { linkKeyOf, surveyKeyOf, voiceKeyOf } from './voice-keys.ts';

/** A ballot that was never counted and never will be: it goes with its person. */
const WORTHLESS: readonly BallotState[] = ['refused', 'rejected'];

/**
 * Erases a person in the worker's transaction. Counted ballots and answers stay and name nobody; what was
 * declared is taken back; keyed marks remain that this voice was used, and surveys answered. Resolves to photos whose bytes may go.
 */
export async function forget(
  client: PoolClient,
  keys: Pick<Keyring<'worker'>, 'link' | 'voice' | 'photo' | 'lookup'>,
  person: { readonly id: string; readonly personKey: Buffer },
  moves: TallyMove[],
): Promise<string[]> {
  const electionIds = await listElectionIds(client);
  const linkKeys = electionIds.map((electionId) => linkKeyOf(keys.link, person.personKey, electionId));
  const ballots = await lockBallots(client, linkKeys);
  const declarations = await lockDeclarations(client, linkKeys);
  const worthless = ballots.filter((b) => WORTHLESS.includes(b.state));
  const droppedPhotos = [
    ...(worthless.length === 0
      ? []
      : await deleteBallots(
          client,
          worthless.map((b) => b.id),
        )),
    ...(await deleteLoosePhotos(client, [...linkKeys, linkKeyOf(keys.link, person.personKey, NO_ELECTION)])),
  ];

  const phoneKey = await phoneKeyOf(client, keys.lookup, person.id);
  const voices = phoneKey === undefined ? [person.personKey] : [person.personKey, phoneKey];
  const used = ballots.filter((b) => !WORTHLESS.includes(b.state)).map((b) => b.electionId);
  // Of an accepted ballot nothing is left but that: whichever of the two voices was spent, both are.
  const counted = await spentElections(client, keys.voice, voices, electionIds);
  const spent = [...new Set([...used, ...counted])].flatMap((electionId) =>
    voices.map((voice) => ({ voiceKey: voiceKeyOf(keys.voice, voice, electionId), electionId })),
  );
  if (spent.length > 0) await spendVoices(client, spent, false);

  await unlink(client, linkKeys);
  droppedPhotos.push(...(await forgetProtocols(client, keys.link, person, electionIds)));
  moves.push(...declarations.map((row) => declaredMove(row, -1)));
  await deleteDeclarations(client, linkKeys);
  const surveys = await listLinkedSurveyIds(client);
  await forgetParticipations(
    client,
    surveys.map((surveyId) => ({ surveyId, linkKey: surveyKeyOf(keys.link, person.personKey, surveyId) })),
  );
  await forgetCheckIns(client, keys.photo, person.personKey);
  await erasePeople(client, [person.id]);
  return droppedPhotos;
}
