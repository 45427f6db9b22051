import { byName, choicesOf, fundsFor } from '../domain/solidarity/directory.ts';
import { HELP_KINDS, type HelpKind } from '../domain/solidarity/terms.ts';
import { wordsIn } from '../domain/some-languages.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { Dialogue, DialogueInput, Next, Talk } from './dialogue.ts';
import { givingLines } from './fund-lines.ts';
import { cut, pairs } from './labels.ts';
import { fundsRoute, helpButton, menuRoute } from './routes.ts';

/** Funds on one page, a row each. */
const PAGE = 8;

/**
 * Finds a fund to give to. Only that the directory is open is ever stored, at its first question: whatever somebody looks at is in their
 * buttons, because giving is punished, too. Its input: `help` with `page`, or a fund's `id`.
 */
export const funds: Dialogue = {
  name: 'funds',
  version: 1,
  purpose: 'Finds a fund to give to: by what it helps with, then what it does, how it was checked and how to give.',
  async run(talk, input) {
    if (typeof input.id === 'string') return show(talk, input.id);
    const help = HELP_KINDS.find((kind) => kind === input.help);
    return help === undefined ? ask(talk) : list(talk, help, input);
  },
};

async function ask(talk: Talk): Promise<Next | 'end' | undefined> {
  const { t } = talk;
  const kinds = await talk.once('kinds', async (look) => choicesOf((await look.solidarity()).funds).help);
  if (kinds.length === 0) {
    await talk.say(t('funds-chat-none'));
    return undefined;
  }
  const answer = await talk.choose({
    text: t('funds-chat-ask'),
    options: [
      ...pairs(kinds.map((kind) => ({ id: helpButton('funds', kind), label: t(`solidarity-help-${kind}`) }))),
      ...last(talk),
    ],
  });
  return fundsRoute(answer) ?? menuRoute(answer);
}

async function list(talk: Talk, help: HelpKind, input: DialogueInput): Promise<'end'> {
  const { t, language } = talk;
  const found = await talk.once('funds', async (look) =>
    byName(fundsFor((await look.solidarity()).funds, { help }), language).map(({ id, name }): [string, string] => [
      id,
      cut(wordsIn(name, language)),
    ]),
  );
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = typeof input.page === 'number' ? Math.min(input.page, pages - 1) : 0;
  const turn = (to: number, key: 'funds-chat-back' | 'funds-chat-more'): Option => ({
    id: `${helpButton('funds', help)}:${to}`,
    label: t(key),
  });
  const turns = [
    ...(page > 0 ? [turn(page - 1, 'funds-chat-back')] : []),
    ...(page < pages - 1 ? [turn(page + 1, 'funds-chat-more')] : []),
  ];
  const shown = found.slice(page * PAGE, (page + 1) * PAGE);
  const [first] = shown;
  const kind = t(`solidarity-help-${help}`);
  await talk.say({
    text:
      first === undefined
        ? t('funds-chat-none-fit', { kind })
        : t('funds-chat-list', { kind, count: found.length, example: `fund_${first[0]}` }),
    options: [
      ...shown.map(([id, label]) => [{ id: `funds:show:${id}`, label }]),
      ...(turns.length === 0 ? [] : [turns]),
      [
        { id: 'menu:funds', label: t('funds-chat-other') },
        { id: 'menu:open', label: t('menu-open') },
      ],
    ],
  });
  return 'end';
}

async function show(talk: Talk, id: string): Promise<'end'> {
  const { t } = talk;
  const fund = await talk.once('fund', async (look) => (await look.solidarity()).funds.find((one) => one.id === id));
  const others = (fund?.help ?? []).slice(0, 1).map((help) => ({
    id: helpButton('funds', help),
    label: t('funds-chat-like', { kind: t(`solidarity-help-${help}`) }),
  }));
  await talk.say({
    text: fund === undefined ? t('funds-chat-gone') : givingLines(fund, talk).join('\n'),
    options: [
      others,
      [
        { id: 'menu:funds', label: t('funds-chat-other') },
        { id: 'menu:open', label: t('menu-open') },
      ],
    ].filter((row) => row.length > 0),
  });
  return 'end';
}

function last({ t }: Talk): Option[][] {
  return [
    [
      { id: 'menu:need', label: t('menu-need') },
      { id: 'menu:open', label: t('menu-open') },
    ],
  ];
}
