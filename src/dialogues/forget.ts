import type { Dialogue } from './dialogue.ts';

/** Erases the account, after a confirmation. The worker says goodbye when it is done. */
export const forget: Dialogue = {
  name: 'forget',
  version: 1,
  purpose: 'Erase everything about the person, after a confirmation.',
  async run(talk) {
    const { t } = talk;
    const answer = await talk.choose({
      text: t('forget-ask'),
      options: [[{ id: 'forget:yes', label: t('forget-yes') }], [{ id: 'forget:no', label: t('forget-no') }]],
    });
    if (answer === 'forget:no') {
      await talk.say(t('forget-left'));
      return undefined;
    }
    await talk.intend({ do: 'forget' });
    await talk.say(t('forget-doing'));
    return 'end';
  },
};
