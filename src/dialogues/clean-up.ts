import type { Dialogue } from './dialogue.ts';

/** Takes the ballot's messages out of the chat, or says how. */
export const cleanUp: Dialogue = {
  name: 'clean-up',
  version: 1,
  purpose: 'Delete the ballot’s messages from the chat; on Viber, say how to.',
  async run(talk) {
    const { t, person } = talk;
    if (person.messenger === 'viber') {
      await talk.say(t('clean-viber'));
      return undefined;
    }
    const answer = await talk.choose({
      text: t('clean-ask'),
      options: [
        [
          { id: 'clean:yes', label: t('clean-yes') },
          { id: 'clean:no', label: t('clean-no') },
        ],
      ],
      trace: true,
    });
    if (answer === 'clean:yes') await talk.intend({ do: 'clean-up' });
    await talk.say(t(answer === 'clean:yes' ? 'clean-doing' : 'clean-left'));
    return undefined;
  },
};
