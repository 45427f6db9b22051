import type { Dialogue } from './dialogue.ts';
import { menuRoute } from './routes.ts';

/** What is kept about a person, and what is not. */
export const kept: Dialogue = {
  name: 'kept',
  version: 1,
  purpose: 'What is kept, what is not, how to be forgotten.',
  async run(talk) {
    const { t } = talk;
    const answer = await talk.choose({
      text: t('kept'),
      options: [
        [
          { id: 'menu:forget', label: t('menu-forget') },
          { id: 'menu:open', label: t('menu-open') },
        ],
      ],
    });
    return menuRoute(answer);
  },
};
