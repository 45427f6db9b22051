import { choicesOf, deadSince, fundsFor, type PublicFund } from '../domain/solidarity/directory.ts';
import { HELP_KINDS } from '../domain/solidarity/terms.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { Dialogue, Talk } from './dialogue.ts';
import { contactLines } from './fund-lines.ts';
import { pairs } from './labels.ts';
import { helpButton } from './routes.ts';

/** Funds that are named at once: enough to choose from, few enough to be read. */
const NAMED = 5;

/** Below what a message may have. */
const LONGEST_TEXT = 3_800;

/**
 * How to reach a fund safely. It asks nothing and so never waits: nothing of who needs what is stored, not even while they read. Which
 * help is wanted stands in the button alone. Its input: `help`.
 */
export const needHelp: Dialogue = {
  name: 'need-help',
  version: 1,
  purpose:
    'For who needs help: how to reach funds safely. Nothing about the person is stored: what is wanted is in the button.',
  async run(talk, input) {
    const { t } = talk;
    const help = HELP_KINDS.find((kind) => kind === input.help);
    const read = await talk.once('funds', async (look) => {
      const { funds } = await look.solidarity();
      const reachable = funds.filter(isReachable);
      return { kinds: choicesOf(reachable).help, fitting: help === undefined ? [] : fundsFor(reachable, { help }) };
    });
    const kinds = read.kinds.filter((kind) => kind !== help);
    const others: Option[] = kinds.map((kind) => ({
      id: helpButton('need', kind),
      label: t('funds-chat-need-kind', { help: t(`solidarity-help-${kind}`) }),
    }));
    await talk.say({
      text: textFor(talk, help !== undefined, read.kinds.length > 0, read.fitting),
      options: [...pairs(others), [{ id: 'menu:open', label: t('menu-open') }]],
    });
    return 'end';
  },
};

function textFor(talk: Talk, isChosen: boolean, isAny: boolean, fitting: readonly PublicFund[]): string {
  const { t } = talk;
  if (!isAny) return t('funds-chat-none');
  if (!isChosen) return [t('funds-chat-need'), '', t('funds-chat-safe')].join('\n');
  if (fitting.length === 0) return t('funds-chat-need-none');
  // How to be safe comes before whom to ask; no fund is told in half.
  let text = [t('funds-chat-safe'), '', t('funds-chat-reach')].join('\n');
  for (const fund of inReach(fitting, talk)) {
    const longer = [text, '', ...contactLines(fund, talk)].join('\n');
    if (longer.length <= LONGEST_TEXT) text = longer;
  }
  return text;
}

function isReachable({ contacts, dead }: PublicFund): boolean {
  return contacts.some((contact) => deadSince(dead, contact) === undefined);
}

/** Those that speak the person's language first. */
function inReach(funds: readonly PublicFund[], { language }: Talk): PublicFund[] {
  const speaks = ({ languages }: PublicFund) => (languages.includes(language) ? 0 : 1);
  return [...funds].sort((a, b) => speaks(a) - speaks(b)).slice(0, NAMED);
}
