import type { Option } from '../messaging/outgoing.ts';
import type { Dialogue } from './dialogue.ts';
import { cut } from './labels.ts';
import { menuRoute, surveyRoute } from './routes.ts';

/** Surveys offered at once: the others come when these are closed, or by their links. */
const SURVEYS = 3;

/** Everything that can be done; where every other dialogue ends. */
export const menu: Dialogue = {
  name: 'menu',
  version: 2,
  purpose: 'The menu.',
  async run(talk, input) {
    const { t, person } = talk;
    const button = (id: string, label: string): Option => ({ id, label });
    const surveys = await talk.once('surveys', async (look) => {
      const open = await look.openSurveys();
      return open
        .slice(0, SURVEYS)
        .map(({ id, definition }): [string, string] => [id, cut(definition.title[talk.language])]);
    });
    const answer = await talk.choose({
      text: t(input.greet === true ? 'menu-greeting' : input.help === true ? 'menu-help' : 'menu-text'),
      options: [
        ...surveys.map(([id, title]) => [button(`survey:${id}`, t('menu-survey', { title }))]),
        [button('menu:ballot', t('menu-ballot')), button('menu:station', t('menu-station'))],
        [button('menu:declare', t('menu-declare')), button('menu:language', t('menu-language'))],
        [button('menu:kept', t('menu-kept')), button('menu:forget', t('menu-forget'))],
        ...(person.tier === 'verified' ? [] : [[button('menu:verify', t('menu-verify'))]]),
      ],
    });
    return menuRoute(answer) ?? surveyRoute(answer);
  },
};
