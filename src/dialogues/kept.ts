import type { Dialogue } from './dialogue.ts';
import { isEmpty, profileInWords } from './profile.ts';
import { menuRoute } from './routes.ts';

/** What is kept about a person, and what is not. */
export const kept: Dialogue = {
  name: 'kept',
  version: 3,
  purpose: 'What is kept, what is not, how to be forgotten; what one said about oneself, to be changed or erased.',
  async run(talk) {
    const { t } = talk;
    const profile = await talk.once('profile', (look) => look.profile());
    const isCounted = await talk.once('counted', async (look) => (await look.voiceSpentBy()) === 'accepted');
    const isSaid = profile !== undefined && !isEmpty(profile);
    const about = isSaid ? t('kept-profile', { about: profileInWords(t, profile) }) : t('kept-no-profile');
    const answer = await talk.choose({
      text: [t('kept'), ...(isCounted ? [t('review-chat-kept')] : []), t('kept-surveys'), about].join('\n'),
      options: [
        [
          { id: 'profile:change', label: t(isSaid ? 'profile-change' : 'profile-tell') },
          ...(isSaid ? [{ id: 'profile:erase', label: t('profile-erase') }] : []),
        ],
        [
          { id: 'menu:forget', label: t('menu-forget') },
          { id: 'menu:open', label: t('menu-open') },
        ],
      ],
    });
    if (answer === 'profile:change') return { dialogue: 'profile' };
    if (answer === 'profile:erase') {
      await talk.intend({ do: 'set-profile', sex: null, ageGroup: null, settlement: null });
      await talk.say(t('profile-erased'));
      return undefined;
    }
    return menuRoute(answer);
  },
};
