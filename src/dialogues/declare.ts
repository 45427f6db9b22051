import type { Dialogue } from './dialogue.ts';
import { choiceRows, chosen, namedChoices } from './labels.ts';
import { afterwards } from './routes.ts';

/** How a person means to vote, if they care to say. */
export const declare: Dialogue = {
  name: 'declare',
  version: 1,
  purpose: 'Say how one means to vote, or keep it to oneself.',
  async run(talk, input) {
    const { t, person } = talk;
    const { tier, stationId } = person;
    if (tier === null) return { dialogue: 'register', input: afterwards('declare') };
    if (stationId === null) return { dialogue: 'station', input: afterwards('declare') };
    const found = await talk.once('declare', async (look) => {
      const election = await look.election();
      if (election === undefined || election.phase === 'after') return { isOver: election !== undefined };
      const declared = (await look.declaration())?.choiceId;
      return { electionId: election.id, choices: namedChoices(election, talk.language), declared };
    });
    if (found.electionId === undefined) {
      // Somebody who has just registered did not ask for this: the menu is enough.
      if (input.first !== true) await talk.say(t(found.isOver ? 'declare-over' : 'no-election'));
      return undefined;
    }
    const { electionId, choices, declared } = found;
    const current = choices.find(({ id }) => id === declared);
    const answer = await talk.choose({
      text: current === undefined ? t('declare-ask') : t('declare-ask-again', { choice: current.name }),
      options: [...choiceRows('declare:choice', choices), [{ id: 'declare:none', label: t('declare-none') }]],
    });
    const choice = chosen('declare:choice', choices, answer);
    // What was declared a moment ago may not be written yet: whoever keeps it to themselves now must be heard.
    if (choice !== undefined || input.first !== true) {
      await talk.intend({ do: 'declare', electionId, stationId, choiceId: choice?.id ?? null, tier });
    }
    await talk.say(choice === undefined ? t('declare-secret') : t('declare-saved', { choice: choice.name }));
    return undefined;
  },
};
