import type { Option } from '../messaging/outgoing.ts';
import type { Dialogue } from './dialogue.ts';
import { menuRoute } from './routes.ts';

/** Everything that can be done; where every other dialogue ends. */
export const menu: Dialogue = {
  name: 'menu',
  version: 1,
  purpose: 'The menu.',
  async run(talk, input) {
    const { t, person } = talk;
    const button = (id: string, label: string): Option => ({ id, label });
    const answer = await talk.choose({
      text: t(input.greet === true ? 'menu-greeting' : input.help === true ? 'menu-help' : 'menu-text'),
      options: [
        [button('menu:ballot', t('menu-ballot')), button('menu:station', t('menu-station'))],
        [button('menu:declare', t('menu-declare')), button('menu:language', t('menu-language'))],
        [button('menu:kept', t('menu-kept')), button('menu:forget', t('menu-forget'))],
        ...(person.tier === 'verified' ? [] : [[button('menu:verify', t('menu-verify'))]]),
      ],
    });
    return menuRoute(answer);
  },
};
