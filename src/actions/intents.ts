import { z } from 'zod';
import { MOST_SUGGESTED_PHOTOS, suggestion } from '../domain/chronicle/suggestion.ts';
import { TIERS } from '../domain/people.ts';
import { MOST_PROTOCOL_PHOTOS } from '../domain/protocols/states.ts';
import { AGE_GROUPS, answer, SETTLEMENTS, SEXES } from '../domain/surveys/definition.ts';

const tier = z.enum(TIERS);
const photo = z.object({ messenger: z.enum(['telegram', 'viber']), ref: z.string(), bytes: z.number().optional() });

/**
 * What a dialogue wants done for its person, beyond what it says. Committed to the outbox together
 * with the dialogue's state, and carried out by a worker exactly once.
 */
export const intent = z.discriminatedUnion('do', [
  /** Fetch, clean and keep a photo: its own queue, because a messenger's link does not wait. */
  z.object({ do: z.literal('fetch-photo'), photoId: z.uuid(), electionId: z.string(), photo }),
  /** Hand in a ballot, in place of an earlier one that is still replaceable. No photo ids: without photos. */
  z.object({
    do: z.literal('hand-in'),
    ballotId: z.uuid(),
    electionId: z.string(),
    stationId: z.uuid(),
    choiceId: z.string(),
    tier,
    photoIds: z.array(z.uuid()),
  }),
  /** Hand in photos of a station's result sheet, in place of earlier ones that are not settled. */
  z.object({
    do: z.literal('hand-in-protocol'),
    protocolId: z.uuid(),
    electionId: z.string(),
    stationId: z.uuid(),
    photoIds: z.array(z.uuid()).min(1).max(MOST_PROTOCOL_PHOTOS),
  }),
  /** Say how one means to vote, in place of an earlier word; a null choice takes it back. */
  z.object({
    do: z.literal('declare'),
    electionId: z.string(),
    stationId: z.uuid(),
    choiceId: z.string().nullable(),
    tier,
  }),
  /** The person votes at another station now: what they declared, if anything, is counted there. */
  z.object({ do: z.literal('move-declaration'), electionId: z.string(), stationId: z.uuid() }),
  /** The account's tier changed: what it handed in and declared is counted under the new one. */
  z.object({ do: z.literal('set-tier'), electionId: z.string(), tier }),
  /** Take over the registration that this phone has in another account, which is erased. */
  z.object({ do: z.literal('move-registration'), phoneKey: z.base64(), tier }),
  /** Take one answer into the person's answer set; null: skipped. */
  z.object({ do: z.literal('answer-survey'), surveyId: z.string(), questionId: z.string(), answer }),
  /** What the person says about themselves, in place of what they said before; null: not said. */
  z.object({
    do: z.literal('set-profile'),
    sex: z.enum(SEXES).nullable(),
    ageGroup: z.enum(AGE_GROUPS).nullable(),
    settlement: z.enum(SETTLEMENTS).nullable(),
  }),
  /** Count the person as walking in a zone of a march, by its place in the list. */
  z.object({ do: z.literal('check-in'), marchId: z.string(), zone: z.int().min(0) }),
  /** Count the person no longer. */
  z.object({ do: z.literal('leave-march'), marchId: z.string() }),
  /** Give organizers something to read for the chronicle. Nothing of the person is kept with it. */
  suggestion.extend({
    do: z.literal('add-to-chronicle'),
    suggestionId: z.uuid(),
    photoIds: z.array(z.uuid()).max(MOST_SUGGESTED_PHOTOS),
  }),
  /** Send the person the broadcast that this code shows, as it will be. */
  z.object({ do: z.literal('show-broadcast'), code: z.string() }),
  /** Erase the account; counted ballots stay and can no longer be linked to anybody. */
  z.object({ do: z.literal('forget') }),
  /** Delete the ballot's messages from the chat, where the messenger can. */
  z.object({ do: z.literal('clean-up') }),
]);

export type Intent = z.infer<typeof intent>;
