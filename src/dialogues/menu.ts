import { startButtonId } from '../domain/surveys/limits.ts';
import type { TextKey } from '../i18n/keys.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { Dialogue, DialogueInput } from './dialogue.ts';
import { cut } from './labels.ts';
import { menuRoute, surveyRoute } from './routes.ts';

/** Surveys offered at once: the others come when these are closed, or by their links. */
const SURVEYS = 3;

/** Everything that can be done; where every other dialogue ends. */
export const menu: Dialogue = {
  name: 'menu',
  version: 5,
  purpose: 'The menu.',
  async run(talk, input) {
    const { t, person } = talk;
    if (input.stop === true) await talk.change({ wantsBroadcasts: false });
    if (input.listen === true) await talk.change({ wantsBroadcasts: true });
    const button = (id: string, label: string): Option => ({ id, label });
    const surveys = await talk.once('surveys', async (look) => {
      const open = await look.openSurveys();
      return open
        .slice(0, SURVEYS)
        .map(({ id, definition }): [string, string] => [id, cut(definition.title[talk.language])]);
    });
    const isMarchOn = await talk.once('march', async (look) => (await look.march())?.phase === 'open');
    const answer = await talk.choose({
      text: t(greeting(input)),
      options: [
        ...(isMarchOn ? [[button('menu:walk', t('menu-walk'))]] : []),
        ...surveys.map(([id, title]) => [button(startButtonId(id), t('menu-survey', { title }))]),
        [button('menu:ballot', t('menu-ballot')), button('menu:station', t('menu-station'))],
        [button('menu:protocol', t('menu-protocol')), button('menu:declare', t('menu-declare'))],
        [button('menu:funds', t('menu-funds')), button('menu:need', t('menu-need'))],
        [button('menu:language', t('menu-language')), button('menu:kept', t('menu-kept'))],
        [button('menu:chronicle', t('menu-chronicle')), button('menu:forget', t('menu-forget'))],
        ...(input.stop === true ? [[button('menu:listen', t('broadcast-chat-listen'))]] : []),
        ...(person.tier === 'verified' ? [] : [[button('menu:verify', t('menu-verify'))]]),
      ],
    });
    return menuRoute(answer) ?? surveyRoute(answer);
  },
};

function greeting(input: DialogueInput): TextKey {
  if (input.greet === true) return 'menu-greeting';
  if (input.help === true) return 'menu-help';
  if (input.stop === true) return 'broadcast-chat-stopped';
  return input.listen === true ? 'broadcast-chat-listening' : 'menu-text';
}
