import type { Dialogue } from './dialogue.ts';

/** Takes the messages of a ballot, or of a result sheet (`of: 'protocol'`), out of the chat, or says how. */
export const cleanUp: Dialogue = {
  name: 'clean-up',
  version: 1,
  purpose: 'Delete the messages of a ballot or result sheet from the chat; on Viber, say how to.',
  async run(talk, input) {
    const { t, person } = talk;
    const sheet = input.of === 'protocol';
    if (person.messenger === 'viber') {
      await talk.say(t('clean-viber'));
      return undefined;
    }
    const answer = await talk.choose({
      text: t(sheet ? 'protocols-chat-clean-ask' : 'clean-ask'),
      options: [
        [
          { id: 'clean:yes', label: t('clean-yes') },
          { id: 'clean:no', label: t('clean-no') },
        ],
      ],
      trace: true,
    });
    if (answer === 'clean:yes') await talk.intend({ do: 'clean-up' });
    const doing = sheet ? 'protocols-chat-clean-doing' : 'clean-doing';
    await talk.say(t(answer === 'clean:yes' ? doing : 'clean-left'));
    return undefined;
  },
};
